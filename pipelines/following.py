"""The way of the money through one published row: from budget line and intention to contract and final account.

Walking the links belongs to `publish.chains`; the row a person means is found in `pipelines.published_row`.
"""

from gongkai.home import Home
from pipelines.published_row import Row, the_row
from publish.chains import Chain, Place, follow


def follow_row(home: Home, dataset: str, key: dict[str, str]) -> tuple[Place, Chain]:
    """The chain of the one published row whose columns have the texts of `key`, and its place.

    Raises GongkaiError for an unknown dataset or column, and when no row or more than one row matches.
    """
    contract = home.contract(dataset)
    release, part, row = the_row(home, contract, key)
    fields = [contract.table.by_name[name] for name in contract.table.primary_key]
    own = [_text(row, field.name) for field in fields if not (field.derive and field.derive.context)]
    start = Place(dataset, release.period, part.entity, "/".join(own))
    return start, follow(home, start)


def _text(row: Row, column: str) -> str:
    return "" if row[column] is None else str(row[column])
