"""Datasets that no file states (派生数据集): put together, department by department, from what other datasets have
released. What comes of it is a submission like any other, and takes the place of stage 3.

Only what is released counts: while newer content of a source waits, the derived table stays as it was.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.contract import Contract
from gongkai.contract.across import Side
from gongkai.contract.derived import Derived, DerivedTable
from gongkai.digests import code_digest, digest_of
from gongkai.engine import engine, literal, name, parquet
from gongkai.home import Home
from gongkai.journal.work import Entry
from gongkai.progress import Progress
from gongkai.registers import Organisation
from gongkai.submission import Slot, SourceTable, Submission
from pipelines.stages.derived_rows import WITHDRAWN, written
from pipelines.stages.standardise import STAGE, slots
from publish.review.reasons import reason

#: Columns that lead back to the source are those of the first amount a row has.
PROVENANCE = ("file", "sheet", "row", "cell", "unit", "precision", "text")


@dataclass(frozen=True)
class Input:
    """What one side of a derived table is made from: the released submission of a dataset, of one year."""

    contract: Contract
    submission: Submission


Inputs = Mapping[tuple[str, int], Input]


def derive(home: Home, contract: Contract, periods: Collection[int], progress: Progress) -> int:
    """Bring every slot of a derived dataset up to date. Returns how many were worked on."""
    derived = _derived(contract)
    stage = f"{STAGE}:{contract.id}"
    known = home.journal.work.stage(stage)
    released = _released(home, derived)
    base = digest_of(
        code_digest("pipelines.stages.derive", "pipelines.stages.derived_rows"), contract.digest, home.city.region_code
    )
    wanted = {
        (f"{STAGE}:{contract.id}/{period}/{entity}", period, entity): inputs
        for period in periods
        for entity, inputs in _by_entity(derived, released, period).items()
    }
    scopes = {where[0] for where in wanted}
    todo = {where: (_key(base, home.registers.by_code[where[2]], inputs), inputs) for where, inputs in wanted.items()}
    changed = [each for each, (key, _) in todo.items() if each[0] not in known or known[each[0]].key != key]
    for where in progress.over(changed, f"派生 derive {contract.id}"):
        scope, period, entity = where
        key, inputs = todo[where]
        submission = _made(home, contract, period, home.registers.by_code[entity], key, inputs)
        slot = Slot(dataset=contract.id, period=period, entity=entity, submission=submission)
        home.journal.work.keep([Entry(scope, stage, key, slot.model_dump(mode="json"))])
    others = [Slot.model_validate(entry.result) for scope, entry in known.items() if scope not in scopes]
    home.journal.work.keep(_refused(home, derived, [slot for slot in others if slot.period in periods]))
    return len(changed)


def _key(base: str, organisation: Organisation, inputs: Inputs) -> str:
    """What a derived table rests on."""
    made_of = sorted((*key, one.submission.key) for key, one in inputs.items())
    return digest_of(base, organisation.code, organisation.name, made_of)


def _refused(home: Home, derived: Derived, others: Iterable[Slot]) -> Iterator[Entry]:
    """The slots of those whose source was taken back (撤下): what was made from it may not stay either."""
    firsts, withdrawn = _firsts(derived), set[tuple[int, str]]()
    for (dataset, year), history in home.journal.releases.published().items():
        left = {part.entity for part in history[-1].parts} if dataset in firsts else set()
        ever = {part.entity for release in history for part in release.parts} if dataset in firsts else set()
        withdrawn |= {(year, entity) for entity in ever - left}
    for slot in others:
        if (slot.period, slot.entity) in withdrawn and not slot.blockers:
            blocked = slot.model_copy(update={"blockers": (reason(WITHDRAWN),)})
            stage = f"{STAGE}:{slot.dataset}"
            yield Entry(f"{STAGE}:{slot.name}", stage, WITHDRAWN, blocked.model_dump(mode="json"))


def _firsts(derived: Derived) -> set[str]:
    """The datasets without which there is no derived table: those of the first columns."""
    return {str(next(iter(table.columns.values())).dataset) for table in derived.tables}


def _derived(contract: Contract) -> Derived:
    if contract.derived is None:
        raise ValueError(f"{contract.id} has no derived.yml")
    return contract.derived


def _released(home: Home, derived: Derived) -> dict[tuple[str, int, str], Input | None]:
    """By dataset, year and department: the current submission where exactly that is what is released; None where
    something else of the department is.
    """
    published = home.journal.releases.published()
    found: dict[tuple[str, int, str], Input | None] = {}
    for contract in (home.contracts[dataset] for dataset in derived.datasets if dataset in home.contracts):
        for slot in slots(home, contract, contract.dataset.periods):
            history = published.get((contract.id, slot.period), [])
            keys = {part.entity: part.key for part in history[-1].parts} if history else {}
            current = slot.submission if slot.submission and keys.get(slot.entity) == slot.submission.key else None
            if slot.entity in keys:
                found[contract.id, slot.period, slot.entity] = Input(contract, current) if current else None
    return found


def _by_entity(
    derived: Derived, released: Mapping[tuple[str, int, str], Input | None], period: int
) -> dict[str, Inputs]:
    """Department -> what it has released; only those of whom the first column of some table is there, and nothing
    newer waits.
    """
    firsts = _firsts(derived)
    years = {side.period for table in derived.tables for side in table.columns.values()}
    entities = {entity for dataset, year, entity in released if year == period and dataset in firsts}
    every = {
        entity: {key[:2]: each for key, each in released.items() if key[2] == entity and key[1] - period in years}
        for entity in sorted(entities)
    }
    return {
        entity: {key: each for key, each in inputs.items() if each}
        for entity, inputs in every.items()
        if None not in inputs.values()
    }


def _made(
    home: Home, contract: Contract, period: int, organisation: Organisation, key: str, inputs: Inputs
) -> Submission:
    """The rows, written to the lake, and their submission."""
    query = " UNION ALL BY NAME ".join(_tables(home, contract, period, inputs))
    whose = (period, organisation.code)
    with engine([home.lake.root]) as connection:
        return written(connection, home, contract, whose, key, query, _sources(inputs), _formulas(_derived(contract)))


def _sources(inputs: Inputs) -> Iterator[SourceTable]:
    """The tables of the files that the figures come from."""
    for _, each in sorted(inputs.items()):
        yield from each.submission.tables


def _tables(home: Home, contract: Contract, period: int, inputs: Inputs) -> Iterator[str]:
    """The SQL of each table of the declaration that has an input, all in the same columns."""
    for table in _derived(contract).tables:
        sides = {
            column: (side, inputs[str(side.dataset), period + side.period])
            for column, side in table.columns.items()
            if (str(side.dataset), period + side.period) in inputs
        }
        if next(iter(table.columns)) in sides:
            yield _joined(home, table, sides, _amounts(contract))


def _amounts(contract: Contract) -> list[str]:
    """Every amount that some table of the declaration states."""
    return list(dict.fromkeys(column for table in _derived(contract).tables for column in table.columns))


def _joined(home: Home, table: DerivedTable, sides: Mapping[str, tuple[Side, Input]], amounts: Sequence[str]) -> str:
    """A full join of the sides over the key; what leads back to the source is that of the first side that has it."""
    keys = ", ".join(map(name, table.key))
    parts = " FULL JOIN ".join(
        f"({_side(home, table, column, *side)}) AS s{index}" + (f" USING ({keys})" if index else "")
        for index, (column, side) in enumerate(sides.items())
    )
    numbers = range(len(sides))
    told = [f"coalesce({', '.join(f's{n}.{name(each)}' for n in numbers)}) AS {name(each)}" for each in table.carry]
    told += [f"coalesce({', '.join(f's{n}.p_{each}' for n in numbers)}) AS p_{each}" for each in PROVENANCE]
    told += [f"{literal(text)} AS {name(each)}" for each, text in table.set.items()]
    told += [f"{name(each) if each in sides else 'NULL::DECIMAL(18,2)'} AS {name(each)}" for each in amounts]
    return f"SELECT {keys}, {', '.join(told)} FROM {parts}"


def _side(home: Home, table: DerivedTable, column: str, side: Side, given: Input) -> str:
    """The SQL of one amount by key, with the provenance of the first row that states it."""
    contract, submission = given.contract, given.submission
    rows = parquet(home.lake.standardised(contract.dataset.slug, submission.period, submission.key))
    keys = [f"{name(there)} AS {name(here)}" for here, there in table.key.items()]
    fields = {f.derive.provenance: f.name for f in contract.table.fields if f.derive and f.derive.provenance}
    first = fields["row"]
    known = {each: name(fields[each]) if each in fields else "NULL" for each in PROVENANCE}
    told = [f"min_by({value}::VARCHAR, {name(first)}) AS p_{each}" for each, value in known.items()]
    told += [f"any_value({name(each)}) AS {name(each)}" for each in table.carry]
    where = [f"{name(side.amount)} IS NOT NULL"]
    where += [f"{name(key)}::VARCHAR IN ({', '.join(map(literal, texts))})" for key, texts in side.where.items()]
    return (
        f"SELECT {', '.join(keys)}, sum({name(side.amount)}) AS {name(column)}, {', '.join(told)} "
        f"FROM {rows} WHERE {' AND '.join(where)} GROUP BY ALL"
    )


def _formulas(derived: Derived) -> dict[str, str]:
    """The SQL of the columns that are worked out from others."""
    found = {column: " - ".join(map(name, pair)) for column, pair in derived.differences.items()}
    for column, (top, *below) in derived.percentages.items():
        found[column] = f"{name(top)} * 100 / nullif(coalesce({', '.join(map(name, below))}), 0)"
    return found
