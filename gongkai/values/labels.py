"""Labels as they are compared: folding of widths and blanks, total rows, template residue.

Belongs here: the spelling of a label and what its words alone tell. Does not belong here: amounts, dates, codes, and
the aliases of one particular dataset (they are declared in its ``sources.yml``).
"""

import re
import unicodedata

CJK = "\u3007\u3400-\u9fff\uf900-\ufaff"

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_BRACKETS = str.maketrans("〔〕【】[]〖〗", "()()()()")
_TIGHT = f"{CJK}():,、"
_LOOSE_BLANK = re.compile(rf"(?<=[{_TIGHT}])\s+|\s+(?=[{_TIGHT}])")

_TRANSLATION = re.compile(rf"(?<=[{CJK})])\s*[A-Za-z][^{CJK}]*$")
_TOTAL = re.compile(rf"(?:合计|总计|小计|共计)数?(?:\([^()]*\))?:?(?: ?[A-Za-z][^{CJK}]*)?$")

_NUMBERING = r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|[0-9]+、)"
_X = "[Xx×]"
_RESIDUE_WHOLE = re.compile(rf"(?:{_NUMBERING}|[0-9]+\.)?[.。·]{{2,}}|{_NUMBERING}")
_RESIDUE_WITHIN = re.compile(
    rf"(?<![A-Za-z0-9]){_X}{{2,}}(?=[{CJK}])"  # XX单位, ××局
    rf"|(?<![A-Za-z0-9{CJK}]){_X}{{2,}}(?![A-Za-z0-9])"  # the whole cell, “名称：XX”, “xx”
    rf"|{_X}(?:,{_X}{{3}})+"  # x,xxx万元
    rf"|20{_X}{{2}}|{_X}月{_X}+日"  # 20XX年, X月X日
    r"|\{[^{}]*\}|待填"
)


def fold(text: str) -> str:
    """The text in compatibility form (NFKC: full width to half width), without invisible signs and outer blanks."""
    return unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).strip()


def blank(text: str) -> bool:
    """Whether nothing visible stands in the text."""
    return not fold(text)


def normalise(text: str) -> str:
    """The spelling under which labels are compared; the printed text is kept elsewhere.

    Widths are folded, all brackets but 《》 and {} become round ones, line ends count as blanks, blanks that touch a
    Chinese character, a bracket or a colon are removed (“项 目”, “2007 年”), other blanks become one.
    """
    folded = fold(text).translate(_BRACKETS)
    return re.sub(r"\s+", " ", _LOOSE_BLANK.sub("", folded))


def without_translation(label: str) -> str:
    """The label without the English behind its Chinese: “增值税Value Added Tax” is 增值税; GDP alone stays."""
    return _TRANSLATION.sub("", label)


def is_total(label: str) -> bool:
    """Whether the label names a total: it ends in 合计, 总计, 小计 or 共计 (“本年收入合计”, “合 计：”, “总计Total”)."""
    return bool(_TOTAL.search(normalise(label)))


def is_residue(text: str) -> bool:
    """Whether the cell is left over from a template (STR-009): “…”, “二、…”, “三、”, “XX单位”, “{单位}”, “待填”, …

    A name followed by dots is the dot leader of a table of contents, and “张××” a masked name: neither is residue.
    """
    label = normalise(text)
    return bool(_RESIDUE_WHOLE.fullmatch(label) or _RESIDUE_WITHIN.search(label))
