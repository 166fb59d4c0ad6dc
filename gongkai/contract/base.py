"""The strict base of every declaration model: unknown keys are refused, values are frozen."""

from pydantic import BaseModel, ConfigDict


class Declaration(BaseModel):
    """A part of a declaration. Extra keys are refused so that a misspelt key never passes silently."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Text(Declaration):
    """A text for people in both languages of the platform."""

    zh: str
    en: str
