"""The journal: what is replaced is replaced as a whole, and what is history stays."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gongkai.decision import Evidence, Outcome, ReleaseDecision
from gongkai.findings import Finding, Place, finding
from gongkai.journal import Journal
from gongkai.journal.deliveries import InboxEntry
from gongkai.journal.releases import Part, Release
from gongkai.journal.reviews import SignOff, StandingApproval
from gongkai.journal.work import Entry

AT = "2026-03-12T18:00:00+08:00"
EVIDENCE = Evidence(contract="c", columns="k", policy="p", content="x")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """A new journal."""
    opened = Journal(tmp_path / "journal.sqlite")
    yield opened
    opened.close()


def said(rule: str = "EXT-EMPTY", dataset: str | None = None, **place: Any) -> Finding:
    return finding(rule, Place(dataset=dataset, **place))


def test_findings_are_replaced_with_their_entry(journal: Journal) -> None:
    journal.work.keep([Entry("extract:1", "extract", "a", {"n": 1}, [said(), said("EXT-ENCRYPTED")])])
    journal.work.keep([Entry("extract:1", "extract", "b", {"n": 2}, [said("EXT-NOTHING")])])
    entry = journal.work.entry("extract:1")
    assert entry is not None
    assert (entry.key, entry.result) == ("b", {"n": 2})
    assert [each.rule for each in journal.work.findings()] == ["EXT-NOTHING"]


def test_an_entry_that_cannot_be_written_leaves_the_old_one_whole(journal: Journal) -> None:
    journal.work.keep([Entry("extract:1", "extract", "a", 1, [said()])])
    with pytest.raises(TypeError):
        journal.work.keep([Entry("extract:1", "extract", "b", object(), [said("EXT-NOTHING")])])
    entry = journal.work.entry("extract:1")
    assert entry is not None
    assert entry.key == "a"
    assert [each.rule for each in journal.work.findings()] == ["EXT-EMPTY"]


def test_a_forgotten_scope_takes_its_findings_along(journal: Journal) -> None:
    journal.work.keep(Entry(f"extract:{n}", "extract", "a", None, [said()]) for n in range(1200))
    journal.work.forget([f"extract:{n}" for n in range(1, 1200)])
    assert list(journal.work.stage("extract")) == ["extract:0"]
    assert len(journal.work.findings()) == 1


def test_a_stage_has_only_its_own_entries(journal: Journal) -> None:
    journal.work.keep([Entry("land:a", "land", "1", None), Entry("extract:1", "extract", "1", None)])
    assert list(journal.work.stage("land")) == ["land:a"]
    assert journal.work.entry("land:b") is None


def test_findings_are_narrowed_and_come_worst_first(journal: Journal) -> None:
    budget = "budget/department_expenditure"
    mixed = [finding("EXT-EMPTY", Place(), severity=level) for level in ("note", "error")]
    notes = [finding("EXT-UNCLAIMED", Place(dataset=budget, row=row), title="t") for row in (9, 10, 2)]
    journal.work.keep([Entry("a", "x", "1", None, mixed), Entry("b", "x", "1", None, notes)])
    assert [each.severity.value for each in journal.work.findings()] == ["error", *["note"] * 4]
    assert [each.row for each in journal.work.findings(dataset=budget)] == [2, 9, 10]
    assert len(journal.work.findings(severity="note")) == 4
    assert len(journal.work.findings(scopes=["a"])) == 2
    assert journal.work.findings(scopes=[]) == []
    assert journal.work.counts() == {("", "error"): 1, ("", "note"): 1, (budget, "note"): 3}


def sign_off(role: str, verdict: str = "approve") -> SignOff:
    return SignOff("procurement/contracts", 2026, "112", role, "a", verdict, "", AT, EVIDENCE)


def test_sign_offs_are_only_ever_added(journal: Journal) -> None:
    for one in (sign_off("drafter"), sign_off("drafter", "reject"), sign_off("drafter")):
        journal.reviews.sign(one)
    kept = journal.reviews.sign_offs()["procurement/contracts", 2026, "112"]
    assert [each.verdict for each in kept] == ["approve", "reject", "approve"]
    assert kept[0] == sign_off("drafter")


def test_the_journal_offers_no_way_to_take_a_sign_off_back(journal: Journal) -> None:
    offered = {name for name in dir(journal.reviews) if not name.startswith("_")}
    assert offered == {"sign", "grant", "sign_offs", "standing", "decided", "decisions", "note"}


def test_standing_approvals_are_kept_by_dataset_and_department(journal: Journal) -> None:
    given = StandingApproval(
        "procurement/contracts", "112", "drafter", "a", "c", "k", "p", 5.0, 10.0, "2026-12-31", "", AT
    )
    journal.reviews.grant(given)
    journal.reviews.grant(replace(given, max_rows_pct=1.0))
    kept = journal.reviews.standing()["procurement/contracts", "112"]
    assert [each.max_rows_pct for each in kept] == [5.0, 1.0]


def decision(outcome: Outcome, entity: str = "112") -> ReleaseDecision:
    return ReleaseDecision(
        dataset="procurement/contracts", period=2026, entity=entity, outcome=outcome, evidence=EVIDENCE
    )


def test_a_decision_is_entered_when_it_changes(journal: Journal) -> None:
    for night, outcome in enumerate((Outcome.WAITING, Outcome.WAITING, Outcome.CLEARED), start=1):
        journal.reviews.decided([decision(outcome), decision(Outcome.BLOCKED, "101")], f"2026-03-{night:02}")
    with journal.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT entity, at FROM decisions ORDER BY id").fetchall()
    assert [tuple(row) for row in rows] == [("112", "2026-03-01"), ("101", "2026-03-01"), ("112", "2026-03-03")]
    assert journal.reviews.decisions()["procurement/contracts", 2026, "112"].cleared


def release(version: int, content: str = "x") -> Release:
    part = Part("112", "c", "k", 1, "s", 3, AT, AT, {"amount": "1.00"})
    return Release("procurement/contracts", 2026, version, content, AT, "prepared", (part,), {"previous": None})


def test_a_release_is_prepared_and_then_published(journal: Journal) -> None:
    journal.releases.prepare(release(1))
    assert journal.releases.published() == {}
    assert journal.releases.prepared()["procurement/contracts", 2026] == [release(1)]
    journal.releases.publish(release(1))
    assert journal.releases.prepared() == {}
    (done,) = journal.releases.published()["procurement/contracts", 2026]
    assert (done.state, done.parts, done.rows) == ("published", release(1).parts, 3)


def test_an_intention_replaces_an_older_one_but_no_release(journal: Journal) -> None:
    journal.releases.prepare(release(1))
    journal.releases.publish(release(1))
    journal.releases.prepare(release(2, "night"))
    journal.releases.prepare(release(2, "morning"))
    assert [each.content for each in journal.releases.prepared()["procurement/contracts", 2026]] == ["morning"]
    assert [each.version for each in journal.releases.published()["procurement/contracts", 2026]] == [1]


def test_what_people_and_the_platform_did_stands_in_the_audit_trail(journal: Journal) -> None:
    journal.reviews.sign(sign_off("drafter", "reject"))
    journal.reviews.note(AT, "a", "init", {"city": "示例市"})
    journal.releases.prepare(release(1))
    journal.releases.publish(release(1))
    with journal.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT actor, action FROM audit ORDER BY id").fetchall()
    assert [tuple(row) for row in rows] == [("a", "review.reject"), ("a", "init"), ("gongkai", "release")]


def entry(path: str, delivery: int, present: bool = True) -> InboxEntry:
    return InboxEntry(path, 1, 2, 3, 4, delivery, present)


def test_the_newest_delivery_of_a_path_is_current(journal: Journal) -> None:
    first = journal.deliveries.received("101", "101/a.xlsx", "s1", 1, AT)
    journal.deliveries.seen([entry("101/a.xlsx", first.id)])
    second = journal.deliveries.received("101", "101/a.xlsx", "s2", 1, AT)
    journal.deliveries.seen([entry("101/a.xlsx", second.id)])
    assert journal.deliveries.current() == [(second, True)]
    assert set(journal.deliveries.by_id()) == {first.id, second.id}
    assert second.file_name == "a.xlsx"


def test_a_file_that_is_gone_stays_known(journal: Journal) -> None:
    given = journal.deliveries.received("101", "101/a.xlsx", "s1", 1, AT)
    journal.deliveries.seen([entry("101/a.xlsx", given.id, present=False)])
    assert journal.deliveries.current() == [(given, False)]


def test_another_process_reads_what_was_written(journal: Journal, tmp_path: Path) -> None:
    journal.work.keep([Entry("a", "x", "1", {"zh": "示例市"})])
    other = Journal(tmp_path / "journal.sqlite")
    found = other.work.entry("a")
    other.close()
    assert found == Entry("a", "x", "1", {"zh": "示例市"})


def test_what_is_entered_is_on_disk(journal: Journal) -> None:
    with journal.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
