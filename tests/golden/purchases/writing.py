"""The export files of a department: lists as CSV (GB18030), forms as workbooks with a title and a line that says the
unit.

Here belongs where a cell stands. What stands in it belongs to `rows`.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.golden.purchases.bodies import named
from tests.golden.purchases.rows import BASE, FILES, Row, Rows
from tests.support.sheets import Cell, Sheet, workbook

YEAR = 2025
ENCODING = "gb18030"
#: What a centre's system or a platform exports as a plain list.
LISTS = {
    "tenders": "政府采购公告清单",
    "corrections": "更正终止公告清单",
    "awards": "中标成交结果清单",
    "award_items": "中标成交标的清单",
    "contracts": "政府采购合同清单",
    "platform_notices": "公共资源交易平台公告清单",
}
#: What a clerk fills in: title and unit of money; blank where the form has no money.
FORMS = {
    "intentions": ("政府采购意向公开表", "万元"),
    "acceptances": ("政府采购履约验收公告清单", "元"),
    "other_results": ("政府采购投诉处理、监督检查和考核结果", ""),
    "engineering_tenders": ("工程建设项目招标情况表", "元"),
    "engineering_candidates": ("工程建设项目中标候选人公示表", "元"),
    "major_projects": ("重大建设项目库", "万元"),
    "funding": ("重大建设项目资金来源表", "万元"),
    "approvals": ("重大建设项目批准结果信息", "万元"),
    "milestones": ("重大建设项目里程碑表", ""),
    "design_changes": ("重大建设项目重大设计变更信息", "万元"),
    "construction": ("重大建设项目施工有关信息", ""),
    "quality_safety": ("重大建设项目质量安全监督信息", "万元"),
    "land": ("重大建设项目征收土地信息", ""),
    "completion": ("重大建设项目竣工有关信息", "万元"),
    "services": ("重大建设项目批准服务信息", ""),
}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_AMOUNTS = re.compile("金额|价|投资|面积|工期|形象进度|计划资金|到位资金")


@dataclass(frozen=True)
class Export:
    """One file: its name, its bytes, and in which line the row of which case stands."""

    name: str
    content: bytes
    lines: Mapping[tuple[int, str], int]


def exports(cases: Mapping[int, Rows], sender: str) -> dict[str, Export]:
    """The files of a sender with the rows of these cases, by the name of the base file they come from."""
    return {file: _export(file, cases, sender) for file in FILES}


def _export(file: str, cases: Mapping[int, Rows], sender: str) -> Export:
    rows = {(number, name): _filled(row, number) for number, each in cases.items() for name, row in each[file].items()}
    header = list(_columns(file))
    cells = [[row[column] for column in header] for row in rows.values()]
    if file in LISTS:
        return Export(f"{YEAR}年{LISTS[file]}.csv", _csv([header, *cells]), _lines(rows, 2))
    opening = _opening(file, header, sender)
    body = [[_cell(column, text) for column, text in zip(header, row, strict=True)] for row in cells]
    sheet = Sheet([*opening, *body], _merged(header))
    return Export(f"{YEAR}年{FORMS[file][0]}.xlsx", workbook({FORMS[file][0]: sheet}), _lines(rows, len(opening) + 1))


def _filled(row: Row, number: int) -> Row:
    known = named(number)
    return {column: cell.format_map(known) for column, cell in row.items()}


def _columns(file: str) -> Iterator[str]:
    with (BASE / f"{file}.csv").open(encoding="utf-8", newline="") as text:
        yield from next(csv.reader(text))[1:]


def _lines(rows: Mapping[tuple[int, str], Row], first: int) -> dict[tuple[int, str], int]:
    return {which: line for line, which in enumerate(rows, first)}


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(ENCODING)


def _opening(file: str, header: Sequence[str], sender: str) -> list[list[Cell]]:
    """Title, who fills it in and the unit, and the one or two rows of headers."""
    title, unit = FORMS[file]
    told: list[Cell] = [f"填报单位：{sender}", *[""] * (len(header) - 2), f"单位：{unit}" if unit else ""]
    above: list[list[Cell]] = [[f"{YEAR}年{title}"], told]
    groups = [column.rpartition("/")[0] for column in header]
    if not any(groups):
        return [*above, list(header)]
    return [*above, [group or name for group, name in zip(groups, header, strict=True)], _under(header)]


def _under(header: Sequence[str]) -> list[Cell]:
    return [column.rpartition("/")[2] if "/" in column else "" for column in header]


def _merged(header: Sequence[str]) -> list[str]:
    """The title over its columns, and headers over those that they group."""
    found = [f"A1:{_letter(len(header) - 1)}1"]
    groups = [column.rpartition("/")[0] for column in header]
    for group in dict.fromkeys(filter(None, groups)):
        first = groups.index(group)
        found.append(f"{_letter(first)}3:{_letter(first + groups.count(group) - 1)}3")
    alone = [at for at, group in enumerate(groups) if not group] if any(groups) else []
    return [*found, *(f"{_letter(at)}3:{_letter(at)}4" for at in alone)]


def _letter(column: int) -> str:
    return chr(ord("A") + column)


def _cell(column: str, text: str) -> Cell:
    """Amounts as numbers, everything else as text."""
    if _AMOUNTS.search(column) and _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text
