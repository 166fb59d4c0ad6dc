"""Personal data inside a text: found by form and check digit, and masked.

Source: SEC-001, SEC-004; 个人信息保护法, 政府信息公开条例 第15条. Belongs here: identity numbers, mobile numbers, bank
cards, the name of a person in a cell of its own. Does not belong here: which columns may hold a contact number (the
privacy gate judges by column role), names inside a sentence, addresses, words of secrecy.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from stdnum import luhn
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from gongkai.values.codes import uscc_fault

Kind = Literal["identity_number", "bank_card", "mobile_number"]

_KEPT = 3
_BLANKS = " \t\r\n\u3000\u00a0"
_NARROW = str.maketrans("０１２３４５６７８９Ｘｘ－\u3000\u00a0", "0123456789Xx-  ")
_WORDS = re.compile(r"[^\W\d_]+")
_ALNUM = "0-9A-Za-zＡ-Ｚａ-ｚ"
# Longer forms first; each start is tried with every form, because a form that fails its check must not hide another.
_FORMS: tuple[tuple[Kind, str], ...] = (
    ("identity_number", r"[1-8]\d{5}(?:18|19|20)\d{9}[\dXx]"),
    ("identity_number", r"[1-8]\d{5}[ -](?:18|19|20)\d{6}[ -]\d{3}[\dXx]"),
    # 3 to 6 are the banks' first digits in ISO/IEC 7812, 9558 and 9559 an older national range.
    ("bank_card", r"(?:[3-6]\d{3}|955[89])\d{12,15}"),
    ("bank_card", r"(?:[3-6]\d{3}|955[89])(?:[ -]\d{4}){3}[ -]\d{3}"),
    ("bank_card", r"(?:[3-6]\d{3}|955[89])(?:[ -]\d{4}){3}"),
    ("mobile_number", r"(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})"),
)
_PATTERNS = tuple((kind, re.compile(f"(?<![{_ALNUM}])(?=({form})(?![{_ALNUM}]))", re.ASCII)) for kind, form in _FORMS)

#: RE2 pattern for the engine to preselect rows: matches every text in which `find` finds something, and few others.
#: The forms above, or a full width sign that `find` reads as part of a number.
SUSPICIOUS = (
    f"(?:^|[^{_ALNUM}])(?:{'|'.join(form for _, form in _FORMS)})(?:[^{_ALNUM}]|$)|[０-９]|[0-9][Ｘｘ－\u3000\u00a0]"
)


@dataclass(frozen=True, order=True)
class _Span:
    start: int
    end: int
    kind: Kind


def find(text: str) -> list[Kind]:
    """The kinds of personal numbers in the text, one for each number, in reading order.

    Half and full width digits, single blanks or hyphens at the usual places. A number inside a longer run of digits or
    Latin letters is part of a code and not looked at. A credit code whose digits pass a card's check is no card.
    """
    return [span.kind for span in sorted(_spans(text))]


def mask(text: str) -> str:
    """The text with every personal number cut to its first three characters and stars: “138********”.

    Nothing of the end is kept, because the last digits together with a name still point to a person. Masking a masked
    text changes nothing.
    """
    spans = _spans(text)
    while spans:
        signs = list(text)
        for span in spans:
            signs[span.start + _KEPT : span.end] = "*" * (span.end - span.start - _KEPT)
        text = "".join(signs)
        spans = _spans(text)  # what stood between two masked numbers may only now stand free
    return text


def mask_name(text: str) -> str:
    """The name of a person (SEC-004): its first character and one star, “张*”; a single character is hidden too.

    Of a compound surname (欧阳) the first character alone is kept, for 欧阳 may be a whole name. A masked name stays as
    it is, a blank stays blank.
    """
    name = text.strip(_BLANKS)
    return f"{name[0]}*" if len(name) > 1 else "*" * len(name)


def name_masked_in_sql(text: str) -> str:
    """The SQL of `mask_name` of an expression without outer blanks."""
    return f"CASE length({text}) WHEN 0 THEN '' WHEN 1 THEN '*' ELSE left({text}, 1) || '*' END"


def hide_words(text: str) -> str:
    """The text with a star for each word, in whatever script, for a place where a name may stand: “*: 3 *”."""
    return _WORDS.sub("*", text)


def _spans(text: str) -> list[_Span]:
    found: list[_Span] = []
    for span in _candidates(text.translate(_NARROW)):
        if all(span.end <= other.start or other.end <= span.start for other in found):
            found.append(span)
    return found


def _candidates(narrow: str) -> Iterator[_Span]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(narrow):
            number = re.sub("[ -]", "", match[1]).upper()
            if kind == "mobile_number" or (_is_identity(number) if kind == "identity_number" else _is_card(number)):
                yield _Span(*match.span(1), kind)


def _is_identity(number: str) -> bool:
    try:
        ric.get_birth_date(number)
    except ValidationError:
        return False
    # The place of birth is not asked: the library's list ends before the newest counties.
    return number[-1] == ric.calc_check_digit(number)


def _is_card(number: str) -> bool:
    credit_code = uscc_fault(number) is None and not number.startswith("62")
    return luhn.is_valid(number) and not credit_code
