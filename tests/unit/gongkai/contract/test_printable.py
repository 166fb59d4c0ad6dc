"""A layout that says `prints` must be able to give back what reading takes from a table."""

import shutil
from pathlib import Path

import pytest

from gongkai.contract import DeclarationError, Layout, load_contract
from gongkai.contract.printing import figure_headings, headings, is_read_as, stated_text
from gongkai.home import DATASETS

FUNDS = "department_fund_expenditure"
FUND_TITLE = "title: '{year}年部门{fund}支出功能分类预算表'"
ACCOUNTS = "government_accounts"
ACCOUNTS_PRINTS = "prints: {title: '{year}年一般公共预算收支决算总表', sheet: 收支决算总表, unit: 亿元}"
BOUGHT = "“三公”经费预算数/公务用车购置及运行费/购置费"


@pytest.fixture
def datasets(tmp_path: Path) -> Path:
    """Copies of the datasets that are changed here."""
    shutil.copytree(DATASETS / "_shared", tmp_path / "_shared", ignore=shutil.ignore_patterns("codelists"))
    for name in (FUNDS, ACCOUNTS, "department_expenditure", "department_three_public"):
        folder = tmp_path / "budget" / name
        shutil.copytree(DATASETS / "budget" / name, folder, ignore=shutil.ignore_patterns("sample"))
    return tmp_path / "budget"


def refused(folder: Path, good: str, bad: str) -> list[tuple[str, str]]:
    """Key and expectation of every fault after one change."""
    path = folder / "sources.yml"
    text = path.read_text("utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), "utf-8")
    with pytest.raises(DeclarationError) as error:
        load_contract(folder)
    return [(fault.key, fault.expected) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("dataset", "good", "bad", "key", "expected"),
    [
        (FUNDS, FUND_TITLE, "title: '部门{fund}支出功能分类预算表'", "title", "{year}"),
        (FUNDS, FUND_TITLE, "title: '{year}年{place}支出功能分类预算表'", "title", "that context or a part states"),
        (FUNDS, FUND_TITLE, "title: '{year!r}年支出功能分类预算表'", "title", "only plain names stand in braces"),
        (FUNDS, FUND_TITLE, "title: '{year}年部门{fund}预算'", "title", "by which the layout is recognised"),
        (FUNDS, FUND_TITLE, "title: '{year}年部门{fund}支出功能分类预算表（决算）'", "title", "the layout refuses"),
        (FUNDS, "fiscal_year: [title, sheet, file_name]", "fiscal_year: [sheet]", "fiscal_year", "title"),
        (FUNDS, "printed_name: [项目/功能分类科目名称]", "printed_name: [名目]", "printed_name", "ends with one of"),
        (FUNDS, "printed_name: [项目/功能分类科目名称]", "remark: [备注]", "remark", "a column of the layout"),
        (FUNDS, "/类, 项目/功能分类科目编码/款, ", "/类, ", "func_code", "3 headings"),
        (FUNDS, "    unit: stated", "    unit: 万元", "unit", "the unit in which the layout is read"),
        ("department_three_public", BOUGHT, "购车钱", "figures", "headings that the layout's wide columns read"),
        ("department_three_public", "机关运行经费预算数\n", "合计\n", "wide.columns", "prints.figures"),
        (ACCOUNTS, "pattern: '(\\d{4})\\s*年'", "pattern: '第(\\d+)期'", "title", "{fiscal_year}"),
        (
            ACCOUNTS,
            "    set: {statement: series}\n",
            f"    set: {{statement: series}}\n    {ACCOUNTS_PRINTS}\n",
            "prints",
            "one layout",
        ),
    ],
)
def test_what_cannot_be_printed_is_refused(
    datasets: Path, dataset: str, good: str, bad: str, key: str, expected: str
) -> None:
    faults = refused(datasets / dataset, good, bad)
    assert any(key in where and expected in what for where, what in faults), faults


def layout(dataset: str) -> Layout:
    found = load_contract(DATASETS / "budget" / dataset).sources.printing
    assert found is not None
    return found


def test_the_title_states_a_part_by_its_text_else_by_its_label() -> None:
    found = layout(FUNDS)
    assert stated_text(found, "fund", "general") == found.parts["general"].labels[0]
    assert found.prints is not None
    own = found.model_copy(update={"prints": found.prints.model_copy(update={"texts": {"fund": {"general": "公共"}}})})
    assert stated_text(own, "fund", "general") == "公共"
    assert stated_text(found, "fund", "social_ins") is None


def test_a_fact_is_stated_by_the_text_that_reading_translates() -> None:
    assert stated_text(layout("government_expenditure"), "fund", "gov_fund") == "政府性基金"
    assert stated_text(layout(ACCOUNTS), "fiscal_year", "2025") == "2025"


def test_columns_bear_their_own_heading_else_their_first_name() -> None:
    found = layout(FUNDS)
    assert headings(found, "func_code", 2026)[0].endswith("/类")
    assert headings(layout(ACCOUNTS), "printed_name", 2026) == ("预算科目",)


def test_figures_stand_in_the_order_of_the_form_each_once() -> None:
    found = layout("department_appropriation")
    assert [at for _, at in figure_headings(found, "in")] == [0]
    assert next(heading for heading, _ in figure_headings(found, "out")) == "合计"
    assert [at for _, at in figure_headings(found, "out")] == [0, 1, 2, 3]


def test_a_heading_is_read_by_its_end() -> None:
    assert is_read_as(["合计"], "支出预算/合 计")
    assert not is_read_as(["合计"], "合计数")
