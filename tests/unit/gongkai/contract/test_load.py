"""A dataset folder is loaded as declared, or refused with file, line, key and what was expected."""

import shutil
from pathlib import Path

import pytest

from gongkai.contract import DeclarationError, load_contract, load_contracts
from gongkai.home import DATASETS

WRITTEN_OUT = Path(__file__).with_name("department_expenditure_written_out.yml")
NAMES = ("budget/department_expenditure", "procurement/contracts", "projects/major_projects")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the budget dataset, its columns written out, so that any line of them can be spoilt."""
    target = tmp_path / NAMES[0]
    shutil.copytree(DATASETS / NAMES[0], target, ignore=shutil.ignore_patterns("sample"))
    shutil.copyfile(WRITTEN_OUT, target / "schema.yml")
    return target


@pytest.mark.parametrize("name", NAMES)
def test_the_declared_datasets_load(name: str) -> None:
    contract = load_contracts(DATASETS)[name]
    assert contract.id == name
    assert all(field.title and field.title_en for field in contract.table.fields)
    assert all(field.description and field.description_en for field in contract.table.fields)


def test_a_slug_is_ascii_without_slashes() -> None:
    assert load_contracts(DATASETS)[NAMES[0]].dataset.slug == "budget-department-expenditure"


def test_folders_of_lists_are_no_datasets() -> None:
    found = load_contracts(DATASETS)
    assert set(NAMES) <= set(found)
    assert not [name for name in found if name.startswith("_")]


def test_shared_columns_are_as_whole_as_columns_written_out(folder: Path) -> None:
    assert load_contract(folder).table == load_contract(DATASETS / NAMES[0]).table


def test_an_unknown_shared_column_is_refused_with_its_line(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(DATASETS / "_shared", tmp_path / "_shared")
    path = folder / "schema.yml"
    path.write_text(path.read_text("utf-8").replace("  - name: region_code\n", "  - use: region\n", 1), "utf-8")
    with pytest.raises(DeclarationError) as refused:
        load_contract(folder)
    (fault,) = refused.value.faults
    assert (fault.line, fault.key, fault.found) == (2, "fields.0.use", "region")


# file, text, text in its place, what stands on the line of the fault, its key, words of what was expected
BAD = [
    ("dataset.yml", "id: budget/department_expenditure", "id: budget/other", "id: ", "id", "the folder's own name"),
    ("dataset.yml", "frequency: annual", "frequency: sometimes", "frequency: ", "frequency", "'annual'"),
    ("dataset.yml", "licence: CC-BY-4.0", "licence: CC-BY-4.0\nlicense: CC0", "license: ", "license", "not permitted"),
    ("dataset.yml", "attribute: 主动公开", "attribute: 公开", "attribute: ", "openness.attribute", "'主动公开'"),
    ("dataset.yml", "field: F04", "field: budget", "field: ", "disclosure.field", "pattern"),
    ("dataset.yml", "periods: [2023, 2024, 2025, 2026]", "periods: []", "periods: ", "periods", "at least 1"),
    ("dataset.yml", "    event: 财政批复", "    event: a\n    column: b", "starts:", "disclosure.starts", "either"),
    ("dataset.yml", "event: 财政批复", "column: level", "column: ", "disclosure.starts.column", "a date column"),
    ("dataset.yml", "stage: budget", "stage: budget\nstage: final", "stage: final", "dataset.yml", "valid YAML"),
    ("dataset.yml", "[drafter, reviewer", "[author, reviewer", "sign_offs: ", "review.sign_offs.0", "'drafter'"),
    ("schema.yml", "primaryKey: [region_code,", "primaryKey: [region,", "primaryKey: ", "primaryKey.0", "a column of"),
    ("schema.yml", "  - name: level\n", "  - name: basic\n", "fields:", "fields", "every column once"),
    ("schema.yml", "{level_of: func_code}", "{level_of: code}", "level_of", "fields.8.derive.level_of", "a column of"),
    ("schema.yml", "{constant: budget}", "{constant: a, level_of: b}", "derive: ", "fields.4.derive", "one way"),
    ("schema.yml", "{name_of: func_code}", "{name_of: level}", "name_of", "fields.6.derive.name_of", "codelist"),
    ("schema.yml", "number\n    title: 合计", "money\n    title: 合计", "type: money", "fields.10.type", "'string'"),
    ("schema.yml", "number\n    title: 合计", "string\n    title: 合计", "type: string", "fields.10.type", "number"),
    ("schema.yml", "string\n    title: 原表科", "boolean\n    title: 原表科", "boolean", "fields.7.type", "another type"),
    ("schema.yml", "{pattern: '", "{pattern: '(", "pattern: ", "fields.5.constraints.pattern", "a regular expression"),
    ("schema.yml", "{level_of: func_code}", "{first_day_of: term}", "first_day", "fields.8.derive.first_day_of", "a column of"),
    ("schema.yml", "{level_of: func_code}", "{last_day_of: printed_name}", "type: ", "fields.8.type", "date, for it is"),
    ("schema.yml", "{level_of: func_code}", "{last_day_of: total}", "last_day", "fields.8.derive.last_day_of", "a text column"),
    ("schema.yml", "{level_of: func_code}", "{last_day_of: func_name}", "last_day", "fields.8.derive.last_day_of", "a text column"),
    ("schema.yml", "string\n    title: 原表科", "string\n    separators: ['']\n    title: 原表科", "separators: ", "fields.7.separators.0", "at least 1"),
    ("schema.yml", "number\n    title: 合计", "number\n    separators: [';']\n    title: 合计", "separators: ", "fields.10.separators", "a text column"),
    ("schema.yml", "{level_of: func_code}", "{basis_of: total}", "basis_of", "fields.8.derive.basis_of", "the role price"),
    ("schema.yml", "{level_of: func_code}", "{else_of: total}", "derive: ", "fields.8.derive", "one way"),
    ("schema.yml", "number\n    title: 合计", "number\n    blank: '0'\n    title: 合计", "blank: ", "fields.10.blank", "one text"),
    ("schema.yml", "string\n    title: 原表科", "string\n    states_none: 无\n    title: 原表科", "states_none: ", "fields.7.states_none", "amounts or prices"),
    ("schema.yml", "number\n    title: 合计", "number\n    states_none: (\n    title: 合计", "states_none: ", "fields.10.states_none", "a regular expression"),
    ("schema.yml", "number\n    title: 合计", "number\n    mask: name\n    title: 合计", "mask: ", "fields.10.mask", "a stated text column"),
    ("schema.yml", "string\n    title: 原表科", "string\n    mask: name\n    title: 原表科", "mask: ", "fields.7.mask", "a stated text column"),
    ("schema.yml", "string\n    title: 原表科", "string\n    mask: half\n    title: 原表科", "mask: ", "fields.7.mask", "'name'"),
    ("sources.yml", "      total:\n", "      sum:\n", "sum:", "layouts.0.columns.sum", "a stated column"),
    ("sources.yml", "      basic:\n        headers: [支出预算/基本支出, 基本支出]\n", "", "columns:", "layouts.0.columns", "basic"),
    ("sources.yml", "headers: [功能分类科目名称, 科目名称]", "optional: true", "printed", "layouts.0.columns.printed_name", "either"),
    ("sources.yml", "files: [xlsx, xlsb, xls, ods, html, xml]", "files: [docx]", "files: ", "layouts.0.files.0", "'xlsx'"),
    ("checks.yml", "kind: code_depth", "kind: depth", "kind: depth", "checks.4", "expected tags"),
    ("checks.yml", "amounts: [total]}", "amounts: [totals]}", "totals", "checks.4", "columns of schema.yml"),
    ("checks.yml", "unique_key, severity: error", "unique_key", "unique_key", "checks.0.unique_key.severity", "required"),
    ("checks.yml", "schema_severity: error", "schema_severity: fatal", "fatal", "schema_severity", "'error'"),
    ("checks.yml", "{code: SUM-009", "{code: sum9", "sum9", "checks.1.column_sum.code", "pattern"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "good", "bad", "stands", "key", "expected"), BAD, ids=[f"{b[0]} {b[4]}" for b in BAD])
def test_a_bad_declaration_is_refused(
    folder: Path, file: str, good: str, bad: str, stands: str, key: str, expected: str
) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), "utf-8")
    with pytest.raises(DeclarationError) as refused:
        load_contract(folder)
    fault = refused.value.faults[0]
    assert (fault.file, fault.key) == (path, key)
    assert stands in path.read_text("utf-8").splitlines()[fault.line - 1]
    assert expected in fault.expected
    assert fault.found
    assert f"{file}:{fault.line} - {key}: " in str(refused.value)


@pytest.mark.parametrize("content", ["", "just words", "- a\n- list\n"])
def test_a_file_without_keys_is_refused(folder: Path, content: str) -> None:
    (folder / "checks.yml").write_text(content, "utf-8")
    with pytest.raises(DeclarationError, match=r"checks\.yml:1 - checks\.yml: keys and values"):
        load_contract(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "schema.yml").unlink()
    with pytest.raises(DeclarationError, match=r"schema\.yml:1 - schema\.yml: this file must exist"):
        load_contract(folder)


def test_a_declaration_in_another_encoding_is_refused(folder: Path) -> None:
    path = folder / "sources.yml"
    path.write_bytes(path.read_text("utf-8").encode("gb18030"))
    with pytest.raises(DeclarationError, match="UTF-8 text"):
        load_contract(folder)


def test_two_layouts_of_one_name_are_refused(folder: Path) -> None:
    path = folder / "sources.yml"
    layouts = path.read_text("utf-8")
    path.write_text(layouts + layouts.removeprefix("layouts:\n"), "utf-8")
    with pytest.raises(DeclarationError) as refused:
        load_contract(folder)
    assert refused.value.faults[0].key == "layouts.1.id"


def test_a_key_that_no_source_states_is_refused(folder: Path) -> None:
    path = folder / "schema.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(", stage, func_code]", ", stage]"), "utf-8")
    with pytest.raises(DeclarationError) as refused:
        load_contract(folder)
    assert refused.value.faults[0].key == "primaryKey"


def test_the_faults_of_all_folders_are_told_at_once(tmp_path: Path) -> None:
    shutil.copytree(DATASETS / "_shared", tmp_path / "_shared")
    for name in NAMES[:2]:
        shutil.copytree(DATASETS / name, tmp_path / name)
        path = tmp_path / name / "dataset.yml"
        path.write_text(path.read_text("utf-8").replace("licence:", "license:"), "utf-8")
    with pytest.raises(DeclarationError) as refused:
        load_contracts(tmp_path)
    assert {fault.file.parent.name for fault in refused.value.faults} == {"department_expenditure", "contracts"}
    assert len(refused.value.faults) == 4


def test_the_digest_follows_the_declaration_and_not_its_place(folder: Path) -> None:
    before = load_contract(folder)
    assert before.digest == load_contract(DATASETS / NAMES[0]).digest
    path = folder / "checks.yml"
    path.write_text(path.read_text("utf-8").replace("COD-002, kind: code_known, severity: warning", "COD-002, kind: code_known, severity: error"), "utf-8")  # fmt: skip
    after = load_contract(folder)
    assert after.digest != before.digest
    assert after.columns_digest == before.columns_digest
