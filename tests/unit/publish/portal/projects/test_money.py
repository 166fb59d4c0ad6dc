"""The money of projects adds up to the cent, and every project counts once."""

from decimal import Decimal

from publish.portal.context import Context
from publish.portal.projects.changes import changes, penalties
from publish.portal.projects.money import Source, by, funded, sources, whole
from publish.portal.projects.register import projects, register
from tests.support.released import Released
from tests.unit.publish.portal.projects.conftest import BRIDGE, CHANGES, FUNDING, QUALITY, REGISTER, SCHOOL, project


def test_sums_are_exact_and_only_this_year_is_planned(city: Released) -> None:
    city.release(REGISTER, "103", [project(BRIDGE, year_plan_invest="7.00")], period=2025)
    rows = [project(SCHOOL, total_invest="9999999999999.99", year_plan_invest="0.01", cum_invest=None)]
    city.release(REGISTER, "103", [*rows, project("P-3", total_invest="0.02")])
    with register(Context(city.home)) as asked:
        every = projects(asked)
    sums = whole(every, 2026)
    assert (sums.number, sums.total) == (3, Decimal("10000000000100.01"))
    assert sums.planned == Decimal("30.01")
    assert sums.so_far == Decimal("80.00")


def test_projects_are_grouped_with_the_largest_investment_first(city: Released) -> None:
    rows = [project(SCHOOL, industry="教育"), project(BRIDGE, industry="交通", total_invest="500.00")]
    city.release(REGISTER, "103", [*rows, project("P-3", industry="教育")])
    with register(Context(city.home)) as asked:
        every = projects(asked)
    found = by(every, 2026, lambda each: (each.industry, each.industry))
    assert [(each.told, each.number, each.total) for each in found] == [
        ("交通", 1, Decimal("500.00")),
        ("教育", 2, Decimal("200.00")),
    ]


def test_funding_is_what_the_newest_year_of_each_project_says(city: Released) -> None:
    def row(code: str, stage: str, source: str, amount: str) -> dict[str, str]:
        return {"project_code": code, "stage": stage, "source": source, "amount": amount}

    city.release(
        FUNDING, "103", [row(SCHOOL, "计划", "市级资金", "1.00"), row(BRIDGE, "计划", "省级", "2.50")], period=2025
    )
    rows = [row(SCHOOL, "计划", "市级", "10.10"), row(SCHOOL, "到位", "市级资金", "4.04")]
    city.release(FUNDING, "103", [*rows, row(SCHOOL, "计划", "专项债", "20.20")])
    with register(Context(city.home)) as asked:
        found = sources(Context(city.home), asked)
    assert found == [
        Source("special_bond", Decimal("20.20"), Decimal(0), 1),
        Source("city", Decimal("10.10"), Decimal("4.04"), 1),
        Source("province", Decimal("2.50"), Decimal(0), 1),
    ]
    assert (funded(found).planned, funded(found).arrived) == (Decimal("32.80"), Decimal("4.04"))


def test_a_change_and_a_penalty_that_two_years_state_count_once(city: Released) -> None:
    change = {"project_code": SCHOOL, "change_no": "1", "amount_before": "100.00", "amount_after": "110.10"}
    untold = {"project_code": SCHOOL, "change_no": "2", "amount_before": "50.00"}
    penalty = {"project_code": SCHOOL, "seq": "1", "penalty_no": "示建罚〔2026〕3号", "fine": "20000.00"}
    none = {"project_code": SCHOOL, "seq": "2", "authority": "示例市监督站"}
    for year in (2025, 2026):
        city.release(CHANGES, "103", [change, untold], period=year)
        city.release(QUALITY, "103", [penalty, none], period=year)
    context = Context(city.home)
    with register(context) as asked:
        changed, punished = changes(context, asked), penalties(context, asked)
    assert changed == (2, 1, Decimal("100.00"), Decimal("110.10"))
    assert punished == (1, Decimal("20000.00"))
