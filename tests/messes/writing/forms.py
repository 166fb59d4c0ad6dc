"""The tables that the messes happen to: right in every respect, so that each file has one mess only. All fictional."""

from collections.abc import Sequence

from tests.messes.writing.books import Cell, Row, Sheet, Value
from tests.support.sheets import CONTRACT_HEADERS, PROJECT_HEADERS, contract

EDUCATION: tuple[Row, ...] = (
    ("205", None, None, "教育支出", 300, 100, 200),
    ("205", "02", None, "普通教育", 300, 100, 200),
    ("205", "02", "01", "学前教育", 120, 40, 80),
    ("205", "02", "02", "小学教育", 180, 60, 120),
)
TOTAL: Row = ("合计", None, None, None, 300, 100, 200)
BUDGET_HEADER: tuple[Row, ...] = (
    ("项目", None, None, None, "支出预算", None, None),
    ("功能分类科目编码", None, None, "功能分类科目名称", "合计", "基本支出", "项目支出"),
    ("类", "款", "项", None, None, None, None),
)
DEPARTMENT_AND_UNIT: Row = ("编制部门：示例市教育局", None, None, None, None, None, "单位：元")


def budget(
    rows: Sequence[Row] = (*EDUCATION, TOTAL),
    *,
    above: Sequence[Row] = (("2026年支出预算总表",), DEPARTMENT_AND_UNIT),
    below: Sequence[Row] = (),
    merged: Sequence[str] = (),
) -> Sheet:
    """Table 3 of a department's budget; the header stands under the rows `above`, its cells are merged as people do."""
    top = len(above) + 1
    last = ("A{0}:D{0}", "E{0}:G{0}"), ("A{0}:C{0}", "D{0}:D{1}", "E{0}:E{1}", "F{0}:F{1}", "G{0}:G{1}")
    spans = [each.format(top + line, top + line + 1) for line, group in enumerate(last) for each in group]
    return Sheet([*above, *BUDGET_HEADER, *rows, *below], [*spans, *merged])


def accounts(
    income: Sequence[Row] = (("增值税", 100, 110), ("契税", 20, 22), ("本年收入合计", 120, 132)),
    spending: Sequence[Row] = (
        ("教育支出", 60, 66),
        ("卫生健康支出", 40, 44),
        ("农林水支出", 15, 16),
        ("其他支出", 5, 6),
        ("本年支出合计", 120, 132),
    ),
    *,
    title: str = "示例市2026年全市财政收支情况表",
    unit: str = "单位：万元",
    header: Row = ("项目", "预算数", "决算数"),
) -> Sheet:
    """Revenue on the left, expenditure on the right, the totals of both in the last row."""
    width, blank = len(header), (None,) * len(header)
    length = max(len(income), len(spending))
    left = [*income[:-1], *[blank] * (length - len(income)), income[-1]]
    right = [*spending[:-1], *[blank] * (length - len(spending)), spending[-1]]
    rows: list[Row] = [(title,), (*(None,) * (2 * width - 1), unit)]
    rows.append(("收入", *(None,) * (width - 1), "支出", *(None,) * (width - 1)))
    rows.append((*header, *header))
    rows += [(*one, *other) for one, other in zip(left, right, strict=True)]
    end, half = chr(ord("A") + 2 * width - 1), chr(ord("A") + width - 1)
    return Sheet(rows, [f"A1:{end}1", f"A3:{half}3", f"{chr(ord(half) + 1)}3:{end}3"])


def lines(
    *rows: Row,
    title: str = "示例市教育局2026年支出明细表",
    unit: str = "单位：元",
    header: Row = ("科目编码", "科目名称", "金额"),
) -> Sheet:
    """Lines with their code in one column."""
    return Sheet([(title,), (*(None,) * (len(header) - 1), unit), header, *rows])


def listed(
    *rows: Row, header: Row = ("序号", "产品名称", "包号", "中标价(元)", "供应商"), merged: Sequence[str] = ()
) -> Sheet:
    """A list of awarded products; the rows begin in row 3."""
    return Sheet([("示例市2026年中标结果",), header, *rows], merged)


def project(serial: int = 1, **changes: Value | Cell) -> list[Value | Cell]:
    """One row of the register of projects, amounts in 万元."""
    from tests.support.sheets import project as row

    plain = dict(zip(PROJECT_HEADERS, row(serial), strict=True))
    return list({**plain, **changes}.values())


def projects(*rows: Row) -> Sheet:
    """The register of projects; the rows begin in row 5."""
    above: list[Row] = [
        ("示例市2026年重大建设项目库",),
        ("填报单位：示例市发展和改革委员会",),
        (*(None,) * 15, "单位：万元"),
        PROJECT_HEADERS,
    ]
    return Sheet([*above, *rows])


def contract_sheet(*rows: dict[str, Value | Cell]) -> Sheet:
    """The list of contracts as a sheet; the rows begin in row 3."""
    body = [list({**contract(f"HT-{number}"), **row}.values()) for number, row in enumerate(rows, start=1)]
    return Sheet([("示例市2026年政府采购合同公告",), CONTRACT_HEADERS, *body])
