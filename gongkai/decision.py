"""The release decision (发布决定): what the gate says of one submission, with every blocker and caution named."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Outcome(StrEnum):
    """What happens to a submission."""

    CLEARED = "cleared"
    WAITING = "waiting"
    BLOCKED = "blocked"


class Reason(BaseModel):
    """One named reason. `code` is stable; `basis` is the law, rule or entry it rests on."""

    model_config = ConfigDict(frozen=True)

    code: str
    zh: str
    en: str
    basis: str = ""


class Evidence(BaseModel):
    """What an approval binds to. If any part changes, the approval is void."""

    model_config = ConfigDict(frozen=True)

    contract: str
    columns: str
    policy: str
    content: str


class ReleaseDecision(BaseModel):
    """The gate's answer for one submission (报送): a department's table for a dataset and period."""

    model_config = ConfigDict(frozen=True)

    dataset: str
    period: int
    entity: str
    outcome: Outcome
    evidence: Evidence
    blockers: tuple[Reason, ...] = ()
    cautions: tuple[Reason, ...] = ()
    approved_by: dict[str, str] = {}
    way: str = ""

    @property
    def cleared(self) -> bool:
        """Whether the submission may be published."""
        return self.outcome is Outcome.CLEARED
