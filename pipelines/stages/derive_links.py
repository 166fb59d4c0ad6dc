"""The links of what is released, as a dataset (关联表): department by department, like any derived dataset.

How links are found belongs to `quality.linking`; here belongs between which releases, and the rows that come of it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.contract import Contract
from gongkai.contract.links import Link
from gongkai.digests import code_digest, digest_of
from gongkai.engine import engine, literal, name
from gongkai.home import Home
from gongkai.journal.work import Entry
from gongkai.submission import Slot, SourceTable, Submission
from pipelines.stages.derived_rows import WITHDRAWN, written
from pipelines.stages.standardise import STAGE, slots
from publish.review.reasons import reason
from quality.context import Neighbours, provenance
from quality.linking.find import PAIRS, find
from quality.linking.folding import key_of
from quality.loading import AT, SUBMISSION, Stated, located

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROWS = name("published links")
COLUMNS = (
    *("from_dataset", "from_key", "from_title", "link", "link_zh", "link_en"),
    *("to_dataset", "to_period", "to_entity", "to_key", "to_title", "method", "confidence"),
)

Whose = tuple[int, str]


@dataclass(frozen=True)
class Released:
    """What is released of a dataset, and the tables of files that it was made from."""

    contract: Contract
    stated: Sequence[Stated]
    tables: Mapping[Whose, tuple[SourceTable, ...]]


def derive_links(home: Home, contract: Contract, periods: Collection[int]) -> int:
    """Bring the slots of a dataset of links up to date. Returns how many were worked on."""
    stage = f"{STAGE}:{contract.id}"
    named = [
        home.contracts[each] for each in (contract.derived.links if contract.derived else ()) if each in home.contracts
    ]
    ends = {link.to for each in named for link in each.links} & home.contracts.keys()
    published = {each: _released(home, home.contracts[each]) for each in sorted(ends | {one.id for one in named})}
    released = {each: some for each, some in published.items() if some.stated}
    key = _key(contract, named, released)
    known = home.journal.work.entry(stage)
    if known and known.key == key:
        return 0
    with engine([home.lake.root]) as connection:
        _gather(connection, [released[each.id] for each in named if each.id in released], released)
        keys = _keys(connection, contract, periods, released)
        before = home.journal.work.keys(stage)
        changed = [
            whose
            for whose, own in keys.items()
            if before.get(f"{STAGE}:{_name(contract, whose)}") != own and any(_tables(released, whose))
        ]
        made = [_slot(home, connection, contract, whose, keys[whose], released) for whose in changed]
    gone = _gone(home, contract, {_name(contract, whose) for whose in keys})
    entries = [Entry(f"{STAGE}:{slot.name}", stage, own, slot.model_dump(mode="json")) for slot, own in made]
    home.journal.work.keep([*entries, *gone, Entry(stage, "links", key, None)])
    return len(made)


def _name(contract: Contract, whose: Whose) -> str:
    period, entity = whose
    return f"{contract.id}/{period}/{entity}"


def _key(contract: Contract, named: Sequence[Contract], released: Mapping[str, Released]) -> str:
    declared = [link.model_dump(mode="json") for each in named for link in each.links]
    content = {each: [one.submission.key for one in some.stated] for each, some in released.items()}
    program = code_digest("quality.linking", "pipelines.stages.derive_links", "pipelines.stages.derived_rows")
    return digest_of(program, contract.digest, [each.id for each in named], declared, content)


def _released(home: Home, contract: Contract) -> Released:
    """What stands in the current releases of a dataset, with the tables it came from. Where a department has handed in
    newer content that is not released, these are not known, and what was made of it stays.
    """
    stated: list[Stated] = []
    tables: dict[Whose, tuple[SourceTable, ...]] = {}
    current = {(slot.period, slot.entity): slot.submission for slot in slots(home, contract, contract.dataset.periods)}
    for (dataset, period), history in sorted(home.journal.releases.published().items()):
        for part in history[-1].parts if dataset == contract.id else ():
            submission = current.get((period, part.entity))
            # The same content has another name in the lake when the program has standardised it anew.
            if submission and submission.content == part.content:
                tables[period, part.entity] = submission.tables
            if submission is None or submission.key != part.key:
                submission = Submission.of_key(contract.id, period, part.key, part.entity)
            rows = home.lake.standardised(contract.dataset.slug, period, part.key)
            stated.append(Stated(submission, rows))
    return Released(contract, stated, tables)


def _gather(connection: "DuckDBPyConnection", sources: Sequence[Released], released: Mapping[str, Released]) -> None:
    """All links, in the columns of the dataset and some of their provenance."""
    made = []
    for number, source in enumerate(sources):
        others = {each: Neighbours(one.contract, one.stated) for each, one in released.items()}
        sought = find(connection, source.contract, source.stated, others)
        for link in sought:
            table = name(f"links {number} {link.name}")
            connection.execute(f"CREATE TEMP TABLE {table} AS {_rows(source, link, released[link.to])}")
            made.append(f"FROM {table}")
    empty = f"SELECT {', '.join(f'NULL::VARCHAR AS {each}' for each in COLUMNS)}, 0 AS period, '' AS entity"
    empty += ", NULL AS p_file, NULL AS p_sheet, NULL AS p_row WHERE false"
    connection.execute(f"CREATE TEMP TABLE {ROWS} AS {' UNION ALL BY NAME '.join([empty, *made])}")


def _rows(source: Released, link: Link, target: Released) -> str:
    here, there = source.contract, target.contract
    place = here.links.index(link)
    ways = ", ".join(f"({n}, {literal(way.method)}, {way.confidence})" for n, way in enumerate(link.by))
    told = ", ".join(f"{provenance(here, what, 'f')} AS p_{what}" for what in ("file", "sheet", "row"))
    return (
        f"SELECT DISTINCT {literal(here.id)} AS from_dataset, {key_of(here, 'f')} AS from_key, "
        f"{_title(here, 'f')} AS from_title, {literal(link.name)} AS link, {literal(link.title.zh)} AS link_zh, "
        f"{literal(link.title.en)} AS link_en, {literal(there.id)} AS to_dataset, w.period AS to_period, "
        f"w.entity AS to_entity, {key_of(there, 't')} AS to_key, {_title(there, 't')} AS to_title, way.method, "
        f"way.confidence, v.period AS period, v.entity AS entity, {told} "
        f'FROM {PAIRS} AS p JOIN ({located(source.stated)}) AS f ON f.{SUBMISSION} = p."of" AND f.{AT} = p."at" '
        f'JOIN ({located(target.stated)}) AS t ON t.{SUBMISSION} = p."to" AND t.{AT} = p.to_at '
        f"JOIN (VALUES {_numbered(source.stated)}) AS v(n, period, entity) ON v.n = f.{SUBMISSION} "
        f'JOIN (VALUES {_numbered(target.stated)}) AS w(n, period, entity) ON w.n = p."to" '
        f"JOIN (VALUES {ways}) AS way(n, method, confidence) ON way.n = p.way WHERE p.link = {place}"
    )


def _numbered(stated: Sequence[Stated]) -> str:
    said = ((each.submission.period, literal(each.submission.entity)) for each in stated)
    return ", ".join(f"({number}, {period}, {entity})" for number, (period, entity) in enumerate(said))


def _title(contract: Contract, alias: str) -> str:
    """What names a row: its first name or text."""
    named = next((each.name for each in contract.table.fields if each.role in ("name", "text")), None)
    return f"{alias}.{name(named)}" if named else "NULL::VARCHAR"


def _keys(
    connection: "DuckDBPyConnection", contract: Contract, periods: Collection[int], released: Mapping[str, Released]
) -> dict[Whose, str]:
    """What the links of each department and year rest on: the rows, and the files they come from."""
    query = f"SELECT period, entity, sum(hash(r)::HUGEINT)::VARCHAR FROM {ROWS} AS r GROUP BY ALL ORDER BY ALL"
    found = {(period, entity): rows for period, entity, rows in connection.execute(query).fetchall()}
    return {
        whose: digest_of(contract.digest, whose, rows, [table.delivery for table in _tables(released, whose)])
        for whose, rows in found.items()
        if whose[0] in periods
    }


def _slot(
    home: Home,
    connection: "DuckDBPyConnection",
    contract: Contract,
    whose: Whose,
    own: str,
    released: Mapping[str, Released],
) -> tuple[Slot, str]:
    """The links of one department and year, written to the lake, and their slot."""
    period, entity = whose
    query = f"FROM {ROWS} WHERE period = {period} AND entity = {literal(entity)}"
    submission = written(connection, home, contract, whose, own, query, _tables(released, whose))
    return Slot(dataset=contract.id, period=period, entity=entity, submission=submission), own


def _tables(released: Mapping[str, Released], whose: Whose) -> Iterator[SourceTable]:
    """The tables of the files that the linked rows stand in."""
    for _, each in sorted(released.items()):
        yield from each.tables.get(whose, ())


def _gone(home: Home, contract: Contract, made: Collection[str]) -> Iterator[Entry]:
    """The slots of those of whom nothing is linked any more: what was made may not stay."""
    for slot in slots(home, contract, contract.dataset.periods):
        if slot.name not in made and not slot.blockers:
            blocked = slot.model_copy(update={"blockers": (reason(WITHDRAWN),)})
            yield Entry(f"{STAGE}:{slot.name}", f"{STAGE}:{contract.id}", WITHDRAWN, blocked.model_dump(mode="json"))
