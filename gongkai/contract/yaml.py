"""YAML with line numbers: a file is read once, checked against its model, and every fault names file, line and key."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedBase, CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from gongkai.contract.errors import DeclarationError, DeclarationFault
from gongkai.contract.plain_yaml import fast

Model = TypeVar("Model", bound=BaseModel)
KeyPath = tuple[str | int, ...]


def read_yaml(path: Path) -> Any:
    """The parsed file with line marks. Raises DeclarationError when it is missing, not UTF-8, not YAML or empty."""
    try:
        content = YAML(typ="rt").load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DeclarationError([DeclarationFault(path, 1, path.name, "this file must exist", "no file")]) from None
    except UnicodeDecodeError as fault:
        raise DeclarationError([DeclarationFault(path, 1, path.name, "UTF-8 text", f"byte {fault.start}")]) from None
    except MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        raise DeclarationError([DeclarationFault(path, line, path.name, "valid YAML", str(fault.problem))]) from None
    if not isinstance(content, CommentedMap):
        raise DeclarationError([DeclarationFault(path, 1, path.name, "keys and values", "nothing readable")])
    return content


def parse(model: type[Model], path: Path, prepare: Callable[[Any], Any] = lambda content: content) -> Model:
    """The file as a model, its plain content prepared if need be. Raises DeclarationError, a fault for each key."""
    content: Any = fast(path)
    if content is None:
        content = plain(read_yaml(path))
    try:
        return model.model_validate(prepare(content))
    except ValidationError as error:
        marked = read_yaml(path)
        faults = [_fault(path, marked, item) for item in error.errors()]
        raise DeclarationError(faults) from None


def fault_at(path: Path, key: KeyPath, expected: str, found: str) -> DeclarationFault:
    """A fault found after parsing, with the line at which the key stands."""
    return DeclarationFault(path, line_of(read_yaml(path), key), ".".join(map(str, key)), expected, found)


def plain(node: Any) -> Any:
    """The content without line marks."""
    if isinstance(node, CommentedMap):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return [plain(value) for value in node]
    return node


def line_of(content: Any, key: KeyPath) -> int:
    """The 1-based line of the deepest part of `key` that exists."""
    line, node = 1, content
    for step in key:
        if not isinstance(node, CommentedBase) or not _has(node, step):
            break
        line = int((node.lc.key(step) if isinstance(node, CommentedMap) else node.lc.item(step))[0]) + 1
        node = node[step]  # type: ignore[index]
    return line


def _has(node: Any, step: str | int) -> bool:
    if isinstance(node, CommentedMap):
        return step in node
    return isinstance(step, int) and isinstance(node, CommentedSeq) and step < len(node)


def _fault(path: Path, content: Any, item: Any) -> DeclarationFault:
    key: KeyPath = tuple(item["loc"])
    found = "nothing" if item["type"] == "missing" else repr(item.get("input"))[:80]
    return DeclarationFault(path, line_of(content, key), ".".join(map(str, key)), item["msg"], found)
