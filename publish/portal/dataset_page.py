"""What the page of one dataset says, period by period."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gongkai.journal.releases import Release
from publish.portal.checks import CheckSum, check_sums
from publish.portal.dictionary import Column, dictionary
from publish.portal.facts import DatasetFacts, Facts
from publish.portal.figures import headline_amount, preview
from publish.portal.overview import Row
from publish.portal.standing import Clock, Held, clocks
from publish.portal.versions import Version, versions
from publish.standards.licences import Licence, licence


@dataclass(frozen=True)
class PeriodPage:
    """One period; `release` and `entry` (of the manifest) are None where nothing was released."""

    period: int
    release: Release | None
    entry: dict[str, Any] | None
    amount: Decimal | None
    held: tuple[Held, ...]
    clocks: tuple[Clock, ...]
    checks: tuple[CheckSum, ...]
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class DatasetPage:
    """The page; `lead` is the newest released period, `preview` its first rows; `levelled`: rows form a hierarchy."""

    row: Row
    periods: tuple[PeriodPage, ...]
    lead: PeriodPage | None
    preview: dict[str, Any] | None
    columns: tuple[Column, ...]
    licence: Licence
    levelled: bool


def dataset_page(facts: Facts, row: Row) -> DatasetPage:
    """Put the page together."""
    dataset, contract = row.facts, row.facts.contract
    periods = tuple(_period(facts, row, period) for period in dataset.periods)
    lead = next((each for each in periods if each.release and each.entry), None)
    return DatasetPage(
        row=row,
        periods=periods,
        lead=lead,
        preview=preview(facts.home.public, contract, lead.release) if lead and lead.release else None,
        columns=tuple(dictionary(contract, facts.home.registers)),
        licence=licence(facts.home.registers, contract.dataset.licence),
        levelled=any(field.derive and field.derive.parent_of for field in contract.table.fields),
    )


def _period(facts: Facts, row: Row, period: int) -> PeriodPage:
    dataset: DatasetFacts = row.facts
    releases = dataset.releases.get(period, [])
    release, entry = (releases[-1] if releases else None), dataset.manifest.get(str(period))
    standing = release and entry and entry["version"] == release.version
    return PeriodPage(
        period=period,
        release=release,
        entry=entry if standing else None,
        amount=headline_amount(dataset.contract, release) if release and standing else None,
        held=tuple(each for each in row.held if each.period == period),
        clocks=tuple(clocks(facts, dataset, period)),
        checks=tuple(check_sums(dataset.verdicts, period)),
        versions=tuple(versions(facts, dataset.contract, releases)),
    )
