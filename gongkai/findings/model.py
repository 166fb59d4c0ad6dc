"""The finding (问题): one model for every stage."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from gongkai.findings.reading import Reading


class Severity(StrEnum):
    """How severe: `error` holds a submission back, `warning` is published beside the data, `note` informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(BaseModel):
    """Where something stands. Rows are numbered as in the file; `cell` is an address such as D17."""

    model_config = ConfigDict(frozen=True)

    department: str | None = None
    dataset: str | None = None
    period: int | None = None
    file: str | None = None
    sha256: str | None = None
    sheet: str | None = None
    row: int | None = None
    cell: str | None = None
    column: str | None = None
    value: str | None = None


class Finding(Place):
    """One finding. `count` says how many places are alike when only the first are listed. `value` is masked where it
    is sensitive. `readings`, best first, say what may be wrong with a sum that does not hold.
    """

    rule: str
    severity: Severity
    message_zh: str
    message_en: str
    next_step_zh: str
    next_step_en: str
    count: int = 1
    readings: tuple[Reading, ...] = ()

    def shown(self) -> dict[str, object]:
        """The documented JSON shape."""
        return self.model_dump(mode="json")
