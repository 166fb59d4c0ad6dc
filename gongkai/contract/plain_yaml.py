"""The values of a YAML file without line marks, twenty times as fast as with them.

What is not plain and sound is left to the reader that knows lines, which says what is wrong and where.
"""

import re
from pathlib import Path
from typing import Any, ClassVar

import yaml

#: The scalars of YAML 1.2 and how they begin, as the reader with line marks takes them; `no` and `on` are words.
_SCALARS = {
    "bool": (re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), [*"tTfF"]),
    "int": (re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$"), [*"-+0123456789"]),
    "float": (re.compile(r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)$"), [*"-+.0123456789"]),
    "null": (re.compile(r"^(?:~|null|Null|NULL|)$"), [*"~nN", ""]),
    "merge": (re.compile(r"^<<$"), ["<"]),
}
#: Numbers and days in other forms mean different things to different readers.
_DOUBTFUL = re.compile(r"^[-+]?(?:[0-9][-0-9_:.eExXoO]*|\.(?:inf|nan).*)$", re.IGNORECASE)


class _Doubt(Exception):
    """Something that only the slow reader should judge."""


class _Loader(yaml.CSafeLoader):  # type: ignore[misc]
    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    if len(set(map(str, keys))) < len(keys) or "<<" in keys:
        raise _Doubt
    values = [loader.construct_object(value, deep=True) for _, value in node.value]
    return dict(zip(map(str, keys), values, strict=True))


def _text(loader: _Loader, node: yaml.ScalarNode) -> str:
    text = str(loader.construct_scalar(node))
    if not node.style and _DOUBTFUL.match(text):
        raise _Doubt
    return text


for _kind, (_pattern, _first) in _SCALARS.items():
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_kind}", _pattern, _first)
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:str", _text)


def fast(path: Path) -> Any:
    """The content, keys as texts; None where there is any doubt: no file, a fault, a key twice, an odd scalar."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError, _Doubt):
        return None
    return content if isinstance(content, dict) else None
