"""What `checks.yml` says of columns, held against `schema.yml` and `links.yml`."""

from collections.abc import Iterator, Mapping
from typing import Any

from gongkai.contract.chain import Linked
from gongkai.contract.checks import Check, CodeKnown, NameMatches, TotalRow
from gongkai.contract.dataset import Contract
from gongkai.contract.errors import DeclarationFault
from gongkai.contract.yaml import fault_at

COLUMN_KEYS = (
    "column", "code_column", "name_column", "fund_column", "amount", "total", "top", "bottom", "before", "start", "end",
    "earlier", "later", "limit", "or_end", "codes", "names", "date", "step", "class_column",
)  # fmt: skip
COLUMN_LIST_KEYS = ("columns", "parts", "minus", "amounts", "factors", "less")


def checked_columns(contract: Contract) -> Iterator[DeclarationFault]:
    """Every fault of a check that names a column or link, or needs a code list, with its line."""
    path = contract.folder / "checks.yml"
    for index, check in enumerate(contract.rules):
        given = check.model_dump(exclude_none=True)
        named = [given[key] for key in COLUMN_KEYS if key in given]
        named += [name for key in COLUMN_LIST_KEYS for name in given.get(key, ())]
        rows = check.rows if isinstance(check, TotalRow) else ()
        named += [*rows, *given.get("when", ()), *given.get("where", ()), *_own_side(given)]
        named += [given["over"]["column"]] if isinstance(check, Linked) and check.over else []
        for name in named:
            if name not in contract.table.by_name and name not in contract.linked:
                yield fault_at(path, ("checks", index), "columns of schema.yml, or of links.yml", name)
        sought = [check.link, check.or_link] if isinstance(check, Linked) else []
        for each in sought:
            if each is not None and each not in {link.name for link in contract.links}:
                yield fault_at(path, ("checks", index), "a link of links.yml", each)
        yield from _lists(contract, index, check)


def _own_side(given: Mapping[str, Any]) -> list[str]:
    """The columns of this dataset that a comparison names."""
    mine = given.get("mine", {})
    return [*([mine["amount"]] if mine else []), *mine.get("where", ()), *given.get("by", ())]


def _lists(contract: Contract, index: int, check: Check) -> Iterator[DeclarationFault]:
    """Checks that look a code up need its list; a total over one level needs the column that states the level."""
    path = contract.folder / "checks.yml"
    if isinstance(check, CodeKnown | NameMatches):
        column = check.column if isinstance(check, CodeKnown) else check.code_column
        field = contract.table.by_name.get(column)
        if field and not field.codelist:
            yield fault_at(path, ("checks", index), "a column with a codelist in schema.yml", column)
    levels = any(f.derive and (f.derive.level_of or f.derive.level_of_label) for f in contract.table.fields)
    if isinstance(check, TotalRow) and check.level is not None and not levels:
        expected = "a column with derive: {level_of: …} or {level_of_label: …}"
        yield fault_at(path, ("checks", index, "level"), expected, str(check.level))
