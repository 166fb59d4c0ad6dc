"""Registers are read as they are, or refused with file, line and column."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from gongkai.contract import DeclarationError
from gongkai.home import DATASETS
from gongkai.registers import NegativeEntry, Registers
from samples.city import SETTINGS


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


def test_function_codes_are_those_of_the_year(registers: Registers) -> None:
    years = {entry.year for entry in registers.code_list("function_codes", 2026)}
    assert years == {2026}
    assert {entry.year for entry in registers.code_list("procurement_methods", 2026)} == {None}
