"""The delimited texts of other governments are read in the encoding that the list of these files states."""

import csv
from pathlib import Path

import pytest

from pipelines.readers import members, sniff, sniff_text, text_grid

#: How the list names encodings, and how a codec is called; ASCII is a part of UTF-8.
NAMED = {"ASCII": "utf-8", "UTF-8": "utf-8", "UTF-8-BOM": "utf-8", "UTF-16LE-BOM": "utf-16-le", "GB18030": "gb18030"}
TEXTS = ("csv", "tsv")


def test_every_text_is_read_in_its_encoding(shared: Path) -> None:
    world = shared / "data/world"
    with (world / "MANIFEST.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = [row for row in csv.DictReader(file) if row["format"] in TEXTS]
    assert len(listed) > 20
    for row in listed:
        fmt = sniff_text(world / row["file"])
        expected = NAMED.get(row["encoding"], row["encoding"])
        assert (row["file"], fmt.encoding, fmt.bom) == (row["file"], expected, row["encoding"].endswith("BOM"))
        grid = text_grid(world / row["file"], fmt)
        assert grid.faults == {}, row["file"]


def test_a_heading_of_lost_characters_is_read_as_it_stands(shared: Path) -> None:
    path = shared / "data/csv/Anhui 2017.csv"
    fmt = sniff_text(path)
    assert (fmt.encoding, fmt.repaired) == ("gb18030", False)
    grid = text_grid(path, fmt)
    assert [grid.text(line, 1) for line in (1, 2, 3)] == [
        "Database???Annual by Province",
        "Region：Anhui",
        "Year：2017",
    ]
    assert (grid.text(5, 1), grid.text(5, 2)) == (
        "Local Governments General Budgetary Revenue(100 million yuan)",
        "2812.45",
    )


@pytest.mark.parametrize(
    ("name", "lines"),
    [("il-budget/changes_total.csv.gz", 59_587), ("uk-northtyneside-spending/northtyneside_payments.csv.gz", 730_907)],
)
def test_packed_texts_are_unpacked_whole(shared: Path, tmp_path: Path, name: str, lines: int) -> None:
    path = shared / "data/world" / name
    assert sniff(path).kind == "gz"
    for member in members(path, "gz", tmp_path):
        assert member.path is not None
        assert sniff(member.path).kind == "csv"
        with member.path.open("rb") as file:
            assert sum(1 for _ in file) == lines
    assert list(tmp_path.iterdir()) == []
