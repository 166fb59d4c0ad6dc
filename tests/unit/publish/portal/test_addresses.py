"""An address that has been published keeps working: `addresses.txt` holds every pattern, and nothing leaves that list."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.home import Home
from publish.portal import build_site
from publish.portal.headers import FOREVER, caching
from publish.portal.languages import LANGUAGES
from publish.portal.machine.addresses import ADDRESSES, kind_of
from publish.portal.machine.patterns import PARTS, example, expression
from tests.support.chained import school
from tests.unit.publish.portal.conftest import SCHOOLS, Night

LIST = Path(__file__).with_name("addresses.txt")
DOCS = Path(__file__).parents[4] / "docs/addresses.md"
#: What these two small cities have no data for; the sample city has (tests/browser/test_addresses.py).
ELSEWHERE = (
    "budget/",
    "procurement/",
    "projects/",
    "db/",
    "departments/{department}/",
    "datasets/{theme}/",
    "quality/{theme}/",
    "sitemap-",
    "d/{dataset}/dictionary/{name}.csv",
    "d/{dataset}/{period}/v{version}/{dataset}-{period}.xlsx",
)


def listed() -> list[str]:
    return LIST.read_text("utf-8").split()


def resolving(public: Path) -> set[str]:
    """The patterns of the list that lead to a file."""
    files = [path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file()]
    return {pattern for pattern in listed() if any(expression(pattern).fullmatch(file) for file in files)}


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Home]:
    """A city with a purchase and a project."""
    home = school(tmp_path / "other").home
    yield home
    home.close()


def test_no_published_pattern_is_ever_dropped_or_left_out() -> None:
    assert listed() == [address.pattern for address in ADDRESSES]


def test_every_listed_pattern_leads_to_a_file(night: Night, city: Home, other: Home) -> None:
    night.released("101", SCHOOLS[:1], day=1)
    build_site(city)
    build_site(other)
    found = resolving(city.public) | resolving(other.public)
    missing = [pattern for pattern in listed() if pattern not in found and not pattern.startswith(ELSEWHERE)]
    assert missing == [], missing


def test_every_file_of_the_site_is_of_a_listed_kind(city: Home) -> None:
    build_site(city)
    folders = tuple(language.folder for language in LANGUAGES if language.folder)
    for path in city.public.rglob("*"):
        if path.is_file():
            name = path.relative_to(city.public).as_posix()
            own = next((name.removeprefix(folder) for folder in folders if name.startswith(folder)), name)
            assert kind_of(own), name


def test_the_page_and_the_document_show_the_list(city: Home) -> None:
    build_site(city)
    html = (city.public / "about/addresses/index.html").read_text("utf-8")
    document = DOCS.read_text("utf-8")
    for address in ADDRESSES:
        assert f"<code>{address.pattern}</code>" in html
        forever = "never" if address.forever else "may change"
        assert f"| `{address.pattern}` | {address.zh} | {address.en} | {forever} |" in document
    for part, (_, words) in PARTS.items():
        assert f"| `{{{part}}}` | {words.zh} | {words.en} |" in document


def test_what_never_changes_is_what_the_server_says() -> None:
    for address in ADDRESSES:
        assert address.forever == (caching("/" + example(address.pattern)) == FOREVER)
    assert {address.pattern.partition("/")[0] for address in ADDRESSES if address.forever} >= {"d", "db"}


def test_a_part_that_comes_twice_is_the_same_in_both_places() -> None:
    pattern = expression("d/{dataset}/{period}/v{version}/{dataset}-{period}.csv")
    assert pattern.fullmatch("d/budget-spending/2026/v1/budget-spending-2026.csv")
    assert not pattern.fullmatch("d/budget-spending/2026/v1/budget-income-2026.csv")
    assert not pattern.fullmatch("d/budget-spending/2026/v1/budget-spending-2025.csv")


def test_every_part_of_a_pattern_is_explained() -> None:
    used = {part for address in ADDRESSES for part in re.findall(r"\{(\w+)\}", address.pattern)}
    assert used == set(PARTS)
