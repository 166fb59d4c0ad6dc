"""The place of a label: numbering, indentation, “其中”, and the levels of a whole column."""

import pytest

from gongkai.values.outline import levels, outline


@pytest.mark.parametrize(
    ("printed", "mark", "number", "level", "name"),
    [
        ("一、税收收入", "一、", 1, 1, "税收收入"),
        ("二十三、债务付息支出", "二十三、", 23, 1, "债务付息支出"),
        ("廿一、其他支出", "廿一、", 21, 1, "其他支出"),
        ("一.一般公共服务", "一.", 1, 1, "一般公共服务"),
        ("Ⅱ.转移性收入", "Ⅱ.", 2, 1, "转移性收入"),
        ("（二）专项收入", "(二)", 2, 2, "专项收入"),
        ("1.增值税", "1.", 1, 3, "增值税"),
        ("１．增值税", "1.", 1, 3, "增值税"),
        ("10．土地增值税Land Appreciation Tax", "10.", 10, 3, "土地增值税Land Appreciation Tax"),
        ("2、政府性基金预算", "2、", 2, 3, "政府性基金预算"),
        ("9. 2026年单位“三公”经费", "9.", 9, 3, "2026年单位“三公”经费"),
        ("3.2026年预算", "3.", 3, 3, "2026年预算"),
        ("lO.环境保护", "lO.", 10, 3, "环境保护"),
        ("（1）教育费附加", "(1)", 1, 4, "教育费附加"),
        ("⑴教育费附加", "(1)", 1, 4, "教育费附加"),
        ("1)教育费附加", "1)", 1, 4, "教育费附加"),
        ("③办公费", "③", 3, 5, "办公费"),
        ("B.货物", "B.", 2, 6, "货物"),
        ("16.金融监管等事务支\r\n出", "16.", 16, 3, "金融监管等事务支出"),
        ("二、三公经费", "二、", 2, 1, "三公经费"),
        ("三、", "三、", 3, 1, ""),
    ],
)
def test_numbering_is_taken_off(printed: str, mark: str, number: int, level: int, name: str) -> None:
    found = outline(printed)
    assert (found.mark, found.number, found.level, found.name) == (mark, number, level, name)


@pytest.mark.parametrize(
    "name",
    [
        "23价肺炎疫苗",
        "1号楼",
        "三公经费",
        "二级公路",
        "一般公共服务",
        "一、二级公路",
        "一、二、三类疫苗",
        "2、3号楼改造",
        "1.5级",
        "2-1",
        "3月龄",
        "A、C、Y、W135群脑膜炎球菌多糖疫苗",
        "E.coli",
        "百年大计",
        "(3)",
        "1",
        "",
    ],
)
def test_a_number_that_belongs_to_the_name_stays(name: str) -> None:
    found = outline(name)
    assert (found.mark, found.number, found.level, found.name) == ("", None, None, name)


@pytest.mark.parametrize(
    ("printed", "name", "mark"),
    [
        ("其中：增值税", "增值税", ""),
        ("其 中:增值税", "增值税", ""),
        ("    其中：预备费", "预备费", ""),
        ("#一般公共服务", "一般公共服务", ""),
        ("＃企业所得税\r\nIncome Tax", "企业所得税Income Tax", ""),
        ("其中：（1）国内增值税", "国内增值税", "(1)"),
        ("1.其中：国内增值税", "国内增值税", "1."),
        ("其中：", "", ""),
    ],
)
def test_a_part_of_the_row_above_is_told(printed: str, name: str, mark: str) -> None:
    found = outline(printed)
    assert (found.of_which, found.name, found.mark) == (True, name, mark)


@pytest.mark.parametrize("name", ["住房保障支出(其中含廉租房)", "尤其中小学", "增值税"])
def test_the_word_inside_a_name_says_nothing(name: str) -> None:
    assert not outline(name).of_which


@pytest.mark.parametrize(
    ("printed", "steps", "indent"),
    [
        ("  增值税", 0, 2),
        ("\u3000\u3000增值税", 0, 4),
        ("增值税", 2, 4),
        (" \u3000增值税", 1, 5),
        ("\n\n  增值税", 0, 2),
    ],
)
def test_indentation_counts_half_widths(printed: str, steps: int, indent: int) -> None:
    assert outline(printed, steps).indent == indent


def _places(*texts: str, codes: tuple[str, ...] = ()) -> list[tuple[int, str, bool]]:
    return [(row.level, row.basis, row.sure) for row in levels(texts, codes=codes)]


def test_numbering_gives_the_levels_and_a_missing_number_is_tolerated() -> None:
    assert _places(
        "一、税收收入", "1.增值税", "营业税", "3.企业所得税", "二、非税收入", "1.专项收入", "本年收入合计"
    ) == [
        (1, "numbering", True),
        (2, "numbering", True),
        (2, "numbering", False),
        (2, "numbering", True),
        (1, "numbering", True),
        (2, "numbering", True),
        (1, "total", True),
    ]


def test_a_numbered_total_keeps_its_place() -> None:
    assert _places("一、各项税收小计", "1.增值税", "二、非税收入小计", "收入总计") == [
        (1, "numbering", True),
        (2, "numbering", True),
        (1, "numbering", True),
        (1, "total", True),
    ]


def test_indentation_gives_the_levels_of_a_yearbook_column() -> None:
    assert _places("一般公共预算支出", "  #一般公共服务", "    公共安全", "    教育", "  #市级支出", "收入合计") == [
        (1, "indent", True),
        (2, "indent", True),
        (2, "indent", True),
        (2, "indent", True),
        (2, "indent", True),
        (1, "total", True),
    ]


def test_rows_after_of_which_stand_beside_it() -> None:
    found = _places("税收收入", "  其中：增值税", "        消费税", "  契税", "非税收入")
    assert [level for level, _, _ in found] == [1, 2, 2, 2, 1]


def test_of_which_further_in_is_a_part_of_the_part() -> None:
    found = _places("税收收入", "其中：增值税", "# 契税", "    其中：个人契税", "非税收入")
    assert [level for level, _, _ in found] == [1, 2, 2, 3, 1]


def test_of_which_lies_lower_where_nothing_is_indented() -> None:
    assert _places("税收收入", "其中：增值税", "非税收入") == [
        (1, "none", False),
        (2, "none", False),
        (1, "none", False),
    ]


def test_indented_names_lie_under_a_number_and_others_beside_it() -> None:
    assert _places("一、税收收入", "  增值税", "二、非税收入", "债务收入") == [
        (1, "numbering", True),
        (2, "indent", True),
        (1, "numbering", True),
        (1, "indent", False),
    ]


def test_without_indentation_a_name_after_a_number_lies_under_it_for_lack_of_better() -> None:
    assert _places("一、税收收入", "增值税", "消费税", "二、非税收入") == [
        (1, "numbering", True),
        (2, "none", False),
        (2, "none", False),
        (1, "numbering", True),
    ]


def test_headings_over_a_numbering_that_begins_anew() -> None:
    found = _places("税收收入", "1.增值税", "2.消费税", "非税收入", "1.专项收入", "2.罚没收入")
    assert [level for level, _, _ in found] == [1, 2, 2, 1, 2, 2]


def test_the_code_outranks_numbering_and_indentation() -> None:
    found = _places("    1.教育支出", "行政运行", "一、其他", codes=("205", "2050101", "20501"))
    assert found == [(1, "code", True), (3, "code", True), (2, "code", True)]


def test_the_indentation_of_the_cells_counts_like_blanks() -> None:
    assert [row.level for row in levels(["税收", "增值税", "非税"], indents=[0, 1, 0])] == [1, 2, 1]


def test_a_column_without_rows_has_no_levels() -> None:
    assert levels([]) == []
