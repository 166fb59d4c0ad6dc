"""`derived.yml`: a dataset that no file states, put together from what other datasets have released.

It stands in place of `sources.yml`. Its figures have been cleared where they come from, so nobody signs them again.
"""

from pydantic import Field as Key
from pydantic import model_validator

from gongkai.contract.across import Side
from gongkai.contract.base import Declaration


class DerivedTable(Declaration):
    """Rows of the dataset: one for each `key` (column here -> column there) that any of the columns has. `set` gives
    all of them the same text; `columns` are amounts, the first of which says where a row comes from; `carry` are
    columns that the datasets have under the same name.
    """

    set: dict[str, str] = Key(default={})
    key: dict[str, str] = Key(min_length=1)
    carry: tuple[str, ...] = ()
    columns: dict[str, Side] = Key(min_length=1)


class Derived(Declaration):
    """Either `tables`, or the `links` of these datasets, as far as both their ends are released.

    `differences`: a column is the first less the second; `percentages`: a column is the first in percent of the
    second, or of the next one that the row has; empty where that is zero.
    """

    tables: tuple[DerivedTable, ...] = ()
    links: tuple[str, ...] = ()
    differences: dict[str, tuple[str, str]] = Key(default={})
    percentages: dict[str, tuple[str, ...]] = Key(default={})

    @model_validator(mode="after")
    def one_form(self) -> "Derived":
        """Either tables or links."""
        if bool(self.tables) == bool(self.links):
            raise ValueError("give either tables or links")
        return self

    @model_validator(mode="after")
    def datasets_named(self) -> "Derived":
        """Every column says which dataset it comes from, and none looks at other departments."""
        for side in (side for table in self.tables for side in table.columns.values()):
            if side.dataset is None or side.whose != "entity":
                raise ValueError("every column names its dataset, and the same department's tables")
        return self

    @property
    def datasets(self) -> tuple[str, ...]:
        """The datasets it is put together from."""
        sides = [str(side.dataset) for table in self.tables for side in table.columns.values()]
        return tuple(dict.fromkeys([*sides, *self.links]))
