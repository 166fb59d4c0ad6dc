"""Stage 4, validate (校验): the verdict on every submission, in the journal, for exactly its content under exactly
its rules.

Here belongs when to judge. How to judge belongs to `quality`.
"""

from collections.abc import Iterable

from gongkai.contract import Contract
from gongkai.digests import digest_of
from gongkai.engine import engine, parquet
from gongkai.files import write_whole
from gongkai.findings import Finding
from gongkai.home import Home
from gongkai.journal.work import Entry
from gongkai.progress import Progress
from gongkai.submission import Submission
from gongkai.verdict import Verdict
from pipelines.stages.standardise import slots
from quality.context import TableContext
from quality.engines.duck import judge, rules_digest

STAGE = "validate"


def validate(home: Home, contract: Contract, periods: Iterable[int], progress: Progress) -> int:
    """Judge every submission of the periods whose content or rules changed. Returns how many were judged."""
    stage = f"{STAGE}:{contract.id}"
    known = home.journal.work.stage(stage)
    rules = rules_digest(contract, home.registers)
    current = {
        f"{STAGE}:{slot.name}": slot.submission
        for slot in slots(home, contract, contract.dataset.periods)
        if slot.submission
    }
    home.journal.work.forget([scope for scope in known if scope not in current])
    wanted = set(periods)
    keys = {scope: digest_of(rules, one.key, one.delivery) for scope, one in current.items() if one.period in wanted}
    todo = [scope for scope in keys if scope not in known or known[scope].key != keys[scope]]
    for scope in progress.over(todo, f"校验 validate {contract.id}"):
        verdict, findings = judge_submission(home, contract, current[scope])
        write_whole(
            home.lake.verdict(contract.dataset.slug, verdict.period, verdict.key), verdict.model_dump_json(indent=1)
        )
        home.journal.work.keep([Entry(scope, stage, keys[scope], verdict.model_dump(mode="json"), findings)])
    return len(todo)


def judge_submission(home: Home, contract: Contract, submission: Submission) -> tuple[Verdict, list[Finding]]:
    """The verdict on one standardised submission, whose rows stand in the lake."""
    rows = home.lake.standardised(contract.dataset.slug, submission.period, submission.key)
    with engine([rows.parent]) as connection:
        connection.execute(f"CREATE VIEW rows AS FROM {parquet(rows)}")
        return judge(TableContext(connection, contract, submission, home.registers, home.registers.calendar))


def verdicts(home: Home, contract: Contract) -> dict[str, Verdict]:
    """The current verdicts by submission name."""
    entries = home.journal.work.stage(f"{STAGE}:{contract.id}")
    return {scope.removeprefix(f"{STAGE}:"): Verdict.model_validate(entry.result) for scope, entry in entries.items()}
