"""What is to be said of the columns of a claimed table: missing, meant twice, read by nobody; nothing goes unsaid."""

import re
from collections.abc import Iterator

from gongkai.findings import Finding, Place, finding
from gongkai.masking import find, mask
from pipelines.stages.extract.body import Body
from pipelines.stages.extract.claims import Claim
from pipelines.stages.extract.places import at_cell

_DIGITS = re.compile(r"\d{3}")


def missing_columns(claim: Claim, where: Place) -> Iterator[Finding]:
    """What the table lacks; each of these keeps it from being used."""
    for column in (*claim.fit.missing, *claim.fit.unstated):
        field = claim.contract.table.by_name[column]
        code = "EXT-COLUMN" if column in claim.fit.missing else "EXT-CONTEXT"
        yield finding(code, where, title=field.title, title_en=field.title_en)
    if claim.fit.part_unknown:
        labels = "、".join(label for part in claim.layout.parts.values() for label in part.labels)
        yield finding("EXT-PART", where, labels=labels)


def doubtful_columns(claim: Claim, where: Place) -> Iterator[Finding]:
    """Columns that could be meant twice, and columns that no dataset column is read from."""
    table = claim.table
    for index in claim.fit.twice:
        yield finding("EXT-COLUMN-TWICE", _at(where, claim, index), title=mask(table.paths[index]))
    for index, header in enumerate(table.paths):
        if header and index not in claim.fit.read and index not in claim.fit.twice:
            yield finding("EXT-SPARE-COLUMN", _at(where, claim, index), title=mask(header))


def unnamed_columns(claim: Claim, where: Place, body: Body) -> Iterator[Finding]:
    """Columns without a header that hold text."""
    for index, header in enumerate(claim.table.paths):
        if header:
            continue
        row = next((number for number, row in zip(body.numbers, body.texts, strict=True) if row[index]), None)
        if row:
            yield finding("EXT-SPARE-COLUMN", at_cell(where, *claim.table.at(row, index)), title="—")


def people_aside(claim: Claim, where: Place, body: Body) -> Iterator[Finding]:
    """Personal numbers in columns that nobody reads, named or not (SEC-002): nothing of them is kept or published."""
    for index in range(len(claim.table.paths)):
        if index in claim.fit.read:
            continue
        cells = zip(body.numbers, (row[index] for row in body.texts), strict=True)
        rows = [number for number, text in cells if _DIGITS.search(text) and find(text)]
        if rows:
            at = at_cell(where, *claim.table.at(rows[0], index))
            yield finding("SEC-002", at, count=len(rows), cells=len(rows))


def _at(where: Place, claim: Claim, index: int) -> Place:
    return at_cell(where, *claim.table.at(claim.table.header_bottom, index))
