"""Chinese titles in Latin letters (拼音), for those who type without an input method: jyj finds 教育局."""

from functools import lru_cache


@lru_cache(maxsize=50_000)
def pinyin(text: str) -> str:
    """The initials and the whole pinyin without tones, a blank between them: 教育局 gives `jyj jiaoyuju`. Signs other
    than Chinese characters are left out; '' where there are no others.
    """
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(text, errors="ignore")
    return f"{''.join(each[0] for each in syllables)} {''.join(syllables)}" if syllables else ""
