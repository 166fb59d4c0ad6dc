"""What `sources.yml` says, held against `schema.yml`: every stated column has its place, and nothing is stated that the
schema does not have.
"""

from collections import Counter
from collections.abc import Iterator

from gongkai.contract.dataset import Contract
from gongkai.contract.errors import DeclarationFault
from gongkai.contract.printable import print_faults
from gongkai.contract.sources import Layout
from gongkai.contract.yaml import KeyPath, fault_at

Fault = tuple[KeyPath, str, str]


def layout_faults(contract: Contract) -> Iterator[DeclarationFault]:
    """Every fault of a layout, with its line."""
    path = contract.folder / "sources.yml"
    ids = [layout.id for layout in contract.sources.layouts]
    for index, layout in enumerate(contract.sources.layouts):
        faults = [*_names(contract, layout), *_places(contract, layout), *_wide(contract, layout), *_parts(layout)]
        faults += [*_sentences(contract, layout), *print_faults(contract, layout)]
        if layout.id in ids[:index]:
            faults.insert(0, (("id",), "every layout once", layout.id))
        for key, expected, found in faults:
            yield fault_at(path, ("layouts", index, *key), expected, found)


def _names(contract: Contract, layout: Layout) -> Iterator[Fault]:
    """Whatever a layout states is a column without `derive`, or a code that is derived where none is printed; and it is
    stated in one way.
    """
    coded = {field.name for field in contract.table.fields if field.derive and field.derive.code_of}
    stated = {field.name for field in contract.table.stated} | (coded & {*layout.columns})
    for key, name in _stated(layout):
        if name not in stated:
            yield key, "a stated column of schema.yml", name
    ways = Counter(name for way in ("columns", "wide", "fixed", "context") for name in {*_by_way(layout).get(way, ())})
    for name in sorted(name for name, count in ways.items() if count > 1):
        yield ("columns",), f"one way to state the column {name}", "several"


def _stated(layout: Layout) -> Iterator[tuple[KeyPath, str]]:
    """Where each name of a column stands in the declaration."""
    for key in ("columns", "set", "context"):
        yield from (((key, name), name) for name in getattr(layout, key))
    for part, declared in layout.parts.items():
        yield from ((("parts", part, "set", name), name) for name in declared.set)
    if layout.wide:
        yield ("wide", "column"), layout.wide.column
        for index, one in enumerate(layout.wide.columns):
            yield from ((("wide", "columns", index, "set", name), name) for name in one.sets)
            yield from ((("wide", "columns", index, "beside", name), name) for name in one.beside)
    if layout.sentences:
        yield ("sentences", "text"), layout.sentences.text
        for key, said in (("find", layout.sentences.facts), ("beside", layout.sentences.beside)):
            for index, found in enumerate(said):
                yield from ((("sentences", key, index), name) for name in (*found.set, *found.groups))


def _by_way(layout: Layout) -> dict[str, set[str]]:
    wide = set(layout.wide.states) if layout.wide else set()
    fixed = {*layout.set, *(name for part in layout.parts.values() for name in part.set)}
    return {"columns": set(layout.columns), "wide": wide, "fixed": fixed, "context": set(layout.context)}


def _places(contract: Contract, layout: Layout) -> Iterator[Fault]:
    """Layouts may differ in what they state; the key, what is required, and what no other layout states are needed."""
    others = (other for other in contract.sources.layouts if other is not layout)
    elsewhere = {name for other in others for name in other.provides}
    for field in contract.table.stated:
        needed = field.constraints.required or field.name in contract.table.primary_key
        if field.name not in layout.provides and (needed or field.name not in elsewhere):
            yield ("columns",), f"a place for the column {field.name}", "none"


def _wide(contract: Contract, layout: Layout) -> Iterator[Fault]:
    if layout.wide is None:
        return
    field = contract.table.by_name.get(layout.wide.column)
    if field and field.role != "amount":
        yield ("wide", "column"), "a column with the role amount", f"{field.name}, a {field.role}"
    for index, one in enumerate(layout.wide.columns):
        for beside in (contract.table.by_name[name] for name in one.beside if name in contract.table.by_name):
            if beside.role in ("amount", "price") or beside.name in contract.table.primary_key:
                expected = "a column that is no amount and no part of the key"
                yield ("wide", "columns", index, "beside", beside.name), expected, f"{beside.name}, a {beside.role}"
    cells = (each.derive and each.derive.provenance == "cell" for each in contract.table.fields)
    if not any(cells):
        # Several rows of the dataset come from one row of the sheet: only the cell leads back.
        yield ("wide",), "a column with derive: {provenance: cell} in schema.yml, to find its rows again", "none"


def _parts(layout: Layout) -> Iterator[Fault]:
    labels = Counter(label for part in layout.parts.values() for label in set(part.labels))
    for label in sorted(label for label, count in labels.items() if count > 1):
        yield ("parts",), "a label for one part only", label


def _sentences(contract: Contract, layout: Layout) -> Iterator[Fault]:
    """Every pattern of `find` states the key, and a sentence leads back to its cell."""
    if layout.sentences is None:
        return
    keys = {field.name for field in contract.table.stated} & set(contract.table.primary_key)
    for index, one in enumerate(layout.sentences.facts):
        for name in sorted(keys - {*one.set, *one.groups}):
            yield ("sentences", "find", index), f"the key column {name}, set or as a group", "neither"
    if not any(each.derive and each.derive.provenance == "cell" for each in contract.table.fields):
        yield ("sentences",), "a column with derive: {provenance: cell} in schema.yml", "none"
