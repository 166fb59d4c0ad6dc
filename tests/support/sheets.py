"""Small exports as departments make them: a budget workbook, a list of contracts, a register of projects."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter

from samples.city import departments
from samples.identifiers import amount_in_words, project_code, uscc
from samples.page import CREATED

Cell = str | int | float | None
BudgetRow = tuple[Cell, Cell, Cell, str, Cell, Cell, Cell]

EDUCATION: tuple[BudgetRow, ...] = (
    ("205", "", "", "教育支出", 300, 100, 200),
    ("205", "02", "", "普通教育", 300, 100, 200),
    ("205", "02", "01", "学前教育", 120, 40, 80),
    ("205", "02", "02", "小学教育", 180, 60, 120),
)
TOTAL: BudgetRow = ("合计", "", "", "", 300, 100, 200)

CONTRACT_HEADERS = (
    *("合同编号", "合同名称", "项目编号", "项目名称", "采购人", "采购人统一社会信用代码"),
    *("供应商", "供应商统一社会信用代码", "品目编码", "主要标的", "采购方式"),
    *("合同金额(元)", "合同金额大写", "签订日期", "公告日期", "履约期限"),
)
PROJECT_HEADERS = (
    *("项目代码", "项目名称", "项目法人", "项目法人统一社会信用代码", "建设性质", "项目类型", "建设规模及内容"),
    *("总投资", "年度计划投资", "累计完成投资"),
    *("批复文号", "批复日期", "计划开工", "计划竣工", "形象进度(%)", "项目状态"),
)
SUPPLIER = "示例市青禾科技有限公司"


@dataclass(frozen=True)
class Sheet:
    """Cells from A1 on, merged ranges (`A6:D6`), and whether the sheet is hidden."""

    rows: Sequence[Sequence[Cell]]
    merged: Sequence[str] = ()
    hidden: bool = False


def workbook(sheets: Mapping[str, Sheet]) -> bytes:
    """An xlsx with these sheets; texts stay texts, None is an empty cell."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": CREATED})
    for name, sheet in sheets.items():
        page = book.add_worksheet(name)
        for number, row in enumerate(sheet.rows):
            for column, value in enumerate(row):
                if value is not None and value != "":
                    (page.write_string if isinstance(value, str) else page.write_number)(number, column, value)
        for place in sheet.merged:
            page.merge_range(place, "", None)
            left = place.split(":")[0]
            row, column = int(left[1:]) - 1, ord(left[0]) - ord("A")
            page.write(row, column, sheet.rows[row][column])
        if sheet.hidden:
            page.hide()
    book.close()
    return content.getvalue()


def budget_sheet(
    rows: Sequence[BudgetRow] = (*EDUCATION, TOTAL),
    *,
    title: str = "2026年支出预算总表",
    unit: str | None = "元",
    department: str = "101",
    notes: Sequence[str] = (),
) -> Sheet:
    """Table 3 of the budget workbook; the rows of figures begin in row 6."""
    printed = f"编制部门：{departments()[department].name}"
    opening: list[list[Cell]] = [
        [title, *[""] * 6],
        [printed, *[""] * 5, f"单位：{unit}" if unit else ""],
        ["项目", "", "", "", "支出预算", "", ""],
        ["功能分类科目编码", "", "", "功能分类科目名称", "合计", "基本支出", "项目支出"],
        ["类", "款", "项", "", "", "", ""],
    ]
    body = [list(row) for row in rows]
    merged = ["A1:G1", "A3:D3", "E3:G3", "A4:C4", "D4:D5", "E4:E5", "F4:F5", "G4:G5"]
    return Sheet([*opening, *body, *([note] for note in notes)], merged)


def budget(*args: object, **told: object) -> bytes:
    """A budget workbook with that one table, as `budget_sheet`."""
    return workbook({"部门支出总表": budget_sheet(*args, **told)})  # type: ignore[arg-type]


def contract(number: str = "HT-1", **changes: str) -> dict[str, str]:
    """One row of the list of contracts, right in every respect: a changed amount has its own words."""
    amount = changes.get("合同金额(元)", "1000.00")
    row = {
        "合同编号": number,
        "合同名称": "办公设备采购合同",
        "项目编号": f"XM-{number}",
        "项目名称": "办公设备采购",
        "采购人": departments()["101"].name,
        "采购人统一社会信用代码": departments()["101"].uscc,
        "供应商": SUPPLIER,
        "供应商统一社会信用代码": uscc("91", "MA9YN3AC"),
        "品目编码": "A02010100",
        "主要标的": "计算机",
        "采购方式": "公开招标",
        "合同金额(元)": amount,
        "合同金额大写": in_words(amount),
        "签订日期": "2026-03-02",
        "公告日期": "2026-03-03",
        "履约期限": "合同签订后30日内交付",
    }
    return {**row, **changes}


def in_words(amount: str) -> str:
    """A plain amount in words; blank for a text that is none, and for nothing."""
    plain = re.fullmatch(r"(\d+)(?:\.(\d\d))?", amount)
    cents = int(plain[1]) * 100 + int(plain[2] or 0) if plain else 0
    return amount_in_words(cents) if cents else ""


def contracts(*rows: Mapping[str, str], headers: Sequence[str] = CONTRACT_HEADERS, encoding: str = "utf-8") -> bytes:
    """The list of contracts as CSV, one row for each."""
    text = io.StringIO()
    writer = csv.DictWriter(text, headers, lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def project(serial: int = 1, **changes: Cell) -> list[Cell]:
    """One row of the register of projects, amounts in 万元."""
    row: dict[str, Cell] = {
        "项目代码": project_code("2601", "04", "01", serial),
        "项目名称": f"示例市{serial}号学校新建项目",
        "项目法人": departments()["103"].name,
        "项目法人统一社会信用代码": departments()["103"].uscc,
        "建设性质": "新建",
        "项目类型": "审批",
        "建设规模及内容": "新建教学楼一栋",
        "总投资": 1234.56,
        "年度计划投资": 500,
        "累计完成投资": 0,
        "批复文号": f"示发改〔2026〕{serial}号",
        "批复日期": "2026年1月5日",
        "计划开工": "2026-03-01",
        "计划竣工": "2027.12.31",
        "形象进度(%)": "12.5%",
        "项目状态": "在建",
    }
    return list({**row, **changes}.values())


def projects(*rows: Sequence[Cell], department: str = "103", total: Sequence[Cell] = ()) -> bytes:
    """The register of projects as a workbook in 万元; the rows begin in row 5."""
    opening: list[Sequence[Cell]] = [
        ["示例市2026年重大建设项目库"],
        [f"填报单位：{departments()[department].name}"],
        [*[""] * 15, "单位：万元"],
        PROJECT_HEADERS,
    ]
    last = [["合计", *[""] * 6, *total]] if total else []
    return workbook({"重大建设项目库": Sheet([*opening, *rows, *last])})
