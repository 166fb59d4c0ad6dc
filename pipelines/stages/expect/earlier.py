"""What a period is compared with: earlier releases of the same departments, and their shapes, counted once."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from gongkai.contract import Contract
from gongkai.digests import code_digest
from gongkai.files import write_whole
from gongkai.home import Home
from gongkai.journal.releases import Release
from quality.watch.drift import Measure, measures
from quality.watch.result import Compared
from quality.watch.shape import Shape, shapes, together

if TYPE_CHECKING:
    import duckdb

#: Earlier releases that count, the newest of them.
MOST_RELEASES = 8
Releases = Mapping[tuple[str, int], Sequence[Release]]
#: Period and department -> the key of the submission that stands now.
Standing = Mapping[tuple[int, str], str]
Content = tuple[int, str]


class Kept(BaseModel):
    """A shape as the lake keeps it, with the program that counted it."""

    model_config = ConfigDict(frozen=True)

    made_by: str
    shape: Shape


def earlier(contract: Contract, standing: Standing, releases: Releases) -> dict[int, list[Release]]:
    """The releases that each period is compared with, oldest first: the last one of each earlier period, and those of
    its own that hold anything else than what stands now. One in other columns is compared with nothing.
    """
    own = {period: history for (dataset, period), history in sorted(releases.items()) if dataset == contract.id}
    found = {}
    for period in sorted({period for period, _ in standing}):
        past = [history[-1] for year, history in own.items() if year < period]
        other = [each for each in own.get(period, ()) if _differs(each, standing)]
        same = [each for each in (*past, *other) if each.changes["columns"] == contract.columns_digest]
        found[period] = same[-MOST_RELEASES:]
    return found


def measured(
    home: Home,
    contract: Contract,
    connection: "duckdb.DuckDBPyConnection",
    standing: Standing,
    before: Mapping[int, Sequence[Release]],
) -> tuple[tuple[Compared, ...], list[Measure]]:
    """The measures of each period against its earlier releases, the same departments on both sides."""
    wanted = {(period, key) for (period, _), key in standing.items()}
    wanted |= {(each.period, part.key) for found in before.values() for each in found for part in each.parts}
    known = _shapes(home, contract, connection, sorted(wanted))
    periods: list[Compared] = []
    found: list[Measure] = []
    for period, releases in before.items():
        stands = {entity: (year, key) for (year, entity), key in standing.items() if year == period}
        now = {entity: known[content] for entity, content in stands.items() if content in known}
        against = _alike({f"{one.period} v{one.version}": _parts(one, now, known) for one in releases})
        both = [shape for entity, shape in now.items() if any(entity in parts for parts in against.values())]
        mine = together(both or now.values())
        told = {"rows": mine.rows, "departments": mine.departments, "releases": tuple(against)}
        periods.append(Compared.model_validate({"period": period, **told}))
        found += measures(contract, period, mine, [together(parts.values()) for parts in against.values()])
    return tuple(periods), found


def _differs(release: Release, standing: Standing) -> bool:
    return any(standing.get((release.period, part.entity)) != part.key for part in release.parts)


def _parts(release: Release, now: Mapping[str, Shape], known: Mapping[Content, Shape]) -> dict[str, Shape]:
    """The shapes of a release by department, of those that state something now."""
    keys = {part.entity: (release.period, part.key) for part in release.parts if part.entity in now}
    return {entity: known[key] for entity, key in keys.items() if key in known}


def _alike(parts: Mapping[str, Mapping[str, Shape]]) -> dict[str, Mapping[str, Shape]]:
    """The releases with at least half of the departments of the fullest one: one department is no city."""
    fullest = max(map(len, parts.values()), default=0)
    return {name: each for name, each in parts.items() if each and 2 * len(each) >= fullest}


def _shapes(
    home: Home, contract: Contract, connection: "duckdb.DuckDBPyConnection", wanted: Sequence[Content]
) -> dict[Content, Shape]:
    """The shape of each content, counted once and kept in the lake; none where its rows are gone."""
    slug, made_by = contract.dataset.slug, code_digest("quality.watch.shape")
    kept = {each: home.lake.shape(slug, *each) for each in wanted}
    read = {each: Kept.model_validate_json(path.read_bytes()) for each, path in kept.items() if path.is_file()}
    found = {each: one.shape for each, one in read.items() if one.made_by == made_by}
    rows = {each: home.lake.standardised(slug, *each) for each in wanted if each not in found}
    counted = shapes(connection, contract, [path for path in rows.values() if path.is_file()])
    for each, path in rows.items():
        if path in counted:
            found[each] = counted[path]
            write_whole(kept[each], Kept(made_by=made_by, shape=counted[path]).model_dump_json())
    return found
