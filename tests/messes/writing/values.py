"""Messes of single cells: amounts, percentages, dates, names, texts."""

import csv
import io
from collections.abc import Sequence

from tests.messes.writing.books import Cell, Row, Sheet, Value, edited, xls, xlsx
from tests.messes.writing.forms import EDUCATION, TOTAL, budget, contract_sheet, lines, listed, project, projects
from tests.support.sheets import CONTRACT_HEADERS, contract, contracts, in_words

Files = dict[str, bytes]
AMOUNT = "合同金额(元)"


def with_amounts(*texts: str, header: str = AMOUNT) -> bytes:
    """The list of contracts with these texts as amounts; in words where they are plain amounts in 元, else not."""
    headers = [header if each == AMOUNT else each for each in CONTRACT_HEADERS]
    rows = [
        {**contract(f"HT-{number}", 合同金额大写=in_words(text)), header: text}
        for number, text in enumerate(texts, start=1)
    ]
    return contracts(*rows, headers=headers)


def units_in_cells() -> Files:
    prices = ("82.00元/支", "23元/支(69元/人份)", "49/瓶")
    rows: list[Row] = [
        (str(number), "甲型疫苗", "1", price, "示例市青禾科技有限公司") for number, price in enumerate(prices, start=1)
    ]
    return {
        "03_units_differ/contracts_2026.csv": with_amounts("12.5", "0.3", header="合同金额(万元)"),
        "04_unit_in_cell/contracts_2026.csv": with_amounts(
            "23.5 万元", "480.000000（万元）", "1,436,000.00元", "0元 人民币", "30.0"
        ),
        "04_unit_in_cell/awards.xlsx": xlsx({"结果": listed(*rows)}),
    }


def zeros() -> Files:
    texts = ("-", "—", "--", "0", None, "/", "无", "…")
    rows = [
        project(number, 累计完成投资=text, 年度计划投资=None, 总投资=10) for number, text in enumerate(texts, start=1)
    ]
    return {"17_zeros/projects.xlsx": xlsx({"重大建设项目库": projects(*rows)})}


def thousands() -> Files:
    texts = ("1,234.50", "１．０", "1，234", "1 234", "'1234", "1234元", "１，２３４．５０", "¥1234")
    return {"18_thousands/contracts_2026.csv": with_amounts(*texts)}


def negatives() -> Files:
    values: Sequence[Value | Cell] = (
        "-30.40",
        "(30.40)",
        "（30.40）",
        "△30.40",
        "▲30.40",
        "－30.40",
        Cell(-30.4, "#,##0.00;[Red]#,##0.00"),
    )
    rows = [(f"{201 + number}", "支出", value) for number, value in enumerate(values)]
    return {
        "19_negatives/lines.xlsx": xlsx({"支出明细": lines(*rows)}),
        "19_negatives/lines.xls": xls({"支出明细": lines(*rows)}),
    }


def percentages() -> Files:
    plain = lines(
        ("205", "教育支出", 8232, Cell(0.8232, "0.00%")),
        ("206", "科学技术支出", 1768, "82.32%"),
        header=("科目编码", "科目名称", "金额", "占比"),
    )
    headed = lines(
        ("205", "教育支出", 8232, 82.32),
        ("206", "科学技术支出", 1768, "82.32"),
        header=("科目编码", "科目名称", "金额", "占比(%)"),
    )
    return {
        "20_percentages/format_and_sign.xlsx": xlsx({"支出明细": plain}),
        "20_percentages/in_the_header.xlsx": xlsx({"支出明细": headed}),
    }


SERIAL = 46086


def dates() -> Files:
    written: Sequence[Value | Cell] = (
        "2026年3月5日",
        "2026.3.5",
        "20260305",
        "2026/3/5",
        Cell(SERIAL, "yyyy-mm-dd"),
        Cell(SERIAL, 'yyyy"年"m"月"d"日"'),
        SERIAL,
        "2026-03-05T09:30:00",
        "2026-03-05 00:32:09",
        "二○二六年三月五日",
    )
    vague = ("2026年3月", "2026 年 3 月底", "2026年3月上旬", "3月")
    rows: list[dict[str, Value | Cell]] = [{"签订日期": value, "公告日期": "2026-03-06"} for value in written]
    doubtful: list[dict[str, Value | Cell]] = [{"签订日期": value, "公告日期": "2026-03-06"} for value in vague]
    terms = (
        *("2026年3月上旬", "2026年3月", "2026 年 3 月底", "3月", "1-6月", "10月底前", "2025年12月至2026年2月"),
        *("第二季度", "2026年3月5日", "长期", None),
    )
    header = ("序号", "产品名称", "中标价(元)", "供应商", "供货期限")
    supplied = [(str(number), "甲型疫苗", 82, "示例市青禾科技有限公司", term) for number, term in enumerate(terms, 1)]
    old: list[dict[str, Value | Cell]] = [{"签订日期": Cell(SERIAL - 1462, "yyyy-mm-dd"), "公告日期": "2026-03-06"}]
    return {
        "21_dates/contracts.xlsx": xlsx({"合同": contract_sheet(*rows)}),
        "21_dates/system_1904.xlsx": xlsx({"合同": contract_sheet(*old)}, date_1904=True),
        "21_dates/intervals.xlsx": xlsx({"合同": contract_sheet(*doubtful)}),
        "21_dates/terms.xlsx": xlsx({"结果": listed(*supplied, header=header)}),
    }


def several_values() -> Files:
    rows: list[Row] = [
        ("1", "甲型疫苗", "1,10", "23元/支(69元/人份)", "示例市青禾科技有限公司;示例市白露商贸有限公司"),
        ("2", "乙型疫苗（5瓶/人份，1人份/盒）", "2", "1,10", "示例市白露商贸有限公司"),
    ]
    return {"37_several_values/awards.xlsx": xlsx({"结果": listed(*rows)})}


def brackets() -> Files:
    above: list[Row] = [("2026年支出预算总表（含所属单位)",), ("编制部门：示例市教 育局", *[None] * 5, "单位：元")]
    return {
        "38_brackets/budget.xlsx": xlsx({"部门支出总表": budget(above=above)}),
        "38_brackets/contracts_2026.csv": with_amounts("1000.00", header="合同金额（元)"),
    }


def suppliers() -> Files:
    names = (
        "示例市青禾科技有限公司（原示例市青禾电脑公司）",
        "Beispiel & Søn A/S",
        "示例市青禾科技有限公司(生产企业：示例市白露制药厂)",
    )
    rows = [contract(f"HT-{number}", 供应商=name) for number, name in enumerate(names, start=1)]
    return {"39_suppliers/contracts_2026.csv": contracts(*rows)}


def personal() -> Files:
    sheet = listed(
        ("1", "甲型疫苗", "1", 82, "示例市青禾科技有限公司", "甲某某13800138000"),
        ("2", "乙型疫苗", "1", 23, "示例市白露商贸有限公司", None),
    )
    return {"40_personal_data/awards.xlsx": xlsx({"结果": sheet})}


def formulas() -> Files:
    rows: list[Row] = [
        *EDUCATION[:2],
        (*EDUCATION[2][:4], Cell(120, formula="=F8+G8"), Cell(40, formula="=[1]上年!A1"), 80),
        EDUCATION[3],
        TOTAL,
    ]
    faulty: list[Row] = [
        *EDUCATION[:2],
        (*EDUCATION[2][:4], Cell("#REF!", formula="=#REF!+1"), 40, 80),
        (*EDUCATION[3][:4], Cell("", formula="=F9+G9"), 60, 120),
        TOTAL,
    ]
    book = xlsx({"部门支出总表": budget(faulty)})
    return {
        "41_formulas/cached.xlsx": xlsx({"部门支出总表": budget(rows)}),
        "41_formulas/errors.xlsx": edited(book, "xl/worksheets/sheet1.xml", ("<f>F9+G9</f><v></v>", "<f>F9+G9</f>")),
    }


def mongolian() -> Files:
    good = contract("HT-1", 合同名称="ᠮᠣᠩᠭᠣᠯ 语教材采购合同")
    private = contract("HT-2", 合同名称="\ue264\ue271\ue2b4 语教材采购合同")
    return {"50_mongolian/contracts_2026.csv": contracts(good, private)}


def line_feeds() -> Files:
    long = "计算机\n" * 400
    rows: list[dict[str, Value | Cell]] = [
        {"合同名称": "办公设备\r\n采购合同", "主要标的": long},
        {"合同名称": "办公设备_x000D_\n采购合同"},
    ]
    return {"51_line_feeds/contracts.xlsx": xlsx({"合同": contract_sheet(*rows)})}


def precision() -> Files:
    fine = lines(("205", "教育支出", "123.456789"), ("206", "科学技术支出", Cell(0.1, "0.000000")), unit="单位：万元")
    coarse = lines(("205", "教育支出", "12.30"), ("206", "科学技术支出", Cell(0.1, "0.00")), unit="单位：亿元")
    return {
        "53_false_precision/ten_thousands.xlsx": xlsx({"支出明细": fine}),
        "53_false_precision/hundred_millions.xlsx": xlsx({"支出明细": coarse}),
    }


def text(rows: Sequence[Row], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The rows of cells as delimited text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def as_table(sheet: Sheet) -> list[list[Value]]:
    """The plain values of a sheet."""
    return [[cell.value if isinstance(cell, Cell) else cell for cell in row] for row in sheet.rows]
