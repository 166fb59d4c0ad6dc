"""The negative list (负面清单) against one submission: words in its texts, names of its columns, the dataset itself.

Openness is the rule and the list the exception (《政府信息公开条例》第五条), so nothing is blocked without an entry
in force. A pattern is a plain term, or several with | between them. Personal data inside a cell is a check of the
dataset, not an entry here.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.contract import Contract
from gongkai.decision import Reason
from gongkai.engine import literal, name, parquet
from gongkai.registers import NegativeEntry
from publish.review.reasons import reason

if TYPE_CHECKING:
    import duckdb

# A tag other than this means that no primary text has confirmed the basis yet.
CONFIRMED = "V"


def negative_hits(
    connection: "duckdb.DuckDBPyConnection",
    table: Path,
    contract: Contract,
    entries: Iterable[NegativeEntry],
    day: date,
) -> tuple[Reason, ...]:
    """One reason for each entry in force on `day` that the submission in the Parquet file `table` runs into, in the
    order of the list.
    """
    valid = [entry for entry in entries if entry.valid_on(day)]
    worded = _columns_with(connection, table, contract, [entry for entry in valid if entry.matcher == "keyword"])
    hits: list[Reason] = []
    for entry in valid:
        if entry.matcher == "keyword":
            places = worded.get(entry.id, [])
        elif entry.matcher == "column":
            places = [f.name for f in contract.table.fields if any(t in f.title or t == f.name for t in _terms(entry))]
        else:
            places = [contract.id] if contract.id in _terms(entry) else []
        if places:
            hits.append(_hit(entry, places))
    return tuple(hits)


def _terms(entry: NegativeEntry) -> list[str]:
    return [term for term in entry.pattern.split("|") if term]


def _columns_with(
    connection: "duckdb.DuckDBPyConnection", table: Path, contract: Contract, entries: list[NegativeEntry]
) -> dict[str, list[str]]:
    """Entry id -> columns with one of its words. All texts of a row are looked at as one; where a word is found, it is
    looked for column by column.
    """
    texts = [field.name for field in contract.table.fields if field.type == "string"]
    if not entries or not texts:
        return {}
    # No word holds the separator, so none is found where two texts meet.
    rows = f"(SELECT concat_ws(chr(31), {', '.join(map(name, texts))}) AS texts FROM {parquet(table)})"
    met = _which(connection, rows, [_holds(entry, "texts") for entry in entries])
    found: dict[str, list[str]] = {}
    for entry in (entry for entry, hit in zip(entries, met, strict=True) if hit):
        hits = _which(connection, parquet(table), [_holds(entry, column) for column in texts])
        found[entry.id] = [column for column, hit in zip(texts, hits, strict=True) if hit]
    return found


def _which(connection: "duckdb.DuckDBPyConnection", rows: str, conditions: list[str]) -> tuple[bool, ...]:
    """Which of the conditions hold on some row."""
    tests = ", ".join(f"coalesce(bool_or({condition}), false)" for condition in conditions)
    return connection.execute(f"SELECT {tests} FROM {rows}").fetchall()[0]


def _holds(entry: NegativeEntry, column: str) -> str:
    return " OR ".join(f"contains({name(column)}, {literal(term)})" for term in _terms(entry)) or "false"


def _hit(entry: NegativeEntry, places: list[str]) -> Reason:
    basis = entry.basis if entry.tag == CONFIRMED else f"{entry.basis}（依据待核）"
    code = "NEG-MASK" if entry.action == "mask" else "NEG-LIST"
    titles = {"title_zh": entry.title_zh, "title_en": entry.title_en}
    return reason(code, basis=basis, entry=entry.id, place=", ".join(places), **titles)
