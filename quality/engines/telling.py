"""How a judged check becomes findings: the place, the value (masked where personal), the sentence in both languages."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from gongkai.contract.checked import CheckBase
from gongkai.findings import Finding, Place, Reading, finding, templates
from gongkai.masking import mask
from gongkai.submission import Submission
from quality.context import TableContext
from quality.explain import Kind, Part, readings_of
from quality.rules.forms import Addend, Failure, Judged, Remark

#: Kinds of rules whose findings read the same whatever the code.
SAME_WORDS = (
    *("agrees", "share", "large_change", "magnitude", "stated_years", "empty_explained", "no_copy"),
    *("days_apart", "linked", "sum_not_above", "same_party", "placeholder", "split_purchase", "no_repeat", "in_order"),
    *("class_of_code", "words_amount"),
)


def tell(check: CheckBase, context: TableContext, submission: Submission, judged: Judged) -> Iterator[Finding]:
    """The findings of one check on one submission: its failures, the last listed one counting for those not listed,
    then its remarks.
    """
    unlisted = judged.failed - len(judged.failures)
    for index, failure in enumerate(judged.failures, start=1):
        count = 1 + unlisted if index == len(judged.failures) else 1
        yield _failed(check, context, submission, failure, count)
    for remark in judged.remarks:
        yield _remarked(submission, remark)


def not_carried_out(check: CheckBase, submission: Submission, cause: str) -> Finding:
    """The finding that a check could not be carried out, which never counts as a pass."""
    return finding("CHK-ERROR", table_place(submission), check=check.code, cause=mask(cause))


def table_place(submission: Submission) -> Place:
    """The place of the whole table."""
    return Place(
        department=submission.department,
        dataset=submission.dataset,
        period=submission.period,
        file=submission.file,
        sha256=submission.sha256,
        sheet=submission.sheet,
    )


def spoken(value: object) -> str:
    """A value as a sentence says it: thousands marks, two decimals, ISO dates, personal numbers masked."""
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    if value is None:
        return "—"
    return value.isoformat() if isinstance(value, date) else mask(str(value))


def _failed(check: CheckBase, context: TableContext, submission: Submission, failure: Failure, count: int) -> Finding:
    field = context.contract.table.by_name[failure.column]
    value = None if failure.value is None else mask(_plain(failure.value))
    common = {"column_zh": field.title, "column_en": field.title_en, "value": failure.value}
    said = _spoken({**common, **failure.said})
    here = {"row": failure.row, "column": failure.column, "value": value, **_source(context, submission, failure)}
    place = table_place(submission).model_copy(update=here)
    told = finding(check.code, place, template=template_of(check), severity=check.severity, count=count, **said)
    readings = _readings(context, submission, failure, place) if failure.parts else ()
    return told.model_copy(update={"readings": readings})


def _readings(context: TableContext, submission: Submission, failure: Failure, place: Place) -> tuple[Reading, ...]:
    """What may be wrong with a sum that does not hold, by the digits of its own table."""
    label = str(failure.said.get("label") or failure.said.get("name") or "")
    title = context.contract.table.by_name[failure.column].title
    printed = {table.place: table.precision for table in submission.tables if table.precision is not None}
    difference = failure.said.get("difference")
    found = readings_of(
        Decimal(str(failure.value)),
        [_part(submission, part) for part in failure.parts],
        failure.tolerance,
        printed.get(place.sheet, submission.precision),
        cell=place.cell,
        label=label or title,
        difference=difference if isinstance(difference, Decimal) else None,
    )
    # What stands in another table has no rows here that could be missing.
    elsewhere = any(part.place for part in failure.parts)
    return tuple(each for each in found if not (elsewhere and each.kind == Kind.UNEXPLAINED))


def _part(submission: Submission, part: Addend) -> Part:
    """A part of a sum as the explainer takes it, with the address of its cell."""
    cell, source, sheet = part.origin
    table = submission.table(part.row, source, sheet, cell) if part.row is not None else None
    address = cell or (table.cell(part.column, part.row) if table and part.row is not None else None)
    place = part.place or address
    return Part(mask(part.label), part.amount, place, part.of_which, code=part.code, minus=part.minus)


def template_of(check: CheckBase) -> str:
    """The sentences of a kind that says the same under many codes; else those of the code, or of its kind."""
    kind = str(check.model_dump()["kind"])
    own = f"KND-{kind.upper().replace('_', '-')}"
    return own if kind in SAME_WORDS or check.code not in templates() else check.code


def _table_alone(submission: Submission, failure: Failure) -> dict[str, str | None]:
    """The file and sheet of a table that is at fault as a whole."""
    cell, source, sheet = failure.origin
    told = (each for each in submission.tables if source and (each.source_id, each.place) == (source, sheet))
    table = next(told, None)
    return {"cell": cell, "file": table.file, "sha256": table.sha256, "sheet": table.place} if table else {}


def _source(context: TableContext, submission: Submission, failure: Failure) -> dict[str, str | None]:
    """The cell, and of a submission of several tables the file and sheet of the one it stands in."""
    printed, source, sheet = failure.origin
    if failure.row is None:
        return _table_alone(submission, failure)
    table = submission.table(failure.row, source, sheet, printed)
    if table is None:
        return {"cell": printed}
    amount = next((field.name for field in context.contract.table.with_role("amount")), None)
    known = printed if failure.column == amount else None
    cell = known or table.cell(failure.column, failure.row) or printed
    return {"cell": cell, "file": table.file, "sha256": table.sha256, "sheet": table.place}


def _remarked(submission: Submission, remark: Remark) -> Finding:
    said = _spoken({**remark.said, "times": remark.count})
    return finding(remark.code, table_place(submission), count=remark.count, **said)


def _spoken(values: Mapping[str, object]) -> dict[str, str]:
    return {key: spoken(value) for key, value in values.items()}


def _plain(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
