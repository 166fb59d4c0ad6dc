"""A delimited text file to at most one table; its records go to Parquet without passing through Python."""

from collections.abc import Iterable
from pathlib import Path

from gongkai.contract import Contract
from gongkai.engine import engine
from gongkai.findings import Finding, Place, finding
from pipelines.readers import TextFormat, sniff_text, to_utf8
from pipelines.readers.bulk import text_to_parquet
from pipelines.stages.extract.claims import claims
from pipelines.stages.extract.headers import spread
from pipelines.stages.extract.model import FoundTable
from pipelines.stages.extract.sheets import claimed


def table_of_text(
    path: Path, contracts: Iterable[Contract], place: Place, folder: Path
) -> tuple[TextFormat, list[FoundTable], list[Finding]]:
    """How the file is written, its table if a dataset claims it, and the findings. Raises Unreadable."""
    fmt = sniff_text(path)
    takers = claims(fmt.head, spread(fmt.head), "csv", contracts)
    if len(takers) != 1:
        code = "EXT-AMBIGUOUS" if takers else "EXT-NOTHING"
        return fmt, [], [finding(code, place, datasets=", ".join(claim.contract.id for claim in takers))]
    table, findings = claimed(fmt.head, takers[0], place)
    if takers[0].missing:
        return fmt, [table], findings
    rows, faults = _load(path, fmt, table.header_row, folder)
    for fault, count in faults.items():
        where = place.model_copy(update={"dataset": table.dataset})
        findings.append(finding("EXT-RECORD", where, count=count, records=count, fault=fault))
    return fmt, [table.model_copy(update={"data": "t0.parquet", "rows": rows})], findings


def _load(path: Path, fmt: TextFormat, header_row: int, folder: Path) -> tuple[int, dict[str, int]]:
    source = path
    if fmt.encoding not in ("utf-8", "utf-8-sig", "ascii") or fmt.bom:
        source = folder / "utf8.part"
        to_utf8(path, fmt, source)
    with engine([path.parent, folder]) as connection:
        result = text_to_parquet(connection, source, fmt, header_row, folder / "t0.parquet")
    if source != path:
        source.unlink()
    return result.rows, dict(result.faults)
