"""The procurement contracts (采购合同) of the fictional city: one CSV that the procurement centre exports each night.

Here belongs the export, its encoding and its printed forms. The faults planted in it are in `contract_faults`.
"""

import csv
import io
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from chinese_calendar import is_workday

from samples.city import SHARED, YEAR, departments
from samples.contract_faults import another_line, plant
from samples.identifiers import amount_in_words, uscc
from samples.projects import projects
from samples.purchase_money import Lines
from samples.workdays import after

HEADERS = (
    *("合同编号", "合同名称", "项目编号", "项目名称", "采购人", "采购人统一社会信用代码"),
    *("供应商", "供应商统一社会信用代码", "品目编码", "主要标的", "采购方式"),
    *("合同金额(元)", "合同金额大写", "签订日期", "公告日期", "履约期限"),
)
#: The export's columns: those of a notice, and what leads on to the award, the budget line and the project.
COLUMNS = (*HEADERS, "包号", "采购类别", "功能科目编码", "投资项目代码")
CLASSES = {"A": "货物", "B": "工程", "C": "服务"}
KINDS = Path(__file__).parent / "contract_kinds.csv"
FIRST_DAY, LAST_DAY = date(YEAR, 1, 5), date(YEAR, 3, 10)
COUNT, LATER = 400, 6

_METHOD_LETTERS = {
    "open_tender": "GK",
    "consultation": "CS",
    "negotiation": "TP",
    "inquiry": "XJ",
    "single_source": "DY",
    "framework": "KJ",
}
_NAMES = ("青禾", "远岫", "澄湖", "明渠", "星垣", "北辰岭", "云杉", "泽川", "朝原", "松涛湾", "石桥", "鹿鸣坪")
_TERMS = ("自合同签订之日起12个月", "自合同签订之日起30日内交付", "2026年3月至2027年2月", "合同签订后90日内完工")
_BODY = "0123456789ABCDEFGHJKLMNPQRTUWXY"

Record = dict[str, str]


def export(night: int) -> bytes:
    """The export as the procurement system writes it: GB18030, CRLF. Night 2 only adds rows at the end."""
    return table(COLUMNS, records(night))


def table(headers: Sequence[str], rows: Iterable[Record]) -> bytes:
    """Rows as a CSV of the procurement system; what a row lacks is blank."""
    text = io.StringIO()
    writer = csv.DictWriter(text, headers, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("gb18030")


def records(night: int) -> list[Record]:
    """The rows of the export in order, planted faults included."""
    found = plant(list(contracts(random.Random("contracts"), 1, COUNT, FIRST_DAY, LAST_DAY)))
    if night == 2:
        day = date(YEAR, 3, 13)
        found += contracts(random.Random("contracts, night 2"), COUNT + 1, LATER, day - timedelta(days=2), day)
    return another_line(paid(found, YEAR))


def paid(found: list[Record], year: int) -> list[Record]:
    """The rows with the budget line that pays, in their order."""
    lines = Lines(year)
    return [record | {"功能科目编码": lines.take(record)} for record in found]


@cache
def _kinds() -> list[Record]:
    with KINDS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def method_names() -> dict[str, str]:
    """Code -> name of the methods of procurement (采购方式)."""
    with (SHARED / "procurement_methods.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def contracts(rng: random.Random, first: int, count: int, start: date, end: date, buyer: str = "") -> Iterator[Record]:
    """Contracts numbered from `first`, signed on working days from `start` on and announced by `end`; of one buyer or
    of all.
    """
    days = [start + timedelta(days=n) for n in range((end - start).days)]
    working = [day for day in days if is_workday(day)]
    for number, day in enumerate(sorted(rng.choices(working, k=count)), first):
        yield _contract(rng, number, day, min(end, after(day, rng.randint(0, 2))), buyer)


def with_amount(record: Record, cents: int) -> Record:
    """The same contract with another amount, in 分."""
    return record | {"合同金额(元)": f"{cents // 100}.{cents % 100:02d}", "合同金额大写": amount_in_words(cents)}


def _contract(rng: random.Random, number: int, signed: date, announced: date, only: str) -> Record:
    kind = rng.choice([kind for kind in _kinds() if only in kind["buyers"]])
    buyer = departments()[only or rng.choice(kind["buyers"].split())]
    method = rng.choice(kind["methods"].split())
    company, company_code = supplier(rng, kind["trade"])
    cents = rng.randint(int(kind["low"]), int(kind["high"])) * 100 + rng.choice((0, 0, 0, 50, 8, 36))
    project = f"{buyer.name.removeprefix('示例市')}{kind['subject']}采购项目"
    values = (
        *(f"SLHT-{signed.year}-{number:04d}", f"{project}合同"),
        *(f"SLCG{signed.year}-{_METHOD_LETTERS[method]}-{number:04d}", project),
        *(buyer.name, buyer.uscc, company, company_code, kind["category"], kind["subject"], method_names()[method]),
        *(_amount(cents, number), amount_in_words(cents), _date(signed, number), _date(announced, number)),
        *(rng.choice(_TERMS), "1", CLASSES[kind["category"][0]], "", _project(buyer.name, kind["subject"], number)),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _project(buyer: str, subject: str, number: int) -> str:
    """Whoever supervises works does so for a project of the register."""
    codes = [each.code for each in projects("103") if (each.owner, each.status) == (buyer, "在建")]
    return codes[number % len(codes)] if codes and subject == "工程监理服务" else ""


def supplier(rng: random.Random, trade: str) -> tuple[str, str]:
    """A fictional company; the same name always has the same code."""
    name = f"示例市{rng.choice(_NAMES)}{trade}有限公司"
    body = "".join(random.Random(name).choices(_BODY, k=5))
    return name, uscc("91", "MA9" + body)


def _amount(cents: int, number: int) -> str:
    """Most amounts are plain; the older terminal of the centre writes thousands marks."""
    yuan = f"{cents // 100:,}" if number % 37 == 0 else str(cents // 100)
    return f"{yuan}.{cents % 100:02d}"


def _date(day: date, number: int) -> str:
    """Most dates are ISO; a few rows carry the forms that people type."""
    forms = {11: f"{day.year}年{day.month}月{day.day}日", 23: f"{day.year}/{day.month}/{day.day}", 31: f"{day:%Y%m%d}"}
    forms[47] = f"{day.year}.{day.month}.{day.day}"
    return forms.get(number % 60, day.isoformat())
