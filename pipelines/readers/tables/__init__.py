"""Tables in a grid: where each begins and ends, its header paths, what stands over and under it.

Here belongs the shape of tables. Which dataset a table is, which unit and year hold for it, and what a value means is
decided by others: the finder knows no dataset. `find_tables` gives the tables, `find_forms` the forms whose labels are
known, `leftovers` the cells of none of them.
"""

from pipelines.readers.tables.find import find_tables
from pipelines.readers.tables.leftovers import leftovers
from pipelines.readers.tables.model import Table
from pipelines.readers.tables.pairs import find_forms, without

__all__ = ["Table", "find_forms", "find_tables", "leftovers", "without"]
