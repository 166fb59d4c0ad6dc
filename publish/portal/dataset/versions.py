"""The history of a dataset: every version of a period, what it changed, for which department, from which file, why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from gongkai.contract import Contract, Text
from gongkai.decision import Reason
from gongkai.journal.releases import Release
from publish.portal.dataset.version_files import VersionFiles
from publish.portal.dataset.version_lines import ShownLines, shown_lines
from publish.portal.departments import Departments

LISTED = 50
#: So many lines of changed cells stand on the page for a period, those of the newest versions.
LINES = 400
COUNTS = ("rows_added", "rows_removed", "rows_changed")


@dataclass(frozen=True)
class Change:
    """One department's change; the amounts are sums of the first amount column in 元, None where there is none; `files`
    are those it delivered. The reasons are of a withdrawal.
    """

    name: str
    detail: dict[str, Any]
    before: Decimal | None
    after: Decimal | None
    files: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Version:
    """One version; `kinds` counts departments by kind of change, `counts` rows; `changes` lists the first. `cells` are
    the changed cells and `stem` the files that list them, None and '' for a first version.
    """

    release: Release
    kinds: Counter[str]
    counts: dict[str, int]
    changes: tuple[Change, ...]
    unlisted: int
    why: tuple[Text, ...]
    cells: ShownLines | None
    stem: str


Files = Mapping[tuple[int, int], VersionFiles]


def versions(departments: Departments, contract: Contract, releases: Sequence[Release], files: Files) -> list[Version]:
    """The versions of one period, newest first; `files` by period and version. Only the newest show changed cells."""
    left, found = LINES, []
    for release in reversed(releases):
        file = files.get((release.period, release.version))
        told = file.told if file and file.can_be_made and left else None
        cells = shown_lines(contract, told, left) if told else None
        left -= len(cells.lines) if cells else 0
        found.append(_version(departments, contract, release, cells, file.stem if file and file.can_be_made else ""))
    return found


def with_before(releases: Mapping[int, Sequence[Release]]) -> Iterator[tuple[Release, Release]]:
    """Every version that has one before it, with that one, newest period and version first."""
    for _, history in sorted(releases.items(), reverse=True):
        yield from reversed(list(pairwise(history)))


def _version(
    departments: Departments, contract: Contract, release: Release, cells: ShownLines | None, stem: str
) -> Version:
    parts: dict[str, dict[str, Any]] = release.changes["departments"]
    changed = {entity: detail for entity, detail in sorted(parts.items()) if detail["change"] != "kept"}
    amounts = contract.table.with_role("amount")
    column = amounts[0].name if amounts else ""
    listed = [_change(departments.name(e), detail, column) for e, detail in list(changed.items())[:LISTED]]
    kinds = Counter(detail["change"] for detail in parts.values())
    return Version(
        release=release,
        kinds=kinds,
        counts={name: sum(detail[name] for detail in changed.values()) for name in COUNTS},
        changes=tuple(listed),
        unlisted=len(changed) - len(listed),
        why=tuple(_why(release, kinds)),
        cells=cells,
        stem=stem,
    )


def _why(release: Release, kinds: Counter[str]) -> Iterator[Text]:
    if release.changes["previous"] is None:
        yield Text(zh="首次发布", en="first release")
        return
    if release.changes["columns_changed"]:
        yield Text(zh="列有变化", en="the columns changed")
    if kinds["added"]:
        yield Text(zh=f"{kinds['added']} 个部门首次公开", en=f"published first: {kinds['added']} departments")
    if kinds["updated"]:
        yield Text(zh=f"{kinds['updated']} 个部门重新报送", en=f"delivered anew: {kinds['updated']} departments")
    if kinds["withdrawn"]:
        yield Text(zh=f"{kinds['withdrawn']} 个部门撤下", en=f"withdrawn: {kinds['withdrawn']} departments")
    if not kinds.keys() - {"kept"} and not release.changes["columns_changed"]:
        yield Text(zh="文字说明有变化，数据未变", en="the description changed, the data did not")


def _change(name: str, detail: dict[str, Any], column: str) -> Change:
    before, after = (detail[side].get(column) for side in ("amounts_before", "amounts_after"))
    reasons = tuple(Reason.model_validate(each) for each in detail.get("reasons", ()))
    return Change(
        name=name,
        detail=detail,
        before=Decimal(before) if before else None,
        after=Decimal(after) if after else None,
        files=tuple(detail["file"].split("、")),
        reasons=reasons,
    )
