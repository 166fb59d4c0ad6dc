"""The sections and pages on major construction projects, and what each is made from."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from publish.portal import chains
from publish.portal.coded import coded
from publish.portal.context import Context
from publish.portal.projects.changes import CHANGES, QUALITY, changes, penalties
from publish.portal.projects.kinds import KINDS, State, kinds_of, matrix
from publish.portal.projects.money import FUNDING, SOURCES, sources
from publish.portal.projects.register import (
    COMPLETION,
    MILESTONES,
    REGISTER,
    STATUSES,
    STEPS,
    projects,
    register,
)
from publish.portal.projects.times import steps
from publish.portal.projects.told import Told
from publish.portal.released import Reader
from publish.portal.sections import Page, Section
from publish.portal.share import percent
from publish.portal.topics import PROJECTS, has
from publish.portal.wording import Word

STATES = {
    State.THERE: Word("✓", "有", "yes", "good"),
    State.MISSING: Word("✕", "缺", "missing", "bad"),
    State.LATER: Word("○", "未到", "later", "calm"),
    State.NOTHING: Word("–", "无", "none", "calm"),
}


def sections(context: Context) -> Iterator[Section]:
    """All of the projects, none in a city without their register."""
    if has(context.home, PROJECTS):
        yield Section("projects", context.inputs.released(made_of(context)), partial(_pages, context))


def made_of(context: Context) -> list[str]:
    """The datasets that the pages are made from, those included that decide which projects have pages."""
    kinds = {dataset for kind in KINDS for dataset in kind.datasets}
    own = {REGISTER, MILESTONES, COMPLETION, FUNDING, CHANGES, QUALITY}
    return sorted(own | kinds | set(chains.made_of(context.home)))


def _pages(context: Context) -> Iterator[Page]:
    with register(context) as asked:
        told = _told(context, asked)
    render = partial(context.renderer.pages, told=told, percent=percent, states=STATES, State=State, plain=_plain)
    yield from render("projects/index.html", "projects.html")
    yield from render("projects/missing/index.html", "projects_missing.html")


def _told(context: Context, asked: Reader) -> Told:
    every = projects(asked)
    return Told(
        year=every[0].year if every else 0,
        every=tuple(every),
        kinds=kinds_of(context.home),
        matrix=matrix(context, asked, every),
        sources=tuple(sources(context, asked)),
        steps=tuple(steps(asked)),
        changes=changes(context, asked),
        penalties=penalties(context, asked),
        pages=chains.pages_of(context, "project"),
        words={name: coded(context.home.registers, name) for name in (STATUSES, SOURCES, STEPS)},
    )


def _plain(value: Decimal) -> str:
    """A number without needless zeros behind the point."""
    return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
