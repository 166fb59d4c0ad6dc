"""How the records of a text are cut into fields: delimiter and quotation mark, found by trying.

Does not belong here: encodings, and which record is the header.
"""

import re
from collections import Counter
from itertools import islice

from pipelines.readers import limits
from pipelines.readers.records import Dialect, Record, records

#: In the order in which they are preferred where several cut equally well.
DELIMITERS = ("\t", ";", "|", ",")
QUOTE, APOSTROPHE = '"', "'"
_DECLARED = re.compile(r"\s*\"?sep=(.)\"?\s*$")
_DECIMAL = re.compile(r"-?[\d. ]*\d,\d+")


def find_dialect(lines: list[str]) -> Dialect:
    """The dialect on which most of the first records agree; a first line `sep=;`, as Excel writes it, decides.

    A mark that opens fields but never closes one is an ordinary character (`3"管`), and then there is none.
    """
    declared = _DECLARED.match(lines[0]) if lines else None
    candidates = (declared.group(1),) if declared else DELIMITERS
    found = [Dialect(delimiter, _quote(lines, delimiter)) for delimiter in candidates]
    best = max(found, key=lambda dialect: _agreement(lines, dialect))
    return _without_decimal_commas(best, found, lines)


def first_records(lines: list[str], dialect: Dialect, count: int = limits.HEAD_RECORDS) -> list[Record]:
    """The first records of these lines."""
    return list(islice(records(lines, dialect), count))


def _agreement(lines: list[str], dialect: Dialect) -> tuple[int, int]:
    """How many of the first records agree on a number of fields above one, and on which."""
    first = first_records(lines, dialect, limits.DIALECT_RECORDS)
    widths = Counter(len(record.fields) for record in first if len(record.fields) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _without_decimal_commas(best: Dialect, found: list[Dialect], lines: list[str]) -> Dialect:
    """Where `1,5;2,5` is cut as well by commas as by another delimiter, the commas are decimal marks."""
    if best.delimiter != ",":
        return best
    agreed = _agreement(lines, best)[0]
    for other in found:
        if other is not best and 0 < agreed <= _agreement(lines, other)[0] + 1:
            fields = [field for record in first_records(lines, other) for field in record.fields if "," in field]
            if fields and sum(bool(_DECIMAL.fullmatch(field.strip())) for field in fields) * 2 > len(fields):
                return other
    return best


def _quote(lines: list[str], delimiter: str) -> str:
    text = "".join(lines[: limits.DIALECT_RECORDS])
    for mark in (QUOTE, APOSTROPHE):
        fields = len(re.findall(_quoted(delimiter, mark), text))
        if fields and (mark == QUOTE or fields > text.count(delimiter) // 2):
            return mark
    opening = re.search(rf"(?:^|{re.escape(delimiter)}){QUOTE}", text, re.MULTILINE)
    return "" if opening and len(lines) < limits.DIALECT_RECORDS else QUOTE


def _quoted(delimiter: str, mark: str) -> str:
    """A field in marks, from one delimiter or line end to the next."""
    cut = re.escape(delimiter)
    return rf"(?:^|[\r\n]|{cut}){mark}(?:[^{mark}]|{mark}{mark})*+{mark}(?={cut}|[\r\n]|$)"
