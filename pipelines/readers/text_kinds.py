"""What kind of text a file is, by how it begins: a web page, XML, JSON, a saved page (MHTML), or delimited text.

Does not belong here: the encoding, and kinds that are no text.
"""

import re
from typing import Literal

_PROLOGUE = re.compile(r"(\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(\[.*?\])?\s*>)*", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:[^\W\d][\w.-]*:)?([^\W\d][\w.-]*)(?=[\s/>])")
_HTML_DOCTYPE = re.compile(r"\s*<!doctype\s+html\b", re.IGNORECASE)
# Exports often begin anywhere within a page. XML spreadsheets have a <Table> of their own, but not as a root.
_HTML_ROOT = re.compile(
    r"html|head|body|table|meta|style|script|link|title|div|span|font|center|form|p|h[1-4]|br|b|tr|td|th|thead|tbody|"
    r"caption|colgroup",
    re.IGNORECASE,
)
_HTML_WITHIN = re.compile(r"^\s*<(html|table)\b", re.IGNORECASE | re.MULTILINE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_XML = re.compile(r"<\?xml\b", re.IGNORECASE)
_JSON = re.compile(r"\{\s*[\"}]|\[\s*[\[{\"\]]")
_MHTML = re.compile(r"(MIME-Version:|Content-Type:\s*multipart/related|From:\s*<Saved by)", re.IGNORECASE)
_WITHIN = 4096
TextKind = Literal["html", "xml", "json", "mhtml", "rtf", "csv"]


def text_kind(start: str) -> TextKind:
    """html, xml, json, mhtml, rtf or csv; `start` is the beginning of the text without blanks before it."""
    if start.startswith("{\\rtf"):
        return "rtf"
    if start.startswith("<"):
        return _markup_kind(start)
    if _MHTML.match(start):
        return "mhtml"
    if _JSON.match(start):
        return "json"
    return "html" if _HTML_WITHIN.search(start[:_WITHIN]) else "csv"


def _markup_kind(start: str) -> TextKind:
    if _HTML_DOCTYPE.match(start):
        return "html"
    prologue = _PROLOGUE.match(start)
    root = _ROOT.match(start, prologue.end() if prologue else 0)
    if root is None:
        if _XML.match(start):
            return "xml"
        return "html" if _TABLE.search(start[:_WITHIN]) else "csv"
    if _HTML_ROOT.fullmatch(root[1]):
        return "html"
    return "html" if not _XML.match(start) and _TABLE.search(start[:_WITHIN]) and root[1] != "Workbook" else "xml"
