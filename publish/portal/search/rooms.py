"""The search page and the entries that no other room adds: datasets, departments, rules, the pages of the site."""

from collections.abc import Iterator, Sequence
from functools import partial

from gongkai.catalogue import read_catalogue
from gongkai.contract import Contract, Text
from gongkai.digests import digest_of
from gongkai.registers import Organisation
from publish.portal.context import Context
from publish.portal.departments import PAGE_CODE
from publish.portal.search.entries import FOLDER, SearchEntry, shard
from publish.portal.search.facets import facets, kinds, same
from publish.portal.search.pinyin import pinyin
from publish.portal.search.site_pages import SITE_PAGES
from publish.portal.sections import Page, Section
from publish.portal.summary import Summary

#: Every city has these pages, and they are made after the search.
AFTER = ("about/languages/index.html",)


def sections(context: Context) -> Iterator[Section]:
    """To be built after all rooms that add entries: it finds their files, and links only to pages that there are."""
    inputs, pages = context.inputs, set(context.paths)
    found = tuple(each.address for each in SITE_PAGES if each.address in {*pages, *AFTER})
    named = {each.code: page for each in context.home.registers.organisations if (page := _page(each, pages))}
    yield Section("search/datasets", inputs.datasets(), partial(_datasets, context))
    yield Section("search/departments", digest_of(inputs.settings, named), partial(_departments, context, named))
    yield Section("search/pages", digest_of(inputs.settings, found), partial(_pages, context, found))
    shards = sorted(path for path in context.paths if path.startswith(FOLDER) and path.endswith(".json"))
    yield Section("search", digest_of(inputs.datasets(), shards), partial(_search, context, shards))


def _search(context: Context, shards: Sequence[str]) -> Iterator[Page]:
    chosen = (kinds(), *facets(context.departments, context.summaries.values()))
    yield from context.renderer.pages("search/index.html", "search.html", facets=chosen, shards=shards)


def _datasets(context: Context) -> Iterator[Page]:
    contracts, summaries = context.home.contracts, context.summaries
    yield shard("datasets", (dataset_entry(contracts[name], each) for name, each in summaries.items()))


def dataset_entry(contract: Contract, summary: Summary) -> SearchEntry:
    """How a dataset is found: by its titles, keywords and columns."""
    told = [field for field in contract.table.fields if not field.is_provenance]
    columns = (text for field in told for text in (field.title, field.title_en, field.name))
    return SearchEntry(
        kind="dataset",
        address=f"d/{summary.slug}/index.html",
        title=summary.title,
        about=summary.lead,
        words=(contract.id, *summary.keywords, *dict.fromkeys(columns)),
        theme=summary.domain,
        departments=summary.departments,
        years=tuple(release.period for release in summary.current),
        formats=summary.formats,
        updated=summary.updated,
        overdue=summary.overdue > 0,
        pinyin=summary.pinyin,
    )


def _page(organisation: Organisation, pages: set[str]) -> str:
    """The page of a department, that of its findings where it has no other, '' for none."""
    if not PAGE_CODE.fullmatch(organisation.code):
        return ""
    wanted = (f"departments/{organisation.code}/index.html", f"findings/{organisation.code}.html")
    return next((page for page in wanted if page in pages), "")


def _departments(context: Context, named: dict[str, str]) -> Iterator[Page]:
    city = context.home.city.name.zh
    every = (context.home.registers.by_code[code] for code in named)
    yield shard("departments", (_department(each, named[each.code], city) for each in every))


def _department(organisation: Organisation, page: str, city: str) -> SearchEntry:
    """A department; nobody types the name of the city before its own."""
    own = pinyin(organisation.name.removeprefix(city))
    return SearchEntry(
        kind="department",
        address=page,
        title=same(organisation.name),
        words=_names(organisation),
        departments=(organisation.code,),
        pinyin=f"{own} {pinyin(organisation.name)}",
    )


def _names(organisation: Organisation) -> tuple[str, ...]:
    return tuple(filter(None, (organisation.code, organisation.short_name, organisation.kind, organisation.uscc)))


def _pages(context: Context, found: Sequence[str]) -> Iterator[Page]:
    rules = read_catalogue(context.home.registers.shared) if "rules/index.html" in found else {}
    entries = [each for each in SITE_PAGES if each.address in found]
    entries += [
        SearchEntry("rule", f"rules/index.html#{code}", Text(zh=rule.zh, en=rule.en), words=(code, rule.source))
        for code, rule in rules.items()
    ]
    yield shard("pages", entries)
