"""Writes `docs/real-files.md` from `files.csv`: `python -m tests.real.page`. Needs no real file."""

from itertools import groupby

from tests.real.listing import ROOT, Line, listed

PAGE = ROOT / "docs" / "real-files.md"
HEAD = """# Real files

What is found in each of the real files that the tests read from `../shared/data` (its README names publishers and licences; no file is copied here).
Written by `python -m tests.real.page` from `tests/real/files.csv`, which `tests/real/test_files.py` holds against the files; the row counts and sums
that publishers state are in `tests/real/test_truths.py`. A table without a dataset is one that no declared dataset claims: found, counted, not used.
"""
TABLE = """
| file | kind | sheet | range | title | rows | columns | unit | year | dataset | findings |
|---|---|---|---|---|---:|---:|---|---|---|---|
"""
PLAIN = ("sheet", "range", "title", "rows", "columns", "unit", "year")


def page() -> str:
    """The page as it must stand."""
    folders = groupby(listed(), key=lambda line: line["file"].rpartition("/")[0])
    return HEAD + "".join(f"\n## {name}\n{TABLE}{''.join(map(_line, lines))}" for name, lines in folders)


def _line(line: Line) -> str:
    """One table; the facts about the file stand with its first."""
    first = bool(line["kind"])
    name = line["file"].rpartition("/")[2] if first else ""
    told = line["findings"] + (f" **Known shortfall: {line['shortfall']}.**" if line["shortfall"] else "")
    dataset = " ".join(filter(None, (line["dataset"], line["part"])))
    kind = " ".join(filter(None, (line["kind"], line["encoding"])))
    cells = [name, kind, *(line[key] for key in PLAIN), dataset, told.strip()]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
