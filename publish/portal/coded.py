"""What a code list (代码表) calls the words that tables print: one name for all ways to write it, in both languages.

The English name is the list's code in words; a word that the list does not know stands for itself.
"""

from collections.abc import Mapping
from typing import NamedTuple

from gongkai.engine import literal
from gongkai.registers import Registers
from publish.portal.released import Reader


class Coded(NamedTuple):
    """A word of a code list; `code` is '' where nothing is printed, and the printed word where the list lacks it."""

    code: str
    zh: str
    en: str


BLANK = Coded("", "未注明", "not stated")


def coded(registers: Registers, code_list: str) -> Mapping[str, Coded]:
    """Code -> its words; empty where the city has no such list."""
    if not registers.code_list_path(code_list).is_file():
        return {}
    entries = registers.code_list_ever(code_list)
    return {entry.code: Coded(entry.code, entry.name, entry.code.replace("_", " ")) for entry in entries}


def word_of(words: Mapping[str, Coded], code: str) -> Coded:
    """The words of a code as `make_codes` writes it."""
    return words.get(code) or (Coded(code, code, code) if code else BLANK)


def make_codes(reader: Reader, registers: Registers, code_list: str, relation: str) -> None:
    """Make the relation (printed, code) of every way to write the words of a list."""
    reader.ask(f"CREATE TEMP TABLE {relation}(printed VARCHAR, code VARCHAR)")
    known = coded(registers, code_list)
    entries = registers.code_list_ever(code_list) if known else ()
    ways = {way: entry.code for entry in entries for way in (entry.code, *entry.aliases.split("|"), entry.name) if way}
    if ways:
        rows = ", ".join(f"({literal(printed)}, {literal(code)})" for printed, code in ways.items())
        reader.ask(f"INSERT INTO {relation} VALUES {rows}")
