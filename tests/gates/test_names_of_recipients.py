"""Names of recipients of subsidies: nothing but the first character leaves the landed and the extracted files, and the
columns of numbers and addresses beside them are not read.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.lake import STAGES
from pipelines.explain import explain
from pipelines.receipts.write import write_receipts
from tests.support.sheets import Cell, Sheet, workbook
from tests.support.town import Town, declared, stored

PAYMENTS = "budget/subsidy_payments"
IDENTITY = "11010519491231002X"
NAMES = ("甄珂玥", "欧阳璟璇", "仉霁昀", "卜珩瑾")
HEADERS = (
    *("序号", "政策编码", "发放期", "村代码", "村名", "身份证号", "领取人", "补贴面积", "补贴标准", "补贴金额"),
    *("名单确定日期", "家庭住址"),
)


def line(number: str, name: str, amount: Cell = 600, **other: Cell) -> list[Cell]:
    """A row of the list; `other` are cells by their header."""
    cells: list[Cell] = [
        number,
        "BT01",
        "全年",
        "999901101201",
        "东村村",
        IDENTITY,
        name,
        10,
        60,
        amount,
        "2026-03-01",
        "东村一组",
    ]
    return [other.get(header, cell) for header, cell in zip(HEADERS, cells, strict=True)]


def listed(*rows: list[Cell]) -> bytes:
    """A village's list with its total."""
    top: list[list[Cell]] = [["2026年耕地地力保护补贴发放明细表"], ["单位：元"], [*HEADERS]]
    return workbook({"东村": Sheet([*top, *rows])})


def csv_of(*rows: list[Cell]) -> bytes:
    """The same as a text."""
    top: list[list[Cell]] = [["2026年耕地地力保护补贴发放明细表"], ["单位：元"], [*HEADERS]]
    return "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in [*top, *rows]).encode()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A city that publishes the payments and nothing else."""
    found = Town(tmp_path / "home")
    vars(found.home)["contracts"] = {PAYMENTS: declared()[PAYMENTS]}
    yield found
    found.home.close()


def kept(town: Town) -> str:
    """All that is kept of the tables after they were read, and all that is said of them."""
    lake = town.home.lake.root
    files = [path for path in lake.rglob("*.parquet") if not {*STAGES[:2]} & {*path.relative_to(lake).parts}]
    assert files
    write_receipts(town.home)
    said = [path.read_text(encoding="utf-8") for path in town.root.rglob("*.html")]
    return "\n".join([*(str(stored(path)) for path in files), *map(str, town.findings), *said])


def test_a_list_with_identity_numbers_is_used_without_them(town: Town) -> None:
    town.put("102/补贴2026.xlsx", listed(*(line(str(n), name) for n, name in enumerate(NAMES, start=1))))
    town.publish()
    assert len(town.home.journal.releases.published()) == 1
    assert town.only("SEC-002").count == len(NAMES)
    assert {"身份证号", "家庭住址"} <= {each.message_zh.split("”")[0][1:] for each in town.told("EXT-SPARE-COLUMN")}
    text = kept(town)
    assert "甄*" in text
    assert [each for each in (*NAMES, *(name[1:] for name in NAMES), IDENTITY, "东村一组") if each in text] == []


def test_the_public_tree_shows_first_characters_alone(town: Town) -> None:
    town.put("102/补贴2026.xlsx", listed(line("1", NAMES[0]), line("2", NAMES[1])))
    town.publish()
    (path,) = town.home.public.rglob("*.parquet")
    assert [row[0] for row in stored(path, "SELECT beneficiary_masked FROM stored")] == ["甄*", "欧*"]


def test_the_way_back_of_a_name_shows_no_more_than_is_published(town: Town) -> None:
    town.put("102/补贴2026.xlsx", listed(line("1", NAMES[0]), line("2", NAMES[1])))
    town.publish()
    way = explain(town.home, PAYMENTS, {"line_no": "1"}, "beneficiary_masked")
    assert [(cell.address, cell.text) for cell in way.cells] == [("G4", "甄*")]
    assert NAMES[0] not in way.model_dump_json()


@pytest.mark.parametrize("header", ["补贴金额", "名单确定日期", "补贴面积"])
def test_a_name_in_the_wrong_column_is_told_without_it(town: Town, header: str) -> None:
    town.put("102/补贴2026.xlsx", listed(line("1", NAMES[0]), line("2", NAMES[1], **{header: NAMES[3]})))
    town.refresh()
    assert {"VAL-AMOUNT", "VAL-DATE"} & town.rules
    assert NAMES[3][1:] not in kept_findings(town)


def kept_findings(town: Town) -> str:
    return "\n".join(map(str, town.findings))


def test_a_broken_record_keeps_no_name(town: Town) -> None:
    broken = [*line("2", NAMES[1]), "多余", NAMES[3]]
    town.put("102/补贴2026.csv", csv_of(line("1", NAMES[0]), broken, line("3", NAMES[2])))
    town.refresh()
    assert "VAL-RECORD" in town.rules
    assert [name for name in (NAMES[0], NAMES[2], NAMES[3]) if name in kept(town)] == []


@pytest.mark.parametrize(
    ("row", "rule"),
    [(line("2", f"{NAMES[3]}×××"), "STR-009"), ([f"备注：{NAMES[3]} 已故", *[None] * 11], "EXT-NOTE")],
)
def test_what_is_told_of_residue_and_notes_is_told_without_names(town: Town, row: list[Cell], rule: str) -> None:
    town.put("102/补贴2026.xlsx", listed(line("1", NAMES[0]), row))
    town.refresh()
    assert rule in town.rules
    assert NAMES[3][1:] not in kept(town)


def test_a_printed_total_is_no_name(town: Town) -> None:
    total = line("", "合计", 1200, **{header: None for header in HEADERS if header not in ("领取人", "补贴金额")})
    slot = town.standardise(PAYMENTS, "102/补贴2026.xlsx", listed(line("1", NAMES[0]), line("2", NAMES[1]), total))
    assert slot is not None
    assert slot.submission is not None
    assert [each.label for each in slot.submission.totals] == ["合计"]
    assert slot.submission.rows == 2
