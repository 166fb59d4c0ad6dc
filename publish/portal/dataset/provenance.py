"""Where a release comes from (来源): which department delivered which files, and who drafted, reviewed and published.

A person is named as the city lists its accounts, never by the account.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.city import City
from gongkai.contract import Text
from gongkai.journal.releases import Part, Release
from gongkai.journal.reviews import SignOff
from publish.portal.departments import Departments

ROLES = {
    "drafter": Text(zh="拟稿", en="drafted"),
    "reviewer": Text(zh="审核", en="reviewed"),
    "publisher": Text(zh="发布", en="released"),
}
APPROVED = "approve"
#: So many departments are listed on the page; `sources.json` has all.
LISTED = 100


@dataclass(frozen=True)
class Signed:
    """One role: the person's name as the city lists it, '' if it does not, and the moment, '' where there is none."""

    role: Text
    name: str
    at: str


@dataclass(frozen=True)
class Share:
    """One department's share of a release; `standing`: cleared by a standing approval (长期授权)."""

    name: str
    part: Part
    files: tuple[str, ...]
    signed: tuple[Signed, ...]
    standing: bool


SignOffs = Mapping[tuple[str, int, str], Sequence[SignOff]]


def shares(city: City, departments: Departments, release: Release, sign_offs: SignOffs) -> list[Share]:
    """The departments of a release, in order; at most `LISTED`."""
    found = []
    for part in release.parts[:LISTED]:
        tables: Sequence[Mapping[str, Any]] = release.changes["sources"][part.entity]
        approvals = release.changes["approvals"].get(part.entity, {})
        given = sign_offs.get((release.dataset, release.period, part.entity), ())
        found.append(
            Share(
                name=departments.name(part.entity),
                part=part,
                files=tuple(dict.fromkeys(table["file"] for table in tables)),
                signed=tuple(_signed(city, part, approvals, given)),
                standing=part.way == "standing",
            )
        )
    return found


def _signed(city: City, part: Part, approvals: Mapping[str, str], given: Sequence[SignOff]) -> Iterator[Signed]:
    """The roles in their order; a moment only of a sign-off on exactly this content."""
    moments = {
        (each.role, each.account): each.at
        for each in given
        if each.verdict == APPROVED and each.evidence.content == part.content
    }
    for role, told in ROLES.items():
        if role in approvals:
            known = city.account(approvals[role])
            yield Signed(told, known.name if known else "", moments.get((role, approvals[role]), ""))
