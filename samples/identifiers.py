"""Identifiers of the fictional city: codes with correct check characters that no real body can have.

Here belong the check characters and the amount in words (金额大写). What they are used for belongs to the exports.

The region part is 999900, which GB/T 2260 does not use: such a code passes every check and still belongs to nobody.
"""

from stdnum.iso7064 import mod_11_10

REGION = "999900"

_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")


def uscc(kind: str, body: str) -> str:
    """A 统一社会信用代码 (GB 32100-2015): `kind` two characters (11 机关, 12 事业单位, 91 企业), `body` eight."""
    seventeen = kind + REGION + body + _body_check(body)
    total = sum(_USCC_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(seventeen))
    return seventeen + _USCC_ALPHABET[-total % 31]


def _body_check(body: str) -> str:
    check = -sum(int(char, 36) * weight for char, weight in zip(body, _BODY_WEIGHTS, strict=True)) % 11
    return "X" if check == 10 else str(check)


def project_code(year_month: str, authority: str, kind: str, serial: int) -> str:
    """A 投资项目统一代码 as used since 2020-11, `YYMM-RRRRRR-DD-TT-NNNNNC`; the check digit C is ISO 7064 MOD 11,10."""
    digits = f"{year_month}{REGION}{authority}{kind}{serial:05d}"
    return f"{year_month}-{REGION}-{authority}-{kind}-{serial:05d}{mod_11_10.calc_check_digit(digits)}"


def amount_in_words(cents: int) -> str:
    """The amount in words (金额大写) of a positive amount in 分, below 一万亿元: 1234500 -> 壹万贰仟叁佰肆拾伍元整."""
    yuan, rest = divmod(cents, 100)
    words = _integer(yuan) + "元" if yuan else ""
    if not rest:
        return words + "整"
    jiao, fen = divmod(rest, 10)
    middle = f"{_DIGITS[jiao]}角" if jiao else "零" if yuan else ""
    return words + middle + (f"{_DIGITS[fen]}分" if fen else "整")


def _integer(number: int) -> str:
    words, gap = "", False
    for place in (2, 1, 0):
        group = number // 10 ** (4 * place) % 10_000
        if not group:
            gap = bool(words)
            continue
        words += ("零" if words and (gap or group < 1_000) else "") + _group(group) + _GROUPS[place]
        gap = False
    return words


def _group(group: int) -> str:
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            words += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = not digit and bool(words)
    return words
