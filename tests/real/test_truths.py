"""What the real files themselves state (row counts, sums, totals) is what the readers find in them.

The truths are those of `world/MANIFEST.csv`, stated by the publisher or counted by hand. Lists of projects and notices
are in `test_procurement_and_projects`.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.engine import engine
from pipelines.readers import members, sniff_text
from pipelines.readers.bulk import bulk_relation, text_to_parquet
from pipelines.readers.tables import find_tables
from tests.real.records import Records, amount, largest, tables


@dataclass(frozen=True)
class Truth:
    """The rows of the file's largest table, and what its columns add up to."""

    file: str
    rows: int
    sums: dict[str, str] = field(default_factory=dict)


TRUTHS = (
    Truth("au-budget/201505181230budget1516.csv", 1608),
    Truth("ca-objects/gov-objs-2022.csv", 776),
    Truth("cn-nbs/主要城市年度数据.xls", 36),
    Truth("cn-nbs/分省年度数据_GDP.csv", 31),
    Truth("jp-spending/tsukuba_2021.csv", 4105, {"amount": "89713000000"}),
    Truth("mk-budget/MFBudzetIRebalansNaRMmk-MK.csv", 10_153),
    Truth("pl-budget/budzet_zadaniowy_2011.csv", 1822),
    Truth("uk-leeds-spending/leeds_2011-01.csv", 8837, {"Net Amount": "65483945.63"}),
    Truth("uk-pollock/HMRC_spending_over_25000_for_September_2018.csv", 406, {"Amount": "118461709.02"}),
    Truth("us-oakland/BudgetData for Public Adopted FY2016-17 Midcycle.xlsx", 11_231, {"AMT": "2476520156"}),
    Truth("us-okc-wichita/2017-wichita-adopted-budget.csv", 8530, {"appropriation_amt": "1644187957"}),
)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.file.split("/")[0])
def test_rows_and_sums(truth: Truth, shared: Path, tmp_path: Path) -> None:
    found = largest(shared / "data/world" / truth.file, tmp_path)
    assert len(found.rows) == truth.rows
    assert {name: sum(found.amounts(name)) for name in truth.sums} == {
        name: Decimal(total) for name, total in truth.sums.items()
    }


def world(shared: Path, name: str, work: Path) -> Records:
    return largest(shared / "data/world" / name, work)


def test_every_province_has_nineteen_years(shared: Path, tmp_path: Path) -> None:
    found = world(shared, "cn-nbs/分省年度数据_GDP.csv", tmp_path)
    assert found.paths == ("地区", *(f"{year}年" for year in range(2024, 2005, -1)))
    assert all(all(row) for row in found.rows)
    assert found.of("地区", "北京市").column("2024年") == ["49670.2"]


def test_the_list_of_universities_counts_itself(shared: Path, tmp_path: Path) -> None:
    """2101 schools, as the title states, and as the group rows 北京市（82所） add up to."""
    rows = [
        row for table in tables(shared / "data/world/cn-moe/全国普通高校名单_2011.xls", tmp_path) for row in table.rows
    ]
    groups = [match for row in rows if (match := re.search(r"[(（](\d+)\s*所[)）]", "".join(row))) and not row[-1]]
    schools = [row for row in rows if row[0].isdigit()]
    assert len(schools) == 2101
    assert len(groups) == 31
    assert sum(int(match[1]) for match in groups) == 2101


def test_a_budget_and_its_rebalance_in_one_file(shared: Path, tmp_path: Path) -> None:
    found = world(shared, "mk-budget/MFBudzetIRebalansNaRMmk-MK.csv", tmp_path)
    published = "Датум на објавување"
    days = {f"{day}T00:00:00": rows for day, rows in (("2014-01-01", 3321), ("2014-09-09", 3535), ("2015-01-01", 3297))}
    assert {day: len(found.of(published, day).rows) for day in days} == days
    assert sum(found.of(published, "2014-01-01T00:00:00").amounts("Буџет")) == Decimal("76218172560")


def test_each_level_of_the_polish_budget_adds_up_to_the_whole(shared: Path, tmp_path: Path) -> None:
    found = world(shared, "pl-budget/budzet_zadaniowy_2011.csv", tmp_path)
    levels = {level: found.of("level", level).amounts("v_total") for level in "abcd"}
    assert {level: len(amounts) for level, amounts in levels.items()} == {"a": 1, "b": 22, "c": 141, "d": 660}
    assert {sum(amounts) for amounts in levels.values()} == {Decimal(397504708)}


def test_segments_of_staff_add_up_to_the_stated_total(shared: Path, tmp_path: Path) -> None:
    name = "uk-pollock/Note_4_Staff_costs_-_Average_number_of_persons_employed_13-14.csv"
    rows = [row for table in tables(shared / "data/world" / name, tmp_path) for row in table.rows]
    labels = [row[0].strip() for row in rows]
    first = labels.index("Total")
    assert first == 9
    assert sum(amount(row[6]) or 0 for row in rows[:first]) == amount(rows[first][6]) == 2327
    assert [amount(rows[labels.index(name)][6]) for name in ("Core Department", "NDPBs")] == [2308, 19]


def test_adopted_and_amendments_make_the_amended_budget(shared: Path, tmp_path: Path) -> None:
    found = world(shared, "us-okc-wichita/fy2014-okc-expense-budget.csv", tmp_path)
    assert len(found.rows) == 4500
    adopted, amendments, amended = (
        sum(found.amounts(name)) for name in ("FY2014 Adopted Budget", "Amendments", "FY2014 Amended Budget")
    )
    assert (adopted, amendments, amended) == (1_130_041_489, 18_224_857, 1_148_266_346)
    assert adopted + amendments == amended


def test_the_request_for_pensions(shared: Path, tmp_path: Path) -> None:
    texts = [
        text
        for table in tables(shared / "data/world/us-philadelphia/390-Pension.XLS", tmp_path)
        for row in table.rows
        for text in row
    ]
    assert "9908000" in texts


@pytest.mark.parametrize(
    ("name", "rows", "column", "total"),
    [
        ("il-budget/changes_total.csv.gz", 59_587, None, None),
        ("uk-northtyneside-spending/northtyneside_payments.csv.gz", 730_906, "Net Amount", "1223801487.36"),
    ],
)
def test_large_packed_files(
    name: str, rows: int, column: str | None, total: str | None, shared: Path, tmp_path: Path
) -> None:
    """Whole in the engine, as the bulk path reads them; the Israeli log has no header."""
    for member in members(shared / "data/world" / name, "gz", tmp_path):
        assert member.path is not None
        fmt, target = sniff_text(member.path), tmp_path / "body.parquet"
        table = find_tables(fmt.head)[0]
        with engine([tmp_path]) as connection:
            text_to_parquet(connection, member.path, fmt, table.header_bottom, target)
            place = table.paths.index(column) if column else 0
            asked = f"count(*), sum(CAST(nullif(c{place}, '') AS DECIMAL(18,2)))" if column else "count(*), NULL"
            assert connection.execute(f"SELECT {asked} FROM ({bulk_relation(target)})").fetchone() == (
                rows,
                Decimal(total) if total else None,
            )
