"""The pages on procurement as they are built: what stands there, what leads where, and when they are made again."""

import json

from publish.portal.context import Context
from publish.portal.procurement import headline, sections
from tests.support.released import Released
from tests.unit.publish.portal.procurement.conftest import AWARDS, BUILDER_CODE, CONTRACTS, SCHOOLS_CODE, contract

INDEX, ENGLISH = "procurement/index.html", "en/procurement/index.html"
SUPPLIER = f"procurement/suppliers/{BUILDER_CODE}.html"
HOSTILE = "<script>alert('x')</script>\u202e有限公司"


def built(city: Released) -> dict[str, str]:
    """Path -> text of every page of the section."""
    [section] = sections(Context(city.home))
    return {page.path: str(page.make()) for page in section.pages()}


def key(city: Released) -> str:
    [section] = sections(Context(city.home))
    return section.key


def test_a_year_is_told_in_one_sentence_in_either_language(city: Released) -> None:
    rows = [contract("1", "1234567.89"), contract("2", "1000000.00", method="单一来源")]
    city.release(CONTRACTS, "112", rows)
    pages = built(city)
    assert "2026 年公告了 2 份采购合同，合计 223.46 万元，由 1 个采购人向 1 家供应商采购。" in pages[INDEX]
    assert "单一来源采购 1 份，占金额 44.8%" in pages[INDEX]
    assert "In 2026, 2 contracts worth CNY 2.23 million were announced" in pages[ENGLISH]
    assert "2,234,567.89" in pages[INDEX]
    assert 'data-fen="223456789"' in pages[INDEX]


def test_the_page_of_a_year_stays_when_another_begins(city: Released) -> None:
    city.release(CONTRACTS, "112", [contract("1", "10.00", signed_on="2025-05-06")], period=2025)
    before = built(city)["procurement/2025/index.html"]
    city.release(CONTRACTS, "112", [contract("2", "20.00")])
    after = built(city)
    assert "2025 年公告了 1 份采购合同" in before
    assert "2025 年公告了 1 份采购合同" in after["procurement/2025/index.html"]
    assert "2026 年公告了 1 份采购合同" in after[INDEX]
    assert "procurement/2025/index.html" in after[INDEX]


def test_parties_have_pages_under_their_codes_that_lead_to_each_other(city: Released) -> None:
    city.release(CONTRACTS, "112", [contract("1", "10.00")])
    pages = built(city)
    assert f"../../procurement/buyers/{SCHOOLS_CODE}.html" in pages[SUPPLIER]
    assert f"../../procurement/suppliers/{BUILDER_CODE}.html" in pages[f"procurement/buyers/{SCHOOLS_CODE}.html"]
    assert f"../procurement/suppliers/{BUILDER_CODE}.html" in pages[INDEX]


def test_what_a_row_says_is_never_markup(city: Released) -> None:
    hostile = {"supplier_name": HOSTILE, "supplier_uscc": None, "buyer_name": HOSTILE, "buyer_uscc": "../../../x"}
    city.release(CONTRACTS, "112", [contract(HOSTILE, "10.00", contract_name=HOSTILE, method=HOSTILE, **hostile)])
    pages = built(city)
    assert [path for path, text in pages.items() if path.endswith(".html") and "<script>alert" in text] == []
    assert [path for path in pages if ".." in path or not path.isascii()] == []
    assert "&lt;script&gt;alert" in pages[INDEX]


def test_persons_are_named_nowhere(city: Released) -> None:
    city.release(CONTRACTS, "112", [contract("1", "10.00", supplier_name="张*", supplier_uscc=None)])
    pages = built(city)
    assert [path for path, text in pages.items() if "张" in text] == []
    assert "个人（姓名不公开）" in pages[INDEX]
    assert "a person (name withheld)" in pages[ENGLISH]


def test_late_contracts_stand_with_their_days(city: Released) -> None:
    city.release(CONTRACTS, "112", [contract("1", "10.00", published_on="2026-03-12")])
    pages = built(city)
    assert "迟公告" in pages[INDEX]
    assert "迟 3 天" in pages[SUPPLIER]
    assert "3 days late" in pages[f"en/{SUPPLIER}"]


def test_as_many_pages_as_the_city_wants(city: Released) -> None:
    rows = [contract(str(n), f"{n}.00", supplier_name=f"示例{n}号公司", supplier_uscc=None) for n in range(1, 6)]
    city.release(CONTRACTS, "112", rows)
    city.settle([CONTRACTS], portal={"supplier_pages": 2})
    pages = [path for path in built(city) if path.startswith("procurement/suppliers/x")]
    assert len(pages) == 2


def test_before_the_first_release_the_page_says_so(city: Released) -> None:
    pages = built(city)
    assert "还没有公开的采购合同" in pages[INDEX]
    assert "No procurement contract has been released yet" in pages[ENGLISH]
    assert headline(Context(city.home)) is None


def test_a_city_without_contracts_has_no_such_pages(city: Released) -> None:
    city.settle([AWARDS])
    assert list(sections(Context(city.home))) == []
    assert headline(Context(city.home)) is None


def test_only_what_is_released_makes_the_pages_again(city: Released) -> None:
    city.release(CONTRACTS, "112", [contract("1", "10.00")])
    before = key(city)
    assert key(city) == before
    city.release(AWARDS, "112", [{"notice_no": "1", "published_on": "2026-03-01"}])
    awarded = key(city)
    assert awarded != before
    city.release(CONTRACTS, "112", [contract("1", "10.01")])
    assert key(city) not in (before, awarded)


def test_the_page_of_a_supplier_changes_only_with_what_it_says(city: Released) -> None:
    def keys() -> dict[str, str]:
        [section] = sections(Context(city.home))
        return {page.path: page.key for page in section.pages()}

    other = {"supplier_name": "另一家公司", "supplier_uscc": "91999900MA95MYJB1T"}
    city.release(CONTRACTS, "112", [contract("1", "10.00")])
    before = keys()
    city.release(CONTRACTS, "101", [contract("2", "5.00", **other, buyer_name="示例市财政局", buyer_uscc=None)])
    after = keys()
    assert before[SUPPLIER] == after[SUPPLIER] != ""
    city.release(CONTRACTS, "112", [contract("1", "10.01")])
    assert keys()[SUPPLIER] != before[SUPPLIER]


def test_suppliers_can_be_searched_by_code_and_former_name(city: Released) -> None:
    rows = [contract("1", "1.00"), contract("2", "1.00", supplier_name="旧名有限公司", signed_on="2025-01-05")]
    city.release(CONTRACTS, "112", rows)
    [entry] = json.loads(built(city)["search/suppliers.json"])["entries"]
    assert entry["address"] == SUPPLIER
    assert entry["words"] == f"{BUILDER_CODE} 旧名有限公司"
    assert entry["kind"] == "supplier"


def test_the_headline_says_how_much_and_how_much_without_competition(city: Released) -> None:
    rows = [contract("1", "30000000.00"), contract("2", "10000000.00", method="单一来源")]
    city.release(CONTRACTS, "112", rows)
    told = headline(Context(city.home))
    assert told is not None
    assert told.zh == "2026 年公告采购合同 2 份，合计 4,000.00 万元，供应商 1 家，单一来源占 25.0%。"
    assert "CNY 40.00 million" in told.en
