"""Looks at a dataset when its rows, its declaration or what it is compared with changed, and keeps the result."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from gongkai.contract import Contract
from gongkai.digests import code_digest, digest_of
from gongkai.engine import engine, name
from gongkai.findings import Finding
from gongkai.home import Home
from gongkai.journal.releases import Release
from gongkai.journal.work import Entry
from gongkai.verdict import Status
from pipelines.stages.expect.earlier import Releases, Standing, earlier, measured
from pipelines.stages.validate import stated_in, verdicts
from quality.engines.expectations import Expectation, evaluate, suite
from quality.loading import SUBMISSION, Stated, load
from quality.watch.against import watch
from quality.watch.result import Watched, watched
from quality.watch.telling import disagreeing, drifted, not_evaluated

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

STAGE = "expect"
#: The code that decides what is expected and told.
PROGRAM = (
    "pipelines.stages.expect",
    "quality.watch",
    "quality.engines.expectations",
    "quality.rules.field.constraints",
    "gongkai.findings",
)
#: Above so many rows the suite looks at a sample of about as many; shapes are counted on every row all the same.
LARGE = 200_000


def expect(home: Home, contract: Contract, releases: Releases, as_of: datetime) -> bool:
    """Look at the dataset unless nothing changed; `releases` are those of the journal. Returns whether it was looked
    at.
    """
    scope = f"{STAGE}:{contract.id}"
    last = home.journal.work.entry(scope)
    standing = _standing(home, contract)
    if not standing:
        home.journal.work.forget([scope] if last else [])
        return False
    before = earlier(contract, standing, releases)
    key = _key(contract, standing, before)
    if last and last.key == key:
        return False
    previous = Watched.model_validate(last.result) if last and last.result else None
    at = as_of.astimezone(home.city.zone).isoformat(timespec="seconds")
    result, findings = _look(home, contract, standing, before, previous, at)
    home.journal.work.keep([Entry(scope, STAGE, key, result.model_dump(mode="json"), findings)])
    return True


def results(home: Home) -> dict[str, Watched]:
    """The last result of each dataset that is switched on and was looked at, in the city's order."""
    known = home.journal.work.stage(STAGE)
    found = {dataset: known.get(f"{STAGE}:{dataset}") for dataset in home.contracts}
    return {dataset: Watched.model_validate(each.result) for dataset, each in found.items() if each and each.result}


def _standing(home: Home, contract: Contract) -> Standing:
    # Plain JSON: building the models of thousands of submissions would cost more than the rest of a quiet night.
    entries = home.journal.work.stage(f"standardise:{contract.id}").values()
    slots = [entry.result for entry in entries if entry.result and entry.result["submission"]]
    return {(slot["period"], slot["entity"]): slot["submission"]["key"] for slot in slots}


def _key(contract: Contract, standing: Standing, before: Mapping[int, Sequence[Release]]) -> str:
    stands = [[period, entity, key] for (period, entity), key in sorted(standing.items())]
    compared = [[period, [[each.period, each.content] for each in found]] for period, found in before.items()]
    return digest_of(code_digest(*PROGRAM), contract.digest, stands, compared)


def _look(
    home: Home,
    contract: Contract,
    standing: Standing,
    before: Mapping[int, Sequence[Release]],
    previous: Watched | None,
    at: str,
) -> tuple[Watched, list[Finding]]:
    stated = stated_in(home, contract)
    rows = sum(each.submission.rows for each in stated)
    expected = list(suite(contract, within=[SUBMISSION]))
    with engine([home.lake.root]) as connection:
        frame = sample(connection, contract, stated, expected)
        periods, measures = measured(home, contract, connection, standing, before)
    outcomes, against = evaluate(frame, contract.id, expected), watch(contract.id, measures)
    both = [*((one, None) for one in outcomes), *zip(against, measures, strict=True)]
    shown = watched(both, previous, at)
    told = [
        *drifted(contract, measures, against),
        *disagreeing(contract, outcomes, _judged(home, contract, stated), sampled=len(frame) < rows),
        *not_evaluated(contract, [*outcomes, *against]),
    ]
    return Watched(
        dataset=contract.id, at=at, rows=rows, looked_at=len(frame), periods=periods, expectations=shown
    ), told


def sample(
    connection: "duckdb.DuckDBPyConnection",
    contract: Contract,
    stated: Sequence[Stated],
    expected: Sequence[Expectation],
) -> "pd.DataFrame":
    """The columns that are looked at, of every row, or above `LARGE` of a sample that the hash of the key alone
    decides: rows of one key are in it together, so that a key that occurs twice is seen.
    """
    load(connection, "rows", contract, stated)
    columns = dict.fromkeys([SUBMISSION, *(column for each in expected for column in each.columns)])
    query = f"SELECT {', '.join(map(name, columns))} FROM rows"
    rows = sum(each.submission.rows for each in stated)
    if rows > LARGE:
        key = ", ".join(name(column) for column in contract.table.primary_key)
        query += f" WHERE left(md5(concat_ws(chr(31), {key})), 8) < '{LARGE * 2**32 // rows:08x}'"
    return connection.execute(query).df()


def _judged(home: Home, contract: Contract, stated: Sequence[Stated]) -> dict[str, bool]:
    """Check code -> whether DuckDB found a fault in any submission; nothing unless each is judged as it stands."""
    known = verdicts(home, contract)
    keys = {each.submission.scope: each.submission.key for each in stated}
    if any(scope not in known or known[scope].key != key for scope, key in keys.items()):
        return {}
    outcomes = [outcome for scope in keys for outcome in known[scope].outcomes]
    fails = {outcome.code for outcome in outcomes if outcome.status is Status.FAIL}
    return {outcome.code: outcome.code in fails for outcome in outcomes}
