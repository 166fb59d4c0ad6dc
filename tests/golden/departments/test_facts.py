"""The published figures as typed in hold together; what does not hold in the documents themselves is listed by name."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.golden.departments.facts import BUDGETS, FINALS, NAMES, Document, amount, document
from tests.golden.departments.reconciling import Claim, claims

#: What the texts of the published documents say against their own tables (document, item, 万元 as printed).
CONTRADICTED = {
    ("street_2023", "2080506", "441.25"),
    ("street_2024", "2210201", "352.67"),
    ("finance_2025", "2080506", "887.36"),
    ("finance_2024_final", "FT", "0.3"),
}
#: Rounding differences that the documents print; no rule may report them as a fault.
ROUNDED = {
    "street_2023": set[str](),
    "street_2024": set[str](),
    "finance_2025": set[str](),
    "finance_2024_final": {
        *("表2 合计 total", "表2 合计 fiscal", "表3 合计 total", "表3 合计 basic", "表5 合计 total", "表5 合计 basic"),
        *("表1=表3 社会保障和就业支出", "表4=表5 社会保障和就业支出", "表6 301", "表6 302"),
    },
}
#: A text in 万元 with two decimals may be 100 元 off.
TEXT_SLACK = Decimal("0.01")
SUMMARY = {"IT": ("in", "总计"), "OT": ("out", "总计"), "I5": ("in", "事业收入"), "I8": ("in", "其他收入")}
PUBLIC = ("total", "abroad", "reception", "vehicle_total", "vehicle_buy", "vehicle_run")


@pytest.mark.parametrize("name", NAMES)
def test_every_sum_of_the_published_tables_holds(name: str) -> None:
    checked = list(claims(document(name)))
    assert len(checked) > 100
    assert [claim for claim in checked if not claim.holds] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_exact_is_rounding_and_known(name: str) -> None:
    assert {claim.what for claim in claims(document(name)) if claim.stated != claim.found} == ROUNDED[name]


@pytest.mark.parametrize(("table", "column"), [(3, "total"), (5, "basic"), (8, "personnel"), (2, "fiscal")])
def test_a_mistyped_amount_would_be_noticed(table: int, column: str) -> None:
    found = document("finance_2025")
    rows = tuple(row | {column: "1"} if row["code"][:3] == row["code"] else row for row in found.tables[table])
    mistyped = replace(found, tables=found.tables | {table: rows})
    assert [claim for claim in claims(mistyped) if not claim.holds]


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_that_are_published_empty_are_empty(name: str) -> None:
    expected = (6, 7) if name in BUDGETS else (8, 9)
    assert [number for number, rows in document(name).tables.items() if not rows] == list(expected)
    assert sorted(document(name).tables) == list(range(1, 10))


def test_the_texts_contradict_the_tables_only_where_it_is_known() -> None:
    said = {(name, item, text) for name in NAMES for item, text in against(document(name))}
    assert said == CONTRADICTED


def against(found: Document) -> Iterator[tuple[str, str]]:
    """(item, text) of what the text says differently from the table, beyond rounding."""
    for row in found.texts:
        for text in (row["amount"], row.get("second", "")):
            stated = in_tables(found, row["item"])
            if text and stated is not None and abs(amount(text) - stated) > TEXT_SLACK:
                yield row["item"], text


def in_tables(found: Document, item: str) -> Decimal | None:
    """The amount in 万元 that the tables have for an item of the text; None where no table has it."""
    final = found.name in FINALS
    coded = {row["code"]: row["total"] for row in found.rows(5)}
    sided = {code: found.labelled(1, *place)["amount"] for code, place in SUMMARY.items() if has(found, *place)}
    fiscal = found.labelled(4, "out", "总计")["total"]
    one = {"FT": fiscal, "IF": found.total(2)["fiscal"], "OF": fiscal, "O1": found.total(5)["total"]}
    one |= {"basic": found.total(3)["basic"], "project": found.total(3)["project"]}
    one |= {"basic_fiscal": found.total(5)["basic"], "IY": found.total(2)["total"], "OY": found.total(3)["total"]}
    text = (coded | sided | one).get(item)
    if text is not None:
        return amount(text) / (10_000 if found.units[1] == "元" else 1)
    return amount(public[item]) if item in (public := three_public(found, final)) else None


def has(found: Document, side: str, label: str) -> bool:
    return any(row["side"] == side and row["label"].endswith(label) for row in found.tables[1])


def three_public(found: Document, final: bool) -> dict[str, str]:
    """Items of 三公 and running costs, in 万元."""
    if not final:
        of = {row["item"]: row["amount"] for row in found.tables[9]}
        return {f"tp_{item}": of[item] for item in PUBLIC} | {"agency_run": of["agency_run"]}
    paid = {row["name"]: row["amount"] for row in found.tables[6] if not row["code"]}
    of = {row["item"]: row["final"] for row in found.tables[7]}
    texts = {f"tp_{item}": of[item] for item in PUBLIC} | {"tp_total_budget": found.tables[7][0]["budget"]}
    people, office = paid["人员经费合计"], paid["公用经费合计"]
    return texts | {"personnel": people, "public": office, "agency_run": office}


@pytest.mark.parametrize("name", NAMES)
def test_procurement_is_goods_works_and_services(name: str) -> None:
    of = {row["item"]: amount(row["amount"]) for row in document(name).texts}
    together = of["proc_goods"] + of["proc_works"] + of["proc_services"]
    assert Claim(name, of["proc_total"], together, Decimal("0.02")).holds
    assert of.get("sme", Decimal(0)) <= of["proc_total"]


def test_the_change_of_2024_is_the_difference_of_two_published_budgets() -> None:
    before, after = (amount(document(name).total(3)["total"]) for name in ("street_2023", "street_2024"))
    (change,) = (amount(row["amount"]) for row in document("street_2024").texts if row["item"] == "change")
    assert abs((after - before) / 10_000 - change) <= TEXT_SLACK


@pytest.mark.parametrize("name", BUDGETS)
def test_three_public_expenses_stay_within_their_economic_lines(name: str) -> None:
    found = document(name)
    lines = {row["code"]: amount(row["total"]) / 10_000 for row in found.rows(8)}
    of = {row["item"]: amount(row["amount"]) for row in found.tables[9]}
    assert of["reception"] <= lines["30217"]
    assert of["vehicle_run"] <= lines.get("30231", Decimal(0))
