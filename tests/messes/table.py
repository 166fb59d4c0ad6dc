"""Writes `docs/messes.md` from the messes and their expectations: `python -m tests.messes.table`."""

from collections.abc import Iterator
from pathlib import Path

from tests.messes.listing import Mess, messes

PAGE = Path(__file__).parents[2] / "docs" / "messes.md"
HEAD = """# Messes

How the reader treats what is found in real exports. The page is written by `python -m tests.messes.table` from the tests, which hold it: every
folder has the files of a mess and what `gongkai check --json` says of them. Code and severity of the findings are those that the tests provoke.

| no | mess | what gongkai does | findings | test |
|---:|---|---|---|---|
"""
TESTS = "tests/messes"


def page() -> str:
    """The page as it must stand."""
    return HEAD + "".join(map(_line, messes()))


def _line(mess: Mess) -> str:
    does = f"{mess.does_zh}<br>{mess.does_en}"
    if mess.out_zh:
        does = f"**不在范围 out of scope** {mess.out_zh}<br>{mess.out_en}"
    found = "<br>".join(dict.fromkeys(_findings(mess)))
    return f"| {mess.no} | {mess.zh}<br>{mess.en} | {does} | {found} | {_test(mess)} |\n"


def _findings(mess: Mess) -> Iterator[str]:
    for expected in mess.expected.values():
        for told in expected["findings"]:
            code, severity, *_ = told.split()
            yield f"{code} {severity}"
    yield from mess.told


def _test(mess: Mess) -> str:
    shown = mess.test or (mess.folder.name + "/" if mess.folder else "")
    return f"[{shown}](../{TESTS}/{shown})" if shown else ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
