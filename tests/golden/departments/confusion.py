"""The readings of all planted faults counted: true kind × what was read, and what was told of each fault.

`python -m tests.golden.departments.confusion` writes `confusion.csv`, `told.csv` and docs/explainer-matrix.md anew.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.golden.departments.explainer_page import page
from tests.golden.departments.facts import FOLDER
from tests.golden.departments.judging import Bench
from tests.golden.departments.planting import KINDS, faults
from tests.golden.departments.reading import READ_AS, Read, read

MATRIX, TOLD = FOLDER / "confusion.csv", FOLDER / "told.csv"
PAGE = FOLDER.parents[2] / "docs" / "explainer-matrix.md"
COLUMNS = ("fault", "expected", "told", "true", "read_as", "confidence", "others", "listed", "cell")


def written(bench: Bench) -> dict[Path, str]:
    """What the committed files ought to hold."""
    every = [read(fault, bench.findings(fault)) for fault in faults()]
    return {MATRIX: matrix(every), TOLD: told(every), PAGE: page(every)}


def matrix(every: Sequence[Read]) -> str:
    """The confusion matrix as CSV: a row for each true kind, a column for what it is read as."""
    counted = Counter((each.true, each.kind) for each in every)
    return _csv([("true", *READ_AS), *((true, *(counted[true, kind] for kind in READ_AS)) for true in KINDS)])


def told(every: Sequence[Read]) -> str:
    """As CSV: the rules told of each fault, and how it was read."""
    return _csv([COLUMNS, *map(_line, every)])


def _line(each: Read) -> Sequence[str]:
    plain = (each.fault.id, " ".join(each.fault.rules), " ".join(each.told), each.true)
    if not each.true:
        return (*plain, "", "", "", "", "")
    sure = "" if each.confidence is None else f"{each.confidence:.2f}"
    return (*plain, each.kind, sure, " ".join(each.others), _yes(each.listed), _yes(each.cell))


def _yes(holds: bool | None) -> str:
    return "" if holds is None else "yes" if holds else "no"


def _csv(rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def main() -> None:
    """Try every fault and write the files."""
    with TemporaryDirectory() as work:
        for path, text in written(Bench(Path(work))).items():
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
