"""Whether a layout can be printed as `prints` says: what reading takes from a table must be able to go back into it."""

from collections.abc import Iterator

from gongkai.contract.dataset import Contract
from gongkai.contract.printing import figure_headings, headings, is_read_as, stated_text
from gongkai.contract.prints import Prints
from gongkai.contract.sources import Layout
from gongkai.contract.yaml import KeyPath
from gongkai.values.labels import normalise

Fault = tuple[KeyPath, str, str]

#: What every title may hold: the period of the release and the name of the department.
SAMPLE = {"year": "2026", "entity": "示例市"}
TITLE: KeyPath = ("prints", "title")


def print_faults(contract: Contract, layout: Layout) -> Iterator[Fault]:
    """Why the layout cannot be printed, though it says `prints`."""
    prints = layout.prints
    if prints is None:
        return
    if next(each for each in contract.sources.layouts if each.prints) is not layout:
        yield ("prints",), "one layout of the dataset that prints", "another one"
    if layout.sentences:
        yield ("prints",), "a table, for sentences are no form", "sentences"
        return
    yield from _title(layout, prints)
    yield from _facts(layout, prints)
    yield from _headings(layout, prints)
    yield from _figures(layout)
    yield from _key(contract, layout)
    if layout.unit not in ("stated", prints.unit) and not (layout.unit == "none" and prints.unit == "元"):
        yield ("prints", "unit"), f"the unit in which the layout is read, {layout.unit}", prints.unit


def _title(layout: Layout, prints: Prints) -> Iterator[Fault]:
    known = {*SAMPLE, *layout.context, *(name for part in layout.parts.values() for name in part.set)}
    for name in prints.places:
        if name not in known:
            yield TITLE, "{year}, {entity}, or a column that context or a part states", name
    if "title" not in layout.fiscal_year:
        yield ("fiscal_year",), "title, where a printed form states its year", "、".join(layout.fiscal_year)
    if "year" not in prints.places:
        yield TITLE, "{year}, without which the form has no year", prints.title
    for title in _samples(layout, prints):
        told = layout.recognise
        lacking = [word for word in told.title_contains if normalise(word) not in title]
        refused = [word for word in told.title_lacks if normalise(word) in title]
        if lacking:
            yield TITLE, f"the words by which the layout is recognised, {'、'.join(lacking)}", title
        if refused:
            yield TITLE, f"none of the words that the layout refuses, {'、'.join(refused)}", title
        if told.title_contains_one and not any(normalise(word) in title for word in told.title_contains_one):
            yield TITLE, f"one of {'、'.join(told.title_contains_one)}, by which the layout is recognised", title


def _samples(layout: Layout, prints: Prints) -> list[str]:
    """Titles as they may be printed, normalised: each column of the title with each of its texts in turn."""
    texts = {name: _texts(layout, name) or ("",) for name in prints.places}
    first = {name: options[0] for name, options in texts.items()}
    found = (prints.title.format_map({**first, name: text}) for name, each in texts.items() for text in each)
    return list(dict.fromkeys(map(normalise, found)))


def _texts(layout: Layout, name: str) -> tuple[str, ...]:
    if name in SAMPLE:
        return (SAMPLE[name],)
    pattern = layout.context.get(name)
    values = pattern.values.values() if pattern else (part.set.get(name) for part in layout.parts.values())
    return tuple(text for value in dict.fromkeys(values) if (text := stated_text(layout, name, value)) is not None)


def _facts(layout: Layout, prints: Prints) -> Iterator[Fault]:
    """Every fact that a table must state around itself is stated by the printed title, or by the name of its sheet."""
    for name, pattern in layout.context.items():
        if pattern.optional or (name in prints.places and not pattern.values):
            continue
        stands = [*(_samples(layout, prints) if "title" in pattern.places else ())]
        stands += [normalise(prints.sheet)] if "sheet" in pattern.places else []
        read = {pattern.read(text) for text in stands}
        needed = {*pattern.values.values()} if name in prints.places else set()
        if read <= {None} or needed - read:
            missing = "、".join(sorted(needed - read)) or prints.title
            yield TITLE, f"{{{name}}} with texts that its pattern reads back", missing


def _headings(layout: Layout, prints: Prints) -> Iterator[Fault]:
    for name, own in prints.headings.items():
        key: KeyPath = ("prints", "headings", name)
        if name not in layout.columns:
            yield key, "a column of the layout", name
            continue
        source = layout.columns[name]
        pieces = source.parts or (source.named(None),)
        if len(own) != len(pieces):
            yield key, f"{len(pieces)} headings", str(len(own))
        for heading, names in zip(headings(layout, name, None), pieces, strict=False):
            if not is_read_as(names, heading):
                yield key, f"a heading that ends with one of {'、'.join(names)}", heading


def _figures(layout: Layout) -> Iterator[Fault]:
    """Every column of a wide table is printed, or another that sets the same; a pattern alone prints nothing."""
    if layout.wide is None:
        return
    shown: list[dict[str, str]] = []
    for part in layout.parts or (None,):
        for heading, at in figure_headings(layout, part):
            if at is None:
                yield ("prints", "figures"), "headings that the layout's wide columns read", heading
            else:
                shown.append(layout.wide.columns[at].set)
    for index, one in enumerate(layout.wide.columns):
        if one.set not in shown:
            expected = "a heading in prints.figures, for a pattern cannot be printed" if one.pattern else "a heading"
            yield ("wide", "columns", index), expected, str(one.pattern or one.headers[0])


def _key(contract: Contract, layout: Layout) -> Iterator[Fault]:
    """Every column of the key that is derived from another has that one on the form."""
    for name in contract.table.primary_key:
        field = contract.table.by_name.get(name)
        derive = field.derive if field and name not in layout.columns else None
        told = derive.model_dump(exclude_none=True, exclude={"context", "constant", "provenance"}) if derive else {}
        for base in told.values():
            if base not in layout.provides:
                yield ("prints",), f"a place for the column {base}, which tells the key column {name}", "none"
