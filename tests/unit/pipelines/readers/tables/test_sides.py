"""Tables side by side."""

from tests.support.grids import found, only


def test_revenue_and_expenditure_side_by_side() -> None:
    [revenue, expenditure] = found(
        """
        2026年示例省收支决算总表|||||
        单位:亿元|||||
        收 入|||支 出||
        预算科目|预算数|决算数|预算科目|预算数|决算数
        一、税收收入|1953.97|1857.53|一、教育支出|419.36|404.10
        增值税|347.56|530.34|||
        |||年终结余||88.35
        收入总计|1|2|支出总计|1|2
        """,
        "A3:C3 D3:F3",
    )
    assert (revenue.label, revenue.first_column, revenue.last_column, revenue.rows) == ("收入", 1, 3, (5, 6, 8))
    assert (expenditure.label, expenditure.first_column, expenditure.rows) == ("支出", 4, (5, 7, 8))
    assert revenue.paths == expenditure.paths == ("预算科目", "预算数", "决算数")
    assert revenue.title == expenditure.title == "2026年示例省收支决算总表"
    assert revenue.above == expenditure.above == ("单位:亿元",)


def test_labels_somewhere_over_their_side_and_names_in_three_rows() -> None:
    [revenue, expenditure] = found("""
        |收入Revenue||||支出Expenditure||
        ||预算数|决算数|||预算数|决算数
        预算科目|Item|Budget|Final|预算科目|Item|Budget|Final
        ||Account|Account|||Account|Account
        税收|Taxes|19329583|19139702|教育|Education|2191620|2122099
        非税|Other|652128|1128387|国防|Defence|53730|52864
    """)
    assert (revenue.label, expenditure.label) == ("收入Revenue", "支出Expenditure")
    assert expenditure.paths == ("预算科目", "Item", "预算数/Budget/Account", "决算数/Final/Account")


def test_sides_with_different_columns() -> None:
    [revenue, expenditure] = found(
        """
        本年收入||本年支出||||
        项目|预算数|项目|预算数|||
        |||合计|基本支出||项目支出
        ||||人员经费|公用经费|
        一、财政拨款收入||一、教育支出||||
        收入总计||支出总计||||
        """,
        "A1:B1 C1:G1 D2:G2 E3:F3 A2:A4 B2:B4 C2:C4 D3:D4 G3:G4",
    )
    assert (revenue.label, revenue.paths) == ("本年收入", ("项目", "预算数"))
    assert expenditure.paths == (
        "项目",
        "预算数/合计",
        "预算数/基本支出/人员经费",
        "预算数/基本支出/公用经费",
        "预算数/项目支出",
    )
    assert revenue.rows == expenditure.rows == (5, 6)


def test_two_blocks_of_economic_items() -> None:
    [staff, running] = found(
        """
        人员经费|||公用经费||
        科目编码|科目名称|金额|科目编码|科目名称|金额
        301|工资福利支出|100|302|商品和服务支出|50
        30101|基本工资|60|30201|办公费|30
        人员经费合计||120|公用经费合计||50
        """,
        "A1:C1 D1:F1",
    )
    assert (staff.label, running.label) == ("人员经费", "公用经费")
    assert staff.paths == running.paths == ("科目编码", "科目名称", "金额")


def test_sides_told_by_their_first_name_only() -> None:
    for gap in ("", "|"):
        [revenue, expenditure] = found(f"收入|预算数|{gap}支出|预算数\n税收|10|{gap}教育|3\n非税|5|{gap}卫生|1")
        assert (revenue.label, revenue.paths) == ("收入", ("收入", "预算数"))
        assert (expenditure.label, expenditure.paths) == ("支出", ("支出", "预算数"))


def test_repeated_measures_are_not_sides() -> None:
    table = only("地区|预算数|决算数|完成率|预算数|决算数|完成率\n甲县|1|2|200%|3|4|133%\n乙县|1|2|200%|3|4|133%")
    assert len(table.paths) == 7


def test_a_budget_and_a_final_figure_under_each_item_are_no_sides() -> None:
    table = only(
        """
        财政拨款“三公”经费|||||
        合计||因公出国（境）费||公务接待费|
        预算数|决算数|预算数|决算数|预算数|决算数
        8.50|7.90|2.00||1.00|0.90
        """,
        "A1:F1 A2:B2 C2:D2 E2:F2",
    )
    assert table.paths[1:4] == ("合计/决算数", "因公出国(境)费/预算数", "因公出国(境)费/决算数")


def test_tables_beside_each_other_in_different_rows() -> None:
    [staff, cars] = found("""
        表一 人员||||
        单位|人数||表二 车辆|
        甲处|5||车型|数量
        乙处|6||轿车|2
        丙处|7||越野|3
    """)
    assert (staff.title, staff.paths, staff.rows) == ("表一 人员", ("单位", "人数"), (3, 4, 5))
    assert (cars.title, cars.paths, cars.rows, cars.first_column) == ("表二 车辆", ("车型", "数量"), (4, 5), 4)
