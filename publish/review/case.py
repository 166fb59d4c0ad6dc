"""The case that the gate decides: everything it may know of one submission. Nothing here reads, and nothing here
decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from gongkai.contract.dataset import Openness, Review
from gongkai.decision import Evidence, Reason, ReleaseDecision
from gongkai.journal.releases import Part
from gongkai.journal.reviews import SignOff, StandingApproval
from gongkai.registers import Event
from gongkai.submission import Submission
from gongkai.verdict import Verdict


@dataclass(frozen=True)
class Case:
    """One submission before the gate.

    `as_of` is aware and in the city's time zone; sign-offs and approvals made after it do not exist yet. `events`
    holds every kind of the contract's `not_before`, None where the register has no such event. `last` is the
    department's part of the last release, `signed_part` its newest released part that people signed, `changed_rows`
    how many rows were added, removed or changed since that one (None: not counted). `previous` is the last decision on
    this submission. `conflicts` are blockers that the caller found, such as two files for one submission.
    """

    submission: Submission
    openness: Openness
    review: Review
    evidence: Evidence
    as_of: datetime
    verdict: Verdict | None
    events: Mapping[str, Event | None] = field(default_factory=dict)
    sign_offs: tuple[SignOff, ...] = ()
    standing: tuple[StandingApproval, ...] = ()
    last: Part | None = None
    signed_part: Part | None = None
    changed_rows: int | None = None
    previous: ReleaseDecision | None = None
    negative: tuple[Reason, ...] = ()
    conflicts: tuple[Reason, ...] = ()

    @property
    def today(self) -> date:
        """The day of `as_of`."""
        return self.as_of.date()

    @property
    def signed(self) -> tuple[SignOff, ...]:
        """The sign-offs made by `as_of`, oldest first."""
        return tuple(each for each in self.sign_offs if datetime.fromisoformat(each.at) <= self.as_of)

    @property
    def granted(self) -> tuple[StandingApproval, ...]:
        """The standing approvals given by `as_of`, oldest first; none where the contract does not allow them."""
        if not self.review.standing_allowed:
            return ()
        return tuple(each for each in self.standing if datetime.fromisoformat(each.at) <= self.as_of)
