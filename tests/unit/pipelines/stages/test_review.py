"""What the stage gathers for the gate: how far a feed has moved since people last signed it, and what was refused."""

from datetime import date, datetime, timedelta

import pytest

from gongkai.decision import ReleaseDecision
from publish.review.signing import grant_standing, sign
from tests.support.sheets import budget, contract, contracts
from tests.support.town import BUDGET, CONTRACTS, NEXT_NIGHT, SIGNERS, SIGNING, Town

FEED = (CONTRACTS, 2026, "112")
PATH = "112/合同公告_2026.csv"
NUMBERS = range(40)


def delivered(town: Town, *numbers: int, day: int = 0) -> ReleaseDecision:
    town.put(PATH, contracts(*(contract(f"HT-{number}") for number in numbers)))
    town.refresh(NEXT_NIGHT + timedelta(days=day))
    return town.decisions[FEED]


def version(town: Town) -> int:
    return town.home.journal.releases.published()[CONTRACTS, 2026][-1].version


@pytest.fixture
def feed(town: Town) -> Town:
    """40 contracts, signed and released, with a standing approval of 10 percent."""
    town.put(PATH, contracts(*(contract(f"HT-{number}") for number in NUMBERS)))
    town.publish()
    for role, account in SIGNERS.items():
        grant_standing(town.home, CONTRACTS, "112", role, account, 10, 10, date(2026, 12, 31), "", SIGNING)
    return town


def test_a_small_change_goes_out(feed: Town) -> None:
    assert delivered(feed, *range(42)).way == "standing"
    assert version(feed) == 2


def test_a_replaced_table_of_the_same_size_and_sum_waits(feed: Town) -> None:
    decision = delivered(feed, *range(100, 140))
    assert [each.code for each in decision.blockers] == ["REV-MISSING"]
    assert "80 行，超过 40 行的 10%" in next(each.zh for each in decision.cautions if each.code == "STA-ROWS")
    assert version(feed) == 1


def test_small_changes_are_measured_from_what_people_signed(feed: Town) -> None:
    assert delivered(feed, *range(3, 40)).cleared
    assert version(feed) == 2
    assert not delivered(feed, *range(6, 40), day=1).cleared
    feed.sign(NEXT_NIGHT + timedelta(days=1, hours=1))
    feed.refresh(NEXT_NIGHT + timedelta(days=2))
    assert version(feed) == 3
    assert delivered(feed, *range(8, 40), day=3).way == "standing"


def test_without_the_signed_table_nothing_is_small(feed: Town) -> None:
    (part,) = feed.home.journal.releases.published()[CONTRACTS, 2026][-1].parts
    feed.home.lake.standardised("procurement-contracts", 2026, part.key).unlink()
    assert not delivered(feed, *range(41)).cleared


def test_a_rejection_withdraws_what_is_released(town: Town) -> None:
    for department in ("101", "102"):
        town.put(f"{department}/2026年部门预算.xlsx", budget(department=department))
    town.publish()
    at = datetime.fromisoformat("2026-03-13T09:00:00+08:00")
    sign(town.home, BUDGET, 2026, "101", "reviewer", SIGNERS["reviewer"], "reject", "含内部电话", at)
    town.refresh(NEXT_NIGHT)
    last = town.home.journal.releases.published()[BUDGET, 2026][-1]
    assert (last.version, [part.entity for part in last.parts]) == (2, ["102"])
