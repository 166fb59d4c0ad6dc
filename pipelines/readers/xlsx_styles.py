"""The styles of an xlsx workbook, as far as they say how a cell's value is shown: number format and indent."""

from typing import Any, NamedTuple

from pipelines.readers.format_codes import BUILTIN
from pipelines.readers.xml_safely import tree_of


class Style(NamedTuple):
    """A number format and the steps by which the text is indented."""

    format_code: str
    indent: int


PLAIN = Style("General", 0)


def styles_of(content: bytes) -> list[Style]:
    """The cell styles by their number. Raises Unreadable: corrupt."""
    root = tree_of(content)
    codes = dict(BUILTIN)
    for number_format in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[_number(number_format.get("numFmtId"))] = number_format.get("formatCode", "") or "General"
    return [_style(each, codes) for each in root.iterfind("{*}cellXfs/{*}xf")] or [PLAIN]


def _style(style: Any, codes: dict[int, str]) -> Style:
    alignment = style.find("{*}alignment")
    indent = _number(alignment.get("indent")) if alignment is not None else 0
    code = codes.get(_number(style.get("numFmtId")), "General")
    return Style("General" if code.lower() == "general" else code, indent)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
