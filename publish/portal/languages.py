"""The languages of the site (网站语言): Chinese at the root, every other in a folder of its own with the same pages.

Here belongs which languages there are and how a text is chosen. A further language, also one written from top to
bottom, is one more entry: what has no words in it yet is shown in Chinese.
"""

from dataclasses import dataclass
from typing import Protocol


class Worded(Protocol):
    """Anything with words in Chinese and in English."""

    @property
    def zh(self) -> str:
        """In Chinese."""

    @property
    def en(self) -> str:
        """In English."""


@dataclass(frozen=True)
class Language:
    """One language; `tag` is its BCP 47 tag, `folder` ends with a slash or is empty, `writing` the direction of its
    lines as style sheets call it.
    """

    code: str
    tag: str
    name: str
    folder: str
    writing: str = "horizontal-tb"

    def of(self, zh: str | Worded, en: str = "", **others: str) -> str:
        """The words of this language out of those given, the Chinese ones where it has none."""
        if isinstance(zh, str):
            words = {"zh": zh, "en": en, **others}
            return words.get(self.code) or zh
        return str(getattr(zh, self.code, "")) or zh.zh


CHINESE = Language("zh", "zh-Hans", "中文", "")
ENGLISH = Language("en", "en", "English", "en/")
LANGUAGES = (CHINESE, ENGLISH)
