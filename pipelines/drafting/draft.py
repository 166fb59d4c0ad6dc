"""From an example file to a folder of declarations. Nothing that exists is overwritten."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.contract import Contract, load_contract
from gongkai.errors import GongkaiError
from gongkai.files import write_whole
from gongkai.values.amounts import unit_in
from gongkai.values.dates import year_in
from gongkai.values.labels import normalise
from pipelines.drafting.columns import guess
from pipelines.drafting.declare import Example, checks_of, dataset_of, schema_of, sources_of
from pipelines.drafting.example import Found, columns_of, tables_of
from pipelines.drafting.keys import column_sums, data_rows, key_of, total_labels, totals_hold
from pipelines.drafting.names import column_names, known_names
from pipelines.drafting.yaml_text import yaml_text

_ID = re.compile(r"[a-z]+/[a-z][a-z0-9_]*")
_YEAR_WORDS = re.compile(r"(?:(?:19|20)[0-9]{2}\s*年?)|年度|\(.*\)")


@dataclass(frozen=True)
class Draft:
    """What was written: the contract as the platform reads it, its files, the table it was made from, the others."""

    contract: Contract
    files: tuple[Path, ...]
    table: Found
    others: tuple[Found, ...]
    why: dict[str, str]


def draft_dataset(
    dataset_id: str, example: Path, datasets: Path, contracts: Iterable[Contract], number: int | None = None
) -> Draft:
    """Draft `dataset_id` in the folder `datasets` from a table of the example: the `number`th, else the longest.

    Raises GongkaiError: an id of another form, a folder that exists, a file without such a table; Unreadable.
    """
    folder = datasets / dataset_id
    _refuse(dataset_id, folder)
    tables = tables_of(example)
    table = _chosen(tables, number, example)
    seen = _example(table, contracts)
    year = table.year or year_in(example.name) or _latest(contracts)
    declared = {
        "dataset.yml": dataset_of(dataset_id, seen, year),
        "schema.yml": schema_of(seen),
        "sources.yml": sources_of(seen),
        "checks.yml": checks_of(seen),
    }
    why = {name: each.why for name, each in zip(seen.names, seen.guesses, strict=True)}
    for name, content in declared.items():
        write_whole(folder / name, yaml_text(content, why if name == "schema.yml" else {}))
    files = tuple(folder / name for name in declared)
    others = tuple(other for other in tables if other is not table)
    return Draft(load_contract(folder), files, table, others, why)


def _refuse(dataset_id: str, folder: Path) -> None:
    if not _ID.fullmatch(dataset_id):
        raise GongkaiError(
            f"数据集标识“{dataset_id}”不合规则",
            f"{dataset_id} is no dataset id",
            "写成 领域/名称，如 budget/three_public，只用小写字母、数字和下划线",
            "write domain/name, such as budget/three_public, in small letters, digits and underscores",
        )
    if folder.exists():
        raise GongkaiError(
            f"{folder} 已经存在，什么都没有写",
            f"{folder} exists already; nothing was written",
            "换一个标识，或先移走这个文件夹",
            "choose another id, or move the folder away",
        )


def _chosen(tables: list[Found], number: int | None, example: Path) -> Found:
    if not tables:
        raise GongkaiError(
            f"在 {example.name} 里没有找到有表头的表",
            f"no table with a header was found in {example.name}",
            "用 gongkai check 看看这个文件，或换一个示例",
            "look at the file with gongkai check, or take another example",
        )
    if number is None:
        return max(tables, key=lambda table: len(table.rows))
    if not 1 <= number <= len(tables):
        raise GongkaiError(
            f"{example.name} 里只有 {len(tables)} 张表",
            f"{example.name} has {len(tables)} tables",
            f"--table 取 1 到 {len(tables)}",
            f"give --table 1 to {len(tables)}",
        )
    return tables[number - 1]


def _example(table: Found, contracts: Iterable[Contract]) -> Example:
    columns = columns_of(table)
    rows = data_rows(columns)
    data = tuple(replace(column, texts=tuple(column.texts[row] for row in rows)) for column in columns)
    guesses = tuple(map(guess, data))
    known = known_names(contracts)
    names = tuple(column_names([column.header for column in data], known))
    amounts = [whole for whole, each in zip(columns, guesses, strict=True) if each.kind == "amount"]
    return Example(
        title=_title_words(table.title),
        unit=table.unit,
        year_from=_year_places(table),
        columns=data,
        guesses=guesses,
        names=names,
        english=dict(known.values()),
        key=key_of(data, guesses),
        sums=tuple(column_sums(data, guesses)),
        totals=total_labels(columns),
        totals_hold=totals_hold(columns, amounts),
    )


def _title_words(title: str) -> str:
    """The words of the title that next year's title will hold too."""
    longest = max(_YEAR_WORDS.split(normalise(title)), key=len, default="")
    return "" if unit_in(longest) else longest.strip("-— 第年度")


def _year_places(table: Found) -> tuple[str, ...]:
    return ("title", "file_name") if year_in(table.title) else ("file_name", "title")


def _latest(contracts: Iterable[Contract]) -> int:
    return max((max(contract.dataset.periods) for contract in contracts), default=2026)
