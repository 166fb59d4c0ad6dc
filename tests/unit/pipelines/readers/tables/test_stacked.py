"""Tables under each other, and one table over several pages."""

from pipelines.readers.tables import leftovers
from tests.support.grids import found, only, sketch


def test_parts_under_each_other_with_one_title() -> None:
    [revenue, expenditure] = found(
        """
        2026年示例省收支决算总表||
        收入||
        预算科目|预算数|决算数
        一、税收收入|1674.92|1692.52
        收入总计||4955.79
        ||
        ||
        单位：亿元||
        支出||
        预算科目|预算数|决算数
        1.一般公共服务支出|419.40|408.15
        支出总计||4955.79
        """,
        "A2:C2 A9:C9",
    )
    assert (revenue.label, revenue.rows, revenue.above) == ("收入", (4, 5), ())
    assert (expenditure.label, expenditure.rows, expenditure.above) == ("支出", (11, 12), ("单位:亿元",))
    assert revenue.title == expenditure.title == "2026年示例省收支决算总表"


def test_tables_with_titles_of_their_own_and_no_blank_row_between() -> None:
    [revenue, expenditure] = found("""
        表一 收入预算表||
        科目|预算数|
        税收|10|
        注：快报数||
        表二 支出预算表||
        单位：万元||
        功能科目|基本支出|项目支出
        教育|3|4
        卫生|1|2
    """)
    assert (revenue.title, revenue.notes) == ("表一 收入预算表", ((4, "注:快报数"),))
    assert (expenditure.title, expenditure.above, expenditure.top) == ("表二 支出预算表", ("单位:万元",), 5)


def test_the_same_header_under_another_title_or_unit_is_another_table() -> None:
    years = found("2025年收入表|\n科目|金额\n税收|1\n|\n2026年收入表|\n科目|金额\n税收|3")
    units = found("收入表|\n单位：万元|\n科目|金额\n税收|1\n|\n单位：亿元|\n科目|金额\n税收|3")
    assert [table.title for table in years] == ["2025年收入表", "2026年收入表"]
    assert [table.above for table in units] == [("单位:万元",), ("单位:亿元",)]


def test_one_header_for_each_department() -> None:
    tables = found("""
        示例市部门预算汇总表|
        部门名称：教育局|
        科目|金额
        教育|1
        部门名称：卫生局|
        科目|金额
        卫生|2
    """)
    assert [table.above for table in tables] == [("部门名称:教育局",), ("部门名称:卫生局",)]
    assert {table.title for table in tables} == {"示例市部门预算汇总表"}


def test_a_header_printed_again_at_a_page_break() -> None:
    table = only("""
        支出表||
        科目|金额|备注
        教育|5|甲
        第1页，共2页||
        科目|金额|备注
        卫生|5|乙
        第2页，共2页||
    """)
    assert (table.rows, table.repeated) == ((3, 6), (4, 5, 7))


def test_a_continued_table_and_totals_carried_over() -> None:
    table = only("""
        示例市收入表||
        单位：万元||
        科目|预算数|决算数
        税收|10|9
        过次页|10|9
        示例市收入表（续表）||
        单位：万元||
        科目|预算数|决算数
        承前页|10|9
        非税|5|5
        合计|15|14
    """)
    assert table.rows == (4, 10, 11)
    assert table.repeated == (5, 6, 7, 8, 9)


def test_a_continuation_with_other_columns_is_a_table_with_the_same_title() -> None:
    [first, second] = found("""
        8-3 地方财政收入||
        年份|合计|税收
        2001|3|1
        2002|4|2
        ||
        8-3 续表 continued||
        年份|非税|其他
        2001|2|0
        2002|2|0
    """)
    assert first.title == second.title == "8-3 地方财政收入"
    assert second.above == ("8-3 续表 continued",)


def test_a_header_repeated_in_the_middle_without_a_blank_row() -> None:
    table = only("科目|2025|2026\n税收|10.5|9\n科目|2025|2026\n教育|3|4")
    assert (table.rows, table.repeated) == ((2, 4), (3,))


def test_a_row_of_figures_whose_labels_stand_in_headers_elsewhere_is_body() -> None:
    income, expenditure = found(
        """
        收入||支出|
        项目|决算数|项目|决算数
        一、财政拨款收入|90|一、教育支出|70
        ||二、国防支出|
        本年收入合计|90|本年支出合计|70
        年初结转和结余|5|年末结转和结余|25
        """,
        "A1:B1 C1:D1",
        words=("本年收入合计", "本年支出合计", "年初结转和结余", "年末结转和结余"),
    )
    assert (income.rows, expenditure.rows) == ((3, 5, 6), (3, 4, 5, 6))


def test_blank_rows_between_data_do_not_end_a_table() -> None:
    table = only("科目|预算数|决算数\n||\n税收|10|9\n||\n非税|5|5\n||\n||\n合计|15|14")
    assert table.rows == (3, 5, 8)


def test_a_group_name_after_a_blank_row_is_body() -> None:
    table = only("""
        Department|FY16|FY17
        BOARD OF PENSIONS||
        ESTIMATE|3750000|1950000
        ||
        TOTAL PENSION FUND||
        ESTIMATE|3750000|1950000
        ||
        Of which:||
        Core|1|2
    """)
    assert table.rows == (2, 3, 5, 6, 8, 9)


def test_three_tables_and_nothing_left() -> None:
    drawing = """
        表1|||
        科目|金额||
        甲|1||
        |||
        表2|||
        科目|金额|占比|
        乙|2|10%|
        |||
        表3|||
        名称|时间|地点|金额
        丙|2026-01-01|市|3
    """
    tables = found(drawing)
    assert [table.rows for table in tables] == [(3,), (7,), (11,)]
    assert leftovers(sketch(drawing), tables) == []


def test_a_header_of_three_rows_printed_again_without_its_merged_cells() -> None:
    header = "项目||||支出预算|\n编码|||名称|合计|基本支出\n类|款|项|||"
    rows = "205|||教育支出|100|60\n205|02||普通教育|100|60"
    table = only(
        f"{header}\n{rows}\n{header}\n206|||科学技术支出|10|5\n合计||||110|65", "A1:D1 E1:F1 A2:C2 D2:D3 E2:E3 F2:F3"
    )
    assert (table.rows, table.repeated) == ((4, 5, 9, 10), (6, 7, 8))
