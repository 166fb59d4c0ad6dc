"""What a line around a table says: unit, department, title, note, continuation. Cells of a body are not judged here."""

import re

from gongkai.values.amounts import unit_in
from gongkai.values.labels import fold, normalise

SHORT = 12
"""Characters of a part's name at most."""

LONG = 40
"""A text of more characters standing alone is prose."""

_CONTEXT = re.compile(
    r"(?:^|\s)(?:金额|货币|计量|计价)?单位(?:名称)?:|^(?:编制|填报|填制|预算|主管|报送|制表|采购|项目)(?:部门|单位|机构|人)(?:名称|\(公章\)|\(盖章\))?:"
    r"|^(?:部门|单位|机构|制表|填表|审核|复核|负责人|联系人|联系电话|填报日期|报送日期|编制日期|打印日期|日期|时间|地区|行政区划|年度|会计年度)(?:名称|人|日期)?:"
    r"|^unit ?:",
    re.IGNORECASE,
)
_HINT = re.compile("[:：∶元(（]")
"""What a context has at least; most texts have none of it."""

_UNIT_ALONE = re.compile(r"\(.*\)|[千万百亿]*元|人民币[千万百亿]*元", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:注|说明|备注|附注|注释|编者注|数据来源|资料来源|来源|空表说明|填报说明|填表说明)\s*\d*\s*(?:[:.、]|$)"
    r"|(?:data )?sources?\s*[:.]|notes?\s*\d*\s*[:.]|remarks?\s*:"
    r"|quellen?(?:\(n\))?\s*:|fu(?:ß|ss)noten?\b|bron(?:nen)?\s*:|fuentes?\s*:"
    r"|\*\s?\S",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"[(]?(?:续表?|continued|cont'?d\.?)[)]?\s*[一二三四五六七八九十\d]*", re.IGNORECASE)
_CARRIED = re.compile(r"过次页|承前页|转下页|接上页|过下页|承上页")
_PAGE = re.compile(r"第\s*\d+\s*页.*|共\s*\d+\s*页|page \d+(?: of \d+)?|[-–—] ?\d+ ?[-–—]", re.IGNORECASE)
_TITLE = re.compile(
    r"^附?表\s?[一二三四五六七八九十\d]+[^行列\d]|(?:表|一览|名单|名录|目录|清单|情况|明细|汇总|结果|公示|公告|报告)(?:\([^()]*\))?$"
)
_TABLE_NUMBER = re.compile(
    r"(?:附件|附表|公开|预算|决算|财决|部门公开|表)*[一二三四五六七八九十\d.-]*表?[一二三四五六七八九十\d.-]*:?|附件.{0,4}:?"
)
_PART = re.compile(r"收入|支出|资产|负债|revenue|expenditure|income|receipts|expenses", re.IGNORECASE)
_SIDE = re.compile(
    r"(?:[一二三四]、)?(?:本年|当年|财政拨款)?(?:收入|支出|资产|负债)(?:部分|类)? ?(?:revenue|expenditure)?",
    re.IGNORECASE,
)
_NO_DATA = re.compile(
    r"[本此该]表(?:为空|(?:暂?无|没有)(?:此项|相关|本项)?(?:数据|内容|支出|收入))|^\(?暂?无(?:相关)?数据\)?$"
)
_RULE = re.compile(r"[\s*=_#~─—–-]+")


def is_context(text: str) -> bool:
    """Whether the text states a unit, the department or who made the table (“单位：万元”, “编制部门：…”)."""
    if not _HINT.search(text):
        return False
    return bool(_CONTEXT.search(normalise(text))) or is_unit(text)


def is_unit(text: str) -> bool:
    """Whether the text is a unit and nothing else (“万元”, “(10 000 yuan)”)."""
    return bool(_UNIT_ALONE.fullmatch(normalise(text)) and unit_in(text))


def is_key(text: str) -> bool:
    """Whether the text is a key whose value stands in the next cell (“Region:”); 其中： is none."""
    told = normalise(text)
    return told.endswith(":") and not told.startswith(("其中", "#")) and len(told) < LONG


def is_statement(text: str) -> bool:
    """Whether the text gives a key and its value (“时间：最近5年”)."""
    return bool(re.match(r"[^:]{1,20}:.", normalise(text)))


def is_note(text: str) -> bool:
    """Whether the text opens a note or names a source (“注：”, “资料来源：”)."""
    return bool(_NOTE.match(normalise(text)))


def is_no_data(text: str) -> bool:
    """Whether the text says that the table is empty (“本表无数据”, “故此表为空表”)."""
    return bool(_NO_DATA.search(normalise(text)))


def goes_on(text: str) -> bool:
    """Whether a line under a note goes on with it: a sentence, or one more numbered point."""
    return is_prose(text) or bool(re.match(r"[(\d①-⑳a-z]", normalise(text)))


def is_prose(text: str) -> bool:
    """Whether a text standing alone is a sentence or a ruled line rather than a name."""
    return len(fold(text)) > LONG or is_ruled(text)


def is_ruled(text: str) -> bool:
    """Whether the text is a line of asterisks or dashes."""
    return bool(_RULE.fullmatch(text))


def is_title(text: str) -> bool:
    """Whether the text reads like the name of a table (“…总表”, “…名单”)."""
    return bool(_TITLE.search(normalise(text))) and not is_table_number(text)


def is_table_number(text: str) -> bool:
    """Whether the text only numbers a table or an attachment (“附件1：”, “公开01表”)."""
    return bool(_TABLE_NUMBER.fullmatch(normalise(text)))


def is_page(text: str) -> bool:
    """Whether the text is a page number."""
    return bool(_PAGE.fullmatch(normalise(text)))


def is_carried(text: str) -> bool:
    """Whether the row carries a total over a page break (过次页, 承前页)."""
    return bool(_CARRIED.search(text))


def is_continued(text: str) -> bool:
    """Whether the text says that a table goes on (续表)."""
    return bool(_CONTINUED.search(normalise(text)))


def same_title(text: str) -> str:
    """The text as it is compared with the line over the first page: without 续表 and blanks."""
    return re.sub(r"\s", "", _CONTINUED.sub("", normalise(text)))


def is_side(text: str) -> bool:
    """Whether the text is the common name of a part and can be no title (收入, 本年支出, 二、支出)."""
    return bool(_SIDE.fullmatch(normalise(text)))


def is_part(text: str) -> bool:
    """Whether a short text right over a header names a part of the table (收入, 支出 Expenditure), not the table."""
    told = normalise(text)
    short = len(told) <= SHORT and not re.search(r"[a-zA-Z\d]|^\(", told)
    bilingual = _PART.search(told) and len(re.findall(r"[a-zA-Z]+", told)) <= 2 and not re.search(r"\d", told)
    return bool(short or bilingual) and not (
        is_context(text) or is_title(text) or is_table_number(text) or is_key(text)
    )
