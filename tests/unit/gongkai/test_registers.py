"""Registers are read as they are, or refused with file, line and column."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from gongkai.contract import DeclarationError
from gongkai.home import DATASETS
from gongkai.registers import NegativeEntry, Registers
from tests.support.city import SETTINGS


@pytest.fixture
def registers(tmp_path: Path) -> Registers:
    """The sample city's registers."""
    for name in ("organisations.csv", "events.csv"):
        shutil.copyfile(SETTINGS / name, tmp_path / name)
    return Registers(DATASETS / "_shared", tmp_path)


def append(registers: Registers, name: str, line: str) -> None:
    with (registers.home / name).open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def refused(registers: Registers, register: str) -> list[tuple[str, int, str]]:
    with pytest.raises(DeclarationError) as refusal:
        getattr(registers, register)
    return [(fault.file.name, fault.line, fault.key) for fault in refusal.value.faults]


def test_a_department_is_found_by_its_inbox_and_by_its_code(registers: Registers) -> None:
    assert registers.by_inbox["101"] == registers.by_code["101"]
    assert registers.by_code["101"].name == "示例市教育局"


def test_an_event_without_its_document_is_refused(registers: Registers) -> None:
    append(registers, "events.csv", "财政批复,108,2026,2026-02-25,,批复")
    assert refused(registers, "events") == [("events.csv", 13, "doc_no")]


def test_a_date_that_is_none_is_refused(registers: Registers) -> None:
    append(registers, "events.csv", "财政批复,108,2026,二月,示财预〔2026〕18号,批复")
    assert refused(registers, "events") == [("events.csv", 13, "date")]


def test_a_home_without_events_has_none(registers: Registers) -> None:
    (registers.home / "events.csv").unlink()
    assert registers.events == ()


def test_a_home_without_organisations_is_refused(registers: Registers) -> None:
    (registers.home / "organisations.csv").unlink()
    assert refused(registers, "organisations") == [("organisations.csv", 1, "organisations.csv")]


def test_a_register_saved_in_gb18030_is_refused(registers: Registers) -> None:
    path = registers.home / "organisations.csv"
    path.write_bytes(path.read_text("utf-8").encode("gb18030"))
    assert refused(registers, "organisations") == [("organisations.csv", 1, "organisations.csv")]


def test_a_register_saved_by_a_spreadsheet_is_read(registers: Registers) -> None:
    path = registers.home / "organisations.csv"
    path.write_text(path.read_text("utf-8").replace("\n", "\r\n"), "utf-8-sig", newline="")
    assert registers.by_code["112"].parent == "102"


@pytest.mark.parametrize(
    ("line", "key"),
    [("101,示例市另一局,另一局,,,,119,,", "code"), ("119,示例市另一局,另一局,,,,101,,", "inbox")],
)
def test_two_departments_may_not_share_a_code_or_an_inbox(registers: Registers, line: str, key: str) -> None:
    append(registers, "organisations.csv", line)
    assert refused(registers, "organisations") == [("organisations.csv", 14, key)]


def test_the_city_s_own_event_stands_for_every_department(registers: Registers) -> None:
    approval = registers.event("人大批准", "101", 2026)
    assert approval is not None
    assert approval.doc_no == "示人发〔2026〕3号"
    assert registers.event("人大批准", "101", 2025) is None


def test_a_department_s_own_event_goes_before_the_city_s(registers: Registers) -> None:
    append(registers, "events.csv", "财政批复,,2026,2026-03-01,示财预〔2026〕99号,全部")
    own = registers.event("财政批复", "101", 2026)
    city = registers.event("财政批复", "108", 2026)
    assert own is not None
    assert city is not None
    assert (own.doc_no, city.doc_no) == ("示财预〔2026〕11号", "示财预〔2026〕99号")


def test_a_city_adds_its_own_entries_to_the_negative_list(registers: Registers) -> None:
    base = len(registers.negative_list)
    header = "id,category,matcher,pattern,action,basis,tag,valid_from,valid_to,title_zh,title_en"
    entry = "CITY-1,工作秘密,keyword,内部掌握,block,市规定,V,2026-01-01,2026-06-30,内部掌握,Internal"
    (registers.home / "negative_list.csv").write_text(f"{header}\n{entry}\n", "utf-8")
    own = Registers(registers.shared, registers.home).negative_list
    assert [each.id for each in own[base:]] == ["CITY-1"]


@pytest.mark.parametrize(
    ("day", "valid"), [("2025-12-31", False), ("2026-01-01", True), ("2026-06-30", True), ("2026-07-01", False)]
)
def test_an_entry_is_in_force_between_its_days(day: str, valid: bool) -> None:
    entry = NegativeEntry(
        id="N", category="c", matcher="keyword", pattern="p", action="block", basis="b", tag="V",
        valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 30), title_zh="t", title_en="t",
    )  # fmt: skip
    assert entry.valid_on(date.fromisoformat(day)) is valid


def listed(registers: Registers, tmp_path: Path, *lines: str) -> Registers:
    """The registers with a code list `codes` of these lines."""
    shared = tmp_path / "shared"
    shared.mkdir()
    header = "code,name,aliases,fund,first_year,last_year,status"
    (shared / "codes.csv").write_text("\n".join([header, *lines]) + "\n", "utf-8")
    return Registers(shared, registers.home)


@pytest.mark.parametrize(
    ("year", "name"),
    [(2013, "医疗卫生"), (2014, "医疗卫生与计划生育支出"), (2018, "医疗卫生与计划生育支出"), (2019, "卫生健康支出")],
)
def test_a_code_has_the_name_of_the_year(registers: Registers, year: int, name: str) -> None:
    entries = registers.code_list("codelists/functions", year)
    assert [entry.name for entry in entries if entry.code == "210"] == [name]


def test_a_list_without_years_is_valid_in_every_year(registers: Registers) -> None:
    assert registers.code_list("procurement_methods", 1999) == registers.code_list("procurement_methods", 2026)


def test_an_entry_says_the_only_fund_that_has_it_and_whether_it_was_verified(
    registers: Registers, tmp_path: Path
) -> None:
    lists = listed(registers, tmp_path, "223,国有资本经营预算支出,,state_capital,2014,,unverified", "205,教育支出,,,,,")
    (capital, education) = lists.code_list("codes", 2026)
    assert (capital.fund, capital.status) == ("state_capital", "unverified")
    assert (education.fund, education.status) == ("", "")


@pytest.mark.parametrize(
    ("second", "key"),
    [
        ("210,卫生健康支出,,,2018,,", "code"),
        ("210,卫生健康支出,,,,2013,", "code"),
        ("210,卫生健康支出,,,,,", "code"),
        ("211,节能环保支出,,,2014,2013,", "last_year"),
        ("211,节能环保支出,,,去年,,", "first_year"),
        ("211,节能环保支出,,,,,maybe", "status"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(registers: Registers, tmp_path: Path, second: str, key: str) -> None:
    lists = listed(registers, tmp_path, "210,医疗卫生支出,,,2013,2018,", second)
    with pytest.raises(DeclarationError) as refusal:
        lists.code_list("codes", 2026)
    assert [(f.file.name, f.line, f.key) for f in refusal.value.faults] == [("codes.csv", 3, key)]


def test_a_renamed_code_has_a_row_for_each_name(registers: Registers, tmp_path: Path) -> None:
    lists = listed(registers, tmp_path, "210,医疗卫生支出,,,,2018,", "210,卫生健康支出,,,2019,,")
    assert [entry.name for year in (2018, 2019) for entry in lists.code_list("codes", year)] == [
        "医疗卫生支出",
        "卫生健康支出",
    ]


def merged(registers: Registers, *lines: str) -> Registers:
    """The registers with a column for successors, and these organisations too."""
    path = registers.home / "organisations.csv"
    header, *rest = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([f"{header},successor", *rest, *lines]) + "\n", "utf-8")
    return Registers(registers.shared, registers.home)


STATE_TAX = "201,示例市国家税务局,,,,,,1994-08-15,2018-06-14,203"
LOCAL_TAX = "202,示例市地方税务局,,,,,,1994-08-15,2018-06-14,203"
TAX = "203,示例市税务局,,,,,203,2018-06-15,,"


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("示例市地方税务局", 2017, "202"),
        ("示例市地方税务局", 2018, "202"),
        ("示例市地方税务局", 2019, None),
        ("示例市税务局", 2017, None),
        ("示例市 税务局", 2018, "203"),
        ("示例市国家税务局", None, "201"),
    ],
)
def test_a_printed_name_means_the_organisation_of_the_year(
    registers: Registers, name: str, year: int | None, code: str | None
) -> None:
    found = merged(registers, STATE_TAX, LOCAL_TAX, TAX).printed(name, year)
    assert (found and found.code) == code


def test_a_merged_organisation_is_answered_for_by_its_successor(registers: Registers) -> None:
    by_code = (known := merged(registers, STATE_TAX, LOCAL_TAX, TAX)).by_code
    assert known.answers_for(by_code["203"], by_code["201"])
    assert known.answers_for(by_code["203"], by_code["203"])
    assert not known.answers_for(by_code["101"], by_code["201"])
    assert not known.answers_for(by_code["201"], by_code["203"])


def test_successors_that_go_round_in_a_ring_end(registers: Registers) -> None:
    ring = merged(registers, "201,示例市甲局,,,,,,,,202", "202,示例市乙局,,,,,,,,201")
    assert not ring.answers_for(ring.by_code["101"], ring.by_code["201"])


@pytest.mark.parametrize("successor", ["299", "201"])
def test_a_successor_is_another_organisation_of_the_register(registers: Registers, successor: str) -> None:
    known = merged(registers, f"201,示例市国家税务局,,,,,,,,{successor}")
    assert refused(known, "organisations") == [("organisations.csv", 14, "successor")]
