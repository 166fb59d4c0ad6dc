"""When a dataset is due next (下次更新): the next day that the clock names, else how often it comes."""

from collections.abc import Mapping
from typing import Any

from gongkai.contract import Text

FREQUENCIES = {
    "annual": Text(zh="每年一次", en="once a year"),
    "quarterly": Text(zh="每季度一次", en="every quarter"),
    "monthly": Text(zh="每月一次", en="every month"),
    "daily": Text(zh="每天", en="every day"),
    "irregular": Text(zh="不定期", en="irregularly"),
}


def next_update(frequency: str, assessment: Mapping[str, Any] | None) -> Text:
    """The next update in words. Of a time limit that has passed without anything being published, that day is told."""
    items = assessment["timeliness"] if assessment else ()
    due = {timing: [item["due"] for item in items if item["timing"] == timing and item["due"]] for timing in _TOLD}
    for timing, told in _TOLD.items():
        if due[timing]:
            day = min(due[timing])
            return Text(zh=told.zh.format(day=day), en=told.en.format(day=day))
    return FREQUENCIES[frequency]


_TOLD = {
    "overdue": Text(zh="{day} 到期，已逾期", en="was due {day}, overdue"),
    "due": Text(zh="不晚于 {day}", en="by {day}"),
}
