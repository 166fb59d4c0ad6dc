"""The files that list what a version changed: `d/<slug>/versions/<period>-v<N>.csv` with every line, `.json` with the
counts and the first lines.

Neither the two versions nor their difference ever change: what stands beside the page is not sought again. Finding the
difference belongs to `publish.portal.dataset.changed_cells`.
"""

import csv
from collections.abc import Iterator
from dataclasses import asdict
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import Any

from gongkai.contract import Contract
from gongkai.digests import code_digest, digest_of
from gongkai.journal.releases import Release
from publish.formats.csv import BOM
from publish.manifest import version_folder
from publish.portal.dataset.changed_cells import Difference, difference
from publish.portal.dataset.kept import as_json, kept
from publish.portal.dataset.opened import Opened
from publish.portal.sections import Page
from publish.version import allowed_names

CODE = ("publish.portal.dataset.changed_cells", "publish.portal.dataset.version_files")
#: So many lines are in the small file and on the page.
FIRST = 100
#: A cell on the page and in the small file is cut at so many characters.
LENGTH = 200
Told = dict[str, Any]


class VersionFiles:
    """The two files of one version; `before` is the version before it."""

    def __init__(self, public: Path, opened: Opened, contract: Contract, before: Release, after: Release) -> None:
        self._public, self._opened, self._contract = public, opened, contract
        self._before, self._after = before, after
        self._tables = tuple(_table(public, contract, release) for release in (before, after))
        self.key = digest_of(code_digest(*CODE), before.content, after.content, contract.columns_digest)
        self.stem = f"d/{contract.dataset.slug}/versions/{after.period}-v{after.version}"

    @property
    def can_be_made(self) -> bool:
        """Whether both versions stand in the public tree."""
        return all(table.is_file() for table in self._tables)

    def pages(self) -> Iterator[Page]:
        """Both files."""
        if self.can_be_made:
            yield Page(f"{self.stem}.csv", self._csv, self.key)
            yield Page(f"{self.stem}.json", lambda: as_json(self.told), self.key)

    @cached_property
    def told(self) -> Told:
        """The counts and the first lines."""
        return kept(self._public / f"{self.stem}.json", self.key, self._tell)

    def _tell(self) -> Told:
        found = asdict(self._difference)
        first = [[cell[:LENGTH] for cell in line] for line in found.pop("lines")[:FIRST]]
        named = {"dataset": self._contract.id, "period": self._after.period, "version": self._after.version}
        named["previous"] = self._before.version
        return {**named, **found, "lines": len(self._difference.lines), "first": first}

    @cached_property
    def _difference(self) -> Difference:
        return difference(self._opened.connection, self._contract, *self._tables)

    def _csv(self) -> str:
        found, text = self._difference, StringIO()
        titles = {field.name: field.title for field in self._contract.table.fields}
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(("change", *found.matched_by, "column", "title", "before", "after"))
        for *row, column, before, after in found.lines:
            writer.writerow((*row, column, titles.get(column, ""), before, after))
        return BOM + text.getvalue()


def _table(public: Path, contract: Contract, release: Release) -> Path:
    folder = version_folder(public, contract, release.period, release.version)
    return folder / allowed_names(contract, release.period)[2]
