"""Released tables as relations of the engine, with the columns that a page asks for. The questions belong to it."""

from collections.abc import Mapping

from gongkai.engine import name, parquet
from publish.portal.context import Context
from publish.portal.released import Reader, current_files


def make_relation(reader: Reader, context: Context, relation: str, dataset: str, columns: Mapping[str, str]) -> None:
    """Make the relation of all released rows of a dataset with these columns (name -> SQL type). A column that no
    release has is NULL; without a release, or in a city without the dataset, the relation is empty.
    """
    files = tuple(current_files(context, dataset).values())
    stored = {column for file in files for column in reader.columns(file)}
    chosen = ", ".join(
        f"{name(column) if column in stored else 'NULL'}::{kind} AS {name(column)}" for column, kind in columns.items()
    )
    source = f" FROM {parquet(*files)}" if files else " WHERE false"
    reader.ask(f"CREATE TEMP TABLE {relation} AS SELECT {chosen}{source}")


def number(column: str) -> str:
    """The SQL of a number of a purchase, project or party as chains compare it: without blanks, in capitals; '' for
    none.
    """
    return f"upper(regexp_replace(coalesce({column}, ''), '\\s+', '', 'g'))"
