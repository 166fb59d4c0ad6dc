"""Writes the receipts of a home: `receipts/<path in the inbox>.html`, only those that changed."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.digests import code_digest, digest_of
from gongkai.files import write_whole
from gongkai.findings import best_told
from gongkai.home import Home
from gongkai.journal.work import Entry
from pipelines.receipts.receipt import Receipt, receipts
from pipelines.stages.extract import STAGE as EXTRACT
from pipelines.stages.extract import Extraction

if TYPE_CHECKING:
    from jinja2 import Template

STAGE = "receipt"
RECEIPTS = "receipts"
#: Bytes of a file's name to which an ending can be added everywhere, and characters that are kept of a longer one.
LONGEST, KEPT = 200, 40


def write_receipts(home: Home) -> int:
    """Bring the receipts up to date; returns how many pages were written. Pages of files that are gone go too."""
    prefix = f"{EXTRACT}:"
    extractions = {
        int(scope.removeprefix(prefix)): Extraction.model_validate(entry.result)
        for scope, entry in home.journal.work.stage(EXTRACT).items()
    }
    known = home.journal.work.stage(STAGE)
    code = code_digest("pipelines.receipts")
    entries: dict[str, Entry] = {}
    written = 0
    for delivery, receipt in receipts(home, extractions):
        path = f"{RECEIPTS}/{_place(delivery.path)}.html"
        scope = f"{STAGE}:{delivery.path}"
        key = digest_of(code, receipt.model_dump(mode="json"))
        stands = scope in known and known[scope].key == key and (home.root / path).is_file()
        entries[scope] = Entry(scope, STAGE, key, path)
        if not stands:
            written += write_whole(home.root / path, _page(home, receipt))
    home.journal.work.keep(entry for scope, entry in entries.items() if known.get(scope) != entry)
    _remove(home, {scope: str(entry.result) for scope, entry in known.items() if scope not in entries})
    return written


def _place(path: str) -> str:
    """The path in the inbox; a name that leaves no room for an ending is cut, and told apart by its digest."""
    folder, _, name = path.rpartition("/")
    return path if len(name.encode()) <= LONGEST else f"{folder}/{name[:KEPT]}…{digest_of(name)[:8]}"


def _page(home: Home, receipt: Receipt) -> str:
    return _template().render(receipt=receipt, city=home.city)


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = Path(__file__).resolve().parents[1] / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["best_told"] = best_told
    return environment.get_template("receipt.html")


def _remove(home: Home, gone: dict[str, str]) -> None:
    for path in gone.values():
        (home.root / path).unlink(missing_ok=True)
    home.journal.work.forget(list(gone))
