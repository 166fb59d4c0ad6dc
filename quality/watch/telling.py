"""What is told of an expectation that does not hold: to those who run the house, never to the public.

Here belong its findings and its words. Templates of the sentences belong to `gongkai.findings`.
"""

from collections.abc import Iterable, Mapping, Sequence

from gongkai.contract import Contract
from gongkai.findings import Finding, Place, finding
from gongkai.verdict import Status
from quality.engines.expectations import Outcome, worst
from quality.watch.drift import CATEGORY, Measure

#: Every code of this room begins so; the public pages leave them out.
PREFIX = "EXP-"
MOST_NAMED = 10

#: What a measure is called, in Chinese and in English.
KINDS = {
    "fill": ("填写率", "share of filled cells"),
    "zero": ("零值占比", "share of zeros"),
    "negative": ("负值占比", "share of negative amounts"),
    "size": ("典型金额（几何平均，元）", "typical amount (geometric mean, yuan)"),
    "rows": ("每个部门的行数", "rows of a department"),
    "values": ("类别", "categories"),
}
SHARES = ("fill", "zero", "negative")
#: What the library calls an expectation.
TYPES = {
    "ExpectColumnValuesToNotBeNull": ("必填", "required"),
    "ExpectColumnValuesToMatchRegex": ("写法", "pattern"),
    "ExpectColumnValuesToBeInSet": ("列举的值", "listed values"),
    "ExpectColumnValuesToBeBetween": ("上下限", "bounds"),
    "ExpectColumnValuesToBeUnique": ("主键唯一", "unique key"),
    "ExpectCompoundColumnsToBeUnique": ("主键唯一", "unique key"),
}


def drifted(contract: Contract, measures: Sequence[Measure], outcomes: Sequence[Outcome]) -> list[Finding]:
    """A finding for each measure outside its range."""
    pairs = zip(measures, outcomes, strict=True)
    return [_drift(contract, measure) for measure, outcome in pairs if outcome.status is Status.FAIL]


def not_evaluated(contract: Contract, outcomes: Iterable[Outcome]) -> list[Finding]:
    """A finding for each expectation that could not be carried out: that says nothing of the data."""
    return [
        _error(contract, f"{one.expectation.code} {' '.join(one.expectation.columns)}", one.reason)
        for one in outcomes
        if one.status is Status.ERROR
    ]


def broke_off(contract: Contract, cause: str) -> Finding:
    """The finding when the whole suite could not be carried out."""
    return _error(contract, contract.id, cause)


def disagreeing(
    contract: Contract, outcomes: Sequence[Outcome], judged: Mapping[str, bool], *, sampled: bool
) -> list[Finding]:
    """A finding for each check on which the two engines do not agree; `judged` says by code whether DuckDB found a
    fault in any submission. A sample may miss what is wrong elsewhere.
    """
    found = []
    for code, status in worst(outcomes).items():
        if code in judged and status in (Status.PASS, Status.FAIL):
            fails = status is Status.FAIL
            if fails != judged[code] and (fails or not sampled):
                found.append(finding("EXP-ENGINES", Place(dataset=contract.id), code=code, sees=_sees(fails)))
    return found


def _sees(library_fails: bool) -> str:
    both = ("Great Expectations", "DuckDB")
    return both[0] if library_fails else both[1]


def shown(kind: str, number: float) -> str:
    """A figure as people read it: shares in percent."""
    return f"{number:.1%}" if kind in SHARES else f"{number:,.0f}" if number >= 100 else f"{number:g}"


def _drift(contract: Contract, measure: Measure) -> Finding:
    place = Place(dataset=contract.id, period=measure.period, column=measure.column)
    field = contract.table.by_name[measure.column] if measure.column else None
    title_zh, title_en = (field.title, field.title_en) if field else ("", "")
    if measure.code == CATEGORY:
        new = sorted(set(measure.values) - set(measure.known))
        named = "、".join(new[:MOST_NAMED]) + ("…" if len(new) > MOST_NAMED else "")
        return finding(CATEGORY, place, count=len(new), title_zh=title_zh, title_en=title_en, values=named)
    observed, low, high = (shown(measure.kind, each or 0) for each in (measure.observed, measure.low, measure.high))
    what_zh, what_en = KINDS[measure.kind]
    if field:
        what_zh, what_en = f"“{title_zh}”的{what_zh}", f"{what_en} in “{title_en}”"
    return finding(measure.code, place, what_zh=what_zh, what_en=what_en, observed=observed, low=low, high=high)


def _error(contract: Contract, what: str, cause: str) -> Finding:
    return finding("EXP-ERROR", Place(dataset=contract.id), what=what, cause=cause)
