"""The works (工程) of the projects of the registers: their lots (标段), how these were tendered and who won.

Here belong lots as figures. The projects belong to `projects`, the tables to `works_tables`. Dates are counted from the
start or the end of the project on the calendar of working days; amounts are in 分.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from samples import workdays
from samples.contracts import supplier
from samples.projects import Project, projects
from samples.purchases import TODAY

# What is built in a lot, 品目, the trade of who bids for it, and its share of the total investment in percent.
_MAIN = ("施工", "B01000000", "建设工程", 68)
_SUPERVISION = ("监理", "C20020600", "工程监理", 2)
_LAST = ("室外及附属工程", "B02130500", "园林工程", 4)
FIRST_YEAR = 2025


@dataclass(frozen=True)
class Lot:
    """A lot of a tender of works; the candidates in their order, the first of them won."""

    tender_code: str
    number: str
    project: Project
    kind: str
    category: str
    estimate: int
    ceiling: int
    candidates: tuple[tuple[str, str, int], ...]
    noticed: date
    opened: date
    reported: date
    shown_from: date
    shown_to: date
    awarded: date
    signed: date

    @property
    def name(self) -> str:
        """The name of the lot."""
        return f"{self.project.name}{self.kind}"

    @property
    def winner(self) -> tuple[str, str, int]:
        """Name, 统一社会信用代码 and price."""
        return self.candidates[0]


@cache
def lots(department: str) -> tuple[Lot, ...]:
    """The lots of the register of 103 or 104 whose tender began in 2025 or later and whose contract is signed."""
    found: list[Lot] = []
    for number, project in enumerate(projects(department), 1):
        code = f"SLGC{department}-{number:03d}"
        if project.status == "完工":
            found.append(_lot(f"{code}-2", "1", project, _LAST, project.end - timedelta(days=95)))
        else:
            signed = workdays.before(project.start, 6)
            found += [_lot(f"{code}-1", str(lot), project, part, signed) for lot, part in enumerate(_PARTS, 1)]
    return tuple(lot for lot in found if lot.noticed.year >= FIRST_YEAR and lot.signed <= TODAY)


_PARTS = (_MAIN, _SUPERVISION)


def _lot(code: str, number: str, project: Project, part: tuple[str, str, str, int], signed: date) -> Lot:
    kind, category, trade, share = part
    ceiling = project.total_invest * share * 100
    signed = workdays.on_or_before(signed)
    awarded = workdays.before(signed, 5 + ceiling % 4)
    shown_to = workdays.before(awarded, 1)
    shown_from = workdays.days_before(shown_to, 4)
    reported = workdays.before(shown_from, 1)
    opened = workdays.before(reported, 1)
    return Lot(
        tender_code=code,
        number=number,
        project=project,
        kind=kind,
        category=category,
        estimate=ceiling * 102 // 100,
        ceiling=ceiling,
        candidates=_candidates(code, trade, ceiling),
        noticed=workdays.days_before(opened, 22 + ceiling % 5),
        opened=opened,
        reported=reported,
        shown_from=shown_from,
        shown_to=shown_to,
        awarded=awarded,
        signed=signed,
    )


def _candidates(code: str, trade: str, ceiling: int) -> tuple[tuple[str, str, int], ...]:
    """Three companies that differ, each a little dearer than the one before."""
    rng = random.Random(f"{code} {trade}")
    companies: dict[str, str] = {}
    while len(companies) < 3:
        name, code_of = supplier(rng, trade)
        companies[name] = code_of
    prices = (ceiling * (930 + 14 * place + rng.randint(0, 9)) // 1_000 for place in range(3))
    return tuple((*company, price) for company, price in zip(companies.items(), prices, strict=True))
