"""How a judged check becomes findings: the place, the value (masked where personal), the sentence in both languages."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from gongkai.contract.checks import CheckBase
from gongkai.findings import Finding, Place, finding
from gongkai.masking import mask
from quality.context import TableContext
from quality.rules.forms import Failure, Judged, Remark


def tell(check: CheckBase, context: TableContext, judged: Judged) -> Iterator[Finding]:
    """The findings of one check: its failures, the last listed one counting for those not listed, then its remarks."""
    unlisted = judged.failed - len(judged.failures)
    for index, failure in enumerate(judged.failures, start=1):
        count = 1 + unlisted if index == len(judged.failures) else 1
        yield _failed(check, context, failure, count)
    for remark in judged.remarks:
        yield _remarked(context, remark)


def not_carried_out(check: CheckBase, context: TableContext, cause: str) -> Finding:
    """The finding that a check could not be carried out, which never counts as a pass."""
    return finding("CHK-ERROR", table_place(context), check=check.code, cause=mask(cause))


def table_place(context: TableContext) -> Place:
    """The place of the whole table."""
    submission = context.submission
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


def _failed(check: CheckBase, context: TableContext, failure: Failure, count: int) -> Finding:
    field = context.contract.table.by_name[failure.column]
    value = None if failure.value is None else mask(_plain(failure.value))
    common = {"column_zh": field.title, "column_en": field.title_en, "value": failure.value}
    said = _spoken({**common, **failure.said})
    here = {"row": failure.row, "column": failure.column, "value": value, **_source(context, failure)}
    place = table_place(context).model_copy(update=here)
    return finding(check.code, place, severity=check.severity, count=count, **said)


def _source(context: TableContext, failure: Failure) -> dict[str, str | None]:
    """The cell, and of a submission of several tables the file and sheet of the one it stands in."""
    if failure.row is None:
        return {}
    table = context.submission.table(failure.row, failure.source, failure.sheet, failure.cell)
    if table is None:
        return {"cell": failure.cell}
    amount = next((field.name for field in context.contract.table.with_role("amount")), None)
    known = failure.cell if failure.column == amount else None
    cell = known or table.cell(failure.column, failure.row) or failure.cell
    return {"cell": cell, "file": table.file, "sha256": table.sha256, "sheet": table.place}


def _remarked(context: TableContext, remark: Remark) -> Finding:
    said = _spoken({**remark.said, "times": remark.count})
    return finding(remark.code, table_place(context), count=remark.count, **said)


def _spoken(values: Mapping[str, object]) -> dict[str, str]:
    return {key: spoken(value) for key, value in values.items()}


def _plain(value: object) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
