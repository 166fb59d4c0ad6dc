"""The pages of one dataset: what it is and its files, its columns, its checks and clock, its versions."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from gongkai.contract import Contract, Text
from gongkai.digests import digest_of
from gongkai.journal.releases import Release
from gongkai.verdict import Status
from publish.portal.context import Context
from publish.portal.database_index import Database, read_index
from publish.portal.dataset.caveats import caveats
from publish.portal.dataset.checks import CheckSum, Who, check_sums, over_periods
from publish.portal.dataset.code_lists import CodeLists
from publish.portal.dataset.dictionary import TYPES, Dictionary, dictionary
from publish.portal.dataset.opened import Opened
from publish.portal.dataset.quality_facts import QualityFacts, quality_facts
from publish.portal.dataset.released_tables import ReleasedTable, released_table
from publish.portal.dataset.updates import next_update
from publish.portal.dataset.version_files import VersionFiles
from publish.portal.dataset.versions import Version, versions, with_before
from publish.portal.facts import DatasetFacts
from publish.portal.figures import headline_amount
from publish.portal.sections import Page, Section
from publish.portal.standing import Clock, Held, clocks, held
from publish.portal.summary import Summary
from publish.standards.licences import Licence, licence

#: The pages of a dataset below its folder, with their templates.
PAGES = {
    "index.html": "dataset.html",
    "dictionary/index.html": "dataset_dictionary.html",
    "quality/index.html": "dataset_quality.html",
    "versions/index.html": "dataset_versions.html",
}


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
    """The pages; `lead` is the newest released period, `table` its rows; `levelled`: rows form a hierarchy;
    `with_findings` are the pages of departments that have findings.
    """

    contract: Contract
    summary: Summary
    facts: DatasetFacts
    held: tuple[Held, ...]
    periods: tuple[PeriodPage, ...]
    lead: PeriodPage | None
    table: ReleasedTable | None
    dictionary: Dictionary
    quality: QualityFacts
    checked: Mapping[Who, Mapping[int, Status]]
    next_update: Text
    caveats: tuple[Text, ...]
    database: Database | None
    licence: Licence
    levelled: bool
    with_findings: frozenset[str]


@dataclass(frozen=True)
class _Build:
    """What the pages of all datasets share."""

    context: Context
    opened: Opened
    lists: CodeLists
    databases: Mapping[str, Database]


def sections(context: Context) -> Iterator[Section]:
    """A section for each dataset."""
    index = read_index(context.home.public)
    databases = index.datasets if index else {}
    with Opened(context.home.public) as opened:
        build = _Build(context, opened, CodeLists(context.home.registers), databases)
        for contract in context.home.contracts.values():
            database = databases.get(contract.id)
            key = digest_of(context.inputs.dataset(contract.id), database.name if database else "")
            yield Section(contract.id, key, partial(_pages, build, contract))


def _pages(build: _Build, contract: Contract) -> Iterator[Page]:
    context, folder = build.context, f"d/{contract.dataset.slug}"
    files = _version_files(build, contract)
    page = _dataset_page(build, contract, files)
    for name, template in PAGES.items():
        path, departments = f"{folder}/{name}", context.departments
        yield from context.renderer.pages(path, template, page=page, departments=departments, types=TYPES)
    for file in files.values():
        yield from file.pages()
    if page.table:
        yield page.table.profile_page
    yield Page(f"{folder}/dictionary/schema.json", partial(_schema, contract))
    for codes in page.dictionary.lists:
        made = partial(build.lists.csv, codes.name, page.dictionary.year)
        yield Page(f"{folder}/dictionary/{codes.csv}", made, digest_of(context.inputs.settings, page.dictionary.year))


def _schema(contract: Contract) -> str:
    return json.dumps(contract.table.public(), ensure_ascii=False, indent=2) + "\n"


def _version_files(build: _Build, contract: Contract) -> dict[tuple[int, int], VersionFiles]:
    public, releases = build.context.home.public, build.context.facts(contract).releases
    return {
        (after.period, after.version): VersionFiles(public, build.opened, contract, before, after)
        for before, after in with_before(releases)
    }


def _dataset_page(build: _Build, contract: Contract, files: Mapping[tuple[int, int], VersionFiles]) -> DatasetPage:
    context = build.context
    facts, home = context.facts(contract), context.home
    back = tuple(held(context.departments, facts))
    periods = tuple(_period(context, facts, period, back, files) for period in facts.periods)
    lead = next((each for each in periods if each.release and each.entry), None)
    release, entry = (lead.release, lead.entry) if lead else (None, None)
    return DatasetPage(
        contract=contract,
        summary=context.summaries[contract.id],
        facts=facts,
        held=back,
        periods=periods,
        lead=lead,
        table=released_table(context, build.opened, contract, release) if release and entry else None,
        dictionary=dictionary(contract, build.lists),
        quality=quality_facts(home, context.departments, facts),
        checked=over_periods((each.period, each.checks) for each in periods),
        next_update=next_update(contract.dataset.frequency, facts.assessment),
        caveats=tuple(caveats(facts, release, entry, len(back))),
        database=build.databases.get(contract.id),
        licence=licence(home.registers, contract.dataset.licence),
        levelled=any(field.derive and field.derive.parent_of for field in contract.table.fields),
        with_findings=frozenset(context.inputs.departments),
    )


def _period(
    context: Context,
    facts: DatasetFacts,
    period: int,
    back: tuple[Held, ...],
    files: Mapping[tuple[int, int], VersionFiles],
) -> PeriodPage:
    releases = facts.releases.get(period, [])
    release, entry = (releases[-1] if releases else None), facts.manifest.get(str(period))
    standing = release and entry and entry["version"] == release.version
    return PeriodPage(
        period=period,
        release=release,
        entry=entry if standing else None,
        amount=headline_amount(facts.contract, release) if release and standing else None,
        held=tuple(each for each in back if each.period == period),
        clocks=tuple(clocks(context.departments, facts, period)),
        checks=tuple(check_sums(facts.verdicts, period)),
        versions=tuple(versions(context.departments, facts.contract, releases, files)),
    )
