"""The pages of the budget as they are built: what stands there, what leads where, and when they are made again."""

import re

import pytest

from publish.portal.budget import sections
from publish.portal.budget.books import (
    BONDS,
    DATASETS,
    DEBT,
    DEPARTMENT,
    DEPARTMENT_FUND,
    EXPENDITURE,
    FINAL_EXPENDITURE,
    REPAYMENT,
    REVENUE,
    THREE_PUBLIC,
)
from publish.portal.budget.headline import headline
from publish.portal.context import Context
from tests.support.released import Released
from tests.unit.publish.portal.budget.conftest import NAMES, SPENDING, Release, built, line, place, spent

INDEX, YEAR = "budget/index.html", "budget/2026/index.html"
SCHOOLS = "budget/2026/205/index.html"
PRIMARY = "budget/2026/20502/index.html"
HOSTILE = "<script>alert('x')</script>\u202e支出"
POPULATION = {"people": 100, "on": "2025-12-31", "source": {"zh": "虚构", "en": "made up"}}


def plain(page: str) -> str:
    """A page's text without markup."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def test_a_city_with_none_of_the_datasets_has_no_budget(tmp_path_factory: pytest.TempPathFactory) -> None:
    city = Released(tmp_path_factory.mktemp("other"), "procurement/contracts")
    assert list(sections(Context(city.home))) == []
    assert headline(Context(city.home)) is None
    city.home.close()


def test_a_city_that_has_released_nothing_says_so(city: Released) -> None:
    pages = built(city)
    assert set(pages) == {INDEX, f"en/{INDEX}"}
    assert "还没有公开政府预算或决算。" in pages[INDEX]


@pytest.mark.usefixtures("budget")
def test_a_year_is_told_in_one_sentence_in_either_language(city: Released) -> None:
    pages = built(city)
    sentence = (
        "2026 年，示例市一般公共预算安排支出 1,000.00 元，与上年执行数相同。最多的是 教育支出 （700.00 元，占 70.0%）"
    )
    assert sentence in plain(pages[YEAR])
    assert sentence in plain(pages[INDEX])
    assert "In 2026 Shilishi (fictional) plans to spend CNY 1,000.00" in plain(pages[f"en/{YEAR}"])


@pytest.mark.usefixtures("budget")
def test_real_links_lead_from_the_year_down_to_the_item_and_back(city: Released) -> None:
    pages = built(city)
    assert f'href="../../{SCHOOLS}">教育支出</a>' in pages[YEAR]
    assert f'href="../../../{PRIMARY}">普通教育</a>' in pages[SCHOOLS]
    item = pages["budget/2026/2050202/index.html"]
    assert "预算 › 2026 年 › 教育支出 › 普通教育 › 小学教育" in plain(item)
    assert f'href="../../../{SCHOOLS}"' in item


@pytest.mark.usefixtures("budget")
def test_what_parts_leave_open_has_a_row_and_is_told(city: Released) -> None:
    page = built(city)[PRIMARY]
    assert re.search(r"未细列.*?data-fen=\"2\">0\.02<", page, re.DOTALL)
    assert "明细之和与合计不等" in page
    assert "明细之和与合计不等" not in built(city)[SCHOOLS]


@pytest.mark.usefixtures("budget")
def test_the_cells_of_a_chart_add_up_to_its_whole(city: Released) -> None:
    for page in (YEAR, SCHOOLS, PRIMARY):
        table = re.search(r'<table id="parts".*?</table>', built(city)[page], re.DOTALL)
        assert table is not None
        rows = re.findall(r"<tr( data-skip)? class=.*?</tr>", table.group(), re.DOTALL)
        fen = re.findall(r'data-series="budget" data-fen="(-?\d+)"', table.group())
        assert len(fen) == len(rows)
        assert sum(map(int, fen[:-1])) == int(fen[-1])


@pytest.mark.usefixtures("budget")
def test_every_figure_names_file_sheet_and_cell(city: Released) -> None:
    page = plain(built(city)[SCHOOLS])
    assert "政府支出预算表 2026：文件“预算.xlsx”，工作表“支出本级”" in page
    assert "普通教育 年初预算 D5" in page


def test_without_residents_there_is_no_amount_a_head(city: Released, release: Release) -> None:
    release(EXPENDITURE, SPENDING)
    assert "人均" not in built(city)[YEAR]
    city.home.close()
    city.settle(DATASETS, population=POPULATION)
    page = built(city)[YEAR]
    assert "平均每位居民 10.00 元" in plain(page)
    assert "人均按 2025-12-31 常住人口 100 人计（虚构）" in page


def test_budget_adjusted_and_final_stand_side_by_side(city: Released, release: Release) -> None:
    stages = {"budget": "7.00", "adjusted": "8.00", "final": "9.00", "last_final": "6.00"}
    release(FINAL_EXPENDITURE, [line("205", amount, stage) for stage, amount in stages.items()], period=2024)
    page = built(city)["budget/2024/index.html"]
    headings = re.findall(r'<th scope="col" class="number" data-series="\w+">([^<]+)<', page)
    assert headings[:4] == ["年初预算", "调整预算", "决算", "2023 年决算"]
    assert "实际支出 9.00 元，比上年决算增加 3.00 元（+50.0%）" in plain(page)
    assert "年初预算 7.00 元，决算比年初预算多 2.00 元" in page


@pytest.mark.usefixtures("budget")
def test_what_is_not_published_is_said_and_left_out(city: Released) -> None:
    pages = built(city)
    assert "2026 年没有公开：政府决算（支出）、收入、部门预算、部门决算、“三公”经费、政府债务。" in plain(pages[YEAR])
    kinds = ("revenue", "departments", "three-public", "debt")
    assert [kind for kind in kinds if any(f"budget/2026/{kind}/" in page for page in [*pages, *pages.values()])] == []


@pytest.mark.usefixtures("budget")
def test_years_are_compared_on_the_page_of_a_line(city: Released, release: Release) -> None:
    release(EXPENDITURE, [line("205", "5.00")], period=2025)
    page = built(city)[SCHOOLS]
    table = re.search(r'<table id="years".*?</table>', page, re.DOTALL)
    assert table is not None
    assert "2025 5.00 600.00 2026 700.00 –" in plain(table.group())


@pytest.mark.usefixtures("budget")
def test_a_line_names_the_departments_that_spend_it_and_what_is_left(city: Released, release: Release) -> None:
    release(DEPARTMENT_FUND, [spent("205", "650.00", fund="general")], "101")
    release(DEPARTMENT, [spent("205", "660.00", "400.00", "260.00")], "101")
    pages = built(city)
    assert "示例市教育局 650.00 92.9% 未列入已公开的部门拨款表 50.00 7.1% 合计 700.00" in plain(pages[SCHOOLS])
    assert 'href="../../../budget/2026/departments/101/index.html"' in pages[SCHOOLS]
    assert "示例市教育局 660.00 400.00 260.00 100.0%" in plain(pages["budget/2026/departments/index.html"])
    own = plain(pages["budget/2026/departments/101/index.html"])
    assert "计划支出 660.00 元；基本支出占 60.6%，项目支出占 39.4%。" in own
    assert "示例市发展改革委" in plain(pages["budget/2026/departments/index.html"])


def test_revenue_and_the_other_budgets_have_pages(city: Released, release: Release) -> None:
    income = line("205", "8.00") | {"subject_code": "101", "subject_name": "税收收入", "level": 1}
    release(REVENUE, [income, income | {"fund": "gov_fund"}])
    release(EXPENDITURE, [*SPENDING, line("208", "2.00", fund="gov_fund")])
    pages = built(city)
    assert "一般公共预算本年收入预算 8.00 元" in plain(pages["budget/2026/revenue/index.html"])
    assert "社会保障和就业支出 208 2.00" in plain(pages["budget/2026/gov_fund/index.html"])
    assert "政府性基金预算（本级） 8.00 2.00" in plain(pages[YEAR])
    assert "不能相加" in pages[YEAR]


@pytest.mark.usefixtures("budget")
def test_the_three_public_expenses_are_compared_with_last_years_budget(city: Released, release: Release) -> None:
    row = {"scope": "own", **place("三公经费", "C4")}
    items = [("total", "3.00", "4.00"), ("abroad", "1.00", "0.00"), ("reception", "2.00", "4.00")]
    rows = [row | {"item_code": code, "stage": "budget", "amount": now} for code, now, _ in items]
    rows += [row | {"item_code": code, "stage": "last_budget", "amount": before} for code, _, before in items]
    release(THREE_PUBLIC, rows)
    page = plain(built(city)["budget/2026/three-public/index.html"])
    assert "全市部门共 3.00 元，比上年预算减少 1.00 元（-25.0%）" in page
    assert "公务接待费 2.00 4.00 66.7% -2.00 -50.0%" in page


def test_debt_has_limits_bonds_and_what_is_due(city: Released, release: Release) -> None:
    row = {"scope": "own", "kind": "total", "stage": "budget", **place("债务", "C9")}
    release(
        DEBT, [row | {"item_code": "limit", "amount": "10.00"}, row | {"item_code": "balance_end", "amount": "7.50"}]
    )
    bond = {
        "kind": "special",
        "bond_code": "2599201",
        "bond_name": "专项债券一期",
        "balance": "5.00",
        "source_file": "abc",
    }
    release(BONDS, [bond | {"maturity_date": "2032-06-11", "rate_pct": "2.10"}])
    due = {"bond_code": "2599201", "principal": "0.00", "interest": "0.11", "source_file": "abc"}
    paid = {"principal": "5.00", "interest": "0.11"}
    release(REPAYMENT, [due | {"due_date": "2031-06-11"}, due | paid | {"due_date": "2032-06-11"}])
    page = plain(built(city)["budget/2026/debt/index.html"])
    assert "年末本级债务余额 7.50 元，限额 10.00 元，还可举借 2.50 元" in page
    assert "专项债券一期" in page
    assert "2031 0.00 0.11 2032 5.00 0.11" in page


def test_what_a_row_says_is_never_markup(city: Released, release: Release) -> None:
    rows = [row | {"func_name": HOSTILE} if row["func_code"] == "205" else row for row in SPENDING]
    release(EXPENDITURE, [*rows, line("208", "1") | {"func_code": "../../x", "func_name": HOSTILE}])
    pages = built(city)
    assert [path for path, page in pages.items() if "<script>alert" in page] == []
    assert [path for path in pages if ".." in path] == []


@pytest.mark.usefixtures("budget")
def test_a_page_keeps_its_key_until_something_of_it_changes(city: Released, release: Release) -> None:
    def keys() -> dict[str, str]:
        [section] = sections(Context(city.home))
        return {page.path: page.key for page in section.pages()}

    before = keys()
    assert keys() == before
    release(DEPARTMENT_FUND, [spent("208", "1.00", fund="general")], "101")
    changed = {path for path, key in keys().items() if before.get(path) != key}
    assert "budget/2026/208/index.html" in changed
    assert SCHOOLS not in changed


@pytest.mark.usefixtures("budget")
def test_the_first_page_has_the_newest_year(city: Released) -> None:
    found = headline(Context(city.home))
    assert found is not None
    assert (found.year, found.main, str(found.row.amounts["budget"])) == (2026, "budget", "1000.00")
    assert [row.name.zh for row in found.parts.top] == [NAMES["205"], NAMES["208"]]
    assert [row.page for row in found.parts.top] == [SCHOOLS, "budget/2026/208/index.html"]
