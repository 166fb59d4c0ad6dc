"""示例市 through its two nights: what is released, what waits, what is held; and a third night that changes nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import samples.play
from gongkai.home import Home, open_home
from pipelines.status import Standing, status
from samples.play import play
from tests.support.played import settled_small
from tests.support.town import BUDGET, CONTRACTS, PROJECTS, tree

YEAR, ACCOUNT_YEARS = 2026, (2023, 2024)
SLUG = "budget-department-expenditure"
ACCOUNTS, SIDE_BY_SIDE = "budget/department_final_expenditure", "budget/budget_versus_final"
# The tables in which the raised project of 101 is counted; basic spending and the three public expenses stay.
_WITH_THE_PROJECT = ("summary", "revenue", "expenditure", "appropriation", "fund_expenditure", "statements")
CHANGED_WITH_THE_PROJECT = [f"budget/department_{table}" for table in _WITH_THE_PROJECT]
# What the second night brings within the standing approvals, and the links that are made of it.
GROWING = {(f"procurement/{name}", YEAR) for name in ("contracts", "tenders", "awards", "links")}
NINE_TABLES = (*_WITH_THE_PROJECT, "basic_economic", "three_public")


@pytest.fixture
def home(demo: Path) -> Iterator[Home]:
    found = open_home(demo)
    yield found
    found.close()


def standings(home: Home) -> dict[tuple[str, str], Standing]:
    """This year's submissions."""
    return {(each.dataset, each.department): each for each in status(home).submissions if each.period == YEAR}


def snapshot(root: Path) -> dict[str, tuple[int, int, str]]:
    """Everything public or in the lake: inode, time of the last change, digest."""
    files = tree(root / "public", root / "lake")
    return {name: (*_stat(root / name), digest) for name, digest in files.items()}


def _stat(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_ino, stat.st_mtime_ns


def test_only_the_feeds_with_a_standing_approval_and_their_links_get_a_second_version(home: Home) -> None:
    versions = {where: [each.version for each in releases] for where, releases in _published(home)}
    assert {where for where, found in versions.items() if found == [1, 2]} == GROWING
    assert {tuple(found) for where, found in versions.items() if where not in GROWING} == {(1,)}


def test_every_dataset_of_the_city_is_released(home: Home) -> None:
    assert {dataset for (dataset, _), _ in _published(home)} == set(home.city.datasets)


def test_earlier_years_are_released_beside_this_one(home: Home) -> None:
    assert {period for (dataset, period), _ in _published(home) if dataset == BUDGET} == {2024, 2025, 2026}
    assert {period for (dataset, period), _ in _published(home) if dataset == ACCOUNTS} == set(ACCOUNT_YEARS)


def test_budgets_and_accounts_are_put_side_by_side(home: Home) -> None:
    """The derived table of a year has a part of every department whose accounts of the year are released."""
    released = {key: history[-1].parts for key, history in _published(home)}
    for year in ACCOUNT_YEARS:
        accounts = {part.entity for part in released[ACCOUNTS, year]}
        assert {part.entity for part in released[SIDE_BY_SIDE, year]} == accounts == {"102", "104"}


def test_releases_carry_the_moments_of_their_nights(home: Home) -> None:
    released = {(*where, each.version): each.released_at for where, history in _published(home) for each in history}
    second = {released.pop((*where, 2)) for where in GROWING}
    assert second == {"2026-03-14T02:00:00+08:00"}
    assert set(released.values()) == {"2026-03-13T02:00:00+08:00"}


def test_the_changed_budget_waits_for_its_people_and_its_last_good_rows_stay(home: Home) -> None:
    waiting = {key: each for key, each in standings(home).items() if each.state == "waiting"}
    assert set(waiting) == {(dataset, "101") for dataset in CHANGED_WITH_THE_PROJECT}
    for changed in waiting.values():
        assert (changed.state, changed.version, changed.current) == ("waiting", 1, False)
        assert changed.waiting_for == ("drafter", "reviewer", "publisher")


def test_every_block_is_named(home: Home) -> None:
    blocked = {key: each.reasons[0].code for key, each in standings(home).items() if each.state == "blocked"}
    unanswered = {key: blocked.pop(key) for key in list(blocked) if key[1] == "108"}
    assert unanswered == {(f"budget/department_{table}", "108"): "EMB-EVENT" for table in NINE_TABLES}
    assert blocked == {
        (BUDGET, "106"): "CHK-FAILED",
        (BUDGET, "109"): "STR-007",
        (BUDGET, "111"): "STR-009",
        ("budget/department_fund_expenditure", "105"): "CHK-FAILED",
        ("budget/department_statements", "107"): "CHK-FAILED",
        (PROJECTS, "104"): "CHK-FAILED",
        ("procurement/engineering_tenders", "104"): "CHK-FAILED",
        ("procurement/tenders", "110"): "CHK-FAILED",
        ("procurement/awards", "110"): "CHK-FAILED",
        (CONTRACTS, "110"): "ROW-LIMIT",
        ("procurement/acceptances", "110"): "CHK-FAILED",
    }


def test_nothing_of_earlier_years_is_held(home: Home) -> None:
    assert {each.state for each in status(home).submissions if each.period < YEAR} == {"cleared"}


def test_what_is_held_stands_in_no_release(home: Home) -> None:
    released = {
        (dataset, part.entity)
        for (dataset, period), history in _published(home)
        for part in history[-1].parts
        if period == YEAR
    }
    assert not released & {key for key, each in standings(home).items() if each.state == "blocked"}
    assert (BUDGET, "101") in released


def test_amounts_of_a_hierarchy_are_called_the_sum_of_its_lowest_level(demo: Path) -> None:
    pages = {
        name: (demo / "public/d" / name / "versions/index.html").read_text("utf-8")
        for name in (SLUG, "procurement-contracts")
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
    small_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopped_before: int
) -> None:
    whole, calls = samples.play.refresh, iter(range(1, 9))

    def refresh(*given: Any, **how: Any) -> Any:
        if next(calls) == stopped_before:
            raise KeyboardInterrupt
        return whole(*given, **how)

    monkeypatch.setattr(samples.play, "refresh", refresh)
    root = settled_small(tmp_path / "home")
    with pytest.raises(KeyboardInterrupt):
        play(root)
    play(root)
    assert tree(root / "public") == tree(small_demo / "public")
    assert tree(root / "lake") == tree(small_demo / "lake")


def _published(home: Home) -> list[tuple[tuple[str, int], list[Any]]]:
    return list(home.journal.releases.published().items())
