"""Walks the published links in both directions, breadth-first, for many starts at once, in DuckDB.

A walk never leads through a row that has too many neighbours: everything would be linked with everything. What stands
in the rows belongs to `rows`.

A row is told by one text: dataset, period, department and key, divided by a sign that no text has. Relations:
`seeds` (page, node, domain, ends) is given: `domain` is where the chain is at home, and rows of the domain `ends` are
shown and lead no further. `reached` (page, node, steps, …), `joined` (page, near, far, side, dataset) and `unreached`
(page, node, dataset, number) are made.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.engine import literal, parquet
from publish.chains.model import Place
from publish.chains.order import SHARED

if TYPE_CHECKING:
    import duckdb

#: More neighbours in one dataset than this, and a row leads nowhere.
HUB = 50
#: So many neighbours in one dataset are shown of the start itself.
MOST = 200
#: So many links a chain may be long: budget line, intention, tender, award, contract, acceptance, and one to spare.
STEPS = 6

DIVIDER = "\x1f"
SHARED_SQL = ", ".join(map(literal, SHARED))


def node_sql(dataset: str, period: str, entity: str, key: str) -> str:
    """The SQL of the text that tells a row, of the SQL of its four parts."""
    return f"concat_ws(chr(31), {dataset}, {period}::VARCHAR, {entity}, {key})"


def told(place: Place) -> str:
    """The text that tells a row."""
    return DIVIDER.join((place.dataset, str(place.period), place.entity, place.key))


def place_of(node: str) -> Place:
    """The row that a text tells."""
    dataset, period, entity, key = node.split(DIVIDER)
    return Place(dataset, int(period), entity, key)


def read_links(connection: "duckdb.DuckDBPyConnection", tables: Sequence[Path]) -> None:
    """Make the relation `links` (later, earlier, link, zh, en, method, confidence), and `sides`, which has each link
    once from either end (near, far, side, confidence). Both are empty where no table is given. A link of a row to
    itself tells nothing.
    """
    later = node_sql("from_dataset", "fiscal_year", "entity_code", "from_key")
    earlier = node_sql("to_dataset", "to_period", "to_entity", "to_key")
    connection.execute(
        "CREATE TEMP TABLE links(later VARCHAR, earlier VARCHAR, link VARCHAR, zh VARCHAR, en VARCHAR, method VARCHAR, "
        "confidence INTEGER)"
    )
    if tables:
        connection.execute(
            f"INSERT INTO links SELECT {later}, {earlier}, link, link_zh, link_en, method, confidence::INTEGER "
            f"FROM {parquet(*tables)} WHERE {later} <> {earlier}"
        )
    connection.execute(
        "CREATE TEMP VIEW sides AS SELECT later AS near, earlier AS far, 'back' AS side, confidence FROM links "
        "UNION ALL SELECT earlier, later, 'on', confidence FROM links"
    )


def walk(connection: "duckdb.DuckDBPyConnection") -> None:
    """Make `reached`, `joined` and `unreached` from `seeds`."""
    connection.execute("CREATE TEMP TABLE reached AS SELECT DISTINCT page, node, 0 AS steps, domain, ends FROM seeds")
    connection.execute(
        "CREATE TEMP TABLE around(near VARCHAR, far VARCHAR, side VARCHAR, dataset VARCHAR, fan BIGINT, nth BIGINT)"
    )
    for steps in range(STEPS):
        _look_around(connection)
        added = connection.execute(_step(steps)).fetchone()
        if not added or not added[0]:
            break
    _look_around(connection)
    connection.execute(f"CREATE TEMP TABLE joined AS {JOINED}")
    connection.execute(f"CREATE TEMP TABLE unreached AS {UNREACHED}")


def _look_around(connection: "duckdb.DuckDBPyConnection") -> None:
    """Add to `around` the neighbours of rows not looked at yet, once for all pages: of each dataset the surest, and how
    many there are.
    """
    side = "PARTITION BY near, side, dataset"
    connection.execute(f"""
        INSERT INTO around
        SELECT near, far, side, dataset, count(*) OVER ({side}),
            row_number() OVER ({side} ORDER BY confidence DESC, far) AS nth
        FROM (
            SELECT near, far, side, split_part(far, chr(31), 1) AS dataset, max(confidence) AS confidence
            FROM sides SEMI JOIN (SELECT node AS near FROM reached EXCEPT SELECT near FROM around) USING (near)
            GROUP BY ALL
        )
        QUALIFY nth <= {MOST}
    """)


def _step(steps: int) -> str:
    """The SQL that goes one link on from the rows reached last."""
    here, there = "split_part(r.node, '/', 1)", "split_part(a.dataset, '/', 1)"
    leads_on = f"{here} <> r.ends AND ({here} NOT IN ({SHARED_SQL}) OR {here} = {there})"
    few = "true" if steps == 0 else f"a.fan <= {HUB}"
    return f"""
        INSERT INTO reached
        SELECT DISTINCT r.page, a.far, {steps + 1}, r.domain, r.ends
        FROM reached AS r JOIN around AS a ON a.near = r.node
        WHERE r.steps = {steps} AND {few} AND ({here} = r.domain OR {leads_on})
            AND NOT EXISTS (SELECT 1 FROM reached AS o WHERE o.page = r.page AND o.node = a.far)
    """


#: Links with both ends on a page, from either end. A row with very many neighbours is found from the other end.
JOINED = """
    WITH ways AS (
        SELECT near, far, side FROM around
        UNION SELECT far, near, CASE side WHEN 'on' THEN 'back' ELSE 'on' END FROM around
    )
    SELECT r.page, w.near, w.far, w.side, split_part(w.far, chr(31), 1) AS dataset
    FROM reached AS r JOIN ways AS w ON w.near = r.node JOIN reached AS o ON o.page = r.page AND o.node = w.far
"""
#: Of each row on a page and each dataset, how many neighbours are not on the page.
UNREACHED = """
    WITH fans AS (SELECT DISTINCT near, side, dataset, fan FROM around),
    there AS (SELECT page, near, side, dataset, count(*) AS number FROM joined GROUP BY ALL)
    SELECT r.page, r.node, f.dataset, sum(f.fan - coalesce(t.number, 0))::BIGINT AS number
    FROM reached AS r JOIN fans AS f ON f.near = r.node
    LEFT JOIN there AS t ON (t.page, t.near, t.side, t.dataset) = (r.page, r.node, f.side, f.dataset)
    GROUP BY ALL HAVING number > 0
"""
