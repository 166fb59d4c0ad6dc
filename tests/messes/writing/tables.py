"""Messes of tables: what stands above, beside, among and under them."""

from tests.messes.writing.books import Cell, Row, Sheet, xls, xlsx
from tests.messes.writing.forms import (
    BUDGET_HEADER,
    DEPARTMENT_AND_UNIT,
    EDUCATION,
    TOTAL,
    accounts,
    budget,
    lines,
    listed,
    project,
    projects,
)

Files = dict[str, bytes]
NAME = "部门支出总表"


def titles() -> Files:
    above: list[Row] = [("2026年支出预算总表",), ("Departmental Expenditure Budget, 2026",), DEPARTMENT_AND_UNIT]
    return {"01_titles/bilingual.xlsx": xlsx({NAME: budget(above=above, merged=["A1:G1", "A2:G2"])})}


def units() -> Files:
    title: Row = ("2026年支出预算总表",)
    small: list[Row] = [(*row[:4], 0.03, 0.01, 0.02) for row in (EDUCATION[0], TOTAL)]
    huge: list[Row] = [(*row[:4], 3, 1, 2) for row in (EDUCATION[0], TOTAL)]
    above: dict[str, tuple[list[Row], list[Row], list[Row]]] = {
        "right": ([title, ("编制部门：示例市教育局",), (*[None] * 6, "单位：万元")], small, []),
        "glued": ([title, ("单位：亿元 Unit：100 million yuan",)], huge, []),
        "one_cell": ([title, ("编制部门：示例市教育局            单位：元",)], [*EDUCATION, TOTAL], []),
        "below": ([title], [*EDUCATION, TOTAL], [("金额单位：元",)]),
        "none": ([title, ("编制部门：示例市教育局",)], [*EDUCATION, TOTAL], []),
    }
    return {
        f"02_units/{name}.xlsx": xlsx({NAME: budget(rows, above=top, below=below)})
        for name, (top, rows, below) in above.items()
    }


def units_differ() -> Files:
    book = {NAME: budget(), "重大建设项目库": projects(project())}
    return {"03_units_differ/two_tables.xlsx": xlsx(book)}


def headers() -> Files:
    return {"05_merged_header/budget.xlsx": xlsx({NAME: budget()})}


def split_codes() -> Files:
    typed: list[Row] = [
        (205, None, None, "教育支出", 300, 100, 200),
        (205, "02", None, "普通教育", 300, 100, 200),
        (205, 2, 1, "学前教育", 120, 40, 80),
        (205, "02", "02", "小学教育", 180, 60, 120),
        TOTAL,
    ]
    return {"06_split_code/budget.xlsx": xlsx({NAME: budget(typed)})}


def codes() -> Files:
    sheet = lines(
        (2050201, "学前教育", 100),
        (Cell(2050202, "0.0"), "小学教育", 200),
        ("205-02-03", "初中教育", 300),
        ("205 02 04", "高中教育", 400),
        ("2050205高等教育", None, 500),
    )
    return {"07_codes/lines.xlsx": xlsx({"支出明细": sheet})}


def two_sides() -> Files:
    return {"08_two_sides/accounts.xlsx": xlsx({"收支决算": accounts()})}


def stacked() -> Files:
    title, unit, header = (
        ("示例市2026年全市财政收支情况表",),
        (None, None, "单位：万元"),
        ("项目", "预算数", "决算数"),
    )
    income: list[Row] = [("增值税", 100, 110), ("契税", 20, 22), ("本年收入合计", 120, 132)]
    spending: list[Row] = [("教育支出", 60, 66), ("其他支出", 60, 66), ("本年支出合计", 120, 132)]
    rows: list[Row] = [title, ("收入部分", *unit[1:]), header, *income, (), ()]
    return {
        "09_stacked/accounts.xls": xls({"Sheet1": Sheet([*rows, title, ("支出部分", *unit[1:]), header, *spending])})
    }


def two_blocks() -> Files:
    header = ("科目编码", "科目名称", "金额")
    rows: list[Row] = [
        ("示例市教育局2026年基本支出经济分类表",),
        (*[None] * 5, "单位：元"),
        ("人员经费", None, None, "公用经费", None, None),
        (*header, *header),
        ("301", "工资福利支出", 900, "302", "商品和服务支出", 300),
        ("30101", "基本工资", 600, "30201", "办公费", 200),
        ("30102", "津贴补贴", 300, "30202", "印刷费", 100),
        ("303", "对个人和家庭的补助", 50, None, None, None),
        ("人员经费合计", None, 950, "公用经费合计", None, 300),
    ]
    return {"10_two_blocks/economic.xlsx": xlsx({"基本支出": Sheet(rows, ["A1:F1", "A3:C3", "D3:F3"])})}


def levels() -> Files:
    income: list[Row] = [
        ("一、税收收入", 120, 132),
        ("　　增值税", 100, 110),
        ("    契税", 20, 22),
        (Cell("其他税收", indent=2), 0, 0),
        ("二、非税收入", 30, 33),
        ("1.专项收入", 20, 22),
        ("罚没收入", 5, 6),
        ("3.其他收入", 5, 5),
        ("本年收入合计", 150, 165),
    ]
    sheet = Sheet(
        [
            ("示例市2026年全市财政收支情况表",),
            ("收入", None, "单位：万元"),
            ("项目", "预算数", "决算数"),
            *income,
        ]
    )
    return {"11_levels/income.xlsx": xlsx({"收入": sheet}), "11_levels/income.xls": xls({"收入": sheet})}


def spaced() -> Files:
    header: Row = ("科 目\n编 码", "科　目　名　称", "金    额")
    rows: list[Row] = [("205", "教 育 支 出", 300), ("合　计", None, 300)]
    return {"12_spaced_labels/lines.xlsx": xlsx({"支出明细": lines(*rows, header=header)})}


def totals() -> Files:
    rows: list[Row] = [
        ("合计", None, 350),
        ("301", "工资福利支出", 300),
        ("小计", None, 300),
        ("303", "对个人和家庭的补助", 50),
        ("人员经费合计", None, 350),
        ("总计", None, 350),
    ]
    return {"13_totals/lines.xlsx": xlsx({"支出明细": lines(*rows)})}


def of_which() -> Files:
    income: list[Row] = [
        ("税收收入", 120, 132),
        ("其中：增值税", 100, 110),
        ("# 契税", 20, 22),
        ("    其中:个人契税", 8, 9),
        ("非税收入", 30, 33),
        ("本年收入合计", 150, 165),
    ]
    return {"14_of_which/accounts.xlsx": xlsx({"收支决算": accounts(income)})}


def same_names() -> Files:
    spending: list[Row] = [
        ("教育支出", 60, 66),
        ("援助其他地区支出", 40, 44),
        ("本年支出合计", 100, 110),
        ("援助其他地区支出", 20, 22),
        ("支出总计", 120, 132),
    ]
    office: list[Row] = [
        ("205", None, None, "教育支出", 30, 10, 20),
        ("205", "01", None, "教育管理事务", 10, 10, None),
        ("205", "01", "02", "一般行政管理事务", 10, 10, None),
        ("205", "02", None, "普通教育", 20, None, 20),
        ("205", "02", "01", "学前教育", 20, None, 20),
        ("201", None, None, "一般公共服务支出", 5, 5, None),
        ("201", "04", None, "发展与改革事务", 5, 5, None),
        ("201", "04", "02", "一般行政管理事务", 5, 5, None),
        ("合计", None, None, None, 35, 15, 20),
    ]
    return {
        "15_same_names/accounts.xlsx": xlsx({"收支决算": accounts(spending=spending)}),
        "15_same_names/budget.xlsx": xlsx({NAME: budget(office)}),
    }


def misspelt() -> Files:
    names = ("教育支出", "普通教肓", "学前教育育", "小学")
    rows = [(*row[:3], name, *row[4:]) for row, name in zip(EDUCATION, names, strict=True)]
    return {"16_misspelt/budget.xlsx": xlsx({NAME: budget([*rows, TOTAL])})}


def extra_sheets() -> Files:
    advert = Sheet([("CNKI",), ("http://www.cnki.example/",)])
    words = Sheet([("填表说明",), ("一、本表由各部门填报，金额以元为单位。",), ("二、请勿更改表样。",)])
    listing = Sheet([("代码", "名称"), ("1", "行政单位"), ("2", "事业单位")])
    book = {
        "CNKI": advert,
        "填表说明": words,
        NAME: budget(),
        "代码表": listing,
        "去年": Sheet(budget().rows, state="hidden"),
        "底稿": Sheet(budget().rows, state="very_hidden"),
        "Sheet2": Sheet([]),
        "Sheet3": Sheet([]),
    }
    plain: list[Row] = [
        ("示例市教育局2026年支出明细表",),
        ("单位：元",),
        ("科目编码", "科目名称", "金额", "批注"),
        ("205", "教育支出", 300, "内部"),
        ("206", "科学技术支出", 10, "内部"),
    ]
    hidden = Sheet(plain, hidden_rows=[5], hidden_columns=[4])
    return {
        "27_extra_sheets/workbook.xlsx": xlsx(book),
        "27_extra_sheets/hidden_row.xlsx": xlsx({"支出明细": hidden}),
        "27_extra_sheets/hidden_row.xls": xls({"支出明细": Sheet(plain, hidden_rows=[5])}),
    }


def sheet_names() -> Files:
    return {
        "28_sheet_names/workbook.xlsx": xlsx(
            {"2.15单位支出总表 ": budget(), "1-2": Sheet([]), "“三公”经费": Sheet([("“三公”经费说明",)])}
        )
    }


def used_range() -> Files:
    sheet = budget()
    return {"29_used_range/budget.xlsx": xlsx({NAME: Sheet(sheet.rows, sheet.merged, formatted_to="IV21")})}


def residue() -> Files:
    rows: list[Row] = [*EDUCATION, ("…", None, None, "…", None, None, None), ("三、",), TOTAL]
    above: list[Row] = [("2026年支出预算总表",), ("编制部门：XX单位", *[None] * 5, "单位：元")]
    return {
        "30_template_residue/rows.xlsx": xlsx({NAME: budget(rows)}),
        "30_template_residue/department.xlsx": xlsx({NAME: budget(above=above)}),
    }


def page_breaks() -> Files:
    carried: Row = ("过次页", None, None, None, 120, 40, 80)
    rows: list[Row] = [
        *EDUCATION[:3],
        carried,
        ("2026年支出预算总表（续表）",),
        DEPARTMENT_AND_UNIT,
        *BUDGET_HEADER,
        ("承前页", *carried[1:]),
        EDUCATION[3],
        TOTAL,
    ]
    again = ["A10:G10", "A12:D12", "E12:G12", "A13:C13", "D13:D14", "E13:E14", "F13:F14", "G13:G14"]
    plain: list[Row] = [("205", "教育支出", 300), ("科目编码", "科目名称", "金额"), ("206", "科学技术支出", 10)]
    return {
        "31_page_breaks/merged_header.xlsx": xlsx({NAME: budget(rows, merged=again)}),
        "31_page_breaks/loose_header.xlsx": xlsx({NAME: budget(rows)}),
        "31_page_breaks/header_only.xlsx": xlsx({"支出明细": lines(*plain)}),
    }


def notes() -> Files:
    below: list[Row] = [
        ("注：本表金额含上年结转。",),
        ("数据来源：示例市财政局",),
        (),
        ("说明：小学教育不含民办学校。",),
    ]
    empty: list[Row] = [("说明：示例市教育局2026年没有此项支出，本表无数据。",)]
    return {
        "34_notes/under_the_table.xlsx": xlsx({NAME: budget(below=below)}),
        "34_notes/no_data.xlsx": xlsx({NAME: budget([], below=empty)}),
    }


def vertical_merges() -> Files:
    rows: list[Row] = [
        ("1", "甲型疫苗", "1", 82, "示例市青禾科技有限公司"),
        ("2", "乙型疫苗", "1", 23, None),
        ("3", "丙型疫苗", "2", 49, None),
        ("4", "丁型疫苗", "2", 50, "示例市白露商贸有限公司"),
        ("5", "戊型疫苗", "3", 60, None),
    ]
    return {"35_vertical_merges/awards.xlsx": xlsx({"结果": listed(*rows, merged=["E3:E5"])})}


def spacers() -> Files:
    rows: list[Row] = [
        ("1", "甲型疫苗", "1", 82, "示例市青禾科技有限公司"),
        (),
        ("2", "乙型疫苗", "1", 23, "示例市白露商贸有限公司"),
        (None,),
        (None,),
        ("3", "丙型疫苗", "2", 49, "示例市青禾科技有限公司"),
    ]
    return {"36_spacer_rows/awards.xlsx": xlsx({"结果": listed(*rows, merged=["A6:E7"])})}


def stages() -> Files:
    income: list[Row] = [
        ("增值税", 100, 110, "110.00%"),
        ("上级补助收入", None, 40, None),
        ("本年收入合计", 100, 150, "150.00%"),
    ]
    spending: list[Row] = [("教育支出", 60, 66, "110.00%"), ("本年支出合计", 60, 66, "110.00%")]
    sheet = accounts(income, spending, header=("项目", "预算数", "决算数", "完成率"))
    return {"44_two_stages/accounts.xlsx": xlsx({"收支决算": sheet})}


def changing_subjects() -> Files:
    before = lines(
        ("205", "教育支出", 100),
        ("210", "医疗卫生支出", 50),
        title="示例市教育局2025年支出明细表",
        header=("科目编码", "科目名称", "预算数"),
    )
    after = lines(("210", "卫生健康支出", 60), ("206", "科学技术支出", 10), ("205", "教育支出", 110))
    return {
        "45_changing_subjects/lines_2025.xlsx": xlsx({"支出明细": before}),
        "45_changing_subjects/lines_2026.xlsx": xlsx({"支出明细": after}),
    }


def scopes() -> Files:
    said = {"whole_city": "全市", "own_level": "本级", "unsaid": ""}
    return {
        f"46_scope/{name}.xlsx": xlsx({"收支决算": accounts(title=f"示例市2026年{word}财政收支情况表")})
        for name, word in said.items()
    }


def series() -> Files:
    years: list[Row] = [
        ("示例市历年收入情况（2026年编）",),
        (None, None, None, None, "单位：万元"),
        ("项目", "2023 ", "2024 年", "2025年", Cell(2026, "0.0")),
        ("增值税", 10, 11, 12, 13),
        ("契税", 1, 2, 3, 4),
    ]
    months: list[Row] = [
        ("示例市2026年收入月报",),
        (None, None, None, None, "单位：万元"),
        ("项目", "5月", "6月", "1-5月", "1-6月累计"),
        ("增值税", 10, 11, 50, 61),
    ]
    return {
        "22_years/years.xlsx": xlsx({"历年": Sheet(years)}),
        "54_months/months.xlsx": xlsx({"月报": Sheet(months)}),
    }


def debt() -> Files:
    def sheet(unit: str) -> Sheet:
        rows: list[Row] = [
            ("示例市2026年地方政府债务限额情况表",),
            (None, None, None, None, f"单位：{unit}"),
            ("项目", "公式", "本地区", "本级", "下级"),
            ("一、上年末债务限额", "A=B+C", 300, 200, 100),
            ("其中：一般债务限额", "B", 180, 120, 60),
            ("专项债务限额", "C", 120, 80, 40),
        ]
        return Sheet(rows)

    return {
        "55_formula_column/limits.xlsx": xlsx({"限额": sheet("万元")}),
        "56_wrong_unit/limits.xlsx": xlsx({"限额": sheet("亿元")}),
    }
