"""What is to be said of single cells and records of a claimed table: errors, formulas, signs that only one old font can
show.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from gongkai.findings import Finding, Place, finding
from gongkai.masking import mask
from gongkai.values.labels import is_total
from pipelines.readers.grid import Address
from pipelines.stages.extract.body import Body, kept_once
from pipelines.stages.extract.claims import Claim
from pipelines.stages.extract.places import at_cell

SHOWN = 20
#: What is wrong with a record of a text file, in a clerk's words.
BROKEN = {
    "few_fields": "字段太少 too few fields",
    "many_fields": "字段太多 too many fields",
    "bad_quotes": "引号不成对 loose quotes",
    "long_field": "单元过长 a field too long",
}
#: Code points that Unicode leaves to private agreement; old Mongolian fonts put their letters there.
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def odd_cells(claim: Claim, where: Place, body: Body) -> Iterator[Finding]:
    """The findings about cells that something is read from."""
    grid, read = claim.table.grid, _is_read(claim, body)
    errors = sorted(filter(read, grid.errors))
    for number, address in enumerate(errors[:SHOWN], start=1):
        more = len(errors) - SHOWN if number == SHOWN else 0
        value = grid.errors[address]
        yield finding("EXT-ERROR-CELL", at_cell(where, address.row, address.column, value), count=1 + more, value=value)
    yield from _first(where, "EXT-UNCOMPUTED", filter(read, grid.uncomputed))
    yield from _first(where, "STR-011", filter(read, grid.linked))
    yield from _first(where, "EXT-PRIVATE-CODES", _private(claim, body))
    yield from _first(where, "EXT-NOT-MERGED", _not_merged(claim, body))


def broken_records(faults: Mapping[str, int], where: Place) -> Iterator[Finding]:
    """One finding for each kind of fault that records of a text file have."""
    for fault, count in sorted(faults.items()):
        yield finding("EXT-RECORD", where, count=count, records=count, fault=BROKEN[fault])


def short_header(claim: Claim, where: Place, missing: int) -> Iterator[Finding]:
    """The header of a text names columns that no record has; they are blank."""
    named = [path for path in claim.table.paths[-missing:] if path] if missing else []
    if named:
        at = where.model_copy(update={"row": claim.table.header_bottom})
        yield finding("EXT-SHORT-HEADER", at, columns=len(named), titles=mask("、".join(named)))


def _is_read(claim: Claim, body: Body) -> Callable[[Address], bool]:
    if claim.table.cells:
        stated = frozenset(claim.table.at(0, index) for index in claim.fit.read)
        return lambda address: address in stated
    rows = frozenset(body.numbers)
    columns = {claim.table.first_column + index for index in claim.fit.read}
    return lambda address: address.row in rows and address.column in columns


def _private(claim: Claim, body: Body) -> Iterator[Address]:
    for number, row in zip(body.numbers, body.texts, strict=True):
        for index in claim.fit.read:
            if not row[index].isascii() and _PRIVATE.search(row[index]):
                yield claim.table.at(number, index)


def _not_merged(claim: Claim, body: Body) -> Iterator[Address]:
    """Blank cells in a column where others are merged downwards: perhaps the same as above, but nothing says so."""
    table, once = claim.table, kept_once(claim)
    tall = {merge.left for merge in table.grid.merged if merge.bottom > merge.top > table.header_bottom}
    columns = [i for i in sorted(set(claim.fit.read) - once) if table.first_column + i in tall and not table.cells]
    for number, row in zip(body.numbers, body.texts, strict=True) if columns else ():
        if not any(is_total(text) for text in row if text):
            yield from (Address(number, table.first_column + i) for i in columns if not row[i].strip())


def _first(where: Place, code: str, addresses: Iterable[Address]) -> Iterator[Finding]:
    """One finding at the first of the cells, with their number."""
    found = sorted(addresses)
    if found:
        yield finding(code, at_cell(where, found[0].row, found[0].column), count=len(found), cells=len(found))
