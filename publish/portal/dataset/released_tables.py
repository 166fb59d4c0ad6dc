"""What a dataset's page tells of its newest released table: first rows, column profile, one figure traced to its cell,
citation, programs that read it, who stands behind it.
"""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from gongkai.contract import Contract
from gongkai.digests import code_digest, digest_of
from gongkai.journal.releases import Release
from publish.manifest import version_folder
from publish.portal import wording
from publish.portal.context import Context
from publish.portal.dataset.citation import Citation, citation
from publish.portal.dataset.column_figures import ColumnFigures, column_figures
from publish.portal.dataset.example import Example, example
from publish.portal.dataset.first_rows import Rows, first_rows
from publish.portal.dataset.kept import as_json, kept
from publish.portal.dataset.opened import Opened
from publish.portal.dataset.preview import COLUMNS, ROWS, Preview, preview
from publish.portal.dataset.profile import ColumnProfile, profile
from publish.portal.dataset.provenance import Share, shares
from publish.portal.dataset.small_profile import SMALL, small_profile
from publish.portal.dataset.snippets import Snippet, snippets
from publish.portal.sections import Page
from publish.version import allowed_names

#: The code that decides what a profile says.
PROFILE = ("publish.portal.dataset.profile", "publish.portal.dataset.small_profile")


@dataclass(frozen=True)
class ReleasedTable:
    """The newest release; `profile_page` publishes the profile."""

    release: Release
    preview: Preview
    figures: tuple[ColumnFigures, ...]
    example: Example | None
    citation: Citation
    snippets: tuple[Snippet, ...]
    shares: tuple[Share, ...]
    profile_page: Page


def released_table(context: Context, opened: Opened, contract: Contract, release: Release) -> ReleasedTable | None:
    """Read the table's first rows; all of it for its profile, only if that is not published yet. None where the files
    were removed by hand (撤下).
    """
    home, slug = context.home, contract.dataset.slug
    folder = version_folder(home.public, contract, release.period, release.version)
    plain, _, table = (folder / name for name in allowed_names(contract, release.period)[:3])
    if not (plain.is_file() and table.is_file()):
        return None
    first = first_rows(plain, contract.table.fields, max(ROWS, SMALL) if release.rows <= SMALL else ROWS)
    key = digest_of(code_digest(*PROFILE), release.period, release.version, release.content)
    path = f"d/{slug}/profile.json"
    told = kept(home.public / path, key, partial(_profile, opened, contract, release, first, table))
    stem = f"{home.city.base_url}d/{slug}/{release.period}/v{release.version}/{slug}-{release.period}"
    sign_offs = home.journal.reviews.sign_offs(contract.id)
    day = wording.day(release.released_at, home.city.zone)
    return ReleasedTable(
        release=release,
        preview=preview(first),
        figures=tuple(column_figures(contract, told["rows"], map(ColumnProfile.model_validate, told["columns"]))),
        example=example(contract, context.departments, release, first),
        citation=citation(home.city, contract, release, day),
        snippets=snippets(stem, contract.table.fields),
        shares=tuple(shares(home.city, context.departments, release, sign_offs)),
        profile_page=Page(path, partial(as_json, told), key),
    )


def _profile(opened: Opened, contract: Contract, release: Release, first: Rows, table: Path) -> dict[str, Any]:
    """`first` are all rows of a small table."""
    columns = [field.name for field in contract.table.fields if not field.is_provenance][:COLUMNS]
    if release.rows <= SMALL:
        found = [each for each in small_profile(first) if each.name in columns]
    else:
        found = profile(opened.connection, table, columns)
    named = {"dataset": contract.id, "period": release.period, "version": release.version, "rows": release.rows}
    return {**named, "columns": [each.model_dump(mode="json") for each in found]}
