"""Header rows and the paths of their columns."""

import pytest

from tests.support.grids import only

BUDGET = """
    单位：元|||||
    项目||||收入预算|
    功能分类科目编码|||功能分类科目名称|合计|财政拨款收入
    类|款|项|||
    205|||教育支出|100|100
    205|02||普通教育|100|100
    合计||||100|100
"""
BUDGET_PATHS = (
    "项目/功能分类科目编码/类",
    "项目/功能分类科目编码/款",
    "项目/功能分类科目编码/项",
    "项目/功能分类科目名称",
    "收入预算/合计",
    "收入预算/财政拨款收入",
)


@pytest.mark.parametrize("merged", ["A2:D2 E2:F2 A3:C3 D3:D4 E3:E4 F3:F4", ""])
def test_three_rows_merged_or_not(merged: str) -> None:
    table = only(BUDGET, merged)
    assert table.paths == BUDGET_PATHS
    assert (table.header_top, table.header_bottom, table.rows) == (2, 4, (5, 6, 7))


def test_a_template_without_any_amount() -> None:
    table = only(
        """
        “三公”经费预算数||||||机关运行经费预算数
        合计|因公出国(境)费|公务接待费|公务用车购置及运行费|||
        |||小计|购置费|运行费|
        """,
        "A1:F1 G1:G3 A2:A3 B2:B3 C2:C3 D2:F2",
    )
    assert table.rows == ()
    assert table.paths[0] == "“三公”经费预算数/合计"
    assert table.paths[4:] == (
        "“三公”经费预算数/公务用车购置及运行费/购置费",
        "“三公”经费预算数/公务用车购置及运行费/运行费",
        "机关运行经费预算数",
    )


def test_a_group_label_over_its_first_column_only() -> None:
    table = only("""
        地区|2025年||2026年|
        |预算|决算|预算|决算
        甲县|1|2|3|4
        乙县|1|2|3|4
    """)
    assert table.paths == ("地区", "2025年/预算", "2025年/决算", "2026年/预算", "2026年/决算")


def test_a_group_label_does_not_swallow_a_column_with_its_own() -> None:
    table = only("""
        地区|收入||人口|支出|
        |税收|非税||基本|项目
        甲县|1|2|3|4|5
        乙县|1|2|3|4|6
    """)
    assert table.paths == ("地区", "收入/税收", "收入/非税", "人口", "支出/基本", "支出/项目")


def test_names_stacked_in_two_languages() -> None:
    table = only("""
        ||预算数|决算数
        预算科目|Item|Budget|Final
        ||Account|Account
        税收|Taxes|16644771|17755757
        非税|Non-tax|1190975|617481
    """)
    assert table.paths == ("预算科目", "Item", "预算数/Budget/Account", "决算数/Final/Account")


def test_a_second_row_that_translates_every_name() -> None:
    table = only("""
        Name des Begünstigten|Beginn|Gesamtbetrag
        beneficiary name|start date|total expenditure
        Werft|20.11.2015|285500
        Bau|18.12.2015|284626.67
    """)
    assert table.paths[1:] == ("Beginn/start date", "Gesamtbetrag/total expenditure")


def test_years_above_the_names_and_a_remark_below_one() -> None:
    table = only("""
        |||2013-14|2012-13
        Operating Segment|Staff|Others|Total|Total
        ||||Restated
        Cabinet|609|-|672|641
        Security|225|-|234|242
    """)
    assert table.paths == ("Operating Segment", "Staff", "Others", "2013-14/Total", "2012-13/Total/Restated")


@pytest.mark.parametrize("years", ["2007 年|2008年|2009年", "2015|2016|2017", "2015.0|2016.0|2017.0", "1月|2月|1-2月"])
def test_columns_that_are_periods(years: str) -> None:
    table = only(f"指标|{years}\n人口|100.5|110|120\n面积|5|5|5")
    assert (table.header_bottom, table.rows) == (1, (2, 3))


def test_amounts_that_look_like_years_are_no_header() -> None:
    table = only("""
        指标|2015|2016
        收入|1999|2010
        人口|2001|2005
    """)
    assert table.rows == (2, 3)


def test_units_in_names_and_units_in_a_row_of_their_own() -> None:
    assert only("名称|金额(万元)\n甲|1\n乙|2").paths == ("名称", "金额(万元)")
    assert only("项目|预算|决算\n|万元|万元\n甲|1|2\n乙|1|2").paths == ("项目", "预算/万元", "决算/万元")


@pytest.mark.parametrize("row", ["栏次||1|2|3", "1|2|3|4|5", "甲|乙|1|2|3", "|| 1=2+3|2|3", "公式||A=B+C|B|C"])
def test_rows_that_number_the_columns_are_no_data(row: str) -> None:
    table = only(f"""
        科目编码|科目名称|合计|基本支出|项目支出
        {row}
        205|教育支出|10|5|5
        206|科技支出|1|1|0
    """)
    assert (table.numbering, table.rows) == ((2,), (3, 4))


def test_a_first_row_of_small_numbers_is_data() -> None:
    assert only("a|b|c\n1|2|3\n4|5|6").rows == (2, 3)


def test_a_column_of_formulas_is_a_column() -> None:
    table = only("""
        项目|公式|本地区|本级|下级
        一、债务限额|A=B+C|10|4|6
        其中：一般债务|B|5|2|3
        专项债务|C|5|2|3
    """)
    assert (table.paths[1], table.rows) == ("公式", (2, 3, 4))


def test_a_blank_row_under_the_header_and_a_column_without_a_name() -> None:
    table = only("""
        Sample Worksheet|||
        |||
        |Number|Square||Formatted
        ||||
        |1|1||1
        |2|4||1.55
    """)
    assert (table.first_column, table.last_column) == (2, 5)
    assert table.paths == ("Number", "Square", "", "Formatted")


def test_blank_columns_at_the_end_are_dropped() -> None:
    table = only("标题|发布时间|公告ID||\n公告甲|2025-12-17|||\n公告乙|2025-12-18|||")
    assert table.paths == ("标题", "发布时间", "公告ID")


def test_a_table_without_a_header_says_so() -> None:
    table = only("""
        2005|1|1|הפחתה|00010201|-210
        2005|1|2|עודפים|00010104|10
        2005|1|2|עודפים|00010106|36
    """)
    assert table.paths == ("",) * 6
    assert (table.header_top, table.header_bottom, table.rows) == (1, 0, (1, 2, 3))


def test_a_table_of_texts_only() -> None:
    table = only("姓名|部门|职务\n张某|办公室|主任\n李某|财务处|科长")
    assert (table.paths, table.rows) == (("姓名", "部门", "职务"), (2, 3))


def test_known_words_make_a_header_of_a_row_over_texts() -> None:
    drawing = "名录|说明|某某\n编码|名称|备注\n甲|货物|略\n乙|服务|略"
    assert only(drawing, words=("编码", "名称", "备注")).header_bottom >= 2


def test_codes_of_several_levels_are_no_header() -> None:
    assert only("编码|名称\nA|货物\nA01|房屋\nA0101|办公用房").rows == (2, 3, 4)


def test_a_word_for_untold_amounts_is_no_header() -> None:
    table = only("""
        部门|2024-25|2025-26
        甲局|1|2
        乙局|nfp|nfp
        丙局|3|4
        丁局|5|6
    """)
    assert table.rows == (2, 3, 4, 5)


def test_group_rows_stay_in_the_body() -> None:
    merged = only("序号|学校名称|所在地\n甲省（2所）||\n1|示例大学|甲市\n2|示例学院|乙市", "A2:C2")
    numbered = only("序号|项目名称|投资\n一|市级项目|\n1|甲桥|10\n2|乙路|20\n二|区级项目|\n1|丙园|30")
    assert (merged.header_bottom, merged.rows) == (1, (2, 3, 4))
    assert (numbered.header_bottom, numbered.rows) == (1, (2, 3, 4, 5, 6))


def test_a_total_printed_beside_the_names_of_a_split_code() -> None:
    table = only(
        """
        项目||||本年收入合计|财政拨款收入
        支出功能分类|||科目名称||
        科目编码|||||
        类|款|项|合计|2946.25|2940.05
        201|||一般公共服务支出|2112.86|2106.66
        201|06||财政事务|2112.86|2106.66
        """,
        "A1:D1 E1:E3 F1:F3 A2:C2 D2:D3 A3:C3",
        words=("类", "款", "项", "合计", "科目名称"),
    )
    assert table.paths[:5] == (
        "项目/支出功能分类/科目编码/类",
        "项目/支出功能分类/科目编码/款",
        "项目/支出功能分类/科目编码/项",
        "项目/科目名称",
        "本年收入合计",
    )
    assert table.rows == (4, 5, 6)
