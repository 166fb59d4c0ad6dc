"""Follows the links of one released row in both directions. Which row is meant belongs to whoever asks."""

from gongkai.engine import engine, literal
from gongkai.home import Home
from publish.chains.assemble import assemble
from publish.chains.graph import read_links, told, walk
from publish.chains.model import Chain, Place
from publish.chains.released import link_files, stands

ONE = "one"


def follow(home: Home, start: Place) -> Chain:
    """The chain of a released row. Without any published links it is that row alone."""
    known = stands(home)
    domain = start.dataset.partition("/")[0]
    with engine([home.lake.root]) as connection:
        read_links(connection, link_files(known))
        connection.execute(
            f"CREATE TEMP TABLE seeds AS SELECT {literal(ONE)} AS page, {literal(told(start))} AS node, "
            f"{literal(domain)} AS domain, '' AS ends"
        )
        connection.execute("CREATE TEMP TABLE further(page VARCHAR, dataset VARCHAR, number BIGINT)")
        walk(connection)
        return assemble(connection, home, known)[ONE]
