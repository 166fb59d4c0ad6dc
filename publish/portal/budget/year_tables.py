"""The tables of the government's pages: a line and its parts ranked, a whole statement, a line through the years."""

from collections.abc import Mapping
from typing import NamedTuple

from publish.portal.budget.lines import Line, Tree
from publish.portal.budget.table import Measure, Row, Table, Words, columns_of, ranked

REST = Words("未细列", "not itemised")


class View(NamedTuple):
    """What a page of a year needs to know of it; `pages` are the addresses of lines that have a page of their own."""

    year: int
    main: str
    people: int | None
    pages: Mapping[str, str]

    def page(self, code: str) -> str:
        """The address of a line's page, '' for none."""
        return self.pages.get(code, "")


def titles(year: int, main: str) -> dict[str, Words]:
    """The headings of the columns of a year."""
    before = Words(f"{year - 1} 年决算", f"{year - 1} final") if main == "final" else None
    return {
        "budget": Words("年初预算", "Budget"),
        "adjusted": Words("调整预算", "Adjusted budget"),
        "final": Words("决算", "Final accounts"),
        "forecast": Words("预计执行", "Expected execution"),
        "last": before or Words(f"{year - 1} 年执行", f"{year - 1} execution"),
    }


def parts(tree: Tree, code: str, view: View) -> Table | None:
    """What a line consists of, the largest first, with what is not itemised and the total; None without parts."""
    children = tree.children(code)
    if not children:
        return None
    whole = tree.lines[code] if code else tree.total
    measure = Measure(view.main, whole=whole.amounts.get(view.main), people=view.people)
    rows = [measure.row(line, view.page(line.code)) for line in ranked(children, view.main)]
    rest = tree.rest(code)
    if rest:
        rows.append(measure.row(Line("", REST.zh, None, False, rest, {}), kind="rest", name=REST))
    rows.append(measure.row(whole, kind="total", name=Words("合计", "Total")))
    caption = Words(f"{whole.name or '本年支出合计'}的构成", f"Parts of {whole.name}")
    return Table(
        "parts", caption, columns_of(titles(view.year, view.main), rows), tuple(rows), view.main, "last", coded=True
    )


def statement(tree: Tree, view: View, id_: str, caption: Words) -> Table:
    """A whole statement in the order of the classification, with its totals and transfers."""
    whole = tree.total
    measure = Measure(view.main, whole=whole.amounts.get(view.main), people=view.people)
    rows = [stated(measure, tree, view, depth, line) for depth, line in tree.flat()]
    named = whole if whole.name else whole._replace(name="本年合计")
    rows += [measure.row(line, kind="sum") for line in (named, *tree.sums)]
    return Table(
        id_, caption, columns_of(titles(view.year, view.main), rows), tuple(rows), view.main, "last", coded=True
    )


def stated(measure: Measure, tree: Tree, view: View, depth: int, line: Line) -> Row:
    """A line of a whole statement; one with parts is no further part of the whole."""
    if line.of_which:
        return measure.row(line, "", depth, "part", Words(f"其中：{line.name}", f"of which {line.name}"))
    if not line.code:
        return measure.row(line, "", depth, "rest", REST)
    return measure.row(line, view.page(line.code), depth, "part" if tree.children(line.code) else "line")
