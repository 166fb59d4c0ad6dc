"""`about/languages/`: which pages each language has (语言对等), and which texts it has no words for.

What a language lacks is shown in Chinese. To be built after the rooms whose pages it counts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from gongkai.catalogue import read_catalogue
from gongkai.contract import Text
from gongkai.digests import digest_of
from gongkai.findings.templates import templates
from gongkai.home import Home
from publish.portal.context import Context
from publish.portal.languages import CHINESE, LANGUAGES, Language, Worded
from publish.portal.machine.addresses import ADDRESSES, kind_of
from publish.portal.machine.patterns import Address
from publish.portal.sections import Page, Section

PATH = "about/languages/index.html"


class PageCount(NamedTuple):
    """How many pages of a kind each language has, by its code."""

    kind: Address
    pages: Counter[str]


class TextCount(NamedTuple):
    """How many texts of a sort there are, and how many of them have words in each language, by its code."""

    title: Text
    texts: int
    words: Counter[str]


def sections(context: Context) -> Iterator[Section]:
    """The page, made again when the city gets or loses pages."""
    paths = sorted(path for path in {*context.paths, *_own()} if path.endswith(".html"))
    yield Section("languages", digest_of(context.inputs.settings, paths), partial(_pages, context, paths))


def _own() -> Iterator[str]:
    yield from (f"{language.folder}{PATH}" for language in LANGUAGES)


def _pages(context: Context, paths: Sequence[str]) -> Iterator[Page]:
    told: dict[str, Any] = {"pages": page_counts(paths), "texts": text_counts(context.home), "languages": LANGUAGES}
    yield from context.renderer.pages(PATH, "languages.html", **told)


def page_counts(paths: Iterable[str], languages: Sequence[Language] = LANGUAGES) -> list[PageCount]:
    """By kind, in the order of the list of addresses; pages of a kind that has no entry there are left out."""
    found: dict[Address, Counter[str]] = {}
    for path in paths:
        language = next((each for each in languages if each.folder and path.startswith(each.folder)), CHINESE)
        kind = kind_of(path.removeprefix(language.folder))
        if kind:
            found.setdefault(kind, Counter())[language.code] += 1
    return [PageCount(kind, found[kind]) for kind in ADDRESSES if kind in found]


def text_counts(home: Home) -> list[TextCount]:
    """What the declarations, the lists and the registers have words for."""
    datasets = [contract.dataset for contract in home.contracts.values()]
    fields = [field for contract in home.contracts.values() for field in contract.table.fields]
    lists = {field.codelist for field in fields if field.codelist}
    codes = {(name, entry.code) for name in lists for entry in home.registers.code_list_ever(name)}
    sentences = [Text(zh=each.zh, en=each.en) for each in templates().values()]
    rules = [Text(zh=rule.zh, en=rule.en) for rule in read_catalogue(home.registers.shared).values()]
    return [
        _count(Text(zh="数据集的标题", en="titles of datasets"), [each.title for each in datasets]),
        _count(Text(zh="数据集的说明", en="leads of datasets"), [each.lead for each in datasets]),
        _count(
            Text(zh="列的名称", en="titles of columns"), [Text(zh=field.title, en=field.title_en) for field in fields]
        ),
        _count(Text(zh="检查规则", en="rules"), rules),
        _count(Text(zh="问题的说法", en="sentences of findings"), sentences),
        TextCount(Text(zh="机构名称", en="names of organisations"), len(home.registers.organisations), Counter()),
        TextCount(Text(zh="代码的名称", en="names of codes"), len(codes), Counter()),
    ]


def _count(title: Text, texts: Sequence[Worded]) -> TextCount:
    words = Counter({each.code: sum(bool(getattr(text, each.code, "")) for text in texts) for each in LANGUAGES})
    return TextCount(title, len(texts), words)
