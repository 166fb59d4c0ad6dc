"""Forms whose labels are known: one record of labels and values, whatever stands over, beside and under it."""

import pytest

from pipelines.readers.grid import Address, Grid
from pipelines.readers.tables import Table, find_forms, find_tables, leftovers, without
from tests.support.grids import sketch

LABELS = frozenset({"采购人名称", "供应商名称", "合同金额", "合同期限", "签署时间", "合同编号"})


def values(form: Table) -> dict[str, str]:
    """What stands beside each label."""
    return {label: form.grid.text(*cell) for label, cell in zip(form.paths, form.cells, strict=True)}


def only(drawing: str, merged: str = "") -> Table:
    [form] = find_forms(sketch(drawing, merged), LABELS)
    return form


def test_labels_in_one_column_and_values_beside_them() -> None:
    form = only(
        "示例学校用车合同\n信息来源：示例平台\n采购人名称|示例学校\n供应商名称：|甲公司\n合同金额|0元 人民币\n合同期限|"
    )
    assert values(form) == {"采购人名称": "示例学校", "供应商名称": "甲公司", "合同金额": "0元 人民币", "合同期限": ""}
    assert (form.title, form.above, form.rows) == ("示例学校用车合同", ("信息来源:示例平台",), (3, 4, 5, 6))
    assert form.cells == (Address(3, 2), Address(4, 2), Address(5, 2), Address(6, 2))


def test_two_pairs_side_by_side_in_a_row() -> None:
    form = only("采购人名称|示例学校|供应商名称|甲公司\n合同金额|5|合同期限|一年\n签署时间|2026-03-17|合同编号|")
    assert values(form)["供应商名称"] == "甲公司"
    assert values(form)["合同编号"] == ""
    assert form.cells[3] == Address(2, 4)


def test_merged_labels_and_values_and_blank_columns_between_them() -> None:
    drawing = """
    采购人名称||示例学校||||
    供应商名称||甲公司||||
    合同金额||5||合同期限||一年
    """
    form = only(drawing, "A1:B1 C1:G1 A2:B2 C2:G2")
    assert values(form) == {"采购人名称": "示例学校", "供应商名称": "甲公司", "合同金额": "5", "合同期限": "一年"}


def test_a_remark_in_brackets_behind_a_label_is_kept_with_it() -> None:
    form = only("采购人名称（甲方）|示例学校\n供应商名称（乙方）|甲公司\n合同金额（万元）|5")
    assert form.paths == ("采购人名称(甲方)", "供应商名称(乙方)", "合同金额(万元)")


def test_labels_that_nobody_knows_are_columns_too_and_texts_alone_are_notes() -> None:
    form = only("采购人名称|示例学校\n一、合同信息\n品牌|某牌\n供应商名称|甲公司\n合同金额|5")
    assert values(form)["品牌"] == "某牌"
    assert form.notes == ((2, "一、合同信息"),)


def test_where_the_first_label_comes_again_another_form_begins() -> None:
    one = "采购人名称|{}\n供应商名称|甲公司\n合同金额|5\n"
    first, second = find_forms(sketch("公告汇总\n" + one.format("一校") + one.format("二校")), LABELS)
    assert [values(form)["采购人名称"] for form in (first, second)] == ["一校", "二校"]
    assert first.title == second.title == "公告汇总"
    assert (first.rows, second.rows) == ((2, 3, 4), (5, 6, 7))


@pytest.mark.parametrize(
    "drawing",
    [
        "采购人名称|供应商名称|合同金额|合同编号\n一校|甲公司|5|H1\n二校|乙公司|6|H2",  # the header of a list
        "项目|金额\n合同金额|5\n合同期限|6",  # two rows of a table
        "采购人名称|示例学校\n合同金额|5",
        "采购人名称\n供应商名称\n合同金额\n合同期限",
        "教育|1\n卫生|2\n农业|3",
    ],
)
def test_what_is_no_form(drawing: str) -> None:
    assert find_forms(sketch(drawing), LABELS) == []


def test_hidden_rows_state_nothing() -> None:
    drawing = "采购人名称|示例学校\n供应商名称|甲公司\n合同金额|5\n合同期限|一年"
    [form] = find_forms(sketch(drawing, hidden_rows=frozenset({2})), LABELS)
    assert "供应商名称" not in form.paths


def test_a_list_under_a_form_is_found_without_it() -> None:
    drawing = """
    示例合同公告
    采购人名称|示例学校|
    供应商名称|甲公司|
    合同金额|30|
    ||
    序号|标的名称|单价
    1|课桌|10
    2|椅子|20
    """
    grid = sketch(drawing)
    [form] = find_forms(grid, LABELS)
    [table] = find_tables(without(grid, [form]))
    assert (form.rows, table.rows) == ((2, 3, 4), (7, 8))
    assert (form.title, table.title) == ("示例合同公告", "示例合同公告")
    assert leftovers(grid, [form, table]) == []


def test_without_labels_nothing_is_looked_for() -> None:
    assert find_forms(sketch("采购人名称|示例学校\n供应商名称|甲公司\n合同金额|5"), frozenset()) == []
    assert find_forms(Grid("空"), LABELS) == []
