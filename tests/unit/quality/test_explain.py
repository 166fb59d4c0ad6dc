"""The explainer names what an auditor would: which cell, what would have to stand there, and how sure that is."""

import json
import re
import time
from decimal import Decimal
from pathlib import Path

import pytest

from quality.explain import Kind, Part, Reading, Sum, explain, readings_of

#: Revenue of the province in 亿元, rounded to two decimals, as yearbooks print it.
TAXES = (
    ("增值税", "812.36"),
    ("企业所得税", "406.18"),
    ("个人所得税", "233.07"),
    ("房产税", "95.51"),
    ("契税", "148.90"),
)


def rows(*pairs: tuple[str, str | None], column: str = "C", first: int = 6) -> tuple[Part, ...]:
    return tuple(
        Part(label, None if text is None else Decimal(text), f"{column}{number}")
        for number, (label, text) in enumerate(pairs, start=first)
    )


def total(stated: str, parts: tuple[Part, ...], **others: object) -> Sum:
    counted = sum(not part.of_which and part.amount is not None for part in parts)
    given = {"tolerance": Decimal("0.005") * (counted + 1), "stated_cell": "C5", "label": "税收收入", **others}
    return Sum(Decimal(stated), parts, **given)  # type: ignore[arg-type]


def best(sum_: Sum) -> Reading:
    return explain(sum_)[0]


def changed(index: int, text: str | None) -> tuple[Part, ...]:
    pairs: list[tuple[str, str | None]] = list(TAXES)
    pairs[index] = (pairs[index][0], text)
    return rows(*pairs)


TRUE = "1696.02"


def test_a_sum_that_holds_needs_no_reading() -> None:
    assert explain(total(TRUE, rows(*TAXES))) == ()


def test_rounded_parts_may_drift() -> None:
    """Real: 251.25 = 4.79 + 0 + 246.47, which is 251.26."""
    (reading,) = explain(total("251.25", rows(("货物", "4.79"), ("工程", "0"), ("服务", "246.47"))))
    assert reading.kind == Kind.ROUNDING
    assert reading.confidence == 1
    assert "0.01" in reading.zh


def test_the_lost_minus_sign_of_a_real_yearbook() -> None:
    """Real: 国有资本经营收入 −61.53 printed as 61.53."""
    parts = rows(("专项收入", "312.40"), ("罚没收入", "45.66"), ("国有资本经营收入", "61.53"), column="F", first=10)
    reading = best(total("296.53", parts, stated_cell="F9", label="非税收入"))
    assert (reading.kind, reading.cells, reading.value) == (Kind.SIGN_LOST, ("F12",), Decimal("-61.53"))
    assert reading.zh == "国有资本经营收入（F12）若为 -61.53 则相符：可能丢失负号"
    assert reading.confidence > 0.9


def test_the_sign_has_to_fit() -> None:
    """Twice a row too much, not too little: taking its sign away would make it worse."""
    reading = best(total("419.06", rows(("专项收入", "250.00"), ("罚没收入", "46.00"), ("经营收入", "61.53"))))
    assert reading.kind != Kind.SIGN_LOST


def test_a_minus_sign_too_many_and_one_lost_in_the_total() -> None:
    added = best(total(TRUE, changed(3, "-95.51")))
    assert (added.kind, added.cells, added.value) == (Kind.SIGN_LOST, ("C9",), Decimal("95.51"))
    lost = best(total("52.10", rows(("结余", "-60.10"), ("利息", "8.00"))))
    assert (lost.kind, lost.cells, lost.value) == (Kind.SIGN_LOST, ("C5",), Decimal("-52.10"))


def test_an_of_which_row_in_the_total() -> None:
    parts = (*rows(*TAXES), Part("其中：土地增值税", Decimal("37.42"), "C11", of_which=True))
    reading = best(total("1733.44", parts))
    assert (reading.kind, reading.cells, reading.value) == (Kind.OF_WHICH_COUNTED, ("C5", "C11"), Decimal(TRUE))


def test_all_of_which_rows_in_the_total() -> None:
    figures = ("37.42", "11.05", "2.60", "9.13")
    marked = tuple(Part(f"其中{i}", Decimal(text), f"C{11 + i}", of_which=True) for i, text in enumerate(figures))
    reading = best(total("1756.22", (*rows(*TAXES), *marked)))
    assert (reading.kind, reading.value, len(reading.cells)) == (Kind.OF_WHICH_COUNTED, Decimal(TRUE), 5)
    assert "等 4 行" in reading.zh


@pytest.mark.parametrize(("label", "code"), [("其中：国内增值税", ""), ("国内增值税", "1010101")])
def test_an_of_which_row_without_its_mark(label: str, code: str) -> None:
    whole = Part("增值税", Decimal("812.36"), "C6", code="10101")
    inner = Part(label, Decimal("400.15"), "C7", code=code)
    reading = best(total(TRUE, (whole, inner, *rows(*TAXES[1:], first=8))))
    assert (reading.kind, reading.cells) == (Kind.OF_WHICH_COUNTED, ("C7", "C6"))


def test_a_row_that_the_total_leaves_out() -> None:
    first, second = explain(total("1462.95", rows(*TAXES)))
    assert (first.kind, first.cells, first.value) == (Kind.ROW_MISSING, ("C5", "C8"), Decimal("1696.02"))
    assert second.kind == Kind.OF_WHICH_COUNTED, "it fits into the row above, whose part it may be"
    assert first.confidence > 2 * second.confidence


def test_a_row_of_last_year_that_is_absent() -> None:
    absent = (Part("烟叶税", None, last_year=Decimal("12.77")), Part("资源税", None, last_year=Decimal("80.00")))
    reading = best(total("1708.79", rows(*TAXES), absent=absent))
    assert (reading.kind, reading.value) == (Kind.ROW_MISSING, Decimal("12.77"))
    assert "烟叶税" in reading.zh


def test_a_row_that_is_printed_twice() -> None:
    reading = best(total(TRUE, (*rows(*TAXES), Part("契税", Decimal("148.90"), "C11"))))
    assert (reading.kind, reading.cells) == (Kind.ROW_TWICE, ("C11", "C10"))


def test_a_row_that_the_total_counts_twice() -> None:
    reading = best(total("1844.92", rows(*TAXES)))
    assert (reading.kind, reading.cells, reading.value) == (Kind.ROW_TWICE, ("C5", "C10"), Decimal(TRUE))


@pytest.mark.parametrize(
    ("stated", "index", "printed", "cell", "value"),
    [
        ("16960200.00", None, None, "C5", "1696.02"),
        ("0.17", None, None, "C5", "1700.00"),
        (TRUE, 2, "2330700.00", "C8", "233.07"),
        (TRUE, 2, "233070.00", "C8", "233.07"),
        (TRUE, 0, "0.08", "C6", "800.00"),
    ],
)
def test_a_figure_in_another_unit(stated: str, index: int | None, printed: str | None, cell: str, value: str) -> None:
    """A figure in 亿元 among such in 万元 has lost digits; the rest of them is made up for."""
    reading = best(total(stated, rows(*TAXES) if index is None else changed(index, printed)))
    assert (reading.kind, reading.cells, reading.value) == (Kind.UNIT, (cell,), Decimal(value))


@pytest.mark.parametrize(
    ("stated", "index", "printed", "cell", "value"),
    [
        ("169.60", None, None, "C5", "1696.00"),
        (TRUE, 1, "4061.80", "C7", "406.18"),
        (TRUE, 0, "8.12", "C6", "812.00"),
    ],
)
def test_a_shifted_decimal_point(stated: str, index: int | None, printed: str | None, cell: str, value: str) -> None:
    reading = best(total(stated, rows(*TAXES) if index is None else changed(index, printed)))
    assert (reading.kind, reading.cells, reading.value) == (Kind.DECIMAL_SHIFTED, (cell,), Decimal(value))


@pytest.mark.parametrize(
    ("stated", "index", "printed", "cell", "value"),
    [("1966.02", None, None, "C5", TRUE), (TRUE, 0, "182.36", "C6", "812.36"), (TRUE, 4, "418.90", "C10", "148.90")],
)
def test_swapped_digits(stated: str, index: int | None, printed: str | None, cell: str, value: str) -> None:
    found = explain(total(stated, rows(*TAXES) if index is None else changed(index, printed)))
    assert (Kind.TRANSPOSED, (cell,), Decimal(value)) in [(each.kind, each.cells, each.value) for each in found]
    assert {each.kind for each in found} <= {Kind.TRANSPOSED, Kind.AMBIGUOUS}


def test_no_number_begins_with_zero() -> None:
    """100 would have to be 010; a difference of 90 is not explained by that."""
    parts = rows(("甲", "100.00"), ("乙", "7.77"))
    assert best(total("17.77", parts)).kind != Kind.TRANSPOSED


def test_digits_are_those_that_are_printed() -> None:
    """A table in 万元 with two decimals prints 12.34 for 123,400 元; its last digit stands for 100 元."""
    parts = rows(("甲", "132400"), ("乙", "55500"), ("丙", "80800"))
    made = total("259700", parts, tolerance=Decimal("200"), precision=Decimal("100"))
    assert (best(made).kind, best(made).value) == (Kind.TRANSPOSED, Decimal("123400"))


def test_a_blank_cell() -> None:
    reading = best(total(TRUE, changed(1, None)))
    assert (reading.kind, reading.cells, reading.value) == (Kind.BLANK_PART, ("C7",), Decimal("406.18"))
    assert reading.confidence < 0.9, "a blank cell fits any difference"


def test_of_two_blank_cells_none_is_named() -> None:
    pairs = (*TAXES[:3], ("房产税", None), ("契税", None))
    assert best(total(TRUE, rows(*pairs))).kind == Kind.UNEXPLAINED


def test_a_blank_cell_is_not_read_as_a_negative_amount() -> None:
    assert best(total("1000.00", changed(1, None))).kind == Kind.UNEXPLAINED


def test_a_block_that_ends_two_rows_too_early() -> None:
    after = rows(("契税滞纳金", "3.31"), ("车船税", "17.04"), ("专项收入", "88.00"), first=11)
    reading = best(total("1716.37", rows(*TAXES), after=after))
    assert (reading.kind, reading.cells) == (Kind.SUBSET, ("C11", "C12"))
    assert "契税滞纳金（C11）、车船税（C12）" in reading.zh


def test_two_rows_left_out_or_counted_twice() -> None:
    out = best(total("1053.45", rows(*TAXES[:3], ("车船税", "19.72"), ("契税", "148.90"), ("房产税", "95.51"))))
    assert out.kind == Kind.UNEXPLAINED
    left = best(total("1451.61", rows(*TAXES)))
    assert (left.kind, left.cells) == (Kind.SUBSET, ("C5", "C9", "C10"))
    twice = best(total("1940.43", rows(*TAXES)))
    assert (twice.kind, twice.cells) == (Kind.SUBSET, ("C5", "C9", "C10"))


def test_rows_that_do_not_stand_together_are_looked_for_last() -> None:
    left = explain(total("1314.05", rows(*TAXES)))
    assert [(each.kind, each.cells) for each in left] == [(Kind.SUBSET, ("C5", "C8", "C10"))]


def years(*figures: tuple[str, str, str]) -> tuple[Part, ...]:
    return tuple(
        Part(label, Decimal(now), f"C{number}", last_year=Decimal(then))
        for number, (label, now, then) in enumerate(figures, start=6)
    )


BOTH = (("增值税", "812.36", "790.02"), ("企业所得税", "406.18", "399.61"), ("契税", "148.90", "170.25"))


def test_the_total_of_the_other_year() -> None:
    kept = best(total("1359.90", years(*BOTH), stated_last_year=Decimal("1359.90")))
    added = best(total("1359.88", years(*BOTH)))
    for reading in (kept, added):
        assert (reading.kind, reading.cells, reading.value) == (Kind.OTHER_YEAR, ("C5",), Decimal("1367.44"))


def test_a_row_with_the_years_swapped() -> None:
    swapped = (BOTH[0], ("企业所得税", "399.61", "406.18"), BOTH[2])
    reading = best(total("1367.44", years(*swapped)))
    assert (reading.kind, reading.cells, reading.value) == (Kind.OTHER_YEAR, ("C7",), Decimal("406.18"))


def test_the_one_row_that_did_not_change() -> None:
    kept = (BOTH[0], ("企业所得税", "399.61", "399.61"), BOTH[2])
    reading = best(total("1367.44", years(*kept)))
    assert (reading.kind, reading.cells, reading.value) == (Kind.OTHER_YEAR, ("C7",), Decimal("406.18"))
    assert reading.confidence < 0.5


def test_a_row_that_is_subtracted() -> None:
    """Debt at the end = at the beginning + issued − repaid. Real: 55244.71 + 19961.59 − 13822.06 = 61384.24."""
    begin, issued = rows(("年初余额", "55244.71"), ("发行额", "19961.59"))
    repaid = Part("偿还额", Decimal("-13822.06"), "C8", minus=True)
    reading = best(total("61384.24", (begin, issued, repaid), label="年末余额"))
    assert (reading.kind, reading.cells, reading.value) == (Kind.SIGN_LOST, ("C8",), Decimal("13822.06"))


GANSU = (
    ("本年支出合计", "2958.31"),
    ("上解中央支出", "5.98"),
    ("增设预算周转金", "0.12"),
    ("国债转贷资金结余", "0.20"),
    ("地方政府债务还本", "181.16"),
    ("安排预算稳定调节基金", "83.87"),
    ("年终结余", "109.19"),
)


def test_two_readings_of_a_small_difference_are_left_open() -> None:
    """Real: 甘肃 2015, in 亿元: a lost sign and a row left out both fit a difference of −0.23."""
    first, *others = explain(total("3338.60", rows(*GANSU), label="支出总计"))
    assert [each.kind for each in (first, *others)] == [Kind.AMBIGUOUS, Kind.SIGN_LOST, Kind.ROW_MISSING]
    assert [each.cells for each in others] == [("C8",), ("C5", "C9")]
    assert set(first.cells) == {"C8", "C5", "C9"}
    assert others[0].zh in first.zh
    assert others[1].zh in first.zh
    assert first.confidence <= 0.5


def test_the_same_readings_of_a_large_difference_are_told_apart() -> None:
    larger = {"增设预算周转金": "12.11", "国债转贷资金结余": "24.22"}
    parts = rows(*[(label, larger.get(label, text)) for label, text in GANSU])
    found = explain(total("3350.62", parts, label="支出总计"))
    assert [each.kind for each in found[:2]] == [Kind.SIGN_LOST, Kind.ROW_MISSING]


def test_a_closer_fit_is_surer() -> None:
    """Swapped digits would leave 1 of a difference of 10 unexplained, which rounding of two figures hardly does."""
    printed = {"tolerance": Decimal("1.5"), "precision": Decimal(1)}
    near, exact = (
        best(total("310", rows(("基本支出", basic), ("项目支出", "250")), **printed)) for basic in ("50", "51")
    )
    assert near.kind == exact.kind == Kind.TRANSPOSED
    assert near.confidence < exact.confidence / 2


def test_a_difference_that_nothing_explains() -> None:
    (more,) = explain(total("1749.00", rows(*TAXES)))
    assert (more.kind, more.cells, more.value) == (Kind.UNEXPLAINED, ("C5",), None)
    assert "多 52.98" in more.zh
    (less,) = explain(total("1650.00", rows(*TAXES)))
    assert "少 46.02" in less.zh


def test_last_years_figure_tells_which_of_two_it_is() -> None:
    """A total and one row in different units: without last year, either may be wrong."""
    row = Part("一般债务限额", Decimal("5023.25"), "C6")
    assert best(total("50232500.00", (row,))).kind == Kind.AMBIGUOUS
    known = Part("一般债务限额", Decimal("5023.25"), "C6", last_year=Decimal("46100000"))
    reading = best(total("50232500.00", (known,), stated_last_year=Decimal("46100000")))
    assert (reading.kind, reading.cells) == (Kind.UNIT, ("C6",))


def test_many_rows_and_a_small_difference_leave_little_confidence() -> None:
    few, many = rows(*TAXES), rows(*TAXES, *[(f"其他{i}", f"{7 * i + 3}.21") for i in range(40)])
    stated = [sum((part.amount or Decimal(0) for part in parts), Decimal(0)) for parts in (few, many)]
    sure, unsure = (
        best(total(str(one - Decimal("812.36") * 2), parts)) for one, parts in zip(stated, (few, many), strict=True)
    )
    assert sure.kind == unsure.kind == Kind.SIGN_LOST
    small = best(total("1695.96", rows(*TAXES, ("利息", "0.06"))))
    assert small.kind == Kind.SIGN_LOST
    assert 0 < small.confidence < unsure.confidence <= sure.confidence < 1


def test_round_figures_leave_less_confidence() -> None:
    pairs = [(f"项目{i}", f"{10000 * (i + 1)}") for i in range(8)]
    uneven = [(label, f"{text}.37") for label, text in pairs]
    found = []
    for given in (pairs, uneven):
        parts = rows(*given)
        stated = sum((part.amount or Decimal(0) for part in parts), Decimal(0)) - 2 * (parts[7].amount or 0)
        found.append(next(each for each in explain(total(str(stated), parts)) if each.kind == Kind.SIGN_LOST))
    assert found[0].confidence < found[1].confidence


def test_a_rule_asks_with_what_it_knows() -> None:
    parts = rows(("专项收入", "312.40"), ("罚没收入", "45.66"), ("国有资本经营收入", "61.53"), column="F", first=10)
    stated, off, tolerance = Decimal("296.53"), Decimal("-123.06"), Decimal("0.02")
    first, *_ = readings_of(stated, parts, tolerance, Decimal("0.01"), cell="F9", label="非税收入", difference=off)
    assert (first.kind, first.cells) == (Kind.SIGN_LOST, ("F12",))
    assert readings_of(stated, parts, Decimal(0), Decimal(0))[0].kind == Kind.SIGN_LOST


def test_of_rows_that_are_not_all_of_them_nothing_is_said() -> None:
    parts = rows(("专项收入", "312.40"), ("国有资本经营收入", "61.53"))
    known = {"tolerance": Decimal("0.02"), "precision": Decimal("0.01")}
    assert readings_of(Decimal("296.53"), parts, **known, difference=Decimal("-123.06")) == ()
    assert readings_of(Decimal("296.53"), (), **known) == ()


def test_a_name_never_tells_a_personal_number() -> None:
    reading = best(
        total(
            "438.47",
            rows(("专项收入", "300.00"), ("罚没收入", "200.00"), ("退款13912345678", "30.77"), ("乙", "-30.77")),
        )
    )
    assert "13912345678" not in "".join(each.zh + each.en for each in (reading,))


def test_every_reading_is_told_in_both_languages_without_gaps() -> None:
    made = [
        total("296.53", rows(("专项收入", "312.40"), ("罚没收入", "45.66"), ("国有资本经营收入", "61.53"))),
        total("1462.95", rows(*TAXES)),
        total("1650.00", rows(*TAXES)),
        total("169.60", rows(*TAXES)),
        total(TRUE, changed(1, None)),
    ]
    for reading in (each for one in made for each in explain(one)):
        assert not re.search(r"[{}]|None|  |$^", reading.zh + reading.en)
        assert re.search("[一-鿿]", reading.zh)
        assert re.match("[a-z0-9税契增企]", reading.en)


def test_a_thousand_rows_take_milliseconds() -> None:
    parts = rows(*[(f"单位{i}", f"{(i * 7919) % 99991 + 1}.{i % 100:02}") for i in range(1000)])
    stated = sum((part.amount or Decimal(0) for part in parts), Decimal(0)) + Decimal("123456.78")
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        explain(total(str(stated), parts))
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.2


def test_the_schemas_know_every_kind(repository: Path) -> None:
    for name in ("check", "findings"):
        text = (repository / "docs" / "schemas" / f"{name}.schema.json").read_text("utf-8")
        schema = json.loads(text)
        items = schema["properties"]["findings"]["items"] if name == "check" else schema["items"]
        assert items["properties"]["readings"]["items"]["properties"]["kind"]["enum"] == [kind.value for kind in Kind]
        assert set(items["properties"]["readings"]["items"]["required"]) == set(Reading.model_fields)
