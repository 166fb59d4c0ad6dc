"""The shared lists are complete in themselves: codes are unique, limits are known, every list is explained.

The code lists by year have their own tests (`test_codelists`).
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from gongkai.registers import Registers

SHARED = Path(__file__).parents[2] / "datasets" / "_shared"
LISTS = Registers(SHARED, SHARED)
TAGS = {"V", "P", "K"}


def rows(name: str) -> list[dict[str, str]]:
    with (SHARED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_procurement_catalogue_is_the_whole_2022_edition() -> None:
    entries = rows("procurement_categories")
    codes = {entry["code"] for entry in entries}
    assert len(entries) == len(codes) == 4_272
    assert Counter(code[0] for code in codes) == {"A": 3_462, "B": 200, "C": 610}
    parents = {parent(entry["code"]) for entry in entries}
    assert {entry["code"] for entry in entries if entry["leaf"] == "true"} == codes - parents
    # The extraction from the ministry's PDF lost these two heads.
    assert parents - codes == {"", "A07050200", "B02130300"}


def parent(code: str) -> str:
    """The code above: the last pair that is not 00 is cleared; the letter stands above the first level."""
    digits = code[1:].rstrip("0")
    pairs = (len(digits) + 1) // 2
    return "" if not digits else code[0] if pairs == 1 else code[: 2 * pairs - 1].ljust(9, "0")


def test_category_names_are_names_and_not_explanations() -> None:
    names = [entry["name"] for entry in rows("procurement_categories")]
    assert not [name for name in names if any(mark in name for mark in "。；—…") and name != "维生素D或DL—泛酸类原药"]
    assert names.count("（名称待核）") == 9


def test_there_are_26_fields_nine_of_them_in_the_first_batch() -> None:
    fields = rows("fields")
    assert [field["code"] for field in fields] == [f"F{number:02d}" for number in range(1, 27)]
    assert Counter(field["batch"] for field in fields) == {"1": 9, "2": 17}


@pytest.mark.parametrize(
    ("code", "days", "kind"),
    [
        ("T-BUD-DEP", 20, "d"),
        ("T-BUD-GOV", 20, "d"),
        ("T-PROC-CON", 2, "wd"),
        ("T-PROC-AWD", 2, "wd"),
        ("T-PRJ-GEN", 20, "wd"),
        ("T-GI-ACTIVE", 20, "wd"),
    ],
)
def test_statutory_limits(code: str, days: int, kind: str) -> None:
    deadline = LISTS.deadlines[code]
    assert (deadline.days, deadline.kind) == (days, kind)
    assert deadline.basis
    assert deadline.tag in TAGS


def test_negative_entries_name_basis_and_way_of_matching() -> None:
    for entry in LISTS.negative_list:
        assert entry.matcher in {"keyword", "column", "dataset"}
        assert entry.action in {"block", "mask"}
        assert entry.basis
        assert entry.tag in TAGS
    assert {"绝密", "机密", "秘密★", "内部资料", "不宜公开"} <= {entry.pattern for entry in LISTS.negative_list}


@pytest.mark.parametrize(
    "name",
    [
        "procurement_methods",
        "project_kinds",
        "project_types",
        "project_statuses",
        "milestones",
        "approval_kinds",
        "fund_sources",
        "construction_roles",
    ],
)
def test_a_name_or_alias_means_one_code(name: str) -> None:
    entries = LISTS.code_list(name, 2026)
    names = [text for entry in entries for text in (entry.name, *entry.aliases.split("|")) if text]
    assert len(names) == len(set(names))
    assert {row["tag"] for row in rows(name)} <= TAGS


def test_every_list_is_explained() -> None:
    explained = (SHARED / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in SHARED.rglob("*.csv") if path.name not in explained] == []
