"""The small drawings of trends: steps in time, from nought to the highest figure."""

from publish.portal.quality_trend import HEIGHT, MARGIN, WIDTH, spark


def points(drawn: str) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in (point.split(",") for point in drawn.split())]


def test_a_figure_holds_until_the_next_one() -> None:
    told = spark([("2026-01", 4), ("2026-03", 2)], "2026-01", "2026-03")
    assert told is not None
    bottom, top = HEIGHT - MARGIN, MARGIN
    half = (bottom + top) // 2
    assert points(told.points) == [(0, top), (WIDTH, top), (WIDTH, half), (WIDTH, half)]
    assert (told.first, told.last, told.highest) == (4, 2, 4)


def test_what_begins_later_stands_at_nought_before() -> None:
    told = spark([("2026-01-03", 5)], "2026-01-01", "2026-01-05")
    assert told is not None
    assert (told.first, told.last) == (0, 5)
    assert points(told.points)[:3] == [(0, HEIGHT - MARGIN), (WIDTH // 2, HEIGHT - MARGIN), (WIDTH // 2, MARGIN)]


def test_one_night_is_a_level_line() -> None:
    told = spark([("2026-01-01", 0)], "2026-01-01", "2026-01-01")
    assert told is not None
    assert points(told.points) == [(0, HEIGHT - MARGIN), (WIDTH, HEIGHT - MARGIN)]


def test_without_figures_there_is_nothing_to_draw() -> None:
    assert spark([], "2026-01", "2026-03") is None
