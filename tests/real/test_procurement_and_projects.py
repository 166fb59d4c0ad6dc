"""The world's lists of projects and notices: every number that their notes state is found by the project's own reader,
and what no note states is worked out a second time by plain libraries.
"""

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from gongkai.values.amounts import parse_amount
from tests.real.delivered import delivered
from tests.real.records import Records, amount, largest

KINDS = ("procurement", "project")
FLANDERS = "eu-funds/ERDF_Data_Flandern_2014-2020.original.xls"
SAXONY = "eu-funds/ERDF_Niedersachsen_2014-2020.xlsx"
DUTCH = "eu-funds/ESF+07-13+Publicatielijst++01-12-16+Actie+E2.xls"
ENGLISH = "eu-funds/ESIF_2014-2020_List_of_beneficiaries_Oct_2016.csv"
BULGARIAN = "eu-funds/opOperationalProgramms.xls"
DAZHOU = "cn-dazhou-procurement/采购公告.csv"
MEXICO = "mx-shcp/Gasto Federalizado-Proyectos-Ciudad de México_Q1_2016.xlsx"


@dataclass(frozen=True)
class Facts:
    """Rows of the largest table, sums of its columns, and how many different texts a column has."""

    rows: int
    sums: dict[str, str] = field(default_factory=dict)
    different: dict[str, int] = field(default_factory=dict)

    @property
    def numbers(self) -> set[Decimal]:
        """Every number in it."""
        return {Decimal(self.rows), *map(Decimal, self.sums.values()), *map(Decimal, self.different.values())}


FILES = {
    "cm-budget/BIP REGIONAL 2011 DA.xls": Facts(5578, {"MONTANT": "237697998"}),
    "cm-budget/DELEGATIONS_AUTOMATIQUES_BIP2011.xls": Facts(894, {"MONTANT(en milliers)": "42717219"}),
    DAZHOU: Facts(80, different={"详情链接": 80}),
    # Twice the total: the projects, and the row that adds them up and has no label.
    FLANDERS: Facts(24, {"Totale projectkost": "17518492.04"}, {"Nr": 24}),
    SAXONY: Facts(69),
    DUTCH: Facts(99),
    ENGLISH: Facts(394),
    BULGARIAN: Facts(8),
    MEXICO: Facts(500, different={"Clave del Proyecto": 500}),
    "mx-shcp/Provisiones salariales y económicas_Ramo23_2016.csv": Facts(5300, {"Monto aprobado": "54613053674.00"}),
    "za-infrastructure/infrastructure-projects-2019-20.csv": Facts(
        175, {"amount_rands": "37737455000"}, {"project_name": 25}
    ),
}
#: Some costs of the English list are written the continental way: 644310,42.
CONTINENTAL = re.compile(r"\d+,\d\d?")
#: What the note says of the projects without the row that adds them up.
WITHOUT_TOTAL = {FLANDERS: {Decimal(23), Decimal("8759246.02")}}


@pytest.fixture
def table(shared: Path, tmp_path: Path) -> Callable[[str], Records]:
    return lambda name: largest(shared / "data/world" / name, tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_rows_and_sums(name: str, table: Callable[[str], Records]) -> None:
    found, facts = table(name), FILES[name]
    assert len(found.rows) == facts.rows
    assert {column: sum(found.amounts(column)) for column in facts.sums} == {
        column: Decimal(total) for column, total in facts.sums.items()
    }
    assert {column: len({*found.column(column)}) for column in facts.different} == facts.different


def test_every_file_of_these_kinds_is_read_and_every_number_of_its_truth_is_one_of_those_found(shared: Path) -> None:
    with (shared / "data/world/MANIFEST.csv").open(encoding="utf-8", newline="") as text:
        notes = {line["file"]: line["notes"] for line in csv.DictReader(text) if line["kind"] in KINDS}
    assert notes.keys() == FILES.keys()
    for name, note in notes.items():
        truth = note.partition("truth:")[2]
        stated = {Decimal(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", truth)}
        assert stated <= FILES[name].numbers | WITHOUT_TOTAL.get(name, set()), name


def test_a_last_row_without_a_label_adds_up_the_projects(table: Callable[[str], Records]) -> None:
    *projects, total = table(FLANDERS).rows
    costs = [amount(row[4]) for row in projects]
    assert {Decimal(len(projects)), added(costs)} == WITHOUT_TOTAL[FLANDERS]
    assert (total[0], amount(total[4])) == ("", added(costs))


def added(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((each for each in amounts if each is not None), Decimal(0))


def test_of_two_rows_of_header_none_is_data(shared: Path, table: Callable[[str], Records]) -> None:
    found = table(SAXONY)
    assert found.paths[0] == "Name des Begünstigten/beneficiary name"
    sheet = openpyxl.load_workbook(shared / "data/world" / SAXONY, data_only=True).worksheets[0]
    costs = [Decimal(str(sheet.cell(row, 6).value)) for row in range(9, 78)]
    assert added(found.amounts(found.paths[5])) == sum(costs)
    assert found.column(found.paths[3])[0] == "20.11.2015"


def test_the_groups_over_progress_are_part_of_its_headers(table: Callable[[str], Records]) -> None:
    paths = table(MEXICO).paths
    assert {"Avance Financiero/Ejercido", "Avance Físico/% Avance Acumulado"} <= {*paths}


def test_days_and_subsidies_of_the_dutch_list(shared: Path, table: Callable[[str], Records]) -> None:
    found = table(DUTCH)
    plain = pd.read_excel(shared / "data/world" / DUTCH, header=0, dtype=object, engine="calamine")
    assert added(found.amounts(found.paths[11])) == sum(Decimal(str(value)) for value in plain.iloc[:, 11])
    assert [day for day in found.column(found.paths[9]) if day][:1] == ["2012-05-01"]
    assert found.column(found.paths[6])[0] == "n.v.t."


def test_a_unit_that_only_the_header_states_is_kept_with_it_and_no_amount_is_changed(
    shared: Path, table: Callable[[str], Records]
) -> None:
    """£m over plain pounds: the header is wrong, and nothing is multiplied by what it says."""
    found = table(ENGLISH)
    assert found.paths[6:8] == ("ERDF/ESF investment £m", "Total project costs £m")
    for column in (6, 7):
        plain = [row[column].strip() for row in lines(shared / "data/world" / ENGLISH)]
        expected = [Decimal(text) for text in plain if text and not CONTINENTAL.fullmatch(text)]
        read = [parse_amount(text, "元") for text in found.column(found.paths[column])]
        assert [each.value for each in read if each and each.value is not None] == expected


def test_an_amount_that_a_comma_makes_doubtful_is_not_guessed(shared: Path, table: Callable[[str], Records]) -> None:
    found = table(ENGLISH)
    for column, count in ((6, 16), (7, 32)):
        doubtful = [text for text in found.column(found.paths[column]) if parse_amount(text, "元") is None]
        plain = [row[column] for row in lines(shared / "data/world" / ENGLISH) if CONTINENTAL.fullmatch(row[column])]
        assert doubtful == plain
        assert len(doubtful) == count


def lines(path: Path) -> list[list[str]]:
    """The lines of a text under its header, as the standard library reads them."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        _, *found = csv.reader(text)
    return found


def test_the_programmes_of_a_saved_page_add_up_to_its_total(table: Callable[[str], Records]) -> None:
    *programmes, total = table(BULGARIAN).rows
    assert total[0] == "TOTAL"
    for column in (1, 6, 10):
        assert added(amount(row[column]) for row in programmes) == amount(total[column])


def test_notices_whose_header_names_one_column_too_many_are_all_taken(shared: Path, tmp_path: Path) -> None:
    """They fit the declared dataset: delivered under a name with a year, for the list states none."""
    name, source = "采购公告2025年.csv", shared / "data/world" / DAZHOU
    read = delivered(tmp_path, "procurement/platform_notices", {name: source})
    expected = [(row[0], row[1], row[3], row[4].rpartition("=")[2]) for row in lines(source)]
    assert read.rows(name, "notice_title, region_name, published_on::VARCHAR, notice_id") == expected
    (told,) = read.findings(name, "EXT-SHORT-HEADER")
    assert "公告ID" in told.message_zh
    read.home.close()
