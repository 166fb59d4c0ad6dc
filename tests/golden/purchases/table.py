"""What was told of every planted fault, as a table: found or not, by which rules, in which rows.

`python -m tests.golden.purchases.table` writes `told.csv` anew.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.golden.purchases.judging import CLEAN, Judged, judged, serious
from tests.golden.purchases.rows import FOLDER, Fault, faults

TABLE = FOLDER / "told.csv"
COLUMNS = ("fault", "expected", "found", "told", "also_told")


@dataclass(frozen=True)
class Told:
    """A fault, what is told where it is to be told, and what else is told of its chains and not of those without a
    fault; each as `rule file/row`.
    """

    fault: Fault
    hits: tuple[str, ...]
    others: tuple[str, ...]


def read(found: Judged) -> Iterator[Told]:
    """What was told of each fault, in the order of the list."""
    usual = set(_told(found, CLEAN))
    for case, fault in enumerate(faults(), 1):
        wanted = {
            (rule, f"{file}/{row}") for rule in fault.codes for file, rows in fault.places.items() for row in rows
        }
        told = dict.fromkeys(_told(found, case))
        hits = tuple(f"{rule} {place}" for rule, place in told if (rule, place) in wanted)
        others = tuple(f"{rule} {place}" for rule, place in told if (rule, place) not in wanted | usual)
        yield Told(fault, hits, others)


def _told(found: Judged, case: int) -> Iterator[tuple[str, str]]:
    """Rule and row of the errors and warnings, and of the hints that a fault is expected to give."""
    expected = {} if case == CLEAN else faults()[case - 1].codes
    for each, file, row in found.told(case):
        if serious(each) or each.rule in expected:
            yield each.rule, f"{file}/{row}"


def table(found: Judged) -> str:
    """The table as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, *map(_line, read(found))])
    return text.getvalue()


def _line(each: Told) -> Sequence[str]:
    codes = " ".join(each.fault.codes)
    return (each.fault.id, codes, "yes" if each.hits else "no", "; ".join(each.hits), "; ".join(each.others))


def main() -> None:
    """Judge every fault and write the table."""
    with TemporaryDirectory() as work:
        TABLE.write_text(table(judged(Path(work))), encoding="utf-8")


if __name__ == "__main__":
    main()
