"""Which purchases and projects the city has: newest first, at most so many, each under one number."""

from publish.chains.listing import LISTED, Kind, Listed, listings
from publish.chains.model import More
from tests.support.chained import ACCEPTANCES, AWARDS, CONTRACTS, LINKS, PROJECT, PROJECTS, Chained


def listed(city: Chained, kind: Kind, most: int = 10) -> dict[str, Listed]:
    return {each.key: each for each in listings(city.home, most)[kind].listed}


def test_a_purchase_is_all_rows_with_its_number_and_what_they_are_linked_to(city: Chained) -> None:
    (purchase,) = listed(city, "purchase").values()
    assert (purchase.number, purchase.title, purchase.day) == ("SSCG-2026-001", "实验室设备采购", "2026-04-02")
    assert purchase.bodies == ["示例市教育局", "示例仪器有限公司"]
    assert [stage.zh for stage in purchase.stages] == [
        "部门支出预算",
        "重大建设项目",
        "采购意向",
        "采购公告",
        "更正公告",
        "中标结果公告",
        "采购合同公告",
        "履约验收公告",
        "部门支出决算",
    ]


def test_a_purchase_shows_its_project_and_leaves_the_rest_to_the_page_of_the_project(city: Chained) -> None:
    (purchase,) = listed(city, "purchase").values()
    (node,) = (node for node in purchase.chain.nodes if node.place.dataset == PROJECTS)
    assert node.more == (More("projects/approvals", "批准结果", "approvals", 1),)


def test_a_project_is_called_as_its_register_calls_it_and_has_its_purchases(city: Chained) -> None:
    (project,) = listed(city, "project").values()
    assert (project.key, project.title) == (PROJECT[3], "示例市第一中学迁建")
    assert {"批准结果", "采购公告", "采购合同公告", "履约验收公告"} <= {stage.zh for stage in project.stages}


def test_a_number_is_the_same_with_blanks_and_small_letters(city: Chained) -> None:
    city.release(AWARDS, "101", [{"notice_no": "JG-2", "package_no": "1", "project_no": " sscg-2026-001 "}])
    (purchase,) = listed(city, "purchase").values()
    assert (AWARDS, 2026, "101", "JG-2/1") in [node.place for node in purchase.chain.nodes]


def test_the_newest_come_first_and_the_others_are_counted(city: Chained) -> None:
    rows = [
        {"contract_no": f"HT-{day}", "project_no": f"P-{day}", "published_on": f"2026-05-{day:02}"}
        for day in range(1, 6)
    ]
    city.release(CONTRACTS, "101", [*rows, {"contract_no": "HT-0", "project_no": "P-0"}])
    found = listings(city.home, 3)["purchase"]
    assert [each.number for each in found.listed] == ["P-5", "P-4", "P-3"]
    assert found.left_out == 4
    assert [each.number for each in listings(city.home, 9)["purchase"].listed][-1] == "P-0"
    assert listings(city.home, 0)["purchase"].left_out == 7


def test_of_very_many_rows_of_one_purchase_the_first_are_listed(city: Chained) -> None:
    rows = [{"notice_no": "JG-3", "package_no": str(number), "project_no": "P-9"} for number in range(LISTED + 7)]
    city.release(AWARDS, "101", rows)
    purchase = listed(city, "purchase")["P-9"]
    assert len(purchase.chain.nodes) == LISTED
    assert purchase.chain.more == (More(AWARDS, "中标结果公告", "awards", 7),)


def test_purchases_are_listed_without_links_too(city: Chained) -> None:
    city.settle([each for each in city.home.city.datasets if each != LINKS])
    (purchase,) = listed(city, "purchase").values()
    assert [stage.zh for stage in purchase.stages] == ["采购公告", "更正公告", "中标结果公告", "采购合同公告"]
    assert purchase.chain.edges == ()


def test_a_city_without_such_datasets_has_none(city: Chained) -> None:
    city.settle(["budget/department_expenditure"])
    assert [(each.listed, each.left_out) for each in listings(city.home, 10).values()] == [((), 0), ((), 0)]


def test_a_table_from_before_a_column_was_declared_counts_as_blank_in_it(city: Chained) -> None:
    for declared in ("schema.yml", "sources.yml"):
        path = city.datasets / ACCEPTANCES / declared
        path.write_text(path.read_text("utf-8").replace("contract_name", "project_no"), encoding="utf-8")
    city.settle(city.home.city.datasets)
    (purchase,) = listed(city, "purchase").values()
    assert [stage.zh for stage in purchase.stages].count("履约验收公告") == 1
