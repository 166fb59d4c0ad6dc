"""Before stage 4: what the rows of a dataset go back to in others (`links.yml`), found for all of them at once and kept
in the lake, so that a verdict need be given anew only where something else is found. What did not change is not sought
again.

How it is found belongs to `quality.linking`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.contract import Contract
from gongkai.digests import code_digest, digest_of
from gongkai.engine import engine, literal, name, parquet
from gongkai.files import whole_file
from gongkai.home import Home
from gongkai.journal.work import Entry
from gongkai.submission import Submission
from quality.context import Neighbours
from quality.linking.find import Touched, find
from quality.linking.linked import LINKED, digests, gather
from quality.loading import Stated

if TYPE_CHECKING:
    import duckdb

STAGE = "link"
PARQUET = "FORMAT parquet, COMPRESSION zstd"
#: When more than this share of the submissions here or there changed, all links are sought anew.
MANY = 0.5


@dataclass(frozen=True)
class Linked:
    """What the rows of a dataset go back to: the names of the links that could be sought, and by scope of a submission
    the file with what its rows are given, and a digest of it.
    """

    sought: frozenset[str]
    files: Mapping[str, Path]
    digests: Mapping[str, str]


def link(home: Home, contract: Contract, stated: Sequence[Stated], others: Mapping[str, Neighbours]) -> Linked | None:
    """Bring the links of a dataset up to date; None where there is nothing to seek."""
    if not stated or not any(one.to in others and others[one.to].stated for one in contract.links):
        return None
    scope = f"{STAGE}:{contract.id}"
    base = digest_of(
        code_digest("quality.linking", "pipelines.stages.link"),
        [each.model_dump(mode="json") for each in (*contract.links, contract.table)],
        sorted(dataset for dataset, some in others.items() if some.stated),
    )
    known = home.journal.work.entry(scope)
    before = _Before(home, contract, known.result if known and known.key == base else {})
    touched = before.touched(stated, others)
    made = before.digests(stated)
    if touched is None or touched.here or touched.there:
        made |= _make(home, contract, stated, others, touched, before)
        home.journal.work.keep([Entry(scope, STAGE, base, _state(stated, others, made))])
    sought = {one.name for one in contract.links if one.to in others and others[one.to].stated}
    files = {each.submission.scope: _file(home, contract, each.submission) for each in stated}
    return Linked(frozenset(sought), files, made)


def _file(home: Home, contract: Contract, submission: Submission) -> Path:
    return home.lake.links(contract.dataset.slug, submission.period, submission.key)


def _state(stated: Sequence[Stated], others: Mapping[str, Neighbours], made: Mapping[str, str]) -> dict[str, Any]:
    """What was looked at and found, for the next time."""
    here = {each.submission.scope: [each.submission.key, made[each.submission.scope]] for each in stated}
    return {"here": here, "there": {dataset: sorted(_keys(some)) for dataset, some in others.items()}}


def _keys(some: Neighbours) -> dict[str, Stated]:
    """Year and key of a submission, which name its file, -> the submission."""
    return {f"{each.submission.period}/{each.submission.key}": each for each in some.stated}


class _Before:
    """What was looked at when links were last found."""

    def __init__(self, home: Home, contract: Contract, result: Mapping[str, Any]) -> None:
        self._home, self._contract = home, contract
        self._here: Mapping[str, Sequence[str]] = result.get("here", {})
        self._there: Mapping[str, Sequence[str]] = result.get("there", {})

    def same(self, submission: Submission) -> bool:
        """Whether its rows were looked at."""
        known = self._here.get(submission.scope, ("",))[0] == submission.key
        return known and _file(self._home, self._contract, submission).is_file()

    def digests(self, stated: Sequence[Stated]) -> dict[str, str]:
        """By scope, of the submissions that were looked at."""
        scopes = (each.submission.scope for each in stated if self.same(each.submission))
        return {scope: self._here[scope][1] for scope in scopes}

    def touched(self, stated: Sequence[Stated], others: Mapping[str, Neighbours]) -> Touched | None:
        """What came or went since; None where that is so much, or so little known, that all must be sought."""
        here = [number for number, each in enumerate(stated) if not self.same(each.submission)]
        moved = {dataset: self._moved(dataset, some) for dataset, some in others.items()}
        there = {dataset: sides for dataset, sides in moved.items() if any(sides)}
        lost = any(not each.rows.is_file() for sides in there.values() for side in sides for each in side)
        much = len(here) > MANY * len(stated) or any(
            max(map(len, sides)) > MANY * len(others[dataset].stated) for dataset, sides in there.items()
        )
        return None if lost or much else Touched(here, there)

    def _moved(self, dataset: str, some: Neighbours) -> tuple[list[Stated], list[Stated]]:
        """What came and what went."""
        now, known = _keys(some), set(self._there.get(dataset, ()))
        came = [each for key, each in now.items() if key not in known]
        return came, list(self._gone(some.contract, sorted(known - now.keys())))

    def _gone(self, contract: Contract, keys: Sequence[str]) -> Iterator[Stated]:
        """Submissions that stood there; what they said stays in the lake."""
        for each in keys:
            period, _, key = each.partition("/")
            rows = self._home.lake.standardised(contract.dataset.slug, int(period), key)
            yield Stated(Submission.of_key(contract.id, int(period), key), rows)


def _make(
    home: Home,
    contract: Contract,
    stated: Sequence[Stated],
    others: Mapping[str, Neighbours],
    touched: Touched | None,
    before: _Before,
) -> dict[str, str]:
    """Seek what was touched and write what the submissions are given; the digests of these, by scope."""
    with engine([home.lake.root]) as connection:
        sought = find(connection, contract, stated, others, touched)
        gather(connection, contract, sought, others)
        if touched:
            _with_untouched(home, connection, contract, stated, before)
        # One of which every row was set aside has no links, and a file that says so.
        found = dict.fromkeys(range(len(stated)) if touched is None else touched.here, "") | digests(connection)
        for number in found:
            file = _file(home, contract, stated[number].submission)
            file.parent.mkdir(parents=True, exist_ok=True)
            with whole_file(file) as part:
                rows = f'SELECT * EXCLUDE ("of") FROM {LINKED} WHERE "of" = {number} ORDER BY "at"'
                connection.execute(f"COPY ({rows}) TO {literal(part)} ({PARQUET})")
    return {stated[number].submission.scope: digest for number, digest in found.items()}


def _with_untouched(
    home: Home,
    connection: "duckdb.DuckDBPyConnection",
    contract: Contract,
    stated: Sequence[Stated],
    before: _Before,
) -> None:
    """Beside the rows that were sought again, the others of the same submissions."""
    numbers = connection.execute(f'SELECT DISTINCT "of" FROM {LINKED} ORDER BY 1').fetchall()
    for (number,) in numbers:
        submission = stated[number].submission
        if before.same(submission):
            known = f'SELECT {number} AS "of", * FROM {parquet(_file(home, contract, submission))}'
            sought = f'SELECT "at" FROM {LINKED} WHERE "of" = {number}'
            connection.execute(f'INSERT INTO {LINKED} BY NAME {known} WHERE "at" NOT IN ({sought})')


def linked_rows(connection: "duckdb.DuckDBPyConnection", linked: Linked, stated: Sequence[Stated]) -> str:
    """The name of a table with what the rows of these submissions go back to, by number (`of`) and place (`at`)."""
    table = name("linked rows")
    files = [linked.files[each.submission.scope] for each in stated]
    numbers = ", ".join(f"({n}, {literal(file.resolve())})" for n, file in enumerate(files))
    listed = ", ".join(literal(file.resolve()) for file in files)
    connection.execute(
        f'CREATE OR REPLACE TEMP TABLE {table} AS SELECT k.n AS "of", l.* EXCLUDE (_file) '
        f"FROM read_parquet([{listed}], filename = '_file') AS l JOIN (VALUES {numbers}) AS k(n, _file) USING (_file)"
    )
    return table
