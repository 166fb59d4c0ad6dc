"""Purchases (采购项目) as figures: what each contract was before it was signed, and purchases that have none yet.

Here belong the stages of a purchase, their dates and amounts. How they are printed belongs to `purchase_rows`, the
contracts to `contracts`, the budget lines that pay to `purchase_money`. Dates are counted backwards from the contract
on the calendar of working days, so that every limit of the law is kept.
"""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from samples import workdays
from samples.city import YEAR
from samples.contracts import Record, method_names, records
from samples.contracts_before import contracts_of

#: The last day that the exports of the first night tell of.
TODAY = date(YEAR, 3, 12)
# How many days lie between notice and deadline: those of the law, and how many more at most.
_OPEN, _CONSULTATION, _WORKING = (20, 8), (10, 5), (3, 3)
# Fault signed-late: the contract was signed more than thirty days after the award notice.
_LONGER = {"SLCG2026-GK-0390": timedelta(days=42)}


@dataclass(frozen=True)
class Purchase:
    """A purchase through its stages; amounts in 分, a stage that it has not reached has no date."""

    number: str
    name: str
    buyer: str
    buyer_uscc: str
    category: str
    subject: str
    method: str
    supplier: str
    supplier_uscc: str
    price: int
    budget: int
    ceiling: int
    func_code: str
    intention_no: str
    intended: date
    tendered: date
    deadline: date | None
    awarded: date
    announced: date
    signed: date
    contract: Record

    @property
    def item_class(self) -> str:
        """货物, 工程 or 服务, by the first letter of the category."""
        return self.contract["采购类别"]

    @property
    def award_no(self) -> str:
        """The number of the award notice."""
        return self.number.replace("SLCG", "SLJG")

    @property
    def tender_no(self) -> str:
        """The number of the tender notice."""
        return self.number.replace("SLCG", "SLGG")


@cache
def purchases(year: int) -> tuple[Purchase, ...]:
    """The purchases whose contracts were signed in a year, in the order of the contracts; one contract of 2026 has no
    amount yet and one stands twice, so that their purchases are not told.
    """
    found = records(2) if year == YEAR else contracts_of(year)
    return tuple(purchase(each) for each in found if "（补录）" not in each["合同名称"] and _amount(each))


def purchase(contract: Record) -> Purchase:
    """The purchase that led to a contract."""
    number = contract["项目编号"]
    rng = random.Random(f"purchase {number}")
    price, signed = _amount(contract), day(contract["签订日期"])
    method = next(code for code, name in method_names().items() if name == contract["采购方式"])
    intended, tendered, deadline, awarded, announced = _dates(rng, method, signed - _LONGER.get(number, timedelta(0)))
    budget = _rounded(price * rng.randint(1_020, 1_120) // 1_000)
    return Purchase(
        number=number,
        name=contract["项目名称"],
        buyer=contract["采购人"],
        buyer_uscc=contract["采购人统一社会信用代码"],
        category=contract["品目编码"],
        subject=contract["主要标的"],
        method=contract["采购方式"],
        supplier=contract["供应商"],
        supplier_uscc=contract["供应商统一社会信用代码"],
        price=price,
        budget=budget,
        ceiling=(price + budget) // 2_00 * 1_00,
        func_code=contract["功能科目编码"],
        intention_no=f"SLYX{number[4:-8]}-{number[-4:]}",
        intended=intended,
        tendered=tendered,
        deadline=deadline,
        awarded=awarded,
        announced=announced,
        signed=signed,
        contract=contract,
    )


def _dates(rng: random.Random, method: str, signed: date) -> tuple[date, date, date | None, date, date]:
    """Intention, tender notice, deadline of bids, award, award notice."""
    announced = workdays.before(signed, rng.randint(2, 9))
    awarded = workdays.before(announced, rng.randint(0, 2))
    bids = workdays.before(awarded, rng.randint(0, 2))
    if method == "single_source":
        tendered = workdays.before(awarded, rng.randint(6, 9))
    elif method in ("open_tender", "consultation"):
        least, more = _OPEN if method == "open_tender" else _CONSULTATION
        tendered = workdays.days_before(bids, least + rng.randint(0, more))
    else:
        least, more = _WORKING
        tendered = workdays.before(bids, least + 1 + rng.randint(0, more))
    deadline = None if method == "single_source" else bids
    return workdays.days_before(tendered, 31 + rng.randint(0, 24)), tendered, deadline, awarded, announced


def _rounded(cents: int) -> int:
    """Budgets are made in hundreds of 元."""
    return -(-cents // 100_00) * 100_00


def _amount(contract: Record) -> int:
    """The amount in 分, 0 where none is stated."""
    printed = contract["合同金额(元)"].replace(",", "")
    return int(printed.replace(".", "")) if printed[0].isdigit() else 0


def day(printed: str) -> date:
    """A date in one of the forms in which the contracts print it."""
    for form in ("%Y-%m-%d", "%Y年%m月%d日", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d"):
        try:
            return datetime.strptime(printed, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError(printed)
