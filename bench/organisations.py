"""The generated bodies: departments and companies with credit codes that pass their check and belong to nobody.

Here belongs who they are. What they deliver belongs to the measurements.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from samples.identifiers import uscc

YEAR = 2026
_BODY = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_TRADES = ("建设", "科技", "物业")


@dataclass(frozen=True)
class Body:
    """A department or company; `code` is its number in the register and the name of its inbox folder."""

    code: str
    name: str
    uscc: str


def departments(count: int) -> list[Body]:
    """So many departments of the fictional city."""
    return [Body(str(1000 + n), f"示例第{n}中学", uscc("12", f"MB9{_serial(n)}")) for n in range(count)]


def companies(count: int) -> list[Body]:
    """So many fictional companies."""
    return [Body(str(n), f"示例{_TRADES[n % 3]}{n}", uscc("91", f"MA9{_serial(n)}")) for n in range(count)]


def write_register(target: Path, bodies: list[Body]) -> None:
    """Write `organisations.csv`."""
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "short_name", "kind", "uscc", "parent", "inbox"))
        writer.writerows((b.code, b.name, "", "事业单位", b.uscc, "", b.code) for b in bodies)


def _serial(number: int) -> str:
    letters = ""
    for _ in range(5):
        number, rest = divmod(number, len(_BODY))
        letters = _BODY[rest] + letters
    return letters
