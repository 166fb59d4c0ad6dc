"""The parts of an xlsx package: which member is which, the sheets in order, and what holds for the whole workbook.

What is in a sheet belongs to `xlsx_sheet`.
"""

import posixpath
from collections.abc import Container, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from zipfile import ZipFile

from pipelines.readers import limits
from pipelines.readers.archive import read_through
from pipelines.readers.grid import State
from pipelines.readers.unreadable import Unreadable
from pipelines.readers.xml_safely import refuse_doctype, tree_of

_STATES: dict[str, State] = {"hidden": "hidden", "veryHidden": "very_hidden"}
_TRUE = ("1", "true", "on")


@dataclass(frozen=True)
class SheetPart:
    """A worksheet and the member it is in."""

    name: str
    state: State
    member: str


@dataclass(frozen=True)
class Parts:
    """The worksheets in the order of the workbook; `strings` and `styles` are members, None where there is none."""

    sheets: tuple[SheetPart, ...]
    strings: str | None
    styles: str | None
    date1904: bool


def check_members(archive: ZipFile, but: Container[str]) -> None:
    """Read every XML member once, so that false sizes, checksums and document types come out; all `but` those that are
    read anyway.
    """
    for member in archive.namelist():
        if member.lower().endswith((".xml", ".rels", ".vml")) and member not in but:
            before = b""
            with closing(read_through(archive, member)) as chunks:
                for chunk in chunks:
                    refuse_doctype(before[-32:] + chunk)
                    before = chunk


def parts_of(archive: ZipFile) -> Parts:
    """Raises Unreadable: corrupt where the workbook names a part that is not there."""
    package = Package(archive)
    workbook = next((target for kind, target in package.related("") if kind == "officeDocument"), "xl/workbook.xml")
    root = package.tree(workbook)
    members = dict(package.related(workbook, ids=True))
    kinds = dict(package.related(workbook))
    worksheets = {target for kind, target in package.related(workbook) if kind == "worksheet"}
    properties = root.find("{*}workbookPr")
    return Parts(
        tuple(_sheets(package, root, members, worksheets)),
        package.member(kinds["sharedStrings"]) if "sharedStrings" in kinds else None,
        package.member(kinds["styles"]) if "styles" in kinds else None,
        properties is not None and properties.get("date1904") in _TRUE,
    )


def _sheets(package: "Package", root: Any, members: dict[str, str], worksheets: set[str]) -> Iterator[SheetPart]:
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        target = members.get(relation)
        if target is None:
            raise Unreadable("corrupt", "a sheet without its part")
        if target in worksheets:
            state = _STATES.get(sheet.get("state", ""), "visible")
            yield SheetPart(sheet.get("name", ""), state, package.member(target))


class Package:
    """Members by their names as parts: case and the kind of slash do not count."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._members = {_part_name(member): member for member in archive.namelist()}

    def member(self, part: str) -> str:
        """The member. Raises Unreadable: corrupt."""
        if _part_name(part) not in self._members:
            raise Unreadable("corrupt", f"the part {posixpath.basename(part)} is missing")
        return self._members[_part_name(part)]

    def tree(self, part: str) -> Any:
        """The part's root element."""
        member = self.member(part)
        if self._archive.getinfo(member).file_size > limits.MAX_TREE_BYTES:
            raise Unreadable("too_large", f"the part {posixpath.basename(part)}")
        return tree_of(self._archive.read(member))

    def targets(self, part: str) -> dict[str, str]:
        """What each relation of a part leads to, as it is written."""
        relations = self.tree(_relations_of(part)).iterfind("{*}Relationship")
        return {relation.get("Id", ""): relation.get("Target", "") for relation in relations}

    def related(self, part: str, ids: bool = False) -> Iterator[tuple[str, str]]:
        """The kind (or the id) of each relation of a part, and the part it leads to; links out of the file are not
        followed.
        """
        folder, relations = posixpath.dirname(part), _relations_of(part)
        if _part_name(relations) not in self._members:
            return
        for relation in self.tree(relations).iterfind("{*}Relationship"):
            if relation.get("TargetMode") != "External":
                kind = relation.get("Id", "") if ids else relation.get("Type", "").rpartition("/")[2]
                target = relation.get("Target", "").replace("\\", "/")
                yield kind, posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _part_name(member: str) -> str:
    return member.replace("\\", "/").lstrip("/").lower()
