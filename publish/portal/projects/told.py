"""What the pages on projects say, put together from what the other modules found."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from publish.portal.coded import Coded, word_of
from publish.portal.projects.changes import Changes, Penalties
from publish.portal.projects.kinds import Kind, Matrix, State, missing
from publish.portal.projects.money import Source, Sums, by, funded, whole
from publish.portal.projects.register import Project
from publish.portal.projects.times import Step, schedule

#: So many projects are listed, those of the newest year and the largest first.
LISTED = 1000


@dataclass(frozen=True)
class Told:
    """All that the pages say; `year` is the newest of the register, `every` has all projects, `pages` leads from the
    code of a project to its page below the root.
    """

    year: int
    every: tuple[Project, ...]
    kinds: tuple[Kind, ...]
    matrix: Matrix
    sources: tuple[Source, ...]
    steps: tuple[Step, ...]
    changes: Changes
    penalties: Penalties
    pages: Mapping[str, str]
    words: Mapping[str, Mapping[str, Coded]]

    @cached_property
    def now(self) -> tuple[Project, ...]:
        """The projects of the newest year."""
        return tuple(each for each in self.every if each.year == self.year)

    @cached_property
    def whole(self) -> Sums:
        """The projects of the newest year together."""
        return whole(self.now, self.year)

    @cached_property
    def facets(self) -> Mapping[str, list[Sums]]:
        """The projects of the newest year by status, department and industry."""
        return {
            "status": by(self.now, self.year, lambda each: (each.status, "")),
            "department": by(self.now, self.year, lambda each: (each.department, each.department_name)),
            "industry": by(self.now, self.year, lambda each: (each.industry, each.industry)),
        }

    @cached_property
    def listed(self) -> Mapping[str, list[Project]]:
        """The first projects by status, in the order of the statuses' own sums, then those of earlier years only."""
        groups: dict[str, list[Project]] = {each.key: [] for each in self.facets["status"]}
        groups |= {each.status: [] for each in self.every if each.status not in groups}
        for each in self.first:
            groups[each.status].append(each)
        return {status: found for status, found in groups.items() if found}

    @property
    def first(self) -> tuple[Project, ...]:
        """The projects that are listed."""
        return self.every[:LISTED]

    @cached_property
    def funded(self) -> Source:
        """All sources in one; how many projects they pay cannot be added up."""
        return funded(self.sources)

    @cached_property
    def schedule(self) -> list[Project]:
        """The projects of the timeline."""
        return schedule(self.every)

    def lacking(self, project: Project) -> list[str]:
        """The names of the kinds that a project lacks."""
        return missing(self.matrix, project)

    @cached_property
    def departments(self) -> Mapping[str, list[Project]]:
        """By the department that has the register: its projects that lack something, those that lack most first."""
        lacking = sorted((each for each in self.every if self.lacking(each)), key=lambda each: -len(self.lacking(each)))
        names = sorted({(each.department, each.department_name) for each in lacking})
        found: dict[str, list[Project]] = {name: [] for _, name in names}
        for each in lacking:
            found[each.department_name].append(each)
        return found

    def counted(self, kind: Kind, state: State, department: str | None = None) -> int:
        """How many projects, or of a department, stand so with a kind."""
        chosen = (each for each in self.every if department in (None, each.department_name))
        return sum(self.matrix[each.code][kind.name].state is state for each in chosen)

    def word(self, code_list: str, code: str) -> Coded:
        """A word of a code list."""
        return word_of(self.words[code_list], code)
