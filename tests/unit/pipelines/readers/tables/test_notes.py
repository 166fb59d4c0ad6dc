"""Notes and sources among and under the body."""

import pytest

from tests.support.grids import only


@pytest.mark.parametrize(
    "note",
    [
        "注：快报数",
        "资料来源:示例市财政局。",
        "数据来源：国家统计局",
        "说明：本表无数据",
        "Source: Ministry",
        "备注: 略",
    ],
)
def test_a_note_under_the_last_row(note: str) -> None:
    table = only(f"科目|金额\n教育|10\n合计|10\n{note}|")
    assert table.rows == (2, 3)
    assert [row for row, _ in table.notes] == [4]


@pytest.mark.parametrize("said", ["本表无数据", "本部门没有政府性基金预算，故本表为空表。", "（此表无内容）"])
def test_a_table_that_says_that_it_is_empty(said: str) -> None:
    table = only(f"科目|金额|备注\n{said}||\n注：无|")
    assert (table.rows, [row for row, _ in table.notes]) == ((), [2, 3])


def test_a_note_of_several_lines_and_a_source() -> None:
    table = only("""
        科目|金额
        教育|10
        注：1.含上年结转。|
        2.不含专户资金。|
        资料来源：决算报表|
    """)
    assert table.notes == ((3, "注:1.含上年结转。"), (4, "2.不含专户资金。"), (5, "资料来源:决算报表"))


def test_a_note_among_the_rows() -> None:
    table = only("项目|数量|金额\n甲园|3|2\n注：甲园含税||\n乙园|3|4\n合计|6|6")
    assert (table.rows, table.notes) == ((2, 4, 5), ((3, "注:甲园含税"),))


def test_whoever_made_the_table_signs_under_it() -> None:
    table = only("科目|金额|备注\n教育|10|略\n合计|10|\n||\n制表人：某某|复核：某某|")
    assert (table.rows, table.notes) == ((2, 3), ((5, "制表人:某某 复核:某某"),))


def test_prose_after_a_blank_row() -> None:
    table = only("Posted|Amount\n01/02/2016|1015.16\n02/02/2016|1335\n|\nAll transactions listed|")
    assert (table.rows, table.notes) == ((2, 3), ((5, "All transactions listed"),))


def test_a_footer_of_several_parts() -> None:
    table = only("""
        |2005|2006
        Chirurgie|379|575
        ||
        Fußnoten||
        ******||
        1.|Bis einschließlich 1992 ohne|
        Quelle(n):||
        Bundesarztregister||
    """)
    assert table.rows == (2,)
    assert [row for row, _ in table.notes] == [4, 5, 6, 7, 8]


def test_a_total_without_figures_is_no_note() -> None:
    table = only("类|款|名称|合计\n205||教育支出|\n…||…|\n|||\n合计|||")
    assert (table.rows, table.notes) == ((2, 3, 5), ())


def test_a_total_without_a_name_is_no_note() -> None:
    assert only("Nr|Project|Kost\n934|Ondernemen|137500\n||\n||137500").rows == (2, 4)
