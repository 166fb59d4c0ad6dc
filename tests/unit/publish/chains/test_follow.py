"""Following one row: both directions, stages in order, never through what everything is linked with."""

import pytest

from publish.chains import Chain, Node, Place, follow
from publish.chains.graph import HUB, MOST
from publish.chains.model import Absent, Change, More
from tests.support.chained import (
    ACCEPTANCE,
    ACCEPTANCES,
    ACCOUNT,
    APPROVAL,
    AWARD,
    BUDGET,
    CONTRACT,
    CONTRACTS,
    CORRECTION,
    CORRECTIONS,
    INTENTION,
    LINE,
    LINKED,
    LINKS,
    PROJECT,
    PROJECTS,
    ROWS,
    TENDER,
    Address,
    Chained,
)


def chain(city: Chained, start: Address) -> Chain:
    return follow(city.home, Place(*start))


def places(found: Chain) -> list[tuple[str, int, str, str]]:
    return [tuple(node.place) for node in found.nodes]


def contracts(count: int) -> list[dict[str, str]]:
    return [{"contract_no": f"HT-{number:03}", "contract_name": f"合同{number}"} for number in range(count)]


@pytest.mark.parametrize("start", [LINE, INTENTION, TENDER, CORRECTION, AWARD, CONTRACT, ACCEPTANCE])
def test_every_stage_of_the_purchase_is_reached_from_each_in_order(city: Chained, start: Address) -> None:
    found = places(chain(city, start))
    stages = [LINE, INTENTION, TENDER, CORRECTION, AWARD, CONTRACT, ACCEPTANCE, ACCOUNT]
    assert [place for place in found if place in stages] == stages
    assert PROJECT in found


@pytest.mark.parametrize("start", [PROJECT, APPROVAL])
def test_a_project_leads_to_its_purchases_and_their_budget_line(city: Chained, start: Address) -> None:
    assert places(chain(city, start)) == [
        LINE,
        PROJECT,
        APPROVAL,
        INTENTION,
        TENDER,
        CORRECTION,
        AWARD,
        CONTRACT,
        ACCEPTANCE,
        ACCOUNT,
    ]


def test_a_link_says_how_it_was_found_and_how_sure_it_is(city: Chained) -> None:
    (edge,) = (each for each in chain(city, CONTRACT).back(Place(*CONTRACT)) if each.link == "award")
    assert (edge.earlier, edge.method, edge.method_zh, edge.confidence) == (
        Place(*AWARD),
        "package",
        "项目编号和包号",
        85,
    )


def test_a_row_tells_what_the_roles_of_its_columns_say(city: Chained) -> None:
    node = chain(city, CONTRACT).at(Place(*CONTRACT))
    assert (node.title, node.day, node.version, node.department) == (
        "实验室设备采购合同",
        "2026-04-02",
        1,
        "示例市政府采购中心",
    )
    assert [fact.value for fact in node.of("amount")] == ["980000.00"]
    assert [fact.column for fact in node.of("date")] == ["signed_on", "published_on"]
    assert [fact.column for fact in node.of("number")] == ["contract_no", "project_no", "project_code"]
    assert [fact.value for fact in node.of("party")] == ["示例仪器有限公司"]
    assert (node.purchase, node.project) == ("SSCG-2026-001", PROJECT[3])


def test_a_correction_is_part_of_the_history_of_its_notice(city: Chained) -> None:
    ((place, (node,)),) = chain(city, CONTRACT).histories().items()
    assert (place, node.place) == (Place(*TENDER), Place(*CORRECTION))
    assert node.changes == (
        Change("other", "content_after（中）", "content_after", "交货期三十日", "交货期<六十>日"),
        Change("other", "new_deadline（中）", "new_deadline", "2026-03-10", "2026-03-20"),
    )


def test_a_purchase_leads_no_further_than_its_budget_line_and_project(city: Chained) -> None:
    other = (CONTRACTS, 2026, "101", "HT-9")
    city.release(CONTRACTS, "101", [{"contract_no": "HT-9", "contract_name": "别的合同"}])
    city.link(
        *LINKED, (other, "budget_line", LINE, "budget_line", 95), (other, "project", PROJECT, "project_code", 100)
    )
    found = chain(city, CONTRACT)
    assert other not in places(found)
    assert other in places(chain(city, LINE))
    more = (More(CONTRACTS, "采购合同公告", "contracts", 1),)
    assert found.at(Place(*LINE)).more == more
    assert found.at(Place(*PROJECT)).more == more


@pytest.mark.parametrize(("count", "followed"), [(HUB - 1, True), (HUB, False)])
def test_nothing_leads_through_a_row_with_too_many_neighbours(city: Chained, count: int, followed: bool) -> None:
    city.release(CONTRACTS, "101", contracts(count))
    framework = [
        ((CONTRACTS, 2026, "101", each["contract_no"]), "award", AWARD, "package", 85) for each in contracts(count)
    ]
    city.link(*LINKED, *framework)
    found = chain(city, TENDER)
    reached = [place for place in places(found) if place[0] == CONTRACTS]
    assert len(reached) == (count + 1 if followed else 0)
    more = found.at(Place(*AWARD)).more
    assert more == (() if followed else (More(CONTRACTS, "采购合同公告", "contracts", count + 1),))


def test_of_the_start_the_surest_neighbours_are_shown_and_the_others_counted(city: Chained) -> None:
    rows = contracts(MOST + 4)  # beside the one that the city has
    city.release(CONTRACTS, "101", rows)
    sure = {rows[-1]["contract_no"]: 99}
    addresses = [(CONTRACTS, 2026, "101", row["contract_no"]) for row in rows]
    city.link(*((each, "budget_line", LINE, "budget_line", sure.get(each[3], 60)) for each in addresses))
    found = chain(city, LINE)
    assert len([place for place in places(found) if place[0] == CONTRACTS]) == MOST
    assert (CONTRACTS, 2026, "101", rows[-1]["contract_no"]) in places(found)
    assert found.at(Place(*LINE)).more == (More(CONTRACTS, "采购合同公告", "contracts", 5),)


def test_of_a_row_that_is_not_released_only_its_place_is_told(city: Chained) -> None:
    city.release(ACCEPTANCES, "112", [])
    found = chain(city, CONTRACT)
    node = found.at(Place(*ACCEPTANCE))
    assert node == Node(
        Place(*ACCEPTANCE), "履约验收公告", "acceptances", "", "", None, None, 1, "", "", (), False, (), ()
    )
    assert found.absent == (Absent(ACCEPTANCES, "履约验收公告", "acceptances", "not_linked"),)


def test_a_dataset_that_the_city_does_not_have_is_named(city: Chained) -> None:
    city.link((CONTRACT, "award", AWARD, "package", 85))
    city.settle([each for each in city.home.city.datasets if each != PROJECTS])
    absent = {each.dataset: each.why for each in chain(city, CONTRACT).absent}
    assert absent[PROJECTS] == "switched_off"
    assert absent[ACCEPTANCES] == "not_linked"
    assert BUDGET not in absent


def test_without_links_a_row_stands_alone(city: Chained) -> None:
    city.settle([each for each in city.home.city.datasets if each != LINKS])
    found = chain(city, CONTRACT)
    assert places(found) == [CONTRACT]
    assert found.edges == ()


def test_links_in_a_circle_end(city: Chained) -> None:
    city.link(*LINKED, (TENDER, "award", AWARD, "package", 50))
    assert len(places(chain(city, TENDER))) == len(ROWS)


def test_what_a_register_states_again_is_told_once_with_the_years(city: Chained) -> None:
    again = (PROJECTS, 2025, "103", PROJECT[3])
    city.release(PROJECTS, "103", [ROWS[PROJECT]], period=2025)
    city.link(*LINKED, (CONTRACT, "project", again, "project_code", 100))
    found = chain(city, CONTRACT)
    (node,) = (each for each in found.nodes if each.place.dataset == PROJECTS)
    assert (node.place, node.also) == (Place(*PROJECT), (2025,))
    assert [edge.link for edge in found.back(Place(*CONTRACT))] == ["budget_line", "award", "project"]
    assert again in places(chain(city, again))
    city.release(PROJECTS, "103", [{**ROWS[PROJECT], "total_invest": "70000000.00"}], period=2025)
    both = [node.place for node in chain(city, CONTRACT).nodes if node.place.dataset == PROJECTS]
    assert sorted(both) == [Place(*again), Place(*PROJECT)]


def test_a_link_of_a_row_to_itself_tells_nothing(city: Chained) -> None:
    city.link(*LINKED, (APPROVAL, "design", APPROVAL, "project_code", 100))
    found = chain(city, APPROVAL)
    assert [edge.link for edge in found.back(Place(*APPROVAL))] == ["project"]
    assert found.at(Place(*APPROVAL)).more == ()


def test_a_link_calls_the_other_row_by_what_tells_it_from_this_one(city: Chained) -> None:
    before = (PROJECTS, 2025, "103", PROJECT[3])
    city.release(PROJECTS, "103", [{**ROWS[PROJECT], "project_name": ROWS[CONTRACT]["contract_name"]}], period=2025)
    city.link(*LINKED, (CONTRACT, "project", before, "project_code", 100))
    found = chain(city, CONTRACT)
    called = [found.called(edge) for edge in found.back(Place(*CONTRACT)) if edge.link == "project"]
    assert called == [f"{PROJECT[3]}（2025）", "示例市第一中学迁建"]


def test_a_correction_tells_only_what_has_changed(city: Chained) -> None:
    city.release(CORRECTIONS, "112", [{**ROWS[CORRECTION], "new_deadline": ROWS[CORRECTION]["old_deadline"]}])
    node = chain(city, CONTRACT).at(Place(*CORRECTION))
    assert [change.en for change in node.changes] == ["content_after"]
