"""Measures as expectations: one frame that holds the figures of every period, one expectation for each measure.

Here belongs putting them to the engine. Ranges belong to `quality.watch.drift`.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quality.engines.expectations import Expectation, Outcome, among, between, evaluate
from quality.watch.drift import Measure

if TYPE_CHECKING:
    import pandas as pd


def watch(dataset: str, measures: Sequence[Measure]) -> list[Outcome]:
    """The outcome of each measure, in their order; the parameters of its expectation are its range."""
    return evaluate(_frame(measures), dataset, [_expectation(each) for each in measures]) if measures else []


def _frame(measures: Sequence[Measure]) -> "pd.DataFrame":
    """A column for each measure: the figure, or the categories that were met."""
    import pandas as pd

    held = {_name(each): each.values or (each.observed,) for each in measures}
    return pd.DataFrame({name: pd.Series(list(values)) for name, values in held.items()})


def _expectation(measure: Measure) -> Expectation:
    if measure.kind == "values":
        return among(measure.code, _name(measure), measure.known)
    return between(measure.code, _name(measure), measure.low, measure.high)


def _name(measure: Measure) -> str:
    return " ".join(filter(None, (str(measure.period), measure.column, measure.kind)))
