"""Header paths and the names that a layout has for them. What a column means is not decided here."""

import re
from collections.abc import Iterable
from functools import lru_cache

from gongkai.values.amounts import unit_in
from gongkai.values.labels import CJK, normalise
from gongkai.values.prices import priced_in

#: 预算数Budget, 预算数 Final Account: a Chinese label with its English behind it. GDP is no translation.
_BILINGUAL = re.compile(rf"(.*[{CJK})])\s*[A-Za-z][^{CJK}]*[a-z][^{CJK}]*")
_BRACKETED = re.compile(r"(.+)\(([^()]*)\)")
#: Between steps; what stands in brackets belongs to one: “中标价格(元/小盒)”.
_BETWEEN = re.compile(r"/(?![^()]*\))")


def columns_named(aliases: Iterable[str], paths: tuple[str, ...]) -> list[int]:
    """The columns under the first alias that stands anywhere: at the end of a path rather than inside it, as printed
    rather than without a unit in brackets or an English translation.
    """
    names = [name for alias in aliases if (name := normalise(alias))]
    for forms, fits in ((paths, _ends), (_bare_all(paths), _ends), (paths, _holds), (_bare_all(paths), _holds)):
        for name in names:
            if found := [index for index, path in enumerate(forms) if fits(path, name)]:
                return found
    return []


@lru_cache(maxsize=100_000)
def bare(step: str) -> str:
    """A step without its unit or the piece it prices in brackets and without its English: 预算数(万元) and 预算数Budget
    are 预算数, 中标价格(元/小盒) is 中标价格.
    """
    if priced := priced_in(step):
        return priced[0]
    bracketed = _BRACKETED.fullmatch(step)
    if bracketed and (bracketed[2] == "%" or unit_in(f"({bracketed[2]})")):
        return bracketed[1]
    bilingual = _BILINGUAL.fullmatch(step)
    return bilingual[1] if bilingual else step


def _bare_all(paths: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("/".join(map(bare, _BETWEEN.split(path))) for path in paths)


def _ends(path: str, name: str) -> bool:
    return path == name or path.endswith(f"/{name}")


def _holds(path: str, name: str) -> bool:
    return f"/{name}/" in f"/{path}/"
