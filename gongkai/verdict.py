"""The verdict on one submission: the outcome of every check, pass, fail or not applicable, with counts and reasons."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Status(StrEnum):
    """`error` means that the check itself could not be carried out; it never counts as a pass."""

    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"
    ERROR = "error"


class CheckOutcome(BaseModel):
    """One check on one submission. `checked` and `failed` count rows or groups of rows; `reason` says why it is not
    applicable.
    """

    model_config = ConfigDict(frozen=True)

    code: str
    kind: str
    severity: str
    columns: tuple[str, ...]
    sentence_zh: str
    sentence_en: str
    status: Status
    checked: int = 0
    failed: int = 0
    reason: str = ""


class Verdict(BaseModel):
    """All outcomes for exactly this submission `key` under exactly these `rules`."""

    model_config = ConfigDict(frozen=True)

    dataset: str
    period: int
    entity: str
    key: str
    rules: str
    outcomes: tuple[CheckOutcome, ...]

    @property
    def passed(self) -> bool:
        """No check of severity error failed or could not be carried out."""
        return not any(
            o.status is Status.ERROR or (o.status is Status.FAIL and o.severity == "error") for o in self.outcomes
        )
