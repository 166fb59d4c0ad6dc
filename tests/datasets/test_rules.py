"""The catalogue of rules: every rule of the reference is in it, and what it says of the datasets is true."""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from gongkai.catalogue import Carried, Rule, read_catalogue
from gongkai.contract import load_contracts
from gongkai.findings import templates
from gongkai.home import DATASETS
from quality.rules.field.constraints import schema_checks

#: The rules of the reference that speak of budgets, purchases and projects, by the beginning of their codes.
FAMILIES = ("STR", "COD", "SUM", "BAL", "LIM", "PRC")
SEVERITIES = {"E": "error", "W": "warning", "I": "note", "E shape / W check": "warning"}
TAGS = {"V", "M", "P", "K", ""}

CATALOGUE = read_catalogue(DATASETS / "_shared")
Used = Mapping[str, set[str]]


@pytest.fixture(scope="module")
def kinds() -> Used:
    """Code -> the kinds of check that datasets use it with."""
    found: dict[str, set[str]] = defaultdict(set)
    for contract in load_contracts(DATASETS).values():
        for check in (*schema_checks(contract), *contract.rules):
            found[check.code].add(check.kind)
    return found


@pytest.fixture(scope="module")
def severities() -> Used:
    """Code -> the severities that datasets give it."""
    found: dict[str, set[str]] = defaultdict(set)
    for contract in load_contracts(DATASETS).values():
        for check in (*schema_checks(contract), *contract.rules):
            found[check.code].add(check.severity)
    return found


def test_every_rule_of_the_reference_is_in_the_catalogue(shared: Path) -> None:
    with (shared / "reference" / "rules.csv").open(encoding="utf-8-sig", newline="") as file:
        reference = {row["code"]: row for row in csv.DictReader(file)}
    wanted = {code for code in reference if code.startswith(FAMILIES)}
    assert wanted - CATALOGUE.keys() == set()
    for code in wanted:
        rule, told = CATALOGUE[code], reference[code]
        assert rule.severity == SEVERITIES[told["severity"]], code
        assert rule.tag in {*told["tag"].split("/"), told["tag"].strip("–")}, code


def test_what_datasets_use_is_what_the_catalogue_calls_implemented(kinds: Used) -> None:
    carried = {code: set(rule.by) for code, rule in CATALOGUE.items() if rule.status is Carried.IMPLEMENTED}
    assert dict(kinds) == carried


def test_a_dataset_that_is_milder_or_stricter_than_the_rule_has_its_reason(severities: Used) -> None:
    differing = {code for code, found in severities.items() if found != {CATALOGUE[code].severity.value}}
    assert {code for code in differing if not CATALOGUE[code].reason_zh} == set()


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=lambda rule: rule.code)
def test_a_rule_is_told_in_two_languages_and_its_source_is_named(rule: Rule) -> None:
    assert rule.zh.endswith("。")
    assert rule.en.endswith(".")
    assert rule.en.isascii()
    assert rule.source
    assert rule.tag in TAGS
    assert bool(rule.reason_zh) == bool(rule.reason_en)


def test_what_is_found_elsewhere_is_told_under_the_codes_that_are_named() -> None:
    elsewhere = [rule for rule in CATALOGUE.values() if rule.status is Carried.ELSEWHERE]
    assert elsewhere
    assert {code for rule in elsewhere for code in rule.by} - templates().keys() == set()


def test_the_document_of_the_sample_city_speaks_of_every_rule(repository: Path) -> None:
    """Made by `python -m samples.rules`; its counts are those of the day it was made."""
    text = (repository / "docs" / "rules.md").read_text("utf-8")
    assert sorted(re.findall(r"^\| `([A-Z0-9-]+)`", text, re.MULTILINE)) == sorted(CATALOGUE)


#: Rules that the sample city cannot pass, and why.
NEVER_PASSED = {
    "BAL-014": "no region that receives transfers delivers a budget of its own there",
}


def test_every_rule_that_the_sample_city_uses_passes_there(repository: Path) -> None:
    """A rule that never passes is more likely wrong than all tables are."""
    text = (repository / "docs" / "rules.md").read_text("utf-8")
    counted = re.findall(r"^\| `([A-Z0-9-]+)` \|.*\| (\d+) \| (\d+) \| \d+[^|]*\| \d+ \|$", text, re.MULTILINE)
    assert counted
    never = {code for code, datasets, passed in counted if int(datasets) and not int(passed)}
    assert never - NEVER_PASSED.keys() == set()
