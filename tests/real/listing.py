"""Writes what is found in every real file: `python -m tests.real.listing` renews `files.csv`.

The lines of `files.csv` are what a person sees in the files. Where the program gives something else, the line has a
`shortfall` with the reason, and is not renewed.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.contract import load_contracts
from gongkai.findings import Finding, Place
from gongkai.home import DATASETS
from gongkai.masking import mask
from pipelines.stages.extract import FoundTable, extract_file

Line = dict[str, str]
ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
LISTED = Path(__file__).parent / "files.csv"
COLUMNS = (
    *("file", "kind", "encoding", "sheet", "range", "title", "rows", "columns", "unit", "year", "dataset", "part"),
    *("findings", "shortfall"),
)
NOTES = ("README.md",)


def files() -> list[str]:
    """Every file of data, by its place."""
    found = (path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file())
    return sorted(name for name in found if name not in NOTES)


def lines_of(name: str) -> list[Line]:
    """One line for each table of the file, at least one; the facts about the file stand in the first."""
    path = DATA / name
    with TemporaryDirectory(prefix="gongkai-real-") as work:
        contracts = load_contracts(DATASETS).values()
        extraction, findings = extract_file(path, contracts, Place(file=path.name), Path(work, "x"), "x")
    about = {"kind": extraction.type, "encoding": extraction.encoding or "", "findings": _told(findings)}
    lines = [{"file": name, **_table(table)} for table in extraction.tables] or [{"file": name}]
    lines[0] |= about
    return [{**dict.fromkeys(COLUMNS, ""), **line} for line in lines]


def _table(table: FoundTable) -> Line:
    return {
        "sheet": mask(table.sheet or ""),
        "range": table.range or "",
        "title": mask(table.title),
        "rows": str(table.rows),
        "columns": str(len(table.columns)),
        "unit": table.unit or "",
        "year": str(table.fiscal_year or ""),
        "dataset": table.dataset or "",
        "part": table.part or "",
    }


def _told(findings: Iterable[Finding]) -> str:
    counts = Counter(each.rule for each in findings)
    return " ".join(f"{rule} {count}" if count > 1 else rule for rule, count in sorted(counts.items()))


def found() -> Iterator[Line]:
    """The lines of all files as the program gives them, on two cores."""
    with ProcessPoolExecutor(2) as pool:
        for lines in pool.map(lines_of, files()):
            yield from lines


def listed() -> list[Line]:
    """The committed lines."""
    with LISTED.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def renewed() -> list[Line]:
    """The lines of the program, but for files with a shortfall."""
    known = listed() if LISTED.exists() else []
    short = {line["file"] for line in known if line["shortfall"]}
    kept: dict[str, list[Line]] = {name: [line for line in known if line["file"] == name] for name in short}
    given: dict[str, list[Line]] = {}
    for line in found():
        given.setdefault(line["file"], []).append(line)
    return [line for name, lines in given.items() for line in kept.get(name, lines)]


def as_csv(lines: Iterable[Line]) -> str:
    """The text of `files.csv`."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue()


if __name__ == "__main__":
    LISTED.write_text(as_csv(renewed()), encoding="utf-8")
