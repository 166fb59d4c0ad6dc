"""Facts that the text around the tables states (说明), as rows: a layout says in which words, and every page of text
that states some is a table whose rows each stand in one cell.

How cells become running text belongs to `prose`; what the texts of a row mean belongs to `standardise`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.contract import Contract, Layout
from gongkai.contract.sentences import Sentences
from gongkai.findings import Finding, finding
from gongkai.masking import mask
from gongkai.values.amounts import parse_amount
from gongkai.values.dates import year_in
from gongkai.values.labels import normalise
from pipelines.readers import cell_name
from pipelines.stages.extract.body import Body, write_body
from pipelines.stages.extract.found import Result
from pipelines.stages.extract.model import FoundTable
from pipelines.stages.extract.places import at_cell
from pipelines.stages.extract.prose import Page
from pipelines.stages.extract.source import Source
from pipelines.stages.extract.surroundings import fiscal_year, recognised

_ENTITY = re.compile(r"(?:预算主管|编制|填报|报送|主管)(?:部门|单位)(?:名称)?[:：]\s*([^\s:：]+)")
_NUMBER = re.compile(r"[\d,.]+(?:[千万百亿]*元|%)?")


@dataclass(frozen=True)
class Document:
    """The texts of a workbook: its pages in their order, the titles of its tables, and the names of the file."""

    pages: tuple[Page, ...]
    tables: tuple[str, ...]
    files: tuple[str, ...]

    def texts(self, place: str) -> tuple[str, ...]:
        """The texts of one of a layout's places, normalised."""
        titles = (*(text for page in self.pages for text in page.titles), *self.tables)
        found = {"title": titles, "sheet": tuple(page.sheet for page in self.pages), "file_name": self.files}
        return tuple(text for text in map(normalise, found[place]) if text)

    @property
    def entity(self) -> str | None:
        """The department that a page names in so many words (预算主管部门：…), most often the cover."""
        texts = (text for page in self.pages for _, text in page.cells)
        return next((found[1] for text in texts if (found := _ENTITY.search(text))), None)


@dataclass(frozen=True)
class Fact:
    """A row: the texts of its columns, and where in a page it stands."""

    page: Page
    place: int
    values: dict[str, str]

    @property
    def row(self) -> int:
        """Its row in the sheet."""
        return self.page.row(self.place)


def sentence_tables(document: Document, source: Source, first: int) -> Result:
    """The tables of sentences of a workbook and what there is to say of them; `first` numbers the Parquet files."""
    tables: list[FoundTable] = []
    findings: list[Finding] = []
    for contract in source.contracts:
        for layout in contract.sources.layouts:
            if layout.sentences and source.kind in layout.files and recognised(layout, document):
                found, twice = _once(contract, _facts(layout.sentences, document.pages))
                tables += _tables(contract, layout, document, source, found, first + len(tables))
                findings += [_contradiction(contract, source, *pair) for pair in twice]
    return tables, findings


def _facts(sentences: Sentences, pages: Iterable[Page]) -> Iterator[Fact]:
    for page in pages:
        found = sorted(_found(sentences, page), key=lambda each: each[0].start())
        starts = [match.start() for match, _ in found]
        for (match, values), until in zip(found, [*starts, len(page.plain)][1:], strict=True):
            place, end = _place(match), match.end()
            beside = _beside(sentences, page, end, min(until, page.paragraph(end)))
            said = {**beside, **values, sentences.text: page.sentence(match.start(), end)}
            yield Fact(page, place, {name: _word(sentences, name, text) for name, text in said.items()})


def _found(sentences: Sentences, page: Page) -> Iterator[tuple[re.Match[str], dict[str, str]]]:
    """Every place where a pattern fits; the first that is declared takes what several fit."""
    taken: set[int] = set()
    for declared in sentences.facts:
        for match in re.finditer(declared.pattern, page.plain):
            if _place(match) not in taken:
                taken.add(_place(match))
                yield match, {**declared.set, **_groups(page, match)}


def _place(match: re.Match[str]) -> int:
    """Where the fact itself stands: its first group, else the whole match."""
    return match.start(1) if match.re.groups and match.start(1) >= 0 else match.start()


def _groups(page: Page, match: re.Match[str]) -> dict[str, str]:
    """The texts of the groups: numbers as patterns see them, words as they are printed."""
    spans = {name: match.span(name) for name, text in match.groupdict().items() if text}
    return {
        name: match[name] if _NUMBER.fullmatch(match[name]) else page.text(first, end)
        for name, (first, end) in spans.items()
    }


def _beside(sentences: Sentences, page: Page, first: int, end: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for declared in sentences.beside:
        if match := re.compile(declared.pattern).search(page.plain, first, end):
            found = {**declared.set, **_groups(page, match), **found}
    return found


def _word(sentences: Sentences, name: str, text: str) -> str:
    return sentences.words.get(name, {}).get(text, text)


def _once(contract: Contract, facts: Iterable[Fact]) -> tuple[list[Fact], list[tuple[Fact, Fact]]]:
    """Every fact once, at its first place, and the pairs that contradict each other."""
    keys = [field.name for field in contract.table.stated if field.name in contract.table.primary_key]
    kept: dict[tuple[str | None, ...], Fact] = {}
    twice = []
    for fact in facts:
        first = kept.setdefault(tuple(map(fact.values.get, keys)), fact)
        if _amount(contract, first) != _amount(contract, fact):
            twice.append((first, fact))
    return list(kept.values()), twice


def _amount(contract: Contract, fact: Fact) -> Decimal | None:
    """The amount of a fact in 元; None where it states none."""
    text = fact.values.get(contract.table.with_role("amount")[0].name, "")
    read = parse_amount(text, "元")
    return read.value if read else None


def _contradiction(contract: Contract, source: Source, first: Fact, second: Fact) -> Finding:
    amount = contract.table.with_role("amount")[0].name
    where = source.place.model_copy(update={"dataset": contract.id, "sheet": second.page.sheet})
    at = at_cell(where, second.row, second.page.column, mask(second.values.get(amount, ""))[:80])
    other = f"{first.page.sheet} {cell_name(first.row, first.page.column)}"
    here, there = second.values.get(amount, ""), first.values.get(amount, "")
    return finding("TXT-TWO", at.model_copy(update={"column": amount}), other=other, here=here, there=there)


def _tables(
    contract: Contract, layout: Layout, document: Document, source: Source, facts: list[Fact], first: int
) -> Iterator[FoundTable]:
    """A table for every page that states something, its body written."""
    assert layout.sentences is not None
    names = layout.sentences.provides
    for number, page in enumerate(dict.fromkeys(fact.page for fact in facts), start=first):
        rows = [fact for fact in facts if fact.page is page]
        body = Body([fact.row for fact in rows], [[fact.values.get(name, "") for name in names] for fact in rows], [])
        write_body(body, len(names), source.folder / f"t{number}.parquet")
        title = next(iter(page.titles), "")
        years = {"title": year_in(title), "sheet": year_in(page.sheet), "file_name": year_in(source.names[0])}
        yield FoundTable(
            sheet=page.sheet,
            title=title,
            columns=names,
            header_row=rows[0].row,
            first_column=page.column,
            rows=len(rows),
            dataset=contract.id,
            layout=layout.id,
            mapping={name: (index,) for index, name in enumerate(names)},
            units={field.name: "元" for field in contract.table.with_role("amount") if field.name in names},
            unit="元",
            fiscal_year=fiscal_year(layout, document),
            entity=document.entity,
            member=source.member,
            range=f"{cell_name(rows[0].row, page.column)}:{cell_name(rows[-1].row, page.column)}",
            years={place: year for place, year in years.items() if year},
            one_cell=True,
            data=f"t{number}.parquet",
        )
