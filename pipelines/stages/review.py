"""Stage 5, review (审核): the case of every submission is put together and the gate decides it.

Here belongs gathering what the gate may know. Deciding belongs to `publish.review`; nobody signs here.
"""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai.contract import Contract
from gongkai.decision import Evidence, Outcome, Reason, ReleaseDecision
from gongkai.digests import digest_of
from gongkai.engine import engine
from gongkai.files import write_whole
from gongkai.home import Home
from gongkai.journal.releases import Part
from gongkai.journal.work import Entry
from gongkai.submission import Slot, Submission
from pipelines.stages.standardise import slots
from pipelines.stages.validate import verdicts
from publish.changes import row_changes
from publish.review.case import Case
from publish.review.gate import decide
from publish.review.negative_list import negative_hits
from publish.review.reasons import reason
from publish.review.signing import evidence_of

if TYPE_CHECKING:
    import duckdb

STAGE = "negative"
NO_EVIDENCE = Evidence(contract="", columns="", policy="", content="")


def review(home: Home, contract: Contract, periods: Iterable[int], as_of: datetime) -> list[ReleaseDecision]:
    """Decide every submission of the periods as of the given moment; decisions that changed are entered in the
    journal.
    """
    with ExitStack() as opened:
        cases = _Cases(home, contract, as_of, opened)
        decisions = [cases.decision(slot) for slot in slots(home, contract, periods)]
    home.journal.reviews.decided(decisions, as_of.isoformat(timespec="seconds"))
    for one in decisions:
        write_whole(home.lake.decision(contract.dataset.slug, one.period, one.entity), one.model_dump_json(indent=1))
    return decisions


class _Cases:
    """Everything the cases of one dataset share, read once; what is opened is closed with the stack."""

    def __init__(self, home: Home, contract: Contract, as_of: datetime, opened: ExitStack) -> None:
        self._opened = opened
        self._home, self._contract, self._as_of = home, contract, as_of.astimezone(home.city.zone)
        self._verdicts = verdicts(home, contract)
        self._sign_offs = home.journal.reviews.sign_offs()
        self._standing = home.journal.reviews.standing()
        self._previous = home.journal.reviews.decisions()
        self._negative = home.journal.work.stage(f"{STAGE}:{contract.id}")
        self._in_force = [e for e in home.registers.negative_list if e.valid_on(self._as_of.date())]
        self._policy = digest_of(contract.digest, [entry.model_dump(mode="json") for entry in self._in_force])
        self._parts, self._signed_parts = _released(home, contract)

    def decision(self, slot: Slot) -> ReleaseDecision:
        """The gate's decision on a slot; one without a submission is blocked by what its findings say."""
        if slot.submission is None:
            where = {"dataset": slot.dataset, "period": slot.period, "entity": slot.entity}
            return ReleaseDecision(**where, outcome=Outcome.BLOCKED, evidence=NO_EVIDENCE, blockers=slot.blockers)
        case = self._case(slot, slot.submission)
        decision = decide(replace(case, changed_rows=0))
        # Counting reads two tables, so only where a standing approval would clear a change that small.
        return decide(replace(case, changed_rows=self._changed_rows(case))) if decision.way == "standing" else decision

    def _case(self, slot: Slot, submission: Submission) -> Case:
        dataset = self._contract.dataset
        who = (slot.dataset, slot.period, slot.entity)
        kinds = dataset.disclosure.not_before
        return Case(
            submission=submission,
            openness=dataset.openness,
            review=dataset.review,
            evidence=evidence_of(self._home, submission),
            as_of=self._as_of,
            verdict=self._verdicts.get(slot.name),
            events={kind: self._home.registers.event(kind, slot.entity, slot.period) for kind in kinds},
            sign_offs=tuple(self._sign_offs.get(who, ())),
            standing=tuple(self._standing.get((slot.dataset, slot.entity), ())),
            last=self._parts.get((slot.period, slot.entity)),
            signed_part=self._signed_parts.get((slot.period, slot.entity)),
            previous=self._previous.get(who),
            negative=self._hits(slot, submission),
            conflicts=slot.blockers or too_many_aside(submission, dataset.review.max_set_aside_pct),
        )

    def _changed_rows(self, case: Case) -> int | None:
        """Rows added, removed and changed since people last signed; None when that table is no longer kept."""
        new, signed, slug = case.submission, case.signed_part, self._contract.dataset.slug
        if signed is None or signed.key == new.key:
            return 0
        before, after = (self._home.lake.standardised(slug, new.period, key) for key in (signed.key, new.key))
        if not before.is_file():
            return None
        return sum(row_changes(self._connection, self._contract, before, after, (signed.rows, new.rows)))

    @cached_property
    def _connection(self) -> "duckdb.DuckDBPyConnection":
        return self._opened.enter_context(engine([self._home.lake.root]))

    def _hits(self, slot: Slot, submission: Submission) -> tuple[Reason, ...]:
        """What the negative list says of the submission; looked up once per content and list."""
        scope, key = f"{STAGE}:{slot.name}", digest_of(self._policy, submission.key)
        known = self._negative.get(scope)
        if known and known.key == key:
            return tuple(Reason.model_validate(hit) for hit in known.result)
        rows = self._home.lake.standardised(self._contract.dataset.slug, submission.period, submission.key)
        hits = negative_hits(self._connection, rows, self._contract, self._in_force, self._as_of.date())
        result = [hit.model_dump(mode="json") for hit in hits]
        self._home.journal.work.keep([Entry(scope, f"{STAGE}:{self._contract.id}", key, result)])
        return hits


def too_many_aside(submission: Submission, limit: float) -> tuple[Reason, ...]:
    """ROW-LIMIT when more than `limit` percent of the rows read were set aside."""
    read = submission.rows + submission.set_aside
    if not submission.set_aside or submission.set_aside * 100 <= limit * read:
        return ()
    return (reason("ROW-LIMIT", count=submission.set_aside, rows=read, limit=limit),)


Parts = dict[tuple[int, str], Part]


def _released(home: Home, contract: Contract) -> tuple[Parts, Parts]:
    """By period and department: the part of the last release, and the newest part that people signed."""
    published = home.journal.releases.published()
    histories = [releases for (dataset, _), releases in published.items() if dataset == contract.id]
    last = {(history[-1].period, part.entity): part for history in histories for part in history[-1].parts}
    parts = [(release.period, part) for history in histories for release in history for part in release.parts]
    return last, {(period, part.entity): part for period, part in parts if part.way == "sign_offs"}
