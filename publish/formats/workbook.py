"""The official workbook (官方版式工作簿): a release printed in the layout in which departments hand it in, for people.

Here belong which workbook is made, from which rows and in which unit, and when none is. Its form belongs to `official`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.contract import Contract
from gongkai.engine import name, parquet
from gongkai.values.amounts import UNITS
from publish.formats.official.book import CONTENTS, Book
from publish.formats.official.form import Form, form_of
from publish.formats.official.lines import Department, department
from publish.formats.official.sheet import Shared, draw

if TYPE_CHECKING:
    import duckdb

#: A workbook is drawn in memory: so many cells take 0.2 GB and print as a thousand pages.
MOST_CELLS = 300_000
#: Spreadsheet programs open a thousand sheets; nobody finds anything among more.
MOST_SHEETS = 1_000
LARGER = ("亿元", "百万元", "万元", "千元", "元")


@dataclass(frozen=True)
class Source:
    """The rows of one department: its code and name, and their Parquet file."""

    entity: str
    name: str
    table: Path


@dataclass(frozen=True)
class Identity:
    """What the workbook says of itself: period, number and address of the version it is printed from."""

    period: int
    version: int
    address: str


@dataclass(frozen=True)
class Unprinted:
    """Why there is no workbook."""

    zh: str
    en: str


def write(
    connection: "duckdb.DuckDBPyConnection",
    contract: Contract,
    sources: Sequence[Source],
    identity: Identity,
    target: Path,
) -> Unprinted | None:
    """Print the rows of a release, departments in the given order. Returns why it was not made, None where it was.

    Raises ValueError for a dataset without a layout that prints.
    """
    rows = parquet(*(source.table for source in sources))
    form = form_of(contract, identity.period, _filled(connection, contract, rows))
    if form is None:
        raise ValueError(f"{contract.id} has no layout that prints")
    cells = _count(connection, rows) * sum(len(block.columns) for block in form.blocks)
    if cells > MOST_CELLS:
        return _too_large(f"{cells:,} 个单元格", f"{cells:,} cells", f"{MOST_CELLS:,}")
    found = [_department(connection, contract, form, source, identity.period) for source in sources]
    sheets = sum(len(each.sheets) for each in found)
    if sheets > MOST_SHEETS:
        return _too_large(f"{sheets:,} 张表", f"{sheets:,} sheets", f"{MOST_SHEETS:,}")
    if not sheets:
        return Unprinted("没有可按官方版式排印的行", "no row can be printed in the official layout")
    _draw(contract, found, identity, _unit(connection, form, rows), target)
    return None


def _too_large(zh: str, en: str, most: str) -> Unprinted:
    return Unprinted(
        f"有 {zh}，超过一本可打印工作簿的上限 {most}；请用 CSV 或 Parquet",
        f"{en} are more than a printable workbook may have ({most}); use the CSV or the Parquet file",
    )


def _count(connection: "duckdb.DuckDBPyConnection", rows: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {rows}").fetchall()[0][0])


def _filled(connection: "duckdb.DuckDBPyConnection", contract: Contract, rows: str) -> set[str]:
    """The columns that hold anything."""
    names = contract.table.value_names
    counts = connection.execute(f"SELECT {', '.join(f'count({name(each)})' for each in names)} FROM {rows}").fetchall()
    return {each for each, count in zip(names, counts[0], strict=True) if count}


def _unit(connection: "duckdb.DuckDBPyConnection", form: Form, rows: str) -> str:
    """The unit of the form, or the largest smaller one in which every amount has no more than two decimals."""
    prints = form.layout.prints
    assert prints is not None
    columns = {column.field.name for block in form.blocks for column in block.columns if column.is_money}
    if form.layout.unit != "stated" or not columns:
        return prints.unit
    for unit in LARGER[LARGER.index(prints.unit) :]:
        # Whole hundredths of the unit: in 分, whole numbers of yuan in the unit.
        exact = [f"coalesce(bool_and(({name(each)} * 100)::HUGEINT % {UNITS[unit]:f} = 0), true)" for each in columns]
        if connection.execute(f"SELECT {' AND '.join(sorted(exact))} FROM {rows}").fetchall()[0][0]:
            return unit
    return "元"


def _department(
    connection: "duckdb.DuckDBPyConnection", contract: Contract, form: Form, source: Source, period: int
) -> Department:
    names = contract.table.value_names
    query = f"SELECT {', '.join(map(name, names))} FROM {parquet(source.table)}"
    rows: Iterator[dict[str, Any]] = (
        dict(zip(names, row, strict=True)) for row in connection.execute(query).fetchall()
    )
    return department(contract, form, (source.entity, source.name), period, rows)


def _draw(contract: Contract, found: Sequence[Department], identity: Identity, unit: str, target: Path) -> None:
    dataset = contract.dataset
    book = Book(target, f"{dataset.title.zh} {identity.period}", f"{contract.id} v{identity.version}")
    shared = Shared(
        contract, book.styles, unit, f"{contract.id} {identity.period} v{identity.version}", _notes(contract, identity)
    )
    listed = book.sheet(CONTENTS) if sum(len(each.sheets) for each in found) > 1 else None
    entries = []
    for each in found:
        for number, sheet in enumerate(each.sheets):
            target_sheet = book.sheet(_sheet_name(contract, found, each, sheet.heading.texts))
            draw(target_sheet, sheet, each.name, shared, _left_out(each) if number == 0 else ())
            line = f"{each.name}　{sheet.heading.title}" if len(found) > 1 else sheet.heading.title
            entries.append((target_sheet.get_name(), line))
    if listed is not None:
        book.contents(listed, f"{dataset.title.zh}（{identity.period}）", entries)
    book.close()


def _sheet_name(contract: Contract, found: Sequence[Department], each: Department, texts: Sequence[str]) -> str:
    """The official name where there is one department, else the department; what tells its sheets apart behind it."""
    layout = contract.sources.printing
    assert layout is not None
    assert layout.prints is not None
    named = layout.prints.sheet if len(found) == 1 else f"{each.entity} {each.name}"
    return " ".join((named, *(texts if len(each.sheets) > 1 else ())))


def _notes(contract: Contract, identity: Identity) -> tuple[str, ...]:
    title, version = contract.dataset.title, identity.version
    return (
        f"注：由公开数据“{title.zh}”（{contract.id}，{identity.period}，v{version}）按官方版式排印：{identity.address}",
        f"Note: printed in the official layout from the open dataset “{title.en}” v{version}.",
    )


def _left_out(each: Department) -> tuple[str, ...]:
    if not each.left_out:
        return ()
    return (
        f"注：数据集中另有 {each.left_out} 行不属于此表式，未排印。",
        f"Note: {each.left_out} more rows of the dataset have no place in this form and are not printed.",
    )
