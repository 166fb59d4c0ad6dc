"""Patterns of addresses: what stands in braces varies. Which patterns the site has belongs to
`publish.portal.machine.addresses`.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from gongkai.contract import Text
from publish.portal.headers import FOREVER, caching

Group = Literal["read", "data", "programs", "frame"]
GROUPS: dict[Group, Text] = {
    "read": Text(zh="网页（每种语言都有）", en="Pages (in every language)"),
    "data": Text(zh="数据文件", en="Data files"),
    "programs": Text(zh="目录、订阅和校验", en="Catalogue, feeds and checksums"),
    "frame": Text(zh="网站自身的文件", en="Files of the site itself"),
}
#: What the names in braces stand for.
PARTS: dict[str, tuple[str, Text]] = {
    "dataset": (r"[a-z][a-z0-9-]*", Text(zh="数据集的短名", en="short name of a dataset")),
    "theme": (r"[a-z]+", Text(zh="主题", en="theme")),
    "year": (r"[0-9]{4}", Text(zh="年度", en="year")),
    "period": (r"[0-9]+", Text(zh="期，多为年度", en="period, a year as a rule")),
    "version": (r"[0-9]+", Text(zh="版本号，从 1 起", en="number of the version, from 1")),
    "department": (r"[0-9A-Za-z][0-9A-Za-z_-]*", Text(zh="部门编码", en="code of a department")),
    "code": (r"[0-9A-Za-z_-]+", Text(zh="编码", en="code")),
    "number": (r"[0-9A-Za-z-]+", Text(zh="编号，或编号的摘要", en="number, or a digest of it")),
    "digest": (r"[0-9a-f]{8,64}", Text(zh="内容的摘要", en="digest of the content")),
    "name": (r"[^/]+", Text(zh="文件名", en="name of a file")),
    "path": (r".+", Text(zh="文件的路径", en="path of a file")),
}


class Address(NamedTuple):
    """One kind of address below the root; `pattern` has the parts that vary in braces."""

    pattern: str
    group: Group
    zh: str
    en: str

    @property
    def forever(self) -> bool:
        """Whether what it gives never changes, as the web server says (Cache-Control: immutable)."""
        return caching("/" + example(self.pattern)) == FOREVER

    def fits(self, path: str) -> bool:
        """Whether a path below the root, without the folder of a language, is one of this kind."""
        return expression(self.pattern).fullmatch(path) is not None


@lru_cache(maxsize=1000)
def expression(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression; a part that comes twice is the same in both places."""
    pieces, seen = [], set()
    for text, part in re.findall(r"([^{]*)(?:\{(\w+)\})?", pattern):
        pieces.append(re.escape(text))
        if part in seen:
            pieces.append(f"(?P={part})")
        elif part:
            pieces.append(f"(?P<{part}>{PARTS[part][0]})")
            seen.add(part)
    return re.compile("".join(pieces))


def example(pattern: str) -> str:
    """An address of the kind: parts are replaced by something that fits."""
    values = {"version": "1", "period": "2026", "year": "2026", "digest": "0123456789abcdef"}
    return re.sub(r"\{(\w+)\}", lambda part: values.get(part[1], "a"), pattern)
