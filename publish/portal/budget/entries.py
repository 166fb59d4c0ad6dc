"""How the search finds the budget: the pages of each year, each line of the general budget and each department at its
newest year.
"""

from collections.abc import Iterator, Mapping

from gongkai.contract import Text
from publish.portal.budget.departments import Department
from publish.portal.budget.lines import Line
from publish.portal.budget.year import Year, tabs
from publish.portal.search.entries import SearchEntry
from publish.portal.wording import amount_en, amount_zh

#: The column that is told is the first that a line has.
COLUMNS = {
    "final": Text(zh="决算", en="final account"),
    "adjusted": Text(zh="调整预算", en="adjusted budget"),
    "budget": Text(zh="预算", en="budget"),
}


def entries(years: Mapping[int, Year]) -> Iterator[SearchEntry]:
    """The pages of years, newest first, the lines, then the departments; `years` are oldest first."""
    for number in sorted(years, reverse=True):
        for address, words in tabs(years[number]):
            title = Text(zh=f"{number} 年{words.zh}", en=f"{words.en} {number}")
            yield SearchEntry(kind="page", address=address, title=title, theme="budget", years=(number,))
    lines = {code: year for year in years.values() for code in year.pages if code}
    for code, year in lines.items():
        line = year.general.lines.get(code) if year.general else None
        if line:
            yield _entry(year, line, year.pages[code], Text(zh=line.name, en=line.name))
    departments = {each.code: (year, each) for year in years.values() for each in year.departments}
    for code, (year, department) in departments.items():
        if code in year.department_pages:
            yield _department(year, department)


def _department(year: Year, department: Department) -> SearchEntry:
    name, page = department.name, year.department_pages[department.code]
    title = Text(zh=f"{name}：{year.year} 年预算和决算", en=f"{name}: budget of {year.year}")
    return _entry(year, department.line, page, title)._replace(departments=(department.code,))


def _entry(year: Year, line: Line, address: str, title: Text) -> SearchEntry:
    column = next((name for name in COLUMNS if name in line.amounts), None)
    return SearchEntry(
        kind="budget",
        address=address,
        title=title,
        about=_about(year.year, line, column) if column else None,
        words=(line.code,),
        theme="budget",
        years=(year.year,),
    )


def _about(year: int, line: Line, column: str) -> Text:
    said, amount = COLUMNS[column], line.amounts[column]
    return Text(zh=f"{year} 年{said.zh} {amount_zh(amount)}", en=f"{year}, {said.en}: {amount_en(amount)}")
