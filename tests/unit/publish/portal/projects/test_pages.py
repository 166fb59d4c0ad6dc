"""The pages on projects as they are built: what stands there, what leads where, and when they are made again."""

from publish.portal.context import Context
from publish.portal.projects import headline, sections
from tests.support.chained import PROJECT
from tests.support.released import Released
from tests.unit.publish.portal.projects.conftest import (
    APPROVALS,
    BRIDGE,
    CONSTRUCTION,
    EVERY,
    FUNDING,
    REGISTER,
    SCHOOL,
    project,
)

INDEX, MISSING = "projects/index.html", "projects/missing/index.html"
HOSTILE = "<script>alert('x')</script>\u202e项目"
LINKS = "procurement/links"


def built(city: Released) -> dict[str, str]:
    """Path -> text of every page of the section."""
    [section] = sections(Context(city.home))
    return {page.path: str(page.make()) for page in section.pages()}


def key(city: Released) -> str:
    [section] = sections(Context(city.home))
    return section.key


def test_the_year_is_told_in_one_sentence_in_either_language(city: Released) -> None:
    city.release(REGISTER, "103", [project(BRIDGE)], period=2025)
    city.release(REGISTER, "103", [project(SCHOOL, total_invest="200000000.00", cum_invest="50000000.00")])
    pages = built(city)
    assert "2026 年全市有 1 个重大建设项目，总投资 2.00 亿元" in pages[INDEX]
    assert "占总投资的 25.0%" in pages[INDEX]
    assert "另有 1 个项目只在以前年度登记" in pages[INDEX]
    assert "The register of 2026 has 1 major construction projects worth CNY 200.00 million" in pages[f"en/{INDEX}"]


def test_the_timeline_has_its_days_for_the_chart_and_as_text(city: Released) -> None:
    city.release(REGISTER, "103", [project(SCHOOL, actual_start="2026-01-05")])
    text = built(city)[INDEX]
    assert 'data-from="2026-01-01" data-to="2027-12-31">2026-01-01 – 2027-12-31</td>' in text
    assert 'data-series="started" data-from="2026-01-05">2026-01-05</td>' in text
    assert 'data-chart="gantt" data-table="timeline"' in text


def test_missing_kinds_are_told_by_symbol_and_word_and_by_department(city: Released) -> None:
    city.release(REGISTER, "103", [project(SCHOOL)])
    city.release(APPROVALS, "103", [{"project_code": SCHOOL, "approval_kind": "初步设计"}])
    pages = built(city)
    assert "1 个项目中有 1 个缺至少一类" in pages[MISSING]
    assert '<span aria-hidden="true">✕</span> 缺</span>' in pages[MISSING]
    assert '<span aria-hidden="true">✓</span> 有</span> <span class="quiet">1</span>' in pages[MISSING]
    assert "示例市发展改革委" in pages[MISSING]
    assert "lacks Services, Tenders, Construction, Quality and safety" in pages[f"en/{MISSING}"]
    assert "✕</span> 4 类" in pages[INDEX]


def test_what_a_row_says_is_never_markup(city: Released) -> None:
    hostile = {"legal_person": HOSTILE, "industry": HOSTILE, "status": HOSTILE}
    city.release(REGISTER, "103", [project("../../x", project_name=HOSTILE, **hostile)])
    city.release(FUNDING, "103", [{"project_code": "../../x", "stage": "计划", "source": HOSTILE, "amount": "1.00"}])
    pages = built(city)
    assert [path for path, text in pages.items() if "<script>alert" in text] == []
    assert "&lt;script&gt;alert" in pages[INDEX]


def test_a_project_leads_to_its_steps_where_it_has_such_a_page(city: Released) -> None:
    city.release(REGISTER, "103", [project(PROJECT[3])])
    assert "chains/projects" not in built(city)[INDEX]
    city.settle([*EVERY, LINKS])
    assert f'<a href="../chains/projects/{PROJECT[3]}.html">' in built(city)[INDEX]
    assert f'<a href="../../chains/projects/{PROJECT[3]}.html">' in built(city)[MISSING]
    city.settle([*EVERY, LINKS], portal={"chain_pages": 0})
    assert "chains/projects" not in built(city)[INDEX]


def test_before_the_first_release_the_page_says_so(city: Released) -> None:
    pages = built(city)
    assert "还没有公开的项目" in pages[INDEX]
    assert "No project has been released yet" in pages[f"en/{MISSING}"]
    assert headline(Context(city.home)) is None


def test_a_city_without_a_register_has_no_such_pages(city: Released) -> None:
    city.settle([APPROVALS])
    assert list(sections(Context(city.home))) == []
    assert headline(Context(city.home)) is None


def test_without_funding_and_milestones_the_rest_stands(city: Released) -> None:
    city.settle([REGISTER])
    city.release(REGISTER, "103", [project(SCHOOL)])
    text = built(city)[INDEX]
    assert "资金来源" not in text
    assert "里程碑" not in text
    assert "项目清单" in text


def test_only_what_is_released_makes_the_pages_again(city: Released) -> None:
    city.release(REGISTER, "103", [project(SCHOOL)])
    before = key(city)
    assert key(city) == before
    city.release(CONSTRUCTION, "103", [{"project_code": SCHOOL, "role": "施工", "seq": "1"}])
    assert key(city) != before


def test_the_headline_adds_up_the_newest_year(city: Released) -> None:
    city.release(REGISTER, "103", [project(BRIDGE)], period=2025)
    city.release(REGISTER, "103", [project(SCHOOL, total_invest="80000000.00")])
    told = headline(Context(city.home))
    assert told is not None
    assert told.zh.startswith("2026 年有重大建设项目 1 个，总投资 8,000.00 万元，")
    assert "CNY 80.00 million" in told.en
