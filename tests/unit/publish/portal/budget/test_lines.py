"""Lines as a tree: what a class consists of, and what its parts leave open."""

from collections.abc import Mapping
from decimal import Decimal

from publish.portal.budget.lines import Line, Tree


def line(code: str, budget: str | None = None, final: str | None = None, of_which: bool = False) -> Line:
    told = {"budget": budget, "final": final}
    amounts = {name: Decimal(amount) for name, amount in told.items() if amount is not None}
    return Line(code, code, None if code.startswith("_") else 1, of_which, amounts, {})


def codes(tree: Tree, code: str = "") -> list[str]:
    return [each.code for each in tree.children(code)]


def rest(tree: Tree, code: str) -> Mapping[str, str]:
    return {name: str(amount) for name, amount in tree.rest(code).items()}


def test_a_class_consists_of_its_sections_and_these_of_items() -> None:
    tree = Tree([line("205"), line("20502"), line("2050202"), line("208")], "_TOT")
    assert (codes(tree), codes(tree, "205"), codes(tree, "20502")) == (["205", "208"], ["20502"], ["2050202"])
    assert [each.code for each in tree.path("2050202")] == ["205", "20502", "2050202"]


def test_an_item_whose_section_is_not_printed_is_part_of_its_class() -> None:
    tree = Tree([line("205"), line("2050202")], "_TOT")
    assert codes(tree, "205") == ["2050202"]


def test_of_which_lines_and_totals_are_no_parts() -> None:
    tree = Tree([line("205", "10"), line("20502", "4", of_which=True), line("_TOT", "10")], "_TOT")
    assert (codes(tree), codes(tree, "205"), rest(tree, "205")) == (["205"], [], {})


def test_what_parts_leave_open_is_told_by_column_to_the_cent() -> None:
    tree = Tree([line("205", "10.00", "9.00"), line("20502", "9.99", "9.00")], "_TOT")
    assert rest(tree, "205") == {"budget": "0.01"}


def test_parts_above_their_whole_leave_less_than_nothing() -> None:
    tree = Tree([line("205", "10.00"), line("20502", "10.05")], "_TOT")
    assert rest(tree, "205") == {"budget": "-0.05"}


def test_a_column_that_no_part_has_leaves_nothing_open() -> None:
    tree = Tree([line("205", "10.00", "9.00"), line("20502", "10.00")], "_TOT")
    assert rest(tree, "205") == {}


def test_the_printed_total_counts_and_without_one_the_classes_are_added() -> None:
    classes = [line("205", "10.00"), line("208", "0.10"), line("20502", "10.00")]
    assert str(Tree(classes, "_TOT").total.amounts["budget"]) == "10.10"
    assert str(Tree([*classes, line("_TOT", "11.00")], "_TOT").total.amounts["budget"]) == "11.00"
    assert rest(Tree([*classes, line("_TOT", "11.00")], "_TOT"), "") == {"budget": "0.90"}


def test_a_whole_statement_has_each_rest_after_the_parts() -> None:
    lines = [line("208", "1"), line("205", "10"), line("20502", "9"), line("2050202", "9")]
    told = [(depth, each.code, *each.amounts.values()) for depth, each in Tree(lines, "_TOT").flat()]
    assert told == [(0, "205", 10), (1, "20502", 9), (2, "2050202", 9), (1, "", 1), (0, "208", 1)]
