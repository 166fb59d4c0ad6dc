"""Judges the submissions of a dataset and period with DuckDB, every row of them, in one pass for each kind of rule. A
verdict holds for exactly these rows and rules.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from gongkai.contract import Contract
from gongkai.contract.checked import CheckBase
from gongkai.contract.checked_columns import COLUMN_KEYS, COLUMN_LIST_KEYS
from gongkai.digests import code_digest, digest_of, sha256_file
from gongkai.findings import Finding
from gongkai.registers import Registers
from gongkai.submission import Submission
from gongkai.verdict import CheckOutcome, Status, Verdict
from quality.context import TableContext
from quality.engines import rows
from quality.engines.telling import not_carried_out, tell
from quality.linking.mention import unsought
from quality.rules.field.constraints import schema_checks
from quality.rules.forms import Judged, RowRule, nothing
from quality.rules.kinds import ROW_RULES, TABLE_RULES, sentence

Result = TypeVar("Result")
Cause = str

#: The code that decides what a verdict and its findings say.
PROGRAM = (
    "quality.rules",
    "quality.engines",
    "quality.context",
    "quality.evidence",
    "quality.explain",
    "quality.explaining",
    "quality.linking",
    "quality.loading",
    "gongkai.values",
    "gongkai.masking",
    "gongkai.calendar",
    "gongkai.findings",
)

#: Beside the code lists of the columns: what rules look up in the shared lists, and in the city's own.
SHARED = ("deadlines.csv", "working_days.csv", "table_sets.csv", "codelists/regions.csv")
OWN = ("organisations.csv", "regions.csv")

NOTHING = "没有可检查的值 / there is no value to check"


def judge(context: TableContext) -> list[tuple[Verdict, list[Finding]]]:
    """Of every submission the outcome of every check of the contract, schema constraints first, and the findings in
    the same order.
    """
    checks = [*schema_checks(context.contract), *context.contract.rules]
    results = _results(context, checks)
    rules = rules_digest(context.contract, context.registers, context.thresholds)
    blank = [_blank(check, context.contract) for check in checks]
    judged = []
    for number, submission in enumerate(context.submissions):
        outcomes: list[CheckOutcome] = []
        findings: list[Finding] = []
        for check, outcome, result in zip(checks, blank, results, strict=True):
            mine = result if isinstance(result, Cause) else result[number]
            outcomes.append(_outcome(outcome, mine))
            if isinstance(mine, Cause):
                findings.append(not_carried_out(check, submission, mine))
            else:
                findings.extend(tell(check, context, submission, mine))
        judged.append((_verdict(submission, rules, outcomes), findings))
    return judged


def _verdict(submission: Submission, rules: str, outcomes: Sequence[CheckOutcome]) -> Verdict:
    return Verdict(
        dataset=submission.dataset,
        period=submission.period,
        entity=submission.entity,
        key=submission.key,
        rules=rules,
        outcomes=tuple(outcomes),
    )


def rules_digest(contract: Contract, registers: Registers, thresholds: Mapping[str, float]) -> str:
    """The digest of what a verdict rests on beside rows: checks, schema, lists, registers, calendar, limits, code."""
    lists = {f"{field.codelist}.csv" for field in contract.table.fields if field.codelist}
    files = {name: registers.shared / name for name in lists | {*SHARED}}
    files |= {f"home/{name}": registers.home / name for name in OWN}
    read = {name: sha256_file(path) for name, path in files.items() if path.exists()}
    declared = [part.model_dump(mode="json") for part in (contract.checks, contract.table)]
    return digest_of(declared, code_digest(*PROGRAM), read, dict(thresholds))


def _results(context: TableContext, checks: Sequence[CheckBase]) -> list[list[Judged] | Cause]:
    prepared = [_attempt(partial(_prepare, check, context)) for check in checks]
    counts = _counts(context, [rule for rule in prepared if isinstance(rule, RowRule)])
    results: list[list[Judged] | Cause] = []
    for check, rule in zip(checks, prepared, strict=True):
        results.append(_finish(context, check, rule, counts.pop(0)) if isinstance(rule, RowRule) else rule)
    return results


def _prepare(check: CheckBase, context: TableContext) -> RowRule | list[Judged]:
    missing = unsought(check, context)
    if missing:
        return nothing(f"没有可对照的{missing.zh} / there is no {missing.en} to compare with")
    kind = check.model_dump()["kind"]
    return ROW_RULES[kind](check, context) if kind in ROW_RULES else TABLE_RULES[kind](check, context)


def _counts(context: TableContext, rules: Sequence[RowRule]) -> list[list[rows.Counts] | Cause]:
    """The counts of each rule's tests. When the common pass fails, each rule is counted alone: one fault stays one."""
    together = _attempt(partial(rows.count, context, [test for rule in rules for test in rule.tests]))
    if isinstance(together, Cause):
        return [_attempt(partial(rows.count, context, rule.tests)) for rule in rules]
    return [[together.pop(0) for _ in rule.tests] for rule in rules]


def _finish(
    context: TableContext, check: CheckBase, rule: RowRule, counts: list[rows.Counts] | Cause
) -> list[Judged] | Cause:
    return counts if isinstance(counts, Cause) else _attempt(partial(rows.judged, context, check.code, rule, counts))


def _attempt(step: Callable[[], Result]) -> Result | Cause:
    """The step's result, or the engine's own words when it could not be done, without the folders of this machine."""
    import duckdb

    try:
        return step()
    except duckdb.Error as error:
        return re.sub(r"(?:/[^/\s\"']+)+/", "", str(error).splitlines()[0])


def _blank(check: CheckBase, contract: Contract) -> CheckOutcome:
    """The outcome of a check before anything is judged."""
    given = check.model_dump()
    zh, en = sentence(given["kind"])
    return CheckOutcome(
        code=check.code,
        kind=given["kind"],
        severity=check.severity,
        columns=_columns(given, contract),
        sentence_zh=zh,
        sentence_en=en,
        status=Status.NOT_APPLICABLE,
    )


def _outcome(blank: CheckOutcome, result: Judged | Cause) -> CheckOutcome:
    if isinstance(result, Cause):
        return blank.model_copy(update={"status": Status.ERROR, "reason": result})
    reason = result.reason or ("" if result.checked else NOTHING)
    counts = {"checked": result.checked, "failed": result.failed, "reason": reason}
    return blank.model_copy(update={"status": _status(result), **counts})


def _status(result: Judged) -> Status:
    if result.failed:
        return Status.FAIL
    return Status.PASS if result.checked else Status.NOT_APPLICABLE


def _columns(given: dict[str, object], contract: Contract) -> tuple[str, ...]:
    single = [str(given[key]) for key in COLUMN_KEYS if key in given]
    several = [name for key in COLUMN_LIST_KEYS for name in given.get(key, ())]  # type: ignore[attr-defined]
    mine = given.get("mine")
    compared = [str(mine["amount"])] if isinstance(mine, dict) else []
    return tuple(single + several + compared) or contract.table.primary_key
