"""`corrections.yml`: errors that a department has admitted, corrected openly until its source is mended."""

from pydantic import Field as Key

from gongkai.contract.base import Declaration, Text


class Correction(Declaration):
    """One corrected cell, with the reason, who asked for it (a body and an office, no person) and in which document. It
    applies only while the source still says `expect`; then it must be removed (a finding says so).
    """

    period: int
    entity: str
    key: dict[str, str] = Key(min_length=1)
    column: str
    expect: str
    value: str
    reason: Text
    asked_by: str = Key(min_length=1)
    document: str
