"""示例市 through its two nights: what is released, what waits, what is held; and a third night that changes nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import samples.play
from gongkai.home import Home, open_home
from pipelines.status import Standing, status
from samples.play import play
from tests.support.town import BUDGET, CONTRACTS, PROJECTS, tree

SLUG = "budget-department-expenditure"


@pytest.fixture
def home(demo: Path) -> Iterator[Home]:
    found = open_home(demo)
    yield found
    found.close()


def standings(home: Home) -> dict[tuple[str, str], Standing]:
    return {(each.dataset, each.department): each for each in status(home).submissions}


def snapshot(root: Path) -> dict[str, tuple[int, int, str]]:
    """Everything public or in the lake: inode, time of the last change, digest."""
    files = tree(root / "public", root / "lake")
    return {name: (*_stat(root / name), digest) for name, digest in files.items()}


def _stat(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_ino, stat.st_mtime_ns


def test_only_the_feed_with_a_standing_approval_gets_a_second_version(home: Home) -> None:
    versions = {dataset: [each.version for each in releases] for (dataset, _), releases in _published(home)}
    assert versions == {BUDGET: [1], PROJECTS: [1], CONTRACTS: [1, 2]}


def test_releases_carry_the_moments_of_their_nights(home: Home) -> None:
    released = {(each.dataset, each.version): each.released_at for _, history in _published(home) for each in history}
    assert released[BUDGET, 1] == released[CONTRACTS, 1] == "2026-03-13T02:00:00+08:00"
    assert released[CONTRACTS, 2] == "2026-03-14T02:00:00+08:00"


def test_the_changed_budget_waits_for_its_people_and_its_last_good_rows_stay(home: Home) -> None:
    changed = standings(home)[BUDGET, "101"]
    assert (changed.state, changed.version, changed.current) == ("waiting", 1, False)
    assert changed.waiting_for == ("drafter", "reviewer", "publisher")
    assert [each for each in standings(home).values() if each.state == "waiting"] == [changed]


def test_every_block_is_named(home: Home) -> None:
    blocked = {key: each.reasons[0].code for key, each in standings(home).items() if each.state == "blocked"}
    assert blocked == {
        (BUDGET, "106"): "CHK-FAILED",
        (BUDGET, "108"): "EMB-EVENT",
        (BUDGET, "109"): "STR-007",
        (BUDGET, "111"): "STR-009",
        (PROJECTS, "104"): "CHK-FAILED",
    }


def test_what_is_held_stands_in_no_release(home: Home) -> None:
    released = {(dataset, part.entity) for (dataset, _), history in _published(home) for part in history[-1].parts}
    assert not released & {key for key, each in standings(home).items() if each.state == "blocked"}
    assert (BUDGET, "101") in released


def test_amounts_of_a_hierarchy_are_called_the_sum_of_its_lowest_level(demo: Path) -> None:
    pages = {
        name: (demo / "public/d" / name / "index.html").read_text("utf-8") for name in (SLUG, "procurement-contracts")
    }
    assert "金额为末级科目之和" in pages[SLUG]
    assert "金额为末级科目之和" not in pages["procurement-contracts"]
    assert not any("含各级小计" in page for page in pages.values())


def test_a_third_night_writes_nothing(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = snapshot(demo)
    play(demo)
    assert snapshot(demo) == before
    assert "平静的一夜" in capsys.readouterr().out


@pytest.mark.parametrize("stopped_before", [2, 3], ids=["the first night", "the second night"])
def test_a_play_that_was_stopped_ends_in_the_same_bytes(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopped_before: int
) -> None:
    whole, calls = samples.play.refresh, iter(range(1, 9))

    def refresh(*given: Any, **how: Any) -> Any:
        if next(calls) == stopped_before:
            raise KeyboardInterrupt
        return whole(*given, **how)

    monkeypatch.setattr(samples.play, "refresh", refresh)
    with pytest.raises(KeyboardInterrupt):
        play(tmp_path / "home")
    play(tmp_path / "home")
    assert tree(tmp_path / "home" / "public") == tree(demo / "public")
    assert tree(tmp_path / "home" / "lake") == tree(demo / "lake")


def _published(home: Home) -> list[tuple[tuple[str, int], list[Any]]]:
    return list(home.journal.releases.published().items())
