"""JSON to grids: each array of objects is a table, its keys are the header. What a key means does not belong here."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipelines.readers import limits
from pipelines.readers.assembly import Assembly, Room, Tick
from pipelines.readers.encoding import detect_encoding
from pipelines.readers.grid import Grid
from pipelines.readers.stored import number_text
from pipelines.readers.unreadable import Unreadable

WHOLE = "JSON"
"""The sheet name of what has no name in the document."""

_DEEPEST_COLUMN = 3
_DEEPEST_TABLE = 8
_BETWEEN = "、"
_SPACE = " \t\r\n\x1e,"
# Halves of characters, which an escape can state, and NUL are in no text that can be stored.
_NO_TEXT = re.compile("[\ud800-\udfff\x00]")


class Figure(str):
    """A number by its text in the file."""

    __slots__ = ()


def read_json(path: Path, tick: Tick | None = None) -> list[Grid]:
    """The arrays of objects (or of arrays) of the document, each named by its path ("data.records"); objects inside
    objects become columns "a.b". A document of several objects, one a line, is one array; one object without an array
    is one row. Numbers are printed as in the file.

    Raises Unreadable: too_large (also for what is nested too deeply), encoding, truncated, corrupt or unsupported.
    """
    if path.stat().st_size > limits.MAX_JSON_BYTES:
        raise Unreadable("too_large", "a JSON document of this size is not read")
    try:
        document = _document(_text(path.read_bytes()))
        tables = _once(_tables(document, "", 0))
        if not tables:
            tables = _rest(document)
        room = Room(tick)
        return [_grid(_sound(name) or WHOLE, items, room) for name, items in tables.items()]
    except RecursionError as cause:
        raise Unreadable("too_large", "JSON nested too deeply") from cause


def _text(data: bytes) -> str:
    found = detect_encoding(data[: limits.SAMPLE_BYTES], len(data) <= limits.SAMPLE_BYTES)
    # JSON is UTF-8 by definition; what looks otherwise at first only is not.
    for name in dict.fromkeys((found.name, "utf-8", "gb18030")):
        try:
            return data.decode(name).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise Unreadable("encoding", f"not {found.name} throughout")


def _document(text: str) -> Any:
    """The document; several values after each other, as in JSON lines, are one array."""
    decoder = json.JSONDecoder(object_pairs_hook=_once, parse_float=Figure, parse_int=Figure, parse_constant=Figure)
    values: list[Any] = []
    at = _next(text, 0)
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as cause:
            early = cause.pos >= len(text.rstrip()) or cause.msg.startswith("Unterminated string")
            raise Unreadable("truncated" if early else "corrupt", f"JSON: line {cause.lineno}") from cause
        values.append(value)
        at = _next(text, at)
    return values[0] if len(values) == 1 else values


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """The pairs by their keys. A key that stands twice is refused, for one of its values would be lost."""
    listed = list(pairs)
    found = dict(listed)
    if len(found) < len(listed):
        raise Unreadable("corrupt", "JSON: a key that stands twice")
    return found


def _next(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _tables(value: Any, name: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    """Arrays that are tables, by their path, from the outside to the inside but never inside each other."""
    if isinstance(value, list):
        if value and (all(isinstance(item, dict) for item in value) or all(isinstance(item, list) for item in value)):
            yield name, value
    elif isinstance(value, dict) and depth < _DEEPEST_TABLE:
        for key, inner in value.items():
            yield from _tables(inner, f"{name}.{key}" if name else key, depth + 1)


def _rest(document: Any) -> dict[str, list[Any]]:
    if isinstance(document, dict) and document:
        return {"": [document]}
    if isinstance(document, list):
        objects = [item for item in document if isinstance(item, dict)]
        if objects and len(objects) == len([item for item in document if item is not None]):
            return {"": objects}
    raise Unreadable("unsupported", "JSON: 没有表 no table")


def _grid(name: str, items: list[Any], room: Room) -> Grid:
    sheet = Assembly(name, room)
    if isinstance(items[0], list):
        for row in items:
            _put(sheet, row)
        return sheet.grid()
    records = [_once(_columns(item, "", 1)) for item in items]
    keys = list(dict.fromkeys(key for record in records for key in record))
    room.check(len(records) + 1, len(keys))
    _put(sheet, keys)
    for record in records:
        _put(sheet, [record.get(key) for key in keys])
    return sheet.grid()


def _put(sheet: Assembly, values: list[Any]) -> None:
    for value in values:
        if isinstance(value, Figure):
            sheet.add(_plain(value), str(value))
        else:
            sheet.add(_sound(_cell(value)), None)
    sheet.end_row()


def _sound(text: str) -> str:
    return _NO_TEXT.sub("\ufffd", text)


def _plain(figure: Figure) -> str:
    """The digits of the file; only an exponent is written out."""
    return number_text(figure) if "e" in figure.lower() else str(figure)


def _columns(record: dict[str, Any], name: str, depth: int) -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        path = f"{name}.{key}" if name else key
        if isinstance(value, dict) and value and depth < _DEEPEST_COLUMN:
            yield from _columns(value, path, depth + 1)
        else:
            yield path, value


def _cell(value: Any) -> str:
    if isinstance(value, list) and not any(isinstance(item, (list, dict)) for item in value):
        return _BETWEEN.join(_scalar(item) for item in value)
    return _compact(value) if isinstance(value, (list, dict)) else _scalar(value)


def _scalar(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def _compact(value: Any) -> str:
    """The value as JSON again, its numbers as they stand in the file."""
    if isinstance(value, dict):
        inside = ",".join(f"{json.dumps(key, ensure_ascii=False)}:{_compact(item)}" for key, item in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return f"[{','.join(_compact(item) for item in value)}]"
    return str(value) if isinstance(value, Figure) else json.dumps(value, ensure_ascii=False)
