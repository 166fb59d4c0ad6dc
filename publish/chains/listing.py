"""The purchases (采购项目) and investment projects (投资项目) of the city, newest first, each with its chain.

A purchase is all released rows of the procurement datasets with one project number, a project all released rows with
one project code, and what they are linked to. How many are told is limited; what is shown of them belongs to the site.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from gongkai.contract import Contract, Text
from gongkai.engine import engine, literal, name
from gongkai.home import Home
from publish.chains.assemble import assemble
from publish.chains.graph import read_links, walk
from publish.chains.model import Chain
from publish.chains.released import PROJECT, PURCHASE, Stand, Stands, link_files, link_tables, stands
from publish.chains.rows import day_column, rows_sql

if TYPE_CHECKING:
    import duckdb

Kind = Literal["purchase", "project"]
#: So many rows of one dataset with the same number are listed.
LISTED = 50
#: So many organisations are named beside it.
BODIES = 3
#: What a chain is called after, in this order.
NAMES = ("project_name", "contract_name", "notice_title")


@dataclass(frozen=True)
class Sort:
    """A kind of chain: the column with its number, the domains whose rows have it, the first of them its home, and the
    domain whose rows are shown and lead no further, for they have pages of their own.
    """

    kind: Kind
    column: str
    domains: tuple[str, ...]
    ends: str

    @property
    def domain(self) -> str:
        """The domain in which its chains are at home."""
        return self.domains[0]


SORTS = (
    Sort("purchase", PURCHASE, ("procurement",), ends="projects"),
    Sort("project", PROJECT, ("projects", "procurement"), ends=""),
)


class Listed(NamedTuple):
    """One purchase or project; `number` as printed in its newest row, `key` as compared, `day` its newest."""

    kind: Kind
    key: str
    number: str
    title: str
    day: str | None
    chain: Chain

    @property
    def stages(self) -> list[Text]:
        """The titles of the datasets it has rows in, in order of stage."""
        titles = dict.fromkeys((node.zh, node.en) for node in self.chain.nodes if node.version is not None)
        return [Text(zh=zh, en=en) for zh, en in titles]

    @property
    def bodies(self) -> list[str]:
        """The first few organisations that the rows with its number name: who buys or builds, then who supplies."""
        own = (node for node in self.chain.nodes if node.purchase == self.key or node.project == self.key)
        return list(dict.fromkeys(fact.value for node in own for fact in node.of("party")))[:BODIES]


class Listing(NamedTuple):
    """Newest first; `left_out` counts those that are not among them."""

    listed: tuple[Listed, ...]
    left_out: int


def listings(home: Home, most: int) -> dict[Kind, Listing]:
    """At most so many of each kind."""
    known = stands(home)
    return {sort.kind: _listing(home, known, sort, most) for sort in SORTS}


def told_numbers(home: Home, kind: Kind, most: int) -> frozenset[str]:
    """The numbers, as compared, of the chains that `listings` tells. Nothing of the chains themselves is read."""
    sort = next(each for each in SORTS if each.kind == kind)
    with engine([home.lake.root]) as connection:
        if not _rows(connection, home, stands(home), sort):
            return frozenset()
        _choose(connection, sort, most)
        return frozenset(row[0] for row in connection.execute("SELECT page FROM chosen").fetchall())


def _listing(home: Home, known: Stands, sort: Sort, most: int) -> Listing:
    with engine([home.lake.root]) as connection:
        if not _rows(connection, home, known, sort):
            return Listing((), 0)
        total = _choose(connection, sort, most)
        read_links(connection, link_files(known))
        walk(connection)
        chains = assemble(connection, home, known)
        chosen = connection.execute("SELECT page, number, title, day FROM chosen ORDER BY nth").fetchall()
    listed = tuple(
        Listed(sort.kind, page, number, title or "", day, chains[page]) for page, number, title, day in chosen
    )
    return Listing(listed, total - len(listed))


def _rows(connection: "duckdb.DuckDBPyConnection", home: Home, known: Stands, sort: Sort) -> bool:
    """Make `numbered`: every released row with a number. Returns whether any dataset has one."""
    by_dataset: dict[str, list[Stand]] = {}
    derived = {contract.id for contract in link_tables(home)}
    for stand in known.values():
        contract = stand.contract
        fits = contract.dataset.domain in sort.domains and sort.column in contract.table.by_name
        if fits and contract.id not in derived:
            by_dataset.setdefault(contract.id, []).append(stand)
    selects = [_numbered(connection, files, sort) for files in by_dataset.values()]
    if selects:
        connection.execute(f"CREATE TEMP TABLE numbered AS {' UNION ALL '.join(selects)}")
    return bool(selects)


def _numbered(connection: "duckdb.DuckDBPyConnection", files: list[Stand], sort: Sort) -> str:
    """The SQL of the rows of one dataset; a column that none of its tables has yet is blank."""
    contract = files[0].contract
    rows = rows_sql(connection, files)
    stored = {each[0] for each in connection.execute(f"DESCRIBE {rows}").fetchall()}
    number = name(sort.column) if sort.column in stored else "NULL::VARCHAR"
    title = f"coalesce({', '.join(['NULL', *(name(each) for each in NAMES if each in stored)])})"
    page = f"upper(regexp_replace({number}, '\\s+', '', 'g'))"
    at_home = contract.dataset.domain == sort.domain
    return (
        f"SELECT {page} AS page, {number} AS number, node, {literal(contract.id)} AS dataset, {at_home} AS home, "
        f"{_day(contract, stored)}::VARCHAR AS day, {title}::VARCHAR AS title FROM ({rows}) WHERE {page} <> ''"
    )


def _day(contract: Contract, stored: set[str]) -> str:
    column = day_column(contract)
    return name(column) if column in stored else "NULL"


def _choose(connection: "duckdb.DuckDBPyConnection", sort: Sort, most: int) -> int:
    """Make `chosen`, `seeds` and `further`. Returns how many there are in all."""
    connection.execute(
        "CREATE TEMP TABLE every AS SELECT page, max(day) AS day, arg_max(number, newest) AS number, "
        "arg_max(title, newest) AS title "
        "FROM (SELECT *, (home, coalesce(day, ''), node) AS newest FROM numbered) GROUP BY page"
    )
    connection.execute(
        "CREATE TEMP TABLE chosen AS SELECT *, row_number() OVER (ORDER BY day DESC NULLS LAST, page DESC) AS nth "
        f"FROM every QUALIFY nth <= {most}"
    )
    connection.execute(
        "CREATE TEMP TABLE counted AS SELECT page, node, dataset, "
        "row_number() OVER (PARTITION BY page, dataset ORDER BY day DESC NULLS LAST, node) AS nth "
        "FROM (SELECT DISTINCT page, node, dataset, day FROM numbered) SEMI JOIN chosen USING (page)"
    )
    connection.execute(
        f"CREATE TEMP TABLE seeds AS SELECT page, node, {literal(sort.domain)} AS domain, {literal(sort.ends)} AS ends "
        f"FROM counted WHERE nth <= {LISTED}"
    )
    connection.execute(
        f"CREATE TEMP TABLE further AS SELECT page, dataset, count(*) AS number FROM counted WHERE nth > {LISTED} "
        "GROUP BY ALL"
    )
    found = connection.execute("SELECT count(*) FROM every").fetchone()
    return int(found[0]) if found else 0
