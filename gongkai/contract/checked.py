"""What every check states, whatever its kind."""

from typing import Literal

from pydantic import Field as Key

from gongkai.contract.base import Declaration

Severity = Literal["error", "warning", "note"]


class CheckBase(Declaration):
    """Its stable code, and how severe a failure is (never implied)."""

    code: str = Key(pattern=r"^[A-Z]{3}-[A-Z0-9-]+$")
    severity: Severity
