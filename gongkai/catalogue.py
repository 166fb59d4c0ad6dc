"""The catalogue of rules (规则目录): every code that a check can have, in a public sentence, with its source.

`datasets/_shared/rules.csv`. Belongs here: what a rule says and how far it is carried out. How it is judged stands in
`quality/rules`, which dataset uses it in the dataset's `checks.yml`.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import field_validator

from gongkai.findings import Severity
from gongkai.register_file import Clash, RegisterRow, read_register

LIST = "rules.csv"


class Carried(StrEnum):
    """How far a rule is carried out: by checks of datasets, elsewhere while a file is read, not yet, or with later
    datasets.
    """

    IMPLEMENTED = "implemented"
    ELSEWHERE = "elsewhere"
    NOT_YET = "not_yet"
    LATER = "later"


class Rule(RegisterRow):
    """A rule under its stable code.

    `by` names the kinds of check that judge it, or where it is found elsewhere, the codes of those findings. `tag` says
    how far its source was checked: V against the text, M measured on real files, P in part, K not yet (依据待核).
    """

    unique = ("code",)

    code: str
    zh: str
    en: str
    severity: Severity
    source: str
    tag: str = ""
    status: Carried
    by: tuple[str, ...] = ()
    reason_zh: str = ""
    reason_en: str = ""

    @field_validator("by", mode="before")
    @classmethod
    def divided(cls, by: str) -> list[str]:
        """Several are divided by `|`."""
        return by.split("|") if by else []

    @classmethod
    def clashes(cls, rows: Mapping[int, Self]) -> Iterator[Clash]:
        """Whatever is carried out says by what; whatever no check carries out has its reason."""
        yield from super().clashes(rows)
        for line, rule in rows.items():
            if (rule.status in (Carried.IMPLEMENTED, Carried.ELSEWHERE)) != bool(rule.by):
                yield Clash(line, "by", "what carries the rule out, if anything does", "|".join(rule.by))
            if rule.status is not Carried.IMPLEMENTED and not (rule.reason_zh and rule.reason_en):
                yield Clash(line, "reason_zh", "a reason in both languages why no check carries it out", rule.reason_zh)

    @property
    def unverified(self) -> bool:
        """Nobody has looked its source up yet (依据待核)."""
        return self.tag == "K"


def read_catalogue(shared: Path) -> dict[str, Rule]:
    """Code -> rule, in the order of the list; empty where there is none. Raises DeclarationError."""
    path = shared / LIST
    return dict(_by_code(path)) if path.exists() else {}


def _by_code(path: Path) -> Iterator[tuple[str, Rule]]:
    for rule in read_register(path, Rule):
        yield rule.code, rule
