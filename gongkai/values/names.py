"""Names that are nearly another: faults of typing and text recognition in labels, spellings of an organisation's name.

Belongs here: the comparison of names. Does not belong here: the lists they are compared with, alias tables, and what a
match is worth (a finding of the caller).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from gongkai.values.labels import CJK, normalise, without_translation

_JUNK = re.compile(rf"(?<=[{CJK}])(?:[^{CJK}()]+(?=[{CJK}])|[^{CJK}()0-9]+$)")
_DOUBLED = re.compile(r"(.)\1+$")
_ENOUGH = 0.8
_APART = 0.05
_IN_PLACE = {0: 0.2, 1: 0.15}
_LONG = 8
_LONGEST = 200
#: One for the other changes the meaning: 预算数 is no misread 决算数, 市级支出 no 区级支出.
_OPPOSED = (
    *("预决", "收支", "上下本", "增减", "内外", "进出", "公私", "教体", "农林水", "千万亿"),
    *("省市区县乡镇村", "东西南北中", "一二三四五六七八九十", "0123456789"),
)
#: One list is compared with many texts.
_plain = lru_cache(maxsize=8192)(normalise)


@dataclass(frozen=True)
class Match:
    """A name of a list that a text means; `confidence` is 1 when they are the same but for blanks and brackets."""

    name: str
    confidence: float


def closest(text: str, names: Sequence[str], near: int | None = None) -> Match | None:
    """The one name that the text means in spite of a wrong, missing or doubled character; None when none or several do.

    One character may differ, from eight characters on two that do not touch, but none that makes another name of it
    (预算数, 决算数); figures and signs between Chinese characters and a
    translation behind them are looked over. `near` is the place in `names` where the order of the rows lets one expect
    the name: only with it can a short name match (“契” for 契税), for there the text alone is too little. Give only
    names that the column does not state elsewhere. The result is for a finding, never for silent repair.
    """
    if len(text) > _LONGEST:
        return None
    printed = normalise(text)
    scores: dict[str, float] = {}
    for place, name in enumerate(names):
        plain = _plain(name)
        if plain == printed:
            return Match(name, 1.0)
        score = _likeness(printed, plain) + _in_place(place, near)
        scores[name] = max(score, scores.get(name, 0.0))
    ranked = sorted(scores.items(), key=lambda scored: -scored[1])
    if not ranked or ranked[0][1] < _ENOUGH:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] <= _APART:
        return None
    return Match(ranked[0][0], round(min(ranked[0][1], 0.99), 2))


def _in_place(place: int, near: int | None) -> float:
    return 0.0 if near is None else _IN_PLACE.get(abs(place - near), 0.0)


def _likeness(printed: str, name: str) -> float:
    """The share that is alike, without junk or with it; negative when more characters differ than may."""
    clean = _JUNK.sub("", without_translation(printed))
    if len(clean) > len(name):
        clean = _DOUBLED.sub(r"\1", clean)
    return max(_alike(printed, name), _alike(clean, name))


def _alike(text: str, name: str) -> float:
    most = 2 if len(name) >= _LONG else 1
    if not text or abs(len(text) - len(name)) > most or len(set(name) - set(text)) > most:
        return -1.0
    matcher = SequenceMatcher(None, text, name, autojunk=False)
    faults = [(text[i1:i2], name[j1:j2]) for kind, i1, i2, j1, j2 in matcher.get_opcodes() if kind != "equal"]
    return matcher.ratio() if len(faults) <= most and all(_is_slip(*fault) for fault in faults) else -1.0


def _is_slip(printed: str, meant: str) -> bool:
    """Whether one character was lost, added or taken for another, and no figure was."""
    if len(printed) > 1 or len(meant) > 1 or (printed + meant).isdigit():
        return False
    return not any(printed in group and meant in group for group in _OPPOSED if printed and meant)


_QUOTES = re.compile("[\"“”'‘’·•]")
_REMARK = re.compile(r"\(原|原名|曾用名|生产(?:企业|厂|商)|进口|代理|配送|经销|分装|牵头|联合体|成员单位")


def name_key(text: str) -> str:
    """The spelling under which names of organisations and suppliers are compared.

    Widths, brackets and quotes are unified, blanks next to Chinese characters go, letters become small ones. The legal
    form (有限责任公司) and a place in brackets belong to the name; remarks behind it (“(生产企业…)”, “(原…)”) do not.
    """
    name = _QUOTES.sub("", normalise(text))
    while (start := _last_bracket(name)) and _REMARK.search(name, start):
        name = name[:start].rstrip()
    return name.casefold()


def _last_bracket(name: str) -> int:
    """Where the bracket opens that closes the text; 0 when none does."""
    depth = 0
    for place in range(len(name) - 1, 0, -1):
        depth += {")": 1, "(": -1}.get(name[place], 0)
        if not depth:
            return place if name[place] == "(" else 0
    return 0
