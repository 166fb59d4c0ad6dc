"""Style sheet, scripts and vendored libraries, as they lie in `static/`."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from publish.portal.context import Context
from publish.portal.sections import Page, Section

STATIC = Path(__file__).parent / "static"


def sections(context: Context) -> Iterator[Section]:
    """All of them; the settings' digest covers this program with its files."""
    yield Section("static", context.inputs.settings, partial(_pages, STATIC))


def _pages(folder: Path) -> Iterator[Page]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield Page(f"static/{path.relative_to(folder).as_posix()}", path.read_bytes)
