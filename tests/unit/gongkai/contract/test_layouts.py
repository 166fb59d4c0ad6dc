"""What a layout states is held against the schema: nothing is missing, nothing is unknown, rows can be found again."""

import re
import shutil
from pathlib import Path

import pytest
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
    change(target / "schema.yml", "primaryKey:", f"{STAGE}{CELL}primaryKey:")
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
    shown = [Layout.model_validate({**layout, **other}) for other in others]
    assert {key for other in others for key in other} == {"columns", "wide", "parts", "set", "context"}
    assert [one.id for one in shown] == [layout["id"]] * len(others)


def test_a_layout_takes_every_kind_of_file_unless_it_says_which() -> None:
    columns = {"a": ColumnSource(headers=("甲",))}
    said = {"zh": "甲", "en": "A"}
    layout = Layout.model_validate(
        {"id": "a", "title": said, "fiscal_year": ["title"], "unit": "none", "columns": {"a": columns["a"]}}
    )
    assert {"xlsx", "xlsb", "html", "json"} <= set(layout.files)
