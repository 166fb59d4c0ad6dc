"""XML of unknown origin as a stream of events: no tree is built, no entity is resolved, nothing outside is opened.

Does not belong here: what the elements mean.
"""

from collections.abc import Iterable
from typing import Protocol

from lxml import etree

from pipelines.readers.unreadable import Reason, Unreadable
from pipelines.readers.xml_safely import DOCTYPE


class Target(Protocol):
    """What is called for each event; names are written {namespace}name."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text, perhaps one of several pieces."""

    def close(self) -> None:
        """The document ends."""


class _Guarded:
    """Hands everything on to the target, but no document type: its entities can grow without bound."""

    def __init__(self, target: Target) -> None:
        self.start, self.end, self.data, self.close = target.start, target.end, target.data, target.close

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise Unreadable("corrupt", DOCTYPE)


def read_xml(chunks: Iterable[bytes], target: Target, encoding: str | None = None) -> None:
    """Feed the document to the target; `encoding` is for documents that state a wrong one.

    Raises Unreadable: corrupt for what is no XML or has a document type, truncated for what ends too early, and what
    the target raises.
    """
    parser = etree.XMLParser(
        target=_Guarded(target),
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
    )
    reason: Reason = "corrupt"
    try:
        for chunk in chunks:
            parser.feed(chunk)
        reason = "truncated"
        parser.close()
    except (etree.XMLSyntaxError, LookupError) as cause:
        # LookupError: an encoding that the document names and nobody knows.
        raise Unreadable(reason, f"XML: {type(cause).__name__}") from cause
