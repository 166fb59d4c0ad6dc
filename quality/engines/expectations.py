"""The contract's constraints and primary key as a Great Expectations suite, a second engine for it.

For small tables and samples, on a pandas frame in memory; every row of a large table is DuckDB's. Nothing is stored.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from gongkai.contract import Contract, Field
from gongkai.verdict import Status
from quality.rules.field.constraints import SchemaCheck, schema_checks

if TYPE_CHECKING:
    import pandas as pd

WORST_FIRST = (Status.ERROR, Status.FAIL, Status.PASS, Status.NOT_APPLICABLE)


def run_suite(frame: "pd.DataFrame", contract: Contract) -> dict[str, Status]:
    """Check code -> status, the worst of its expectations, for the schema constraints and the unique key.

    The frame has the contract's columns. An expectation that raises gives `error`, one without values `not_applicable`.
    """
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    suite = gx.ExpectationSuite(name=contract.id, expectations=list(_expectations(contract)))
    asset = context.data_sources.add_pandas(name="rows").add_dataframe_asset(name=contract.id)
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    statuses: dict[str, Status] = {}
    results: list[Any] = batch.validate(suite).results
    for result in results:
        code = result.expectation_config.meta["code"]
        found = (_status(result), statuses.get(code, Status.NOT_APPLICABLE))
        statuses[code] = min(found, key=WORST_FIRST.index)
    return statuses


def _expectations(contract: Contract) -> Iterator[Any]:
    from great_expectations import expectations

    gxe: Any = expectations
    for check in schema_checks(contract):
        for column in check.columns:
            yield _expectation(gxe, check, contract.table.by_name[column])
    keys = list(contract.table.primary_key)
    for rule in contract.rules:
        if rule.kind == "unique_key" and len(keys) == 1:
            yield gxe.ExpectColumnValuesToBeUnique(column=keys[0], meta={"code": rule.code})
        elif rule.kind == "unique_key":
            yield gxe.ExpectCompoundColumnsToBeUnique(column_list=keys, ignore_row_if="never", meta={"code": rule.code})


def _expectation(gxe: Any, check: SchemaCheck, field: Field) -> Any:
    limits = field.constraints
    common = {"column": field.name, "meta": {"code": check.code}}
    match check.kind:
        case "required":
            return gxe.ExpectColumnValuesToNotBeNull(**common)
        case "pattern":
            # The suite looks for a match from the beginning; Table Schema means the whole value.
            return gxe.ExpectColumnValuesToMatchRegex(regex=rf"\A(?:{limits.pattern})\Z", **common)
        case "enum":
            return gxe.ExpectColumnValuesToBeInSet(value_set=list(limits.enum or ()), **common)
        case "range":
            return gxe.ExpectColumnValuesToBeBetween(min_value=limits.minimum, max_value=limits.maximum, **common)


def _status(result: Any) -> Status:
    # What an expectation raises also comes as success=False, and must never be taken for bad data.
    if result.exception_info.get("raised_exception", True):
        return Status.ERROR
    if not result.success:
        return Status.FAIL
    counts = result.result
    return Status.PASS if counts["element_count"] > counts.get("missing_count", 0) else Status.NOT_APPLICABLE
