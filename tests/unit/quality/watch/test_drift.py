"""A shape that earlier releases do not know is found, a normal change is not."""

import pytest

from gongkai.verdict import Status
from quality.engines.expectations import Expectation, Outcome
from quality.watch.against import watch
from quality.watch.drift import Measure, measures
from quality.watch.shape import PART, ColumnShape, Shape
from quality.watch.telling import disagreeing, drifted, not_evaluated
from tests.unit.quality.tables import CONTRACTS, contract

TABLE = contract(CONTRACTS, [])
KINDS = {"货物": 60, "服务": 40}


def city(
    rows: int = 100, *, subject: int = 90, zero: int = 5, negative: int = 2, size: float = 4.0, **more: object
) -> Shape:
    """A city of five departments; `size` is the logarithm of its typical amount."""
    sized = rows - zero
    amount = ColumnShape(filled=rows, zero=zero, negative=negative, sized=sized, size=round(size * PART) * sized)
    kinds = more.get("kinds", KINDS)
    columns = {
        "subject": ColumnShape(filled=subject),
        "amount": amount,
        "kind": ColumnShape.model_validate({"filled": rows, "values": kinds}),
    }
    return Shape(rows=rows, columns=columns, departments=5)


BEFORE = [city(), city(104, subject=95, zero=6, size=4.1), city(96, subject=85, zero=4, size=3.9)]


def seen(now: Shape, before: list[Shape]) -> dict[str, str]:
    """Column and kind -> finding, of what is outside its range."""
    found = list(measures(TABLE, 2026, now, before))
    told = drifted(TABLE, found, watch("budget/sample", found))
    failing = [
        each
        for each, outcome in zip(found, watch("budget/sample", found), strict=True)
        if outcome.status is Status.FAIL
    ]
    return {f"{each.column} {each.kind}": one.rule for each, one in zip(failing, told, strict=True)}


@pytest.mark.parametrize(
    "now",
    [
        city(),
        city(110, subject=96, zero=8, negative=4, size=4.2),
        city(90, subject=78, zero=3, negative=0, size=3.8, kinds={"货物": 90}),
    ],
)
def test_a_normal_change_is_not_told(now: Shape) -> None:
    assert seen(now, BEFORE) == {}


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (city(subject=40), {"subject fill": "EXP-FILL"}),
        (city(zero=60), {"amount zero": "EXP-SHAPE"}),
        (city(negative=50), {"amount negative": "EXP-SHAPE"}),
        (city(size=8.0), {"amount size": "EXP-SHAPE"}),
        (city(rows=400, subject=360, zero=20), {"None rows": "EXP-SHAPE"}),
        (city(kinds={"货物": 60, "工程": 40}), {"kind values": "EXP-CATEGORY"}),
    ],
)
def test_a_planted_drift_is_told(now: Shape, told: dict[str, str]) -> None:
    assert seen(now, BEFORE) == told


def test_one_earlier_release_gives_wider_ranges() -> None:
    def fill(before: list[Shape]) -> Measure:
        return next(
            each
            for each in measures(TABLE, 2026, city(), before)
            if each.code == "EXP-FILL" and each.column == "subject"
        )

    one, several = fill([city()]), fill([city(), city()])
    assert (one.low, one.high) == (0.65, 1.0)
    assert (several.low, several.high) == (0.8, 1.0)


def test_few_rows_and_no_release_are_compared_with_nothing() -> None:
    assert list(measures(TABLE, 2026, city(), [])) == []
    assert list(measures(TABLE, 2026, city(20, subject=1), BEFORE)) == []
    assert list(measures(TABLE, 2026, city(), [city(20)])) == []


def test_a_column_whose_values_hardly_repeat_has_no_categories() -> None:
    spread = [city(kinds={f"k{n}": 2 for n in range(50)})]
    assert not [each for each in measures(TABLE, 2026, city(), spread) if each.kind == "values"]


def test_a_range_is_told_as_people_read_it() -> None:
    found = [
        each
        for each in measures(TABLE, 2026, city(subject=40), BEFORE)
        if each.code == "EXP-FILL" and each.column == "subject"
    ]
    (told,) = drifted(TABLE, found, watch("budget/sample", found))
    assert told.message_zh == "“主要标的”的填写率为 40.0%，以往发布的范围是 76.5% 至 100.0%"
    assert (told.dataset, told.period, told.column) == ("budget/sample", 2026, "subject")


def test_an_expectation_that_raises_is_told_as_an_error_and_as_nothing_else() -> None:
    broken = Measure(code="EXP-SHAPE", kind="size", column="amount", period=2026, observed=1.0, low=3.0, high=2.0)
    (outcome,) = watch("budget/sample", [broken])
    assert outcome.status is Status.ERROR
    assert drifted(TABLE, [broken], [outcome]) == []
    (told,) = not_evaluated(TABLE, [outcome])
    assert (told.rule, told.severity.value) == ("EXP-ERROR", "warning")
    assert outcome.reason
    assert outcome.reason in told.message_en


@pytest.mark.parametrize(
    ("library", "duckdb", "sampled", "told"),
    [
        (Status.FAIL, False, False, 1),
        (Status.PASS, True, False, 1),
        (Status.FAIL, True, False, 0),
        (Status.PASS, True, True, 0),
        (Status.FAIL, False, True, 1),
        (Status.ERROR, False, False, 0),
    ],
)
def test_two_engines_that_disagree_are_told(library: Status, duckdb: bool, sampled: bool, told: int) -> None:
    asked = Expectation(code="SCH-ENUM", type="ExpectColumnValuesToBeInSet", parameters={"column": "kind"})
    outcome = Outcome(expectation=asked, status=library)
    found = disagreeing(TABLE, [outcome], {"SCH-ENUM": duckdb}, sampled=sampled)
    assert [each.rule for each in found] == ["EXP-ENGINES"] * told
