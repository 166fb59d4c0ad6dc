"""Judges one submission with DuckDB, every row of it. The verdict holds for exactly these rows and rules."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from gongkai.contract import Contract
from gongkai.contract.checks import CheckBase
from gongkai.contract.load import COLUMN_KEYS, COLUMN_LIST_KEYS
from gongkai.digests import code_digest, digest_of, sha256_file
from gongkai.findings import Finding
from gongkai.registers import Registers
from gongkai.verdict import CheckOutcome, Status, Verdict
from quality.context import TableContext
from quality.engines import rows
from quality.engines.telling import not_carried_out, tell
from quality.rules.field.constraints import schema_checks
from quality.rules.forms import Judged, RowRule
from quality.rules.kinds import ROW_RULES, TABLE_RULES, sentence

Result = TypeVar("Result")
Cause = str

#: The code that decides what a verdict and its findings say.
PROGRAM = (
    "quality.rules",
    "quality.engines",
    "quality.context",
    "gongkai.values",
    "gongkai.masking",
    "gongkai.calendar",
    "gongkai.findings",
)

NOTHING = "没有可检查的值 / there is no value to check"


def judge(context: TableContext) -> tuple[Verdict, list[Finding]]:
    """The outcome of every check of the contract, schema constraints first, and the findings in the same order."""
    checks = [*schema_checks(context.contract), *context.contract.rules]
    results = _results(context, checks)
    outcomes: list[CheckOutcome] = []
    findings: list[Finding] = []
    for check, result in zip(checks, results, strict=True):
        outcomes.append(_outcome(check, context, result))
        told = [not_carried_out(check, context, result)] if isinstance(result, Cause) else tell(check, context, result)
        findings.extend(told)
    submission = context.submission
    verdict = Verdict(
        dataset=submission.dataset,
        period=submission.period,
        entity=submission.entity,
        key=submission.key,
        rules=rules_digest(context.contract, context.registers),
        outcomes=tuple(outcomes),
    )
    return verdict, findings


def rules_digest(contract: Contract, registers: Registers) -> str:
    """The digest of what a verdict rests on beside the rows: checks, schema, code lists, registers, calendar, code."""
    lists = {registers.code_list_path(field.codelist) for field in contract.table.fields if field.codelist}
    shared = {registers.shared / name for name in ("deadlines.csv", "working_days.csv")}
    files = lists | shared | {registers.home / "organisations.csv"}
    read = {path.name: sha256_file(path) for path in files if path.exists()}
    declared = [part.model_dump(mode="json") for part in (contract.checks, contract.table)]
    return digest_of(declared, code_digest(*PROGRAM), read)


def _results(context: TableContext, checks: Sequence[CheckBase]) -> list[Judged | Cause]:
    prepared = [_attempt(partial(_prepare, check, context)) for check in checks]
    counts = _counts(context, [rule for rule in prepared if isinstance(rule, RowRule)])
    results: list[Judged | Cause] = []
    for check, rule in zip(checks, prepared, strict=True):
        results.append(_finish(context, check, rule, counts.pop(0)) if isinstance(rule, RowRule) else rule)
    return results


def _prepare(check: CheckBase, context: TableContext) -> RowRule | Judged:
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
) -> Judged | Cause:
    return counts if isinstance(counts, Cause) else _attempt(partial(rows.judged, context, check.code, rule, counts))


def _attempt(step: Callable[[], Result]) -> Result | Cause:
    """The step's result, or the engine's own words when it could not be done, without the folders of this machine."""
    import duckdb

    try:
        return step()
    except duckdb.Error as error:
        return re.sub(r"(?:/[^/\s\"']+)+/", "", str(error).splitlines()[0])


def _outcome(check: CheckBase, context: TableContext, result: Judged | Cause) -> CheckOutcome:
    given = check.model_dump()
    zh, en = sentence(given["kind"])
    outcome = CheckOutcome(
        code=check.code,
        kind=given["kind"],
        severity=check.severity,
        columns=_columns(given, context.contract),
        sentence_zh=zh,
        sentence_en=en,
        status=_status(result),
    )
    if isinstance(result, Cause):
        return outcome.model_copy(update={"reason": result})
    reason = result.reason or ("" if result.checked else NOTHING)
    return outcome.model_copy(update={"checked": result.checked, "failed": result.failed, "reason": reason})


def _status(result: Judged | Cause) -> Status:
    if isinstance(result, Cause):
        return Status.ERROR
    if result.failed:
        return Status.FAIL
    return Status.PASS if result.checked else Status.NOT_APPLICABLE


def _columns(given: dict[str, object], contract: Contract) -> tuple[str, ...]:
    single = [str(given[key]) for key in COLUMN_KEYS if key in given]
    several = [name for key in COLUMN_LIST_KEYS for name in given.get(key, ())]  # type: ignore[attr-defined]
    return tuple(single + several) or contract.table.primary_key
