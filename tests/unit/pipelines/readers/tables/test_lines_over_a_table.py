"""Titles, units, departments and other lines over a table."""

from tests.support.grids import found, only


def test_title_table_number_department_and_unit() -> None:
    table = only("""
        2026年部门收支总表|||公开01表
        部门：示例市教育局|||单位：万元
        项目|预算数|决算数|完成率
        一般公共服务|1|2|200%
        教育|3|4|133%
    """)
    assert table.title == "2026年部门收支总表"
    assert table.above == ("公开01表", "部门:示例市教育局", "单位:万元")
    assert (table.top, table.header_top, table.header_bottom, table.rows) == (1, 3, 3, (4, 5))


def test_a_department_in_the_cell_after_its_key() -> None:
    table = only("""
        支出预算表||
        编制部门：|示例市教育局|单位：元
        科目|基本支出|项目支出
        教育|1|2
    """)
    assert table.above == ("编制部门:示例市教育局", "单位:元")


def test_title_and_unit_in_one_row() -> None:
    table = only("""
        示例市2026年支出预算表||单位：万元
        科目|预算数|决算数
        教育|1|2
    """)
    assert (table.title, table.above) == ("示例市2026年支出预算表", ("单位:万元",))


def test_a_second_title_in_english_is_kept_beside_the_first() -> None:
    table = only("""
        2026年示例市决算总表||
        FINAL ACCOUNT OF BUDGETARY REVENUE||
        单位：万元 Unit：10 thousand yuan||
        预算科目|Budget|Final
        税收|1|2
    """)
    assert table.title == "2026年示例市决算总表"
    assert table.above == ("FINAL ACCOUNT OF BUDGETARY REVENUE", "单位:万元 Unit:10 thousand yuan")
    assert table.label == ""


def test_period_and_count_in_brackets_are_no_title() -> None:
    table = only("""
        （截至2026年5月23日）||
        示例省学校名单||
        （共2所）||
        序号|学校名称|办学层次
        1|示例大学|本科
        2|示例学院|专科
    """)
    assert (table.title, table.above) == ("示例省学校名单", ("(截至2026年5月23日)", "(共2所)"))


def test_an_attachment_number_is_no_title() -> None:
    table = only("""
        附件：|
        采购结果公示|
        名称|价格（单位：元）
        电脑|100
    """)
    assert (table.title, table.above) == ("采购结果公示", ("附件:",))
    assert table.paths == ("名称", "价格(单位:元)")


def test_a_title_in_the_middle_of_the_sheet() -> None:
    table = only("""
        ||2026年示例县收支总表||
        |||单位：万元|
        科目编码|科目名称|合计|基本支出|项目支出
        205|教育|1|1|
        206|科技|2|1|1
    """)
    assert table.title == "2026年示例县收支总表"
    assert table.paths == ("科目编码", "科目名称", "合计", "基本支出", "项目支出")


def test_prose_and_ruled_lines_over_a_statistical_table() -> None:
    table = only("""
        ||
        An der Versorgung teilnehmende Ärzte, Anzahl||
        *********************||
        Region:|Deutschland|
        ||
        |2005|2006
        Chirurgie|379|575
        Innere Medizin|.|289
    """)
    assert table.title == "An der Versorgung teilnehmende Ärzte, Anzahl"
    assert table.above == ("*********************", "Region:Deutschland")
    assert table.paths == ("", "2005", "2006")


def test_what_a_statistics_office_writes_over_a_download() -> None:
    table = only("""
        数据库：分省年度数据||
        指标：地区生产总值(亿元)||
        时间：最近2年||
        地区|2025年|2024年
        甲省|49670.2|47353.7
    """)
    assert (table.title, table.header_top) == ("数据库:分省年度数据", 4)
    assert table.above == ("指标:地区生产总值(亿元)", "时间:最近2年")


def test_lines_with_two_texts_far_over_the_header() -> None:
    table = only("""
        |Kengetallen clusters|||2011
        |bedragen in euro||||inwoners
        |||||
        ||provincie|provincie|provincie|
        ||Groningen|Friesland|Drenthe|
        NR.|Cluster||||
        1|Belastingen|208|173|163|
        2|Reserves|23|49|56|
    """)
    assert table.title == "Kengetallen clusters"
    assert table.paths == ("NR.", "Cluster", "provincie/Groningen", "provincie/Friesland", "provincie/Drenthe")
    assert table.rows == (7, 8)


def test_the_part_right_over_the_header_is_a_label() -> None:
    [revenue, expenditure] = found("""
        收入|
        项目|预算数
        税收|1
        |
        支出|
        项目|预算数
        教育|1
    """)
    assert (revenue.title, revenue.label, expenditure.label) == ("", "收入", "支出")
