"""Every code has its sentences, every sentence can be said, every code is used and provoked by a test."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.contract import load_contracts
from gongkai.findings import Place, Severity, finding, templates
from gongkai.home import DATASETS
from quality.engines.telling import template_of
from tests.unit.quality.declared import cases, lines

ROOT = Path(__file__).parents[4]
CODE = re.compile(r"[A-Z]{3}-[A-Z0-9-]+")
#: Codes that the schema's own constraints raise (`quality.rules.field.constraints`).
SCHEMA = {"SCH-REQUIRED", "SCH-PATTERN", "SCH-ENUM", "SCH-RANGE"}


def written(*folders: str) -> Iterator[str]:
    """Every text literal of the Python modules below the folders."""
    for folder in folders:
        for module in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(module.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def declared() -> set[str]:
    """The sentences of all declared checks, of their code or of their kind (KND-…). A clock's code, TIM- and its
    deadline, speaks by TIM-LATE or TIM-LATE-ROWS.
    """
    contracts = load_contracts(DATASETS).values()
    return {template_of(check) for contract in contracts for check in contract.rules}


@pytest.mark.parametrize("code", sorted(templates()))
def test_a_code_has_all_its_sentences_and_they_can_be_said(code: str) -> None:
    template = templates()[code]
    assert CODE.fullmatch(code)
    sentences = (template.zh, template.en, template.next_zh, template.next_en)
    fields = {name for text in sentences for _, name, _, _ in string.Formatter().parse(text) if name}
    said = finding(code, Place(), **dict.fromkeys(fields, "7"))
    for text in (said.message_zh, said.next_step_zh):
        assert re.search("[一-鿿]", text)
        assert "{" not in text
    for text in (said.message_en, said.next_step_en):
        assert len(text) > 5
        assert "{" not in text


def test_both_languages_say_the_same_values() -> None:
    def values(text: str) -> set[str]:
        # What a reader met in the bytes of a broken file is told in English alone, for an administrator.
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name and name != "detail"}
        return {re.sub(r"_(zh|en)$", "", name) for name in names}

    differing = {code for code, each in templates().items() if values(each.zh) != values(each.en)}
    assert differing == set()


def test_a_missing_value_is_an_error_and_no_half_sentence() -> None:
    with pytest.raises(KeyError):
        finding("LND-DEPARTMENT", Place())


def test_an_unknown_code_has_no_catch_all() -> None:
    with pytest.raises(KeyError):
        finding("XXX-001", Place())


def test_a_check_s_own_severity_wins() -> None:
    assert finding("EXT-HIDDEN", Place(), severity="error").severity is Severity.ERROR
    assert finding("EXT-HIDDEN", Place()).severity is Severity.WARNING


def test_every_code_that_is_used_has_a_template() -> None:
    used = {text for text in written("gongkai", "pipelines", "quality") if CODE.fullmatch(text)}
    prefixes = {code.split("-")[0] for code in templates()}
    findings = {code for code in used if code.split("-")[0] in prefixes} - {"TIM-"}
    assert (findings | declared()) - templates().keys() == set()


def test_every_template_is_used() -> None:
    used = set(written("gongkai", "pipelines", "quality")) | declared() | SCHEMA
    assert {code for code in templates() if code not in used} == set()


def test_every_template_is_provoked_by_a_test() -> None:
    """A code that only this module names is provoked by nobody. The cases of the rules provoke those of their checks."""
    tests = [path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)]
    text = "\n".join(path.read_text("utf-8") for path in tests)
    provoked = {template_of(line) for case in cases() for line in lines(case)}
    assert {code for code in templates() if not re.search(rf"\b{code}\b", text)} - provoked == set()
