"""Stage 4, validate (校验): the verdict on every submission, in the journal, for exactly its content, what it is
compared with and its rules.

Here belongs when to judge. How to judge belongs to `quality`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.contract import Contract
from gongkai.digests import digest_of
from gongkai.engine import engine
from gongkai.files import write_many
from gongkai.findings import Finding
from gongkai.home import Home
from gongkai.journal.work import Entry
from gongkai.progress import Progress
from gongkai.submission import Slot, Submission
from gongkai.verdict import Verdict
from pipelines.stages.link import Linked, link, linked_rows
from pipelines.stages.standardise import slots
from quality.context import Neighbours, Refused, TableContext
from quality.engines.duck import judge, rules_digest
from quality.evidence import Surroundings, linked_datasets, looks
from quality.linking.linked import link_rows
from quality.loading import IN_MEMORY, Stated, load

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STAGE = "validate"
Judgement = tuple[Verdict, list[Finding]]


def validate(home: Home, contract: Contract, periods: Iterable[int], progress: Progress) -> int:
    """Judge every submission of the periods whose content, rules or what it is compared with changed. Returns how many
    were judged.
    """
    stage = f"{STAGE}:{contract.id}"
    known = home.journal.work.keys(stage)
    current = {f"{STAGE}:{each.submission.scope}": each for each in stated_in(home, contract)}
    home.journal.work.forget([scope for scope in known if scope not in current])
    others = _Others(home, contract)
    linked = link(home, contract, list(current.values()), others.linked)
    found = linked.digests if linked else {}
    keys = {scope: others.key(each.submission, found.get(each.submission.scope, "")) for scope, each in current.items()}
    wanted = set(periods)
    todo = {
        scope: each
        for scope, each in current.items()
        if each.submission.period in wanted and known.get(scope) != keys[scope]
    }
    for batch in progress.over(list(_batches(todo)), f"校验 validate {contract.id}"):
        stated = [todo[scope] for scope in batch]
        judged = _judge(home, contract, stated, others, linked)
        _write(home, contract, [verdict for verdict, _ in judged])
        home.journal.work.keep(
            Entry(scope, stage, keys[scope], verdict.model_dump(mode="json"), findings)
            for scope, (verdict, findings) in zip(batch, judged, strict=True)
        )
    return len(todo)


def judge_submission(
    home: Home,
    contract: Contract,
    submission: Submission,
    beside: Mapping[str, Sequence[Stated]] | None = None,
    refused: Refused | None = None,
) -> Judgement:
    """The verdict on one standardised submission, whose rows stand in the lake, beside those given by dataset and what
    was refused of them, or the others of the home.
    """
    others = _Others(home, contract, beside, refused)
    return _judge(home, contract, [stated_of(home, contract, submission)], others)[0]


def stated_in(home: Home, contract: Contract) -> list[Stated]:
    """What the city states in a dataset, of every period."""
    return _stated(home, contract, slots(home, contract, contract.dataset.periods))


def refused_in(found: Iterable[Slot]) -> dict[tuple[str, int, str], str]:
    """What was delivered and not taken, with the codes of why not."""
    refused = (slot for slot in found if slot.submission is None)
    return {(each.dataset, each.period, each.entity): "、".join(r.code for r in each.blockers) for each in refused}


def _stated(home: Home, contract: Contract, found: Iterable[Slot]) -> list[Stated]:
    return [stated_of(home, contract, slot.submission) for slot in found if slot.submission]


def stated_of(home: Home, contract: Contract, submission: Submission) -> Stated:
    """A submission and where its rows stand."""
    rows = home.lake.standardised(contract.dataset.slug, submission.period, submission.key)
    return Stated(submission, rows)


def verdicts(home: Home, contract: Contract) -> dict[str, Verdict]:
    """The current verdicts by submission name."""
    entries = home.journal.work.stage(f"{STAGE}:{contract.id}")
    return {scope.removeprefix(f"{STAGE}:"): Verdict.model_validate(entry.result) for scope, entry in entries.items()}


class _Others:
    """What the submissions of a dataset are compared with: what the city states in other datasets, and what of that was
    refused; or `beside` and `refused`.
    """

    def __init__(
        self,
        home: Home,
        contract: Contract,
        beside: Mapping[str, Sequence[Stated]] | None = None,
        refused: Refused | None = None,
    ) -> None:
        self._looked = looks(contract, home.registers)
        looked = {look.dataset for look in self._looked}
        names = (looked | {*linked_datasets(contract)}) & home.contracts.keys()
        self._contracts = {name: home.contracts[name] for name in sorted(names)}
        if beside is None:
            found = {name: slots(home, other, other.dataset.periods) for name, other in self._contracts.items()}
            beside = {name: _stated(home, self._contracts[name], some) for name, some in found.items()}
            refused = refused_in(slot for some in found.values() for slot in some)
        self.refused: Refused = refused or {}
        self.linked = {
            name: Neighbours(self._contracts[name], beside.get(name, ()))
            for name in sorted(names & {*linked_datasets(contract)})
        }
        self._surroundings = Surroundings({name: beside.get(name, ()) for name in names & looked}, home.registers)
        self._rules = rules_digest(contract, home.registers, home.city.thresholds.model_dump())

    def key(self, submission: Submission, linked: str) -> str:
        """What a verdict on the submission rests on; `linked` is the digest of what its rows go back to."""
        seen = self._surroundings.seen(submission, self._looked)
        whose = (submission.period, submission.entity)
        refused = [self.refused.get((name, *whose)) for name in self._contracts]
        return digest_of(self._rules, submission.key, submission.delivery, seen, list(self._contracts), refused, linked)

    def around(self, submissions: Sequence[Submission]) -> dict[str, Neighbours]:
        """What these submissions are compared with."""
        found = self._surroundings.around(submissions, self._looked)
        return {name: Neighbours(other, found.get(name, ())) for name, other in self._contracts.items()}


def _batches(todo: Mapping[str, Stated]) -> Iterator[list[str]]:
    """Scopes of one period, as many as fit into memory together."""
    batch: list[str] = []
    rows, period = 0, 0
    for scope, each in todo.items():
        rows += each.submission.rows
        if batch and (each.submission.period != period or rows > IN_MEMORY):
            yield batch
            batch, rows = [], each.submission.rows
        batch.append(scope)
        period = each.submission.period
    if batch:
        yield batch


def _write(home: Home, contract: Contract, verdicts: Sequence[Verdict]) -> None:
    """The verdicts into the lake; they stay there for what is released on them."""
    slug = contract.dataset.slug
    write_many({home.lake.verdict(slug, each.period, each.key): each.model_dump_json(indent=1) for each in verdicts})


def _files(stated: Sequence[Stated], neighbours: Mapping[str, Neighbours]) -> Iterator[Path]:
    yield from (each.rows for each in stated)
    yield from (each.rows for neighbour in neighbours.values() for each in neighbour.stated)


def _judge(
    home: Home, contract: Contract, stated: Sequence[Stated], others: _Others, linked: Linked | None = None
) -> list[Judgement]:
    """The verdicts, with the links found before or, without them, found now."""
    submissions = [each.submission for each in stated]
    neighbours = others.around(submissions)
    sought = {} if linked else others.linked
    read = [*_files(stated, {**neighbours, **sought}), *(linked.files.values() if linked else ())]
    folders = {path.parent for path in read}
    with engine(sorted(folders)) as connection:
        names, more = _links(connection, contract, stated, sought, linked)
        load(connection, "rows", contract, stated, more)
        registers, thresholds = home.registers, home.city.thresholds.model_dump()
        known = (registers, registers.calendar, neighbours, thresholds, others.refused, names)
        return judge(TableContext(connection, contract, submissions, *known))


def _links(
    connection: "DuckDBPyConnection",
    contract: Contract,
    stated: Sequence[Stated],
    sought: Mapping[str, Neighbours],
    linked: Linked | None,
) -> tuple[frozenset[str], str | None]:
    """The names of the links that could be sought, and the table of what was found by them."""
    if linked:
        return linked.sought, linked_rows(connection, linked, stated)
    return link_rows(connection, contract, stated, sought)
