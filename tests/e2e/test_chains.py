"""The money of the sample city, followed in both directions: from budget line to final account, from approval to
completion, by `explain` and on the site.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.home import Home, open_home
from pipelines.following import follow_row
from publish.chains import Chain

PURCHASE = {
    "budget/department_expenditure",
    "procurement/intentions",
    "procurement/tenders",
    "procurement/awards",
    "procurement/award_items",
    "procurement/contracts",
    "procurement/acceptances",
}
PROJECT = {
    "projects/major_projects",
    "projects/approvals",
    "projects/funding",
    "projects/milestones",
    "procurement/engineering_tenders",
    "procurement/engineering_candidates",
    "procurement/contracts",
    "projects/completion",
}


@pytest.fixture
def home(demo: Path) -> Iterator[Home]:
    found = open_home(demo)
    yield found
    found.close()


def whole(home: Home, dataset: str, column: str, stages: set[str]) -> tuple[str, Chain]:
    """The first released row of a dataset whose chain has every stage."""
    for value in values(home, dataset, column):
        _, chain = follow_row(home, dataset, {column: value})
        if stages <= {node.place.dataset for node in chain.nodes}:
            return value, chain
    raise AssertionError(f"no row of {dataset} has a chain with all of {sorted(stages)}")


def values(home: Home, dataset: str, column: str) -> list[str]:
    """The values of a column that one released row has alone."""
    from gongkai.engine import engine, literal, name

    parts = [
        (period, part.key)
        for (owner, period), history in home.journal.releases.published().items()
        for part in history[-1].parts
        if owner == dataset
    ]
    slug = home.contract(dataset).dataset.slug
    files = ", ".join(literal(home.lake.standardised(slug, *part)) for part in parts)
    with engine([home.lake.root]) as connection:
        query = (
            f"SELECT {name(column)} FROM read_parquet([{files}], union_by_name = true) GROUP BY 1 HAVING count(*) = 1"
        )
        return [value for (value,) in connection.execute(f"{query} ORDER BY 1").fetchall()]


def test_a_purchase_is_followed_from_its_acceptance_to_its_budget_line_and_back(home: Home, demo: Path) -> None:
    number, forth = whole(home, "procurement/acceptances", "contract_no", PURCHASE)
    budget = next(node for node in forth.nodes if node.place.dataset == "budget/department_expenditure")
    key = {"entity_code": budget.place.entity, "func_code": budget.place.key.rpartition("/")[2]}
    _, back = follow_row(home, "budget/department_expenditure", {**key, "fiscal_year": str(budget.place.period)})
    assert number in {
        node.place.key.partition("/")[0] for node in back.nodes if node.place.dataset.endswith("acceptances")
    }
    purchase = next(node.purchase for node in forth.nodes if node.purchase)
    page = (demo / "public" / "chains" / "purchases" / f"{purchase}.html").read_text("utf-8")
    assert all(home.contract(stage).dataset.title.zh in page for stage in PURCHASE)


def test_a_project_is_followed_from_its_completion_to_its_register_and_back(home: Home, demo: Path) -> None:
    code, forth = whole(home, "projects/completion", "project_code", PROJECT)
    contract = next(node for node in forth.nodes if node.place.dataset == "procurement/contracts")
    _, back = follow_row(home, "procurement/contracts", {"contract_no": contract.place.key})
    assert {"projects/completion", "projects/approvals"} <= {node.place.dataset for node in back.nodes}
    page = (demo / "public" / "chains" / "projects" / f"{code}.html").read_text("utf-8")
    assert all(home.contract(stage).dataset.title.zh in page for stage in PROJECT)


def test_the_money_of_a_contract_is_followed_to_the_final_account(home: Home) -> None:
    _, chain = whole(home, "procurement/contracts", "contract_no", {"budget/department_final_expenditure"})
    assert {"procurement/contracts", "budget/department_expenditure"} <= {node.place.dataset for node in chain.nodes}
