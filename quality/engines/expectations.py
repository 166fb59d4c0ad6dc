"""Great Expectations: a suite derived in memory, on a pandas frame in memory, for small tables and samples.

Here belong the expectations of a contract and what the library says of a frame. Every row of a large table is DuckDB's;
nothing is stored, and the library's own pages, which load from outside, are not used.
"""

import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from gongkai.contract import Contract, Field
from gongkai.verdict import Status
from quality.rules.field.constraints import SchemaCheck, schema_checks

if TYPE_CHECKING:
    import pandas as pd

WORST_FIRST = (Status.ERROR, Status.FAIL, Status.PASS, Status.NOT_APPLICABLE)


class Expectation(BaseModel):
    """One expectation: the code it answers for, the library's name of its type, its parameters (plain JSON)."""

    model_config = ConfigDict(frozen=True)

    code: str
    type: str
    parameters: dict[str, Any]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it looks at."""
        listed = self.parameters.get("column_list")
        return tuple(listed) if listed else (self.parameters["column"],)


class Outcome(BaseModel):
    """What became of an expectation; `checked` and `failed` count values, `reason` says why there is no result."""

    model_config = ConfigDict(frozen=True)

    expectation: Expectation
    status: Status
    checked: int = 0
    failed: int = 0
    reason: str = ""


def run_suite(frame: "pd.DataFrame", contract: Contract) -> dict[str, Status]:
    """Check code -> status, the worst of its expectations, for the schema constraints and the unique key.

    The frame has the contract's columns.
    """
    return worst(evaluate(frame, contract.id, list(suite(contract))))


def worst(outcomes: Sequence[Outcome]) -> dict[str, Status]:
    """Check code -> the worst status of its expectations."""
    statuses: dict[str, Status] = {}
    for outcome in outcomes:
        code = outcome.expectation.code
        statuses[code] = min(outcome.status, statuses.get(code, Status.NOT_APPLICABLE), key=WORST_FIRST.index)
    return statuses


def suite(contract: Contract, within: Sequence[str] = ()) -> Iterator[Expectation]:
    """The expectations of the schema's constraints and of the unique key, which holds `within` these columns."""
    for check in schema_checks(contract):
        for column in check.columns:
            yield _expectation(check, contract.table.by_name[column])
    keys = [*within, *contract.table.primary_key]
    for rule in contract.rules:
        if rule.kind == "unique_key" and len(keys) == 1:
            yield Expectation(code=rule.code, type="ExpectColumnValuesToBeUnique", parameters={"column": keys[0]})
        elif rule.kind == "unique_key":
            several = {"column_list": keys, "ignore_row_if": "never"}
            yield Expectation(code=rule.code, type="ExpectCompoundColumnsToBeUnique", parameters=several)


def between(code: str, column: str, low: object, high: object) -> Expectation:
    """Values of the column lie between these bounds, both included."""
    limits = {"column": column, "min_value": low, "max_value": high}
    return Expectation(code=code, type="ExpectColumnValuesToBeBetween", parameters=limits)


def among(code: str, column: str, values: Sequence[str]) -> Expectation:
    """Values of the column are among these."""
    parameters = {"column": column, "value_set": list(values)}
    return Expectation(code=code, type="ExpectColumnValuesToBeInSet", parameters=parameters)


def evaluate(frame: "pd.DataFrame", name: str, expectations: Sequence[Expectation]) -> list[Outcome]:
    """The outcome of each expectation on the frame, in their order.

    One that raises gives `error` with its cause, one without values `not_applicable`.
    """
    if not expectations:
        return []
    with warnings.catch_warnings():
        # The library warns of what it imports itself, and of groups in a pattern that is only looked for.
        warnings.simplefilter("ignore")
        results = _results(frame, name, expectations)
    return [_outcome(expectation, results[at]) for at, expectation in enumerate(expectations)]


def _results(frame: "pd.DataFrame", name: str, expectations: Sequence[Expectation]) -> dict[int, Any]:
    """The library's result by number of the expectation."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations import expectations as library
    from great_expectations.data_context.types.base import ProgressBarsConfig

    # What an expectation raises is told by its outcome; the library would log it with its trace, too.
    logging.getLogger("great_expectations").setLevel(logging.CRITICAL)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    made = [
        getattr(library, each.type)(**each.parameters, meta={"number": number})
        for number, each in enumerate(expectations)
    ]
    asset = context.data_sources.add_pandas(name="rows").add_dataframe_asset(name=name)
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    suite = gx.ExpectationSuite(name=name, expectations=made)
    # Counts, and no list of the values that do not hold.
    results: list[Any] = batch.validate(suite, result_format="BASIC").results
    return {result.expectation_config.meta["number"]: result for result in results}


def _expectation(check: SchemaCheck, field: Field) -> Expectation:
    limits = field.constraints
    match check.kind:
        case "required":
            return Expectation(code=check.code, type="ExpectColumnValuesToNotBeNull", parameters={"column": field.name})
        case "pattern":
            # The suite looks for a match from the beginning; Table Schema means the whole value.
            whole = {"column": field.name, "regex": rf"\A(?:{limits.pattern})\Z"}
            return Expectation(code=check.code, type="ExpectColumnValuesToMatchRegex", parameters=whole)
        case "enum":
            return among(check.code, field.name, limits.enum or ())
        case "range":
            return between(check.code, field.name, limits.minimum, limits.maximum)


def _outcome(expectation: Expectation, result: Any) -> Outcome:
    # What an expectation raises also comes as success=False, and must never be taken for bad data.
    if result.exception_info.get("raised_exception", True):
        return Outcome(expectation=expectation, status=Status.ERROR, reason=_cause(result.exception_info))
    counts = result.result
    checked = counts["element_count"] - counts.get("missing_count", 0)
    if not result.success:
        failed = counts["unexpected_count"]
        return Outcome(expectation=expectation, status=Status.FAIL, checked=counts["element_count"], failed=failed)
    return Outcome(
        expectation=expectation, status=Status.PASS if checked > 0 else Status.NOT_APPLICABLE, checked=checked
    )


def _cause(info: dict[str, Any]) -> str:
    """The first line of the first message; the library nests one for each metric."""
    told = info.get("exception_message") or next(
        (each["exception_message"] for each in info.values() if isinstance(each, dict)), ""
    )
    return next(iter(str(told).splitlines()), "")
