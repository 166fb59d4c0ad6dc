"""XML that arrived from outside, parsed without reaching outside: no entities of its own, no network, no huge trees.

What the elements mean does not belong here.
"""

import re
import xml.parsers.expat
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from pipelines.readers.unreadable import Unreadable

DOCTYPE = "XML with a document type, whose entities may grow without bound or lead outside"
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def tree_of(content: bytes) -> Any:
    """The root element of a small document. Raises Unreadable: corrupt."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    refuse_doctype(content)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as cause:
        raise Unreadable("corrupt", "XML that is not well-formed") from cause


def refuse_doctype(content: bytes) -> None:
    """Raises Unreadable for a document that declares a type of its own: only those define entities."""
    if any(doctype in content for doctype in _DOCTYPES):
        raise Unreadable("corrupt", DOCTYPE)


def text_of(raw: bytes) -> str:
    """Character data as written in XML in UTF-8, references resolved, line ends as XML reads them."""
    text = raw.decode()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _REFERENCE.sub(_referred, text) if "&" in text else text


def _referred(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    code = int(match[1]) if match[1] else int(match[2], 16)
    return chr(code) if is_storable(code) else match[0]


def is_storable(code: int) -> bool:
    """Whether a text that can be stored may have the character: no NUL, and no half of a pair."""
    return code != 0 and not 0xD800 <= code <= 0xDFFF


def without(content: bytes, begin: bytes, end: bytes) -> bytes:
    """The content without what stands between these marks."""
    first, *others = content.split(begin)
    return first + b"".join(each.partition(end)[2] for each in others)


def plainly(chunks: Iterable[bytes], kept: frozenset[str], first: tuple[str, ...]) -> Iterator[bytes]:
    """The document, or a piece under a root of its own, written anew: UTF-8, no prefixes, comments or CDATA; only the
    elements `kept` with their text, of their attributes those named in `first` before the others, in this order.
    Raises Unreadable: corrupt.
    """
    writer = _Writer(kept, first)
    try:
        for chunk in chunks:
            writer.parser.Parse(chunk, False)
            yield writer.taken()
        writer.parser.Parse(b"", True)
    except (xml.parsers.expat.ExpatError, LookupError) as cause:  # the latter for an encoding nobody knows
        raise Unreadable("corrupt", "XML that is not well-formed") from cause
    yield writer.taken()


class _Writer:
    def __init__(self, kept: frozenset[str], first: tuple[str, ...]) -> None:
        self.parser = xml.parsers.expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._kept, self._first = kept, first
        self._written: list[str] = []
        self._inside: list[bool] = []

    def taken(self) -> bytes:
        written = "".join(self._written).encode()
        self._written.clear()
        return written

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self._inside.append(name in self._kept)
        if self._inside[-1]:
            plain = {key: value for key, value in attributes.items() if ":" not in key}
            order = [*(key for key in self._first if key in plain), *(key for key in plain if key not in self._first)]
            self._written.append(f"<{name}{''.join(f' {key}={_quoted(plain[key])}' for key in order)}>")

    def _end(self, tag: str) -> None:
        if self._inside.pop():
            self._written.append(f"</{tag.rpartition(':')[2]}>")

    def _text(self, text: str) -> None:
        if self._inside[-1]:
            self._written.append(escape(text))

    def _doctype(self, *_: object) -> None:
        raise Unreadable("corrupt", DOCTYPE)


def _quoted(value: str) -> str:
    return quoteattr(value, {'"': "&quot;"})
