"""The projects of the sample after their registers: approvals, tenders of works, contracts, funds, completion."""

import pytest

from samples.city import YEAR
from samples.project_faults import planted
from samples.project_steps import approvals, funds, milestones
from samples.project_tables import approval_rows, completion, funding
from samples.projects import projects
from samples.purchases import TODAY
from samples.works import lots
from samples.works_tables import candidates, contracts, tenders

DEPARTMENTS = ("103", "104")


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_project_is_paid_for_approved_and_built_in_order(department: str) -> None:
    for number, project in enumerate(projects(department)):
        planned = funds(project, number)
        assert sum(amount for amount, _ in planned.values()) == project.total_invest
        assert all(arrived <= amount for amount, arrived in planned.values())
        days = [day for _, day, _ in milestones(project)]
        assert days == sorted(days)
        estimates = [each.amount for each in approvals(project, department, "") if each.amount]
        assert estimates == sorted(estimates, reverse=True)


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_tender_of_works_keeps_the_limits_of_the_law(department: str) -> None:
    for lot in lots(department):
        days = (lot.noticed, lot.opened, lot.reported, lot.shown_from, lot.shown_to, lot.awarded, lot.signed)
        assert list(days) == sorted(days)
        assert (lot.opened - lot.noticed).days >= 20
        assert (lot.shown_from - lot.reported).days <= 3
        assert (lot.shown_to - lot.shown_from).days >= 3
        assert (lot.signed - lot.awarded).days <= 30
        assert lot.signed <= TODAY


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_the_first_candidate_wins_and_all_bids_are_below_the_ceiling(department: str) -> None:
    for lot in lots(department):
        prices = [price for _, _, price in lot.candidates]
        assert lot.winner == lot.candidates[0]
        assert prices == sorted(prices)
        assert max(prices) <= lot.ceiling <= lot.estimate
        assert len({name for name, _, _ in lot.candidates}) == 3


def test_a_contract_of_works_names_its_tender_and_its_project() -> None:
    for year in (YEAR - 1, YEAR):
        told = {(row["招标项目编号"], row["标段编号"]): row for row in tenders("103", [year])}
        for row in contracts(year):
            if not row["原合同编号"]:
                tender = told[row["项目编号"], row["标段"]]
                assert (tender["项目代码"], tender["中标价(元)"]) == (row["投资项目代码"], row["合同金额(元)"])


def test_a_supplement_names_a_contract_of_the_year_before() -> None:
    (supplement,) = (row for row in contracts(YEAR) if row["原合同编号"])
    assert supplement["原合同编号"] in {row["合同编号"] for row in contracts(YEAR - 1)}


def test_a_project_can_be_followed_from_its_approval_to_its_completion() -> None:
    completed = {str(row["项目代码"]) for row in completion("103")}
    approved = {str(row["项目代码"]) for row in approval_rows("103")}
    signed = {row["投资项目代码"] for row in contracts(YEAR - 1)}
    assert len(completed & approved & signed) >= 3


def test_the_tables_of_the_reform_commission_have_no_fault() -> None:
    assert [row["投标报价(元)"] for row in candidates("103", [YEAR]) if row["投标报价(元)"] in ("0.00", "1.00")] == []


def test_faults_are_planted_in_the_tables_of_the_housing_bureau() -> None:
    rows = funding("104")
    assert sum(a != b for a, b in zip(rows, planted("资金来源", rows), strict=True)) == 2
    assert planted("批准服务", rows) == rows
