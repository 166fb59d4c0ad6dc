"""What can be found: an entry for each page, and the files of them that the search page loads.

A room yields its own file among its pages, `shard("purchases", entries)`, so that it is made again when the room is and
only then. Whatever stands in `search/*.json` is searched; nothing has to be announced.
"""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Literal, NamedTuple

from gongkai.contract import Text
from publish.portal.search.pinyin import pinyin
from publish.portal.sections import Page

FOLDER = "search/"
Kind = Literal["dataset", "budget", "department", "purchase", "project", "supplier", "rule", "page"]
#: In the order in which equal hits are shown.
KINDS: dict[Kind, Text] = {
    "dataset": Text(zh="数据集", en="Datasets"),
    "budget": Text(zh="预算科目", en="Budget subjects"),
    "department": Text(zh="部门", en="Departments"),
    "purchase": Text(zh="采购项目", en="Purchases"),
    "project": Text(zh="投资项目", en="Projects"),
    "supplier": Text(zh="供应商", en="Suppliers"),
    "rule": Text(zh="检查规则", en="Rules"),
    "page": Text(zh="网页", en="Pages"),
}


class SearchEntry(NamedTuple):
    """A page that can be found. `address` is below the root of a language; `words` are searched and not shown; `theme`
    is the domain of a dataset; `departments` are codes; `updated` is the moment of the newest release; `overdue`: a
    department is past its time limit; `pinyin` is of the title, made here where it is not known yet.
    """

    kind: Kind
    address: str
    title: Text
    about: Text | None = None
    words: tuple[str, ...] = ()
    theme: str = ""
    departments: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    formats: tuple[str, ...] = ()
    updated: str = ""
    overdue: bool = False
    pinyin: str = ""

    def as_record(self) -> dict[str, Any]:
        """As it stands in the file: without what is empty, and without English that is the same as the Chinese."""
        title, about = self.title, self.about or Text(zh="", en="")
        record = {
            "kind": self.kind,
            "address": self.address,
            "zh": title.zh,
            "en": title.en if title.en != title.zh else "",
            "pinyin": self.pinyin or pinyin(title.zh),
            "about_zh": about.zh,
            "about_en": about.en if about.en != about.zh else "",
            "words": " ".join(self.words),
            "theme": self.theme,
            "departments": self.departments,
            "years": self.years,
            "formats": self.formats,
            "updated": self.updated,
            "overdue": self.overdue,
        }
        return {name: value for name, value in record.items() if value}


def shard(name: str, entries: Iterable[SearchEntry]) -> Page:
    """The file `search/<name>.json`: all entries of a room, one a line."""
    return Page(f"{FOLDER}{name}.json", partial(_text, entries))


def _text(entries: Iterable[SearchEntry]) -> str:
    lines = ",\n".join(_lines(entries))
    return f'{{"entries": [\n{lines}\n]}}\n'


def _lines(entries: Iterable[SearchEntry]) -> Iterator[str]:
    for entry in entries:
        yield json.dumps(entry.as_record(), ensure_ascii=False, separators=(",", ":"))
