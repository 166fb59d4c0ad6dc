"""The two sides of a comparison, brought together: what a submission states, and what is stated elsewhere.

Here belongs finding both amounts, row by row of `by`. Whether they fit is the business of each kind of rule.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from gongkai.contract import Contract
from gongkai.contract.across import Comparison, Reason, Side
from gongkai.engine import name
from gongkai.submission import Submission
from quality.context import HALF_DIGIT, OF, ROWS, Neighbours, TableContext, column, has_text, provenance
from quality.loading import SUBMISSION
from quality.rules.across.whose import pairs
from quality.rules.forms import LISTED, Addend, Failure, Judged, Tally, judged_of, nothing
from quality.rules.lookups import fill
from quality.rules.table.subjects import at_level, counted

TABLE, PAIRS = "both_sides", "pairs_of_submissions"
#: Where an amount that is not there would stand, by whether the other table has rows at all.
ABSENT = {True: ("没有这一项", "which does not have it"), False: ("空表", "an empty table")}


@dataclass(frozen=True)
class Condition:
    """When two amounts, `stated` and `other`, do not fit, and when they do by rounding alone, in SQL; `tolerance` is
    what they may differ by. `said` are more values for the sentence in SQL, `facts` such as are the same everywhere.
    `missing_is_zero`: a value that theirs does not have counts as zero; `explained`: the difference may have a reading.
    """

    fails: str
    rounded: str = "false"
    said: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    missing_is_zero: bool = False
    explained: bool = False


def judge_sides(check: Comparison, context: TableContext, condition: Condition) -> list[Judged]:
    """Judges both sides of every submission by the condition."""
    dataset, period = check.theirs.dataset or context.contract.id, context.period + check.theirs.period
    found = context.others(dataset, period)
    if found is None:
        why = f"没有 {period} 年的 {dataset} / there is no {dataset} of {period}"
        return judged_of(context, check.code, {}, (), nothing(why, context.incomplete))
    relation, theirs = found
    paired, reasons = pairs(check.theirs.whose, context, theirs)
    reasons |= context.incomplete | _excused(check.unless, context)
    paired = [pair for pair in paired if pair[0] not in reasons]
    _bring_together(check, context, relation, theirs, paired, missing_is_zero=condition.missing_is_zero)
    why = f"{period} 年的 {dataset} 没有可比的项 / {dataset} of {period} has nothing to compare"
    tallies = _tallies(context, condition)
    failures = _failures(check, context, condition, theirs)
    return judged_of(context, check.code, tallies, failures, nothing(why, reasons))


def _excused(reason: Reason | None, context: TableContext) -> dict[int, str]:
    """The submissions that give a reason for what would fail."""
    found = context.others(reason.dataset, context.period) if reason else None
    if reason is None or found is None:
        return {}
    relation, theirs = found
    where = "".join(f" AND {has_text(column(key), texts)}" for key, texts in reason.where.items())
    given = f"coalesce({column(reason.column)}::VARCHAR, '') <> ''{where}"
    rows = context.connection.execute(f"SELECT DISTINCT {OF} FROM {relation} AS {ROWS} WHERE {given}").fetchall()
    entities = {theirs.stated[number].submission.entity for (number,) in rows}
    numbers = (number for number, each in enumerate(context.submissions) if each.entity in entities)
    return dict.fromkeys(numbers, "已说明原因 / a reason is given")


def _bring_together(
    check: Comparison,
    context: TableContext,
    relation: str,
    theirs: Neighbours,
    paired: Sequence[tuple[int, int]],
    *,
    missing_is_zero: bool,
) -> None:
    """The table of both sides. An empty table of theirs states zero."""
    fill(context, PAIRS, {"mine": "INTEGER", "theirs": "INTEGER"}, paired)
    stated = {mine for mine, other in paired if theirs.stated[other].submission.rows}
    zero = sorted({mine for mine, _ in paired} - (set() if missing_is_zero else stated))
    keys = [f"k{index}" for index in range(len(check.by))]
    joined = "".join(f" AND m.{key} = t.{key}" for key in keys)
    shown = ", ".join(f"m.{key}" for key in keys) or "''"
    mine = _sums(context.contract, ROWS, check.mine, list(check.by), OF)
    others = f"{relation} AS {ROWS} JOIN {PAIRS} ON {OF} = theirs"
    other = _sums(theirs.contract, others, check.theirs, list(check.by.values()), "mine")
    context.connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {TABLE} AS SELECT m.of AS {SUBMISSION}, m.first AS here, t.first AS there, "
        f"concat_ws(' ', {shown}) AS key, m.amount AS stated, coalesce(t.amount, 0) AS other, "
        f"((m.addends + coalesce(t.addends, 1)) * greatest(m.half, coalesce(t.half, 0)))::DECIMAL(24,6) AS tolerance, "
        f"list_contains(?::INTEGER[], m.of) AS has_rows "
        f"FROM ({mine}) AS m LEFT JOIN ({other}) AS t ON m.of = t.of{joined} "
        f"WHERE m.of IN (SELECT mine FROM {PAIRS}) AND (t.of IS NOT NULL OR list_contains(?::INTEGER[], m.of))",
        [sorted(stated), zero],
    )


def _sums(contract: Contract, relation: str, side: Side, by: Sequence[str], of: str) -> str:
    amount = column(side.amount)
    keys = "".join(f", {column(each)}::VARCHAR AS k{index}" for index, each in enumerate(by))
    row = next(f.name for f in contract.table.fields if f.derive and f.derive.provenance == "row")
    origin = ", ".join(provenance(contract, what, ROWS) for what in ("cell", "file", "sheet"))
    where = [f"{amount} IS NOT NULL", counted(contract)]
    where += [has_text(column(key), texts) for key, texts in side.where.items()]
    where += [at_level(contract, side.level)] if side.level else []
    return (
        f"SELECT {of} AS of{keys}, sum({amount}) AS amount, count(*) AS addends, max({HALF_DIGIT}) AS half, "
        f"min_by({{submission: {OF}, row: {column(row)}, origin: [{origin}]}}, {column(row)}) AS first "
        f"FROM {relation} WHERE {' AND '.join(where)} GROUP BY ALL"
    )


def _tallies(context: TableContext, condition: Condition) -> dict[int, Tally]:
    """A comparison that gives no answer, as one with zero may, is none."""
    compared = f"count(*) FILTER (({condition.fails}) IS NOT NULL)"
    counts = f"{compared}, count(*) FILTER ({condition.fails}), count(*) FILTER ({condition.rounded})"
    found = context.connection.execute(f"SELECT {SUBMISSION}, {counts} FROM {TABLE} GROUP BY 1").fetchall()
    return {number: Tally(*counted_) for number, *counted_ in found}


def _failures(check: Comparison, context: TableContext, condition: Condition, theirs: Neighbours) -> list[Failure]:
    said = condition.said
    more = "".join(f", {expression} AS {name(key)}" for key, expression in said.items())
    found = context.connection.execute(
        f"SELECT {SUBMISSION}, here, there, key, stated, other, stated - other, tolerance, has_rows{more} FROM {TABLE} "
        f"WHERE {condition.fails} QUALIFY row_number() OVER (PARTITION BY {SUBMISSION} ORDER BY here.row, key) "
        f"<= {LISTED} ORDER BY {SUBMISSION}, here.row, key"
    ).fetchall()
    return [
        _failure(check, condition, theirs, number, here, there, values, dict(zip(said, more_values, strict=True)))
        for number, here, there, *rest in found
        for values, more_values in [(rest[:6], rest[6:])]
    ]


def _failure(
    check: Comparison,
    condition: Condition,
    theirs: Neighbours,
    number: int,
    here: Mapping[str, Any],
    there: Mapping[str, Any] | None,
    values: Sequence[Any],
    more: Mapping[str, object],
) -> Failure:
    key, stated, other, difference, tolerance, has_rows = values
    other_field = theirs.contract.table.by_name[check.theirs.amount]
    submission = theirs.stated[there["submission"] if there else 0].submission
    where_zh, where_en = ABSENT[has_rows]
    if there:
        where_zh = where_en = _place(submission, check.theirs.amount, there)
    title = theirs.contract.dataset.title
    said = {
        "key": f"{key}：" if key else "",
        "key_en": f"{key}: " if key else "",
        "stated": stated,
        "other": other,
        "difference": difference,
        "there_zh": f"“{title.zh}”{submission.period} 年的“{other_field.title}”（{where_zh}）",
        "there_en": f"“{other_field.title_en}” of “{title.en}” {submission.period} ({where_en})",
        **condition.facts,
        **more,
    }
    return Failure(
        number,
        check.mine.amount,
        here["row"],
        Decimal(stated),
        said,
        here["origin"],
        (Addend(title.zh, Decimal(other), place=where_zh),) if condition.explained else (),
        Decimal(tolerance),
    )


def _place(submission: Submission, amount: str, there: Mapping[str, Any]) -> str:
    """Where the other amount begins: file, sheet, cell or row."""
    cell, source, sheet = there["origin"]
    table = submission.table(there["row"], source, sheet, cell)
    known = cell or (table.cell(amount, there["row"]) if table else None) or f"第 {there['row']} 行 row {there['row']}"
    return " ".join(filter(None, (table.file if table else submission.file, table.place if table else None, known)))
