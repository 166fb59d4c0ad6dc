"""What every check states, whatever its kind."""

from typing import Literal

from pydantic import Field as Key
from pydantic import field_validator

from gongkai.contract.base import Declaration
from gongkai.contract.patterns import compiled

Severity = Literal["error", "warning", "note"]

#: For each column the texts that a row must have one of; an empty text means a blank.
Where = dict[str, tuple[str, ...]]


class Former(Declaration):
    """A former edition of a classification, which the code list does not hold: its codes are told by their form."""

    edition: str
    pattern: str

    @field_validator("pattern")
    @classmethod
    def sound(cls, value: str) -> str:
        """A regular expression."""
        compiled(value)
        return value


class CheckBase(Declaration):
    """Its stable code, and how severe a failure is (never implied)."""

    code: str = Key(pattern=r"^[A-Z]{3}-[A-Z0-9-]+$")
    severity: Severity
