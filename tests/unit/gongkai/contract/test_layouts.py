"""What a layout states is held against the schema: nothing is missing, nothing is unknown, rows can be found again."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML

from gongkai.contract import ColumnSource, DeclarationError, Layout, load_contract
from gongkai.contract.sources import ContextPattern
from gongkai.home import DATASETS

BUDGET = "budget/department_expenditure"
CELL = """  - name: source_cell
    type: string
    title: 来源单元格
    title_en: Source cell
    description: 金额所在的单元格。
    description_en: The cell of the amount.
    role: provenance
    derive: {provenance: cell}
"""
STAGE = """  - name: amount_stage
    type: string
    title: 口径
    title_en: Amount stage
    description: 预算数或决算数。
    description_en: Budget or final account.
    role: code
"""
WIDE = """    wide:
      column: total
      columns:
        - {headers: [预算数], set: {amount_stage: 预算}}
        - {pattern: '(?P<amount_stage>决算)数'}
"""
LAST = "    total_rows: [合计, 总计, 支出总计, 小计]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the budget dataset with a column for the stage and one for the cell."""
    target = tmp_path / BUDGET
    shutil.copytree(DATASETS / BUDGET, target, ignore=shutil.ignore_patterns("sample"))
    shutil.copyfile(Path(__file__).with_name("department_expenditure_written_out.yml"), target / "schema.yml")
    change(target / "schema.yml", "primaryKey:", f"{STAGE}{CELL}primaryKey:")
    sources = (target / "sources.yml").read_text("utf-8")
    (target / "sources.yml").write_text(sources.partition("    prints:")[0], "utf-8")
    change(target / "sources.yml", LAST, f"    set: {{amount_stage: 预算}}\n{LAST}")
    return target


def change(path: Path, good: str, bad: str) -> None:
    text = path.read_text("utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), "utf-8")


def fault(folder: Path) -> tuple[str, str, str]:
    """The first fault: file and line's text, key, what was expected."""
    with pytest.raises(DeclarationError) as refused:
        load_contract(folder)
    first = refused.value.faults[0]
    return first.file.read_text("utf-8").splitlines()[first.line - 1].strip(), first.key, first.expected


def wide(folder: Path) -> None:
    """The layout with its totals in two columns, one for each stage."""
    sources = folder / "sources.yml"
    change(sources, "    set: {amount_stage: 预算}\n", WIDE)
    change(sources, "      total:\n        headers: [支出预算/合计, 合计]\n", "")


def test_a_wide_layout_states_its_amount_and_what_its_columns_set(folder: Path) -> None:
    wide(folder)
    (layout,) = load_contract(folder).sources.layouts
    assert {"total", "amount_stage", "func_code"} <= layout.provides


ONE_ROW = {
    "id": "one_row",
    "title": {"zh": "三公经费预算表", "en": "Three public expenses"},
    "fiscal_year": ["title"],
    "unit": "万元",
    "wide": {"column": "amount", "columns": [{"headers": ["公务接待费"], "set": {"item_code": "reception"}}]},
}


def test_a_table_of_one_printed_row_stands_in_wide_columns_alone() -> None:
    assert Layout.model_validate(ONE_ROW).provides == {"amount", "item_code"}


def test_a_layout_that_reads_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="columns or wide"):
        Layout.model_validate({**ONE_ROW, "wide": None})


def test_rows_of_a_wide_layout_must_be_found_again_by_their_cell(folder: Path) -> None:
    wide(folder)
    change(folder / "schema.yml", CELL, "")
    assert fault(folder) == (
        "wide:",
        "layouts.0.wide",
        "a column with derive: {provenance: cell} in schema.yml, to find its rows again",
    )


def test_the_column_of_a_wide_layout_is_an_amount(folder: Path) -> None:
    wide(folder)
    change(folder / "sources.yml", "column: total", "column: printed_name")
    with pytest.raises(DeclarationError) as refused:
        load_contract(folder)
    assert "a column with the role amount" in str(refused.value)


def test_a_code_that_names_tell_may_be_printed_too(folder: Path) -> None:
    change(
        folder / "schema.yml",
        "    codelist: codelists/functions\n",
        "    codelist: codelists/functions\n    derive: {code_of: printed_name}\n",
    )
    assert "func_code" in load_contract(folder).sources.layouts[0].columns
    change(folder / "schema.yml", "{code_of: printed_name}", "{parent_of: printed_name}")
    with pytest.raises(DeclarationError) as refused:
        load_contract(folder)
    assert "layouts.0.columns.func_code: a stated column of schema.yml" in str(refused.value)


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ("basic", "a column that is no amount and no part of the key"),
        ("func_code", "a column that is no amount and no part of the key"),
        ("percent", "a stated column of schema.yml"),
    ],
)
def test_no_amount_key_or_unknown_column_stands_beside_an_amount(folder: Path, beside: str, expected: str) -> None:
    wide(folder)
    change(
        folder / "sources.yml",
        "(?P<amount_stage>决算)数'}",
        f"(?P<amount_stage>决算)数', beside: {{{beside}: [其中]}}}}",
    )
    with pytest.raises(DeclarationError) as refused:
        load_contract(folder)
    assert f"layouts.0.wide.columns.1.beside.{beside}: {expected}" in str(refused.value)


def test_a_column_beside_an_amount_is_stated_by_the_layout(folder: Path) -> None:
    wide(folder)
    change(folder / "sources.yml", "(?P<amount_stage>决算)数'}", "(?P<amount_stage>决算)数', beside: {note: [备注]}}")
    change(folder / "schema.yml", STAGE, f"{STAGE}{STAGE.replace('amount_stage', 'note')}")
    assert "note" in load_contract(folder).sources.layouts[0].provides


@pytest.mark.parametrize(
    ("bad", "line", "key"),
    [
        ("    set: {stages: 预算}\n", "set: {stages: 预算}", "layouts.0.set.stages"),
        ("    set: {fiscal_year: '2026'}\n", "set: {fiscal_year: '2026'}", "layouts.0.set.fiscal_year"),
        (
            "    parts: {a: {labels: [收入], set: {side: 收入}}}\n",
            "parts: {a: {labels: [收入], set: {side: 收入}}}",
            "layouts.0.parts.a.set.side",
        ),
        (
            "    context: {scope: {pattern: 全市}}\n",
            "context: {scope: {pattern: 全市}}",
            "layouts.0.context.scope",
        ),
    ],
)
def test_only_stated_columns_of_the_schema_can_be_set(folder: Path, bad: str, line: str, key: str) -> None:
    change(folder / "sources.yml", "    set: {amount_stage: 预算}\n", bad)
    assert fault(folder) == (line, key, "a stated column of schema.yml")


def test_a_column_is_stated_in_one_way(folder: Path) -> None:
    change(folder / "sources.yml", "set: {amount_stage: 预算}", "set: {amount_stage: 预算, printed_name: 科目}")
    assert fault(folder)[1:] == ("layouts.0.columns", "one way to state the column printed_name")


def test_two_parts_do_not_bear_the_same_label(folder: Path) -> None:
    parts = "parts: {a: {labels: [收入, 支出]}, b: {labels: [支出]}}"
    change(folder / "sources.yml", "    set: ", f"    {parts}\n    set: ")
    assert fault(folder) == (parts, "layouts.0.parts", "a label for one part only")


def test_layouts_may_differ_in_what_they_state(folder: Path) -> None:
    sources = folder / "sources.yml"
    layouts = sources.read_text("utf-8").removeprefix("layouts:\n")
    other = layouts.replace("nine_table_workbook", "without_names").replace("set: {amount_stage: 预算}", "set: {}")
    sources.write_text(f"layouts:\n{layouts}{other}", "utf-8")
    assert [layout.id for layout in load_contract(folder).sources.layouts][1] == "without_names"


def test_every_layout_states_the_key(folder: Path) -> None:
    sources = folder / "sources.yml"
    layouts = sources.read_text("utf-8").removeprefix("layouts:\n")
    other = layouts.replace("nine_table_workbook", "without_codes").replace(
        "func_code:\n        parts: [[类], [款], [项]]", ""
    )
    sources.write_text(f"layouts:\n{layouts}{other}", "utf-8")
    assert fault(folder)[1:] == ("layouts.1.columns", "a place for the column func_code")


@pytest.mark.parametrize(
    ("derive", "kind", "key", "expected"),
    [
        ("{of_which: printed_name}", "string", "type", "boolean, for it is derived by of_which"),
        ("{level_of_label: printed_name}", "string", "type", "integer, for it is derived by level_of_label"),
        ("{label_of: name}", "string", "derive.label_of", "a column of this schema"),
        ("{code_of: printed_name}", "string", "derive.code_of", "a codelist in this column"),
        ("{provenance: derived}", "string", "type", "boolean, for it says whether the text was derived"),
    ],
)
def test_columns_derived_from_a_label(folder: Path, derive: str, kind: str, key: str, expected: str) -> None:
    extra = STAGE.replace("amount_stage", "extra").replace("type: string", f"type: {kind}")
    change(folder / "schema.yml", "primaryKey:", f"{extra}    derive: {derive}\nprimaryKey:")
    index = load_contract_index(folder)
    assert fault(folder)[1:] == (f"fields.{index}.{key}", expected)


def load_contract_index(folder: Path) -> int:
    return (folder / "schema.yml").read_text("utf-8").count("  - name: ") - 1


def test_a_label_may_be_derived(folder: Path) -> None:
    extra = STAGE.replace("amount_stage", "of_which").replace("type: string", "type: boolean")
    change(folder / "schema.yml", "primaryKey:", f"{extra}    derive: {{of_which: printed_name}}\nprimaryKey:")
    derive = load_contract(folder).table.by_name["of_which"].derive
    assert derive is not None
    assert derive.of_which == "printed_name"


@pytest.mark.parametrize(
    ("year", "names"),
    [
        (2018, ("old", "always")),
        (2019, ("new", "always")),
        (2024, ("newest", "always")),
        (None, ("old", "new", "newest", "always")),
    ],
)
def test_names_by_year_go_before_the_others(year: int | None, names: tuple[str, ...]) -> None:
    spans = {"-2018": ("old",), "2019-2022": ("new",), "2023-": ("newest",)}
    assert ColumnSource(headers=("always",), by_year=spans).named(year) == names


@pytest.mark.parametrize("pattern", ["(a)(b)", "("])
def test_a_pattern_of_a_fact_has_one_group_at_most(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"one group|not a regular expression"):
        ContextPattern(pattern=pattern)


def test_the_layouts_of_the_documentation_can_be_read(repository: Path) -> None:
    """Every example of docs/add-a-dataset.md, put into the first one, is a layout."""
    page = (repository / "docs" / "add-a-dataset.md").read_text("utf-8")
    section = page[page.index("## sources.yml") : page.index("## checks.yml")]
    first, *others = (YAML(typ="safe").load(block) for block in re.findall(r"```yaml\n(.*?)```", section, re.DOTALL))
    (layout,) = first["layouts"]
    plain = {key: layout[key] for key in layout.keys() - {"columns", "total_rows"}}
    shown = [
        Layout.model_validate({**(plain if {"sentences", "form"} & other.keys() else layout), **other})
        for other in others
    ]
    assert {key for other in others for key in other} == {
        *("columns", "sentences", "wide", "parts", "set", "context", "prints"),
        *("form", "several", "fiscal_year", "unit"),
    }
    assert [one.id for one in shown] == [layout["id"]] * len(others)


def test_a_layout_takes_every_kind_of_file_unless_it_says_which() -> None:
    columns = {"a": ColumnSource(headers=("甲",))}
    said = {"zh": "甲", "en": "A"}
    layout = Layout.model_validate(
        {"id": "a", "title": said, "fiscal_year": ["title"], "unit": "none", "columns": {"a": columns["a"]}}
    )
    assert {"xlsx", "xlsb", "html", "json"} <= set(layout.files)


FIND = {"set": {"item": "total"}, "named": "支出预算"}
FIGURE = r"为?(?P<amount>\d+元)"
TEXTS: dict[str, Any] = {
    "id": "text",
    "title": {"zh": "说明", "en": "Explanations"},
    "fiscal_year": ["title"],
    "unit": "none",
    "sentences": {"text": "sentence", "figure": FIGURE, "find": [FIND]},
}


def sentences(**changes: Any) -> Layout:
    return Layout.model_validate({**TEXTS, "sentences": {**TEXTS["sentences"], **changes}})


def test_a_layout_of_sentences_provides_what_its_patterns_and_words_state() -> None:
    layout = sentences(beside=[{"pattern": "主要原因是(?P<reason>[^。]+)"}])
    assert layout.provides == {"item", "amount", "reason", "sentence"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"figure": ""}, "give the figure that follows a name"),
        ({"find": [{**FIND, "named": "支出(预算"}]}, "not a regular expression"),
        ({"find": [{**FIND, "named": "(?P<amount>支出)"}]}, "not a regular expression"),
        ({"find": [{**FIND, "pattern": "支出"}]}, "give either named"),
        ({"beside": [{"pattern": "[原因"}]}, "not a regular expression"),
    ],
)
def test_sentences_that_cannot_be_read_are_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        sentences(**changes)


def test_a_layout_is_of_a_table_or_of_sentences() -> None:
    with pytest.raises(ValidationError, match="give either columns"):
        Layout.model_validate({**TEXTS, "columns": {"amount": {"headers": ["金额"]}}})
    with pytest.raises(ValidationError, match="no wide, parts"):
        Layout.model_validate({**TEXTS, "total_rows": ["合计"]})


STATEMENTS = "budget/department_statements"


@pytest.mark.parametrize(
    ("file", "good", "bad", "expected"),
    [
        ("sources.yml", "{set: {item_code: IF}", "{set: {item: IF}", "a stated column of schema.yml"),
        ("sources.yml", "{set: {item_code: I5}", "{set: {reason: I5}", "the key column item_code"),
        ("sources.yml", "text: sentence", "text: said", "a stated column of schema.yml"),
        (
            "schema.yml",
            "  - use: source_cell\n",
            "  - use: source_cell\n    derive: {provenance: derived}\n",
            "provenance: cell",
        ),
    ],
)
def test_sentences_are_held_against_the_schema(tmp_path: Path, file: str, good: str, bad: str, expected: str) -> None:
    target = tmp_path / STATEMENTS
    shutil.copytree(DATASETS / STATEMENTS, target)
    shutil.copytree(DATASETS / "_shared", tmp_path / "_shared")
    change(target / file, good, bad)
    with pytest.raises(DeclarationError) as refused:
        load_contract(target)
    assert expected in str(refused.value)
