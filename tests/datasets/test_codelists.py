"""The code lists by year are sound: sorted, every code has its parent in its years, a name means one code, every row
says whether it was verified; and they hold what the law, published tables and former years call things.
"""

import csv
from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from gongkai.codelists import CodeEntry
from gongkai.register_file import read_register
from gongkai.registers import Registers
from gongkai.values.labels import normalise

SHARED = Path(__file__).parents[2] / "datasets" / "_shared"
LISTS = Registers(SHARED, SHARED)
#: The order of the account subjects is that of the printed table, which tells subjects of one name apart.
PRINTED = "account_subjects"
SORTED = (
    "functions",
    "revenue",
    "economics_department",
    "economics_government",
    "regions",
    "funds",
    "stages",
    "scopes",
)
NAMES = (PRINTED, *SORTED)
YEARS = range(2013, 2027)
#: The codes of the law's own classification, not the totals of a table (_TOT).
CLASSIFIED = SORTED[:4]
KINDS = [
    *("201", "202", "203", "204", "205", "206", "207", "208", "209", "210", "211", "212", "213", "214", "215", "216"),
    *("217", "219", "220", "221", "222", "223", "227", "229", "230"),
]


def entries(name: str) -> tuple[CodeEntry, ...]:
    return read_register(SHARED / "codelists" / f"{name}.csv", CodeEntry)


def of_year(name: str, year: int) -> dict[str, CodeEntry]:
    return {entry.code: entry for entry in LISTS.code_list(f"codelists/{name}", year)}


@pytest.mark.parametrize("name", SORTED)
def test_a_list_is_sorted_by_code_and_year(name: str) -> None:
    order = [(entry.code, entry.years) for entry in entries(name)]
    assert order == sorted(order)


@pytest.mark.parametrize("name", NAMES)
def test_every_row_says_whether_it_was_verified_and_where(name: str) -> None:
    assert {entry.status for entry in entries(name)} <= {"verified", "unverified"}
    assert all(row["source"] for row in _rows(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_parent_of_a_code_is_a_code_of_the_same_years(name: str) -> None:
    for year in YEARS:
        codes = of_year(name, year)
        orphans = [entry.code for entry in codes.values() if entry.parent and entry.parent not in codes]
        assert orphans == [], year


@pytest.mark.parametrize("name", CLASSIFIED)
def test_a_code_is_two_digits_longer_than_its_parent(name: str) -> None:
    codes = [entry for entry in entries(name) if entry.code[0] != "_"]
    assert {len(entry.code) for entry in codes} <= {3, 5, 7}
    assert all(entry.parent == entry.code[:-2] for entry in codes if len(entry.code) > 3)


@pytest.mark.parametrize("name", sorted({*NAMES} - {"regions"}))
def test_among_the_parts_of_one_whole_a_name_or_alias_means_one_code(name: str) -> None:
    """A line that a table prints without a code (_NEXT) may have the name of a code beside it (23009 年终结余)."""
    for year in YEARS:
        spelled = [
            (entry.side, entry.parent, entry.code[0] == "_", text)
            for entry in of_year(name, year).values()
            for text in {normalise(each) for each in (entry.name, *entry.aliases.split("|")) if each}
        ]
        assert [each for each, count in Counter(spelled).items() if count > 1] == [], year


def test_every_class_of_expenditure_has_a_name_in_every_year() -> None:
    assert [(year, code) for year, code in product(YEARS, KINDS) if code not in of_year("functions", year)] == []


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("218", 2013, 2013),
        ("224", 2019, 2026),
        ("228", 2013, 2014),
        ("231", 2015, 2026),
        ("232", 2015, 2026),
        ("233", 2015, 2026),
        ("234", 2020, 2026),
    ],
)
def test_a_class_that_came_or_went_has_its_years(code: str, first: int, last: int) -> None:
    years = [year for year in YEARS if code in of_year("functions", year)]
    assert years == list(range(first, last + 1))


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("201", ["一般公共服务", "一般公共服务支出"]),
        ("207", ["文化体育与传媒", "文化体育与传媒支出", "文化旅游体育与传媒支出"]),
        ("210", ["医疗卫生", "医疗卫生与计划生育支出", "卫生健康支出"]),
        ("212", ["城乡社区事务", "城乡社区支出"]),
        ("213", ["农林水事务", "农林水支出"]),
        ("215", ["资源勘探电力信息等事务", "资源勘探信息等支出", "资源勘探工业信息等支出"]),
        ("216", ["商业服务业等事务", "商业服务业等支出"]),
        ("220", ["国土资源气象等事务", "国土海洋气象等支出", "自然资源海洋气象等支出"]),
    ],
)
def test_a_class_had_other_names_and_each_is_known_in_all_years(code: str, names: list[str]) -> None:
    seen = dict.fromkeys(of_year("functions", year)[code].name for year in YEARS)
    assert list(seen) == names
    now = of_year("functions", 2026)[code]
    assert {now.name, *now.aliases.split("|")} >= set(names)


@pytest.mark.parametrize(
    ("name", "code", "fund"),
    [
        ("functions", "21208", "gov_fund"),
        ("functions", "2120803", "gov_fund"),
        ("functions", "20707", "gov_fund"),
        ("functions", "22904", "gov_fund"),
        ("functions", "223", "state_capital"),
        ("functions", "2230105", "state_capital"),
        ("functions", "209", "social_ins"),
        ("functions", "20703", ""),
        ("revenue", "10301", "gov_fund"),
        ("revenue", "102", "social_ins"),
        ("revenue", "10101", ""),
    ],
)
def test_a_code_that_one_fund_alone_has(name: str, code: str, fund: str) -> None:
    assert of_year(name, 2026)[code].fund == fund
    assert fund in {"", *of_year("funds", 2026)}


def test_the_parts_of_a_fund_s_code_belong_to_that_fund() -> None:
    for name in ("functions", "revenue"):
        codes = of_year(name, 2026)
        funds = [(e.fund, codes[e.parent].fund) for e in codes.values() if e.parent and codes[e.parent].fund]
        assert all(own == above for own, above in funds)


def test_business_tax_ended_and_environmental_tax_began() -> None:
    assert [year for year in YEARS if "10103" in of_year("revenue", year)] == [2013, 2014, 2015, 2016]
    assert min(year for year in YEARS if "10121" in of_year("revenue", year)) == 2018


def test_the_economic_classifications_begin_in_2018_and_share_no_code() -> None:
    department, government = of_year("economics_department", 2018), of_year("economics_government", 2018)
    assert {"301", "302", "303", "310"} <= set(department)
    assert {"501", "502", "505", "509", "599"} <= set(government)
    assert not set(department) & set(government)
    assert not of_year("economics_department", 2017)


@pytest.mark.parametrize(
    ("name", "code"),
    [("economics_department", "30217"), ("economics_department", "31013"), ("functions", "2080505")],
)
def test_what_stands_in_published_tables_is_verified(name: str, code: str) -> None:
    assert of_year(name, 2025)[code].status == "verified"


@pytest.mark.parametrize(("name", "code"), [("economics_government", "50101"), ("functions", "20101")])
def test_what_nobody_has_looked_up_is_unverified(name: str, code: str) -> None:
    assert of_year(name, 2025)[code].status == "unverified"


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [("371200", None, 2019), ("371202", None, 2019), ("130421", None, 2016), ("540581", 2023, None)],
)
def test_a_region_that_was_abolished_has_its_years(code: str, first: int | None, last: int | None) -> None:
    (region,) = [entry for entry in entries("regions") if entry.code == code]
    assert (region.first_year, region.last_year, region.status) == (first, last, "unverified")


def test_the_regions_are_those_of_the_provinces() -> None:
    regions = of_year("regions", 2026)
    assert sum(not region.parent for region in regions.values()) == 34
    assert {"152201", "150800", "150302", "522601", "429004", "419001"} <= set(regions)
    assert "999900" not in regions


def _rows(name: str) -> list[dict[str, str]]:
    with (SHARED / "codelists" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
