"""How amounts, moments, sizes and states are put into words, in Chinese and in English.

States carry a symbol and a word, so that nothing is told by colour alone.
"""

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

CENT = Decimal("0.01")


class Word(NamedTuple):
    """A state: its symbol, its words, and the tone that colours it."""

    symbol: str
    zh: str
    en: str
    tone: str


SEVERITIES = {
    "error": Word("✕", "错误", "error", "bad"),
    "warning": Word("▲", "提示", "warning", "warn"),
    "note": Word("●", "说明", "note", "calm"),
}
STATUSES = {
    "pass": Word("✓", "通过", "pass", "good"),
    "fail": Word("✕", "未通过", "fail", "bad"),
    "not_applicable": Word("–", "不适用", "not applicable", "calm"),
    "error": Word("▲", "未能检查", "could not be checked", "warn"),
}
TIMINGS = {
    "on_time": Word("✓", "按时", "on time", "good"),
    "late": Word("▲", "迟公开", "late", "warn"),
    "overdue": Word("✕", "逾期未公开", "overdue", "bad"),
    "due": Word("○", "未到期", "not due yet", "calm"),
    "not_started": Word("–", "未起算", "not started", "calm"),
    "not_assessable": Word("–", "无法评估", "not assessable", "calm"),
}
OUTCOMES = {
    "waiting": Word("○", "待签", "waiting for sign-off", "warn"),
    "blocked": Word("✕", "不予放行", "blocked", "bad"),
    "pending": Word("–", "尚未处理", "not processed yet", "calm"),
}
SCALES = ((Decimal(10**8), "亿元", Decimal(10**9), "billion"), (Decimal(10**4), "万元", Decimal(10**6), "million"))


def amount_zh(amount: Decimal) -> str:
    """An amount (元) in the unit a reader grasps: 1.23 亿元, 45.60 万元, 789.00 元."""
    scale, unit = next(((s, zh) for s, zh, _, _ in SCALES if abs(amount) >= s), (Decimal(1), "元"))
    return f"{rounded(amount / scale)} {unit}"


def amount_en(amount: Decimal) -> str:
    """The same in English: CNY 1.23 billion."""
    scale, unit = next(((s, f" {en}") for _, _, s, en in SCALES if abs(amount) >= s), (Decimal(1), ""))
    return f"CNY {rounded(amount / scale)}{unit}"


def rounded(amount: Decimal) -> str:
    """Two decimals, thousands marked; half a cent rounds up."""
    return f"{amount.quantize(CENT, ROUND_HALF_UP):,}"


def money(amount: str) -> str:
    """An amount given as plain text, thousands marked, with the decimals it has."""
    return f"{Decimal(amount):,}"


def size(count: int) -> str:
    """Bytes for people: 512 B, 1.5 KB, 430.0 MB."""
    if count < 1000:
        return f"{count} B"
    for unit, scale in (("KB", 10**3), ("MB", 10**6)):
        if count < scale * 1000:
            return f"{Decimal(count) / scale:.1f} {unit}"
    return f"{Decimal(count) / 10**9:.1f} GB"


def day(moment: str, zone: ZoneInfo) -> str:
    """The day of a journal's moment in the city's zone."""
    return datetime.fromisoformat(moment).astimezone(zone).date().isoformat()


def clock(moment: str, zone: ZoneInfo) -> str:
    """Day and time to the minute in the city's zone."""
    return datetime.fromisoformat(moment).astimezone(zone).strftime("%Y-%m-%d %H:%M")


def fen(amount: Decimal | str) -> int:
    """An amount in 元 as a whole number of 分, for programs that have no decimals; half a 分 rounds up."""
    return int((Decimal(amount) * 100).to_integral_value(ROUND_HALF_UP))
