"""Files that are whole or absent: written under a temporary name beside their place, flushed, then moved there in one
step.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

TEMPORARY = ".part"


@contextmanager
def whole_file(path: Path, *, lasting: bool = True) -> Iterator[Path]:
    """A temporary path to write to; on leaving without error it becomes `path` in one step. What is not `lasting`, for
    it is used up by the same run, need not have reached the disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}{TEMPORARY}")
    part.unlink(missing_ok=True)
    try:
        yield part
        if lasting:
            flush(part)
        part.replace(path)
        if lasting:
            flush(path.parent)
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes | str) -> bool:
    """Write the file unless it already holds these bytes. Returns whether anything was written."""
    data = content.encode() if isinstance(content, str) else content
    if _holds(path, data):
        return False
    with whole_file(path) as part:
        part.write_bytes(data)
    return True


def write_many(files: Mapping[Path, str | bytes]) -> int:
    """Write many files that do not hold this content yet: all of them reach the disk before any takes its place.
    Returns how many were written.
    """
    contents = {path: content.encode() if isinstance(content, str) else content for path, content in files.items()}
    changed = {path: content for path, content in contents.items() if not _holds(path, content)}
    parts = {path: path.with_name(f".{path.name}{TEMPORARY}") for path in changed}
    for path, part in parts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(changed[path])
    if parts:
        os.sync()
    for path, part in parts.items():
        part.replace(path)
    if parts:
        os.sync()
    return len(parts)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def flush(path: Path) -> None:
    """Ask the system to put the file's bytes on disk; of a folder, the names in it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what interrupted work left under temporary names below the folder."""
    for scrap in list(folder.rglob(f".*{TEMPORARY}")):
        if scrap.is_dir():
            shutil.rmtree(scrap)
        else:
            scrap.unlink(missing_ok=True)


def replace_folder(temporary: Path, final: Path) -> None:
    """Move a finished folder to its place; a leftover of an interrupted run that stands there is removed first."""
    if final.exists():
        shutil.rmtree(final)
    final.parent.mkdir(parents=True, exist_ok=True)
    temporary.rename(final)
    flush(final.parent)
