"""The registers of major projects as files: .xlsx and .xls with title row, unit row, headers, rows, 合计.

Here belongs the layout. The projects belong to `projects`.
"""

from datetime import date
from decimal import Decimal
from io import BytesIO

import xlwt

from samples.city import departments
from samples.page import Book
from samples.projects import Project, projects

HEADERS = (
    *("项目代码", "项目名称", "项目法人", "项目法人统一社会信用代码", "建设性质", "项目类型", "建设规模及内容"),
    *("总投资", "年度计划投资", "累计完成投资"),
    *("批复文号", "批复日期", "计划开工", "计划竣工", "形象进度(%)", "项目状态"),
)
TITLE = "示例市2026年重大建设项目库"
FIRST_ROW = 5

Value = str | int | float | date


def xlsx(department: str) -> bytes:
    """The register as a workbook of today's kind."""
    book = Book()
    page = book.page("重大建设项目库")
    page.put("A1:P1", TITLE, book.title)
    page.put("A2", f"填报单位：{departments()[department].name}")
    page.put("P3", "单位：万元")
    page.row(4, list(HEADERS))
    found = projects(department)
    for number, project in enumerate(found, FIRST_ROW):
        for letter, value in zip("ABCDEFGHIJKLMNOP", _values(project), strict=True):
            if isinstance(value, date):
                page.put(f"{letter}{number}", value, book.date)
            else:
                page.row(number, [value], letter)
    last = FIRST_ROW + len(found)
    page.put(f"A{last}:G{last}", "合计", book.head)
    page.row(last, [*_totals(found)], "H")
    return book.content()


def xls(department: str) -> bytes:
    """The register as an old workbook (BIFF8)."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("项目库")
    dates = xlwt.easyxf(num_format_str="yyyy/m/d")
    plain = xlwt.easyxf()
    sheet.write_merge(0, 0, 0, 15, TITLE)
    sheet.write(1, 0, f"填报单位：{departments()[department].name}")
    sheet.write(2, 15, "单位：万元")
    found = projects(department)
    for row, values in enumerate((HEADERS, *map(_values, found)), FIRST_ROW - 2):
        for column, value in enumerate(values):
            sheet.write(row, column, value, dates if isinstance(value, date) else plain)
    last = FIRST_ROW - 1 + len(found)
    sheet.write_merge(last, last, 0, 6, "合计")
    for column, total in enumerate(_totals(found), 7):
        sheet.write(last, column, total)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _values(project: Project) -> tuple[Value, ...]:
    return (
        *(
            project.code,
            project.name,
            project.owner,
            project.owner_uscc,
            project.build_kind,
            project.type,
            project.scale,
        ),
        *map(_wan, (project.total_invest, project.year_plan, project.cumulative)),
        *(project.document, project.approved, project.start, project.end, project.progress, project.status),
    )


def _totals(found: list[Project]) -> list[float]:
    columns = zip(*((item.total_invest, item.year_plan, item.cumulative) for item in found), strict=True)
    return [_wan(sum(column)) for column in columns]


def _wan(hundredths: int) -> float:
    """万元 with two decimals as the binary number that a spreadsheet stores."""
    return float(Decimal(hundredths) / 100)
