"""The data-quality dashboard: what is wrong comes first, the matrix and the figures are right, nothing held is told."""

import csv
import gzip
import json
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from gongkai.contract import Text
from gongkai.home import Home
from gongkai.measure import CheckCounts, Measure, Severe, Standing, State
from gongkai.verdict import Status
from pipelines.stages.measure import measure
from publish.portal import build_site, quality_pages
from publish.portal.context import Context
from publish.portal.quality_board import Board, board
from publish.portal.quality_rows import Row
from publish.portal.summary import Summary
from quality.engines.tables import package_faults
from tests.unit.publish.conftest import DATASET, NIGHT
from tests.unit.publish.portal.conftest import Night, outcome

PAGES = ("quality/index.html", "quality/budget/index.html", "departments/index.html", "departments/102/index.html")
FILES = ("datasets", "checks", "departments", "submissions", "fill", "history-2026")


@pytest.fixture(autouse=True)
def _dashboard_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other pages have tests of their own."""
    monkeypatch.setattr("publish.portal.build.sections", quality_pages.sections)


@pytest.fixture
def measured(city: Home) -> Home:
    """The city, measured."""
    measure(city, NIGHT)
    return city


@pytest.fixture
def site(measured: Home) -> Path:
    """The public tree of the measured city."""
    build_site(measured)
    return measured.public


def table(site: Path, name: str) -> list[dict[str, str]]:
    with (site / f"quality/data/{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def text(site: Path, path: str) -> str:
    return (site / path).read_text(encoding="utf-8")


def test_the_matrix_counts_checks_by_family_and_tells_the_worst_first(measured: Home) -> None:
    (row,) = board(Context(measured)).rows
    assert row.measure.checks == {"SUM": CheckCounts(passed=1, failed=2)}
    assert (row.standing, row.held, row.rows, row.timings["late"]) == ("failed", 2, 2, 1)
    assert (row.findings, row.cells, row.filled) == (Severe(errors=2), 8, 8)


def test_dashboard_and_dataset_page_agree_on_what_is_held(measured: Home) -> None:
    context = Context(measured)
    (row,) = board(context).rows
    held = {(one.period, one.entity) for one in row.measure.standings if one.state in (State.HELD, State.KEPT)}
    assert held == {(one.period, one.entity) for one in context.summaries[DATASET].held}


def test_the_first_page_names_what_failed_what_is_late_and_the_last_good_release(site: Path) -> None:
    told = text(site, "quality/index.html")
    assert "1 个数据集中，1 个需要处理" in told
    assert '<td class="cell bad"><span aria-hidden="true">✕</span><span class="hidden">未通过</span> 2</td>' in told
    attention, _, later = told.partition('<h2 id="changes">')
    assert "部门支出" in attention
    assert "2026-03-02" in attention
    assert "迟公开" in later


@pytest.mark.parametrize("path", [*PAGES, "quality/quality.json", *(f"quality/data/{name}.csv" for name in FILES)])
def test_nothing_of_a_held_submission_is_told(site: Path, path: str) -> None:
    assert "7777" not in text(site, path)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_english_and_no_style_or_script_of_its_own(site: Path, path: str) -> None:
    told = text(site, path)
    assert " style=" not in told
    assert "<script>" not in told
    assert "Data quality" in text(site, f"en/{path}")


def test_the_page_of_a_department_says_what_it_publishes_and_where_its_findings_are(site: Path) -> None:
    schools, health = (text(site, f"departments/{code}/index.html") for code in ("101", "102"))
    assert "公开 1 个数据集、2 行" in schools
    assert "迟公开" in schools
    assert "暂缓公开" in health
    assert 'href="../../findings/102.html"' in health


def test_the_figures_as_files_are_those_of_the_page(site: Path) -> None:
    (row,) = table(site, "datasets")
    told = json.loads(text(site, "quality/quality.json"))
    assert told["as_of"] == NIGHT.isoformat()
    assert {name: str(value) for name, value in told["datasets"][0].items() if name in row} == row
    assert (row["failed"], row["held"], row["set_aside"], row["rows"]) == ("2", "2", "0", "2")
    assert [(each["department"], each["state"], each["timing"]) for each in table(site, "submissions")] == [
        ("101", "released", "late"),
        ("102", "held", ""),
        ("103", "held", ""),
    ]
    assert table(site, "history-2026")[0]["errors"] == "2"
    assert {each["column"] for each in table(site, "fill")} == {"entity_code", "code", "name", "amount"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
def test_the_files_are_a_valid_data_package(site: Path) -> None:
    assert package_faults(site / "quality/data/datapackage.json") == []
    package = json.loads(text(site, "quality/data/datapackage.json"))
    assert [resource["name"] for resource in package["resources"]] == list(FILES)


def test_what_a_night_changed_is_told_for_the_worse_first(measured: Home, night: Night) -> None:
    night.judged(night.held("102", "CHK-FAILED"), outcome(Status.PASS, checked=1))
    measure(measured, NIGHT + timedelta(days=1))
    build_site(measured)
    told = text(measured.public, "quality/index.html")
    assert "最近一个有变化的夜晚是 2026-03-03" in told
    assert '<span class="fact good"><span class="quiet">错误</span> 2 → 1</span>' in told


def test_a_quiet_night_makes_no_page_again(measured: Home) -> None:
    first = build_site(measured)
    assert measure(measured, NIGHT + timedelta(days=1)) == 0
    assert build_site(measured).unchanged == first.pages


def test_a_city_that_was_never_measured_has_a_dashboard_that_says_so(night: Night) -> None:
    build_site(night.home)
    assert "还没有记录过夜间运行" in text(night.home.public, "quality/index.html")


def rows(context: Context, number: int) -> Iterable[Row]:
    """As many datasets, each with a fault of its own."""
    (one,) = context.summaries.values()
    standing = Standing(period=2026, entity="101", state=State.KEPT, set_aside=7, timing="late", due="2026-03-01")
    for n in range(number):
        title = Text(zh=f"第 {n} 个数据集的支出明细表", en=f"Detailed expenditure of dataset {n}")
        summary: Summary = one.model_copy(update={"id": f"budget/d{n}", "slug": f"budget-d{n}", "title": title})
        checks = {family: CheckCounts(passed=n % 7, failed=n % 3) for family in ("SUM", "COD", "BAL", "STR", "LIM")}
        yield Row(summary, Measure(dataset=summary.id, standings=(standing,), checks=checks), "failed")


def test_two_thousand_failing_datasets_keep_every_page_small(measured: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    context = Context(measured)
    small = board(context)
    many = Board(tuple(rows(context, 2000)), small.departments, {"SUM": Text(zh="和", en="sums")}, small.unplaced)
    monkeypatch.setattr(quality_pages, "board", lambda _: many)
    (section,) = quality_pages.sections(context)
    pages = [page for page in section.pages() if page.path.endswith(".html")]
    sizes = {page.path: len(gzip.compress(str(page.make()).encode())) for page in pages}
    assert "quality/budget/5/index.html" in sizes
    assert max(sizes.values()) <= 150_000
