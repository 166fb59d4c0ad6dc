"""The verdicts of the journal, mirrored as asset checks: one check per code, one evaluation per period.

Nothing here decides. `published` reads the journal; a check in Dagster neither stops another run nor unmakes an asset.
"""

from collections.abc import Iterable, Sequence

import dagster as dg

from gongkai.contract import Contract
from gongkai.home import Home
from gongkai.verdict import CheckOutcome, Status, Verdict
from pipelines.stages.validate import verdicts
from quality.rules.field.constraints import schema_checks
from quality.rules.kinds import sentence


def check_specs(
    contract: Contract, asset: dg.AssetKey, periods: dg.PartitionsDefinition[str]
) -> dict[str, dg.AssetCheckSpec]:
    """Check code -> its spec; a code that the contract uses twice is one check."""
    kinds = {check.code: check.model_dump()["kind"] for check in [*schema_checks(contract), *contract.rules]}
    return {
        code: dg.AssetCheckSpec(
            code.replace("-", "_"), asset=asset, description="\n".join(sentence(kind)), partitions_def=periods
        )
        for code, kind in kinds.items()
    }


def mirror(
    context: dg.AssetExecutionContext,
    home: Home,
    contract: Contract,
    periods: Iterable[int],
    specs: dict[str, dg.AssetCheckSpec],
) -> list[dg.AssetCheckResult]:
    """Log an evaluation for every code and period; returns the results over all these periods, which is what a range
    run can yield. A period left out would stay "planned" for ever.
    """
    known = verdicts(home, contract)
    judged = {period: [one for one in known.values() if one.period == period] for period in periods}
    for period, some in judged.items():
        for code, spec in specs.items():
            context.log_event(_evaluation(spec, code, some, str(period)))
    every = [one for some in judged.values() for one in some]
    return [_result(spec, code, every) for code, spec in specs.items()]


def _evaluation(spec: dg.AssetCheckSpec, code: str, some: Sequence[Verdict], period: str) -> dg.AssetCheckEvaluation:
    result = _result(spec, code, some)
    return dg.AssetCheckEvaluation(
        asset_key=spec.asset_key,
        check_name=spec.name,
        passed=result.passed,
        severity=result.severity,
        metadata=result.metadata,
        partition=period,
    )


def _result(spec: dg.AssetCheckSpec, code: str, some: Sequence[Verdict]) -> dg.AssetCheckResult:
    outcomes = [(one, outcome) for one in some for outcome in one.outcomes if outcome.code == code]
    bad = [(one, outcome) for one, outcome in outcomes if outcome.status in (Status.FAIL, Status.ERROR)]
    return dg.AssetCheckResult(
        check_name=spec.name,
        passed=not bad,
        severity=_severity([outcome for _, outcome in bad]),
        metadata={
            "submissions": len(some),
            "checked": sum(outcome.checked for _, outcome in outcomes),
            "failed": sum(outcome.failed for _, outcome in outcomes),
            "departments_failing": ", ".join(sorted({f"{one.entity} ({one.period})" for one, _ in bad})) or "-",
            "not_carried_out": sum(outcome.status is Status.ERROR for _, outcome in outcomes),
        },
    )


def _severity(bad: Sequence[CheckOutcome]) -> dg.AssetCheckSeverity:
    """A check that could not be carried out holds the submission back, whatever its own severity."""
    grave = any(outcome.severity == "error" or outcome.status is Status.ERROR for outcome in bad)
    return dg.AssetCheckSeverity.ERROR if grave else dg.AssetCheckSeverity.WARN
