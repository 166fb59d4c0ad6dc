"""The texts that the sheets of an xlsx workbook share, and texts inside cells. No phonetic readings."""

import re
from collections.abc import Iterable, Iterator

from pipelines.readers import limits
from pipelines.readers.unreadable import Unreadable
from pipelines.readers.xml_safely import is_storable, plainly, text_of, without

# As nearly every program writes them; whatever looks different is first written anew.
_SIMPLE = re.compile(rb'<si>\s*<t(?: xml:space="preserve")?>([^<]*)</t>\s*</si>')
# It does not look beyond the next item, so that a piece takes no more than its length in time.
_ITEM = re.compile(rb"<si(?:\s[^<>]*)?(?:/>|>([^<]*+(?:<(?!/?si\b)[^<]*+)*+)</si>)")
_TEXT = re.compile(rb"<t(?:\s[^<>]*)?>([^<]*)</t>")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_KEPT = frozenset({"sst", "si", "t", "r", "rPh"})
_END = b"</si>"


def shared_strings(chunks: Iterable[bytes]) -> list[str]:
    """The shared texts by their number. Raises Unreadable."""
    strings: list[str] = []
    for piece in _pieces(plainly_where_needed(chunks, _KEPT, ())):
        if b"<!" in piece:
            piece = b"".join(plainly((b"<sst>", piece[max(piece.find(b"<si"), 0) :], b"</sst>"), _KEPT, ()))
        simple = _SIMPLE.findall(piece)
        if len(simple) == piece.count(b"<si"):
            strings += map(_unescaped, map(text_of, simple))
        else:
            strings += map(rich_text, _ITEM.findall(piece))
    return strings


def rich_text(content: bytes) -> str:
    """The text of an item or of a cell that holds its own: all runs, without phonetic readings."""
    return _unescaped(text_of(b"".join(_TEXT.findall(without(content, b"<rPh", b"</rPh>")))))


def cell_string(raw: bytes) -> str:
    """The text that a formula gave."""
    return _unescaped(text_of(raw))


def plainly_where_needed(chunks: Iterable[bytes], kept: frozenset[str], first: tuple[str, ...]) -> Iterator[bytes]:
    """The document as it is, or written anew where its first bytes show prefixes or another encoding."""
    chunks = iter(chunks)
    head = next(chunks, b"")
    looked = head[:1024]
    plain = re.match(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>)?\s*<[A-Za-z]+[\s>/]", looked)
    encoding = re.search(rb"""encoding=["']([\w-]+)""", looked)
    if plain and (not encoding or encoding[1].lower() in (b"utf-8", b"us-ascii", b"ascii")):
        yield head
        yield from chunks
    else:
        yield from plainly(_joined(head, chunks), kept, first)


def _joined(head: bytes, chunks: Iterable[bytes]) -> Iterator[bytes]:
    yield head
    yield from chunks


def _unescaped(text: str) -> str:
    # Characters that XML forbids are written as _x000D_, and a text that looks so as _x005F_x000D_.
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if is_storable(code) else match[0]


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        rest += chunk
        cut = rest.rfind(_END) + len(_END)
        if cut >= len(_END):
            yield rest[:cut]
            rest = rest[cut:]
        if len(rest) > limits.MAX_ITEM_BYTES:
            raise Unreadable("too_large", "a text of one cell")
    yield rest
