"""What Dagster shows of a step: row counts, column schema, findings, the state of a release, links."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import dagster as dg

from gongkai.contract import Contract
from gongkai.decision import ReleaseDecision
from gongkai.findings import Finding, Severity
from gongkai.home import Home
from pipelines.stages.publish import Published
from pipelines.stages.standardise import slots
from pipelines.steps import broken_off
from publish.manifest import version_folder
from publish.release import last_release

Metadata = dict[str, Any]
LISTED = 10


def findings_metadata(found: Sequence[Finding]) -> Metadata:
    """How many findings of each severity, and the worst as a Markdown list."""
    counts = Counter(one.severity for one in found)
    listed = [f"- **{one.rule}** {_place(one)}：{one.message_zh} / {one.message_en}" for one in found[:LISTED]]
    shown: Metadata = {severity.value: counts[severity] for severity in Severity}
    return shown | {"findings": dg.MetadataValue.md("\n".join(listed) or "-")}


def slots_metadata(home: Home, contract: Contract, period: int) -> Metadata:
    """Rows standardised and set aside in one period."""
    made = [slot.submission for slot in slots(home, contract, [period]) if slot.submission]
    return {
        "dagster/row_count": sum(one.rows for one in made),
        "set_aside": sum(one.set_aside for one in made),
        "submissions": len(made),
    }


def release_metadata(home: Home, contract: Contract, period: int, done: Published | None) -> Metadata:
    """The state of one period (released, unchanged, kept_last_good, held, empty), what is held and why, and where the
    release is. `done` is None when the period broke off.
    """
    release = done.release if done else last_release(home, contract, period)
    broken = broken_off(home, [contract])
    cause = broken.get(contract.id) or broken.get(f"{contract.id}/{period}")
    held = [_held(one) for one in done.held] if done else [f"- {cause}"]
    shown: Metadata = {
        "state": done.state if done else ("kept_last_good" if release else "held"),
        "version": release.version if release else 0,
        "dagster/row_count": release.rows if release else 0,
        "held": dg.MetadataValue.md("\n".join(held) or "-"),
        "page": page(home, f"d/{contract.dataset.slug}/"),
    }
    if release:
        shown["release"] = dg.MetadataValue.path(version_folder(home.public, contract, period, release.version))
    found = home.journal.work.findings(dataset=contract.id)
    return shown | findings_metadata([one for one in found if one.period == period])


def column_schema(contract: Contract) -> dg.TableSchema:
    """The columns of the contract."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                field.name,
                field.sql_type,
                description=f"{field.title} / {field.title_en}" + (f"（{field.unit}）" if field.unit else ""),
                constraints=dg.TableColumnConstraints(
                    nullable=not (field.constraints.required or field.name in contract.table.primary_key)
                ),
            )
            for field in contract.table.fields
        ]
    )


def page(home: Home, path: str) -> dg.UrlMetadataValue:
    """The public address of a page."""
    return dg.MetadataValue.url(f"{home.city.base_url}{path}")


def _place(one: Finding) -> str:
    parts = (one.department, one.file, one.sheet, one.cell or (one.row and str(one.row)))
    return " ".join(part for part in parts if part)


def _held(decision: ReleaseDecision) -> str:
    reasons = "；".join(f"{reason.code} {reason.zh} / {reason.en}" for reason in decision.blockers)
    return f"- {decision.entity} {decision.outcome}: {reasons}"
