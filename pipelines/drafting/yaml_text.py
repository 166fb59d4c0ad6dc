"""Declarations as YAML that a person edits: block style, Chinese as it is, reasons as comments."""

import io
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

WIDTH = 150
_FLOW = ("constraints", "derive", "headers", "parts", "starts", "item")


def yaml_text(content: Mapping[str, Any], why: Mapping[str, str]) -> str:
    """The document. `why` is written beside the `name:` of the same text."""
    writer = YAML()
    writer.width = WIDTH
    writer.indent(mapping=2, sequence=4, offset=2)
    text = io.StringIO()
    writer.dump(_commented(content, why), text)
    return text.getvalue()


def _commented(value: Any, why: Mapping[str, str]) -> Any:
    if isinstance(value, Mapping):
        document = CommentedMap({key: _flowing(key, _commented(item, why)) for key, item in value.items()})
        if value.get("name") in why:
            document.yaml_add_eol_comment(why[value["name"]], "name")
        if "kind" in value or "zh" in value:
            document.fa.set_flow_style()
        return document
    if isinstance(value, list):
        return CommentedSeq([_commented(item, why) for item in value])
    return value


def _flowing(key: str, value: Any) -> Any:
    if isinstance(value, (CommentedMap, CommentedSeq)) and (key in _FLOW or _plain(value)):
        value.fa.set_flow_style()
    return value


def _plain(value: CommentedMap | CommentedSeq) -> bool:
    return isinstance(value, CommentedSeq) and all(isinstance(item, (str, int)) for item in value)
