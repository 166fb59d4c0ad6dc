"""A number as a spreadsheet shows it: its number format applied ([ECMA-376] part 1, 18.8.31).

Fractions and powers of ten, which show less than they state, are shown by their digits. Reading a text as a number does
not belong here.
"""

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from pipelines.readers.cells import cell_text
from pipelines.readers.format_codes import Section, Token, sections
from pipelines.readers.serials import show_moment

_WIDE = Context(prec=1000)  # a code has up to 255 characters, a double up to 309 digits


def render(value: float | Decimal, format_code: str, date1904: bool = False) -> str:
    """What a person sees in a cell that stores `value`: '#,##0.00' makes 2161.1 into '2,161.10'. Never raises for a
    finite number, whatever the code; halves are rounded away from zero, and digits stay Arabic ([DBNum1] too).
    """
    section, minus = _section_for(float(value), sections(format_code))
    if section.is_date:
        shown = show_moment(float(value), section, date1904)
        return digits_of(_seen(value)) if shown is None else shown.strip()
    if not section.tokens:
        return "" if ";" in format_code else digits_of(_seen(value))
    return _show_number(value, section, minus).strip()


@lru_cache(maxsize=4096)
def is_date(format_code: str) -> bool:
    """Whether cells of the format store moments (or durations)."""
    return sections(format_code)[0].is_date


@lru_cache(maxsize=4096)
def is_duration(format_code: str) -> bool:
    """Whether cells of the format store durations: '[h]:mm'."""
    return is_date(format_code) and any(token.sort == "elapsed" for token in sections(format_code)[0].tokens)


@lru_cache(maxsize=4096)
def is_percent(format_code: str) -> bool:
    """Whether cells of the format store a hundredth of what they show."""
    return any(token.sort == "percent" for token in sections(format_code)[0].tokens)


@lru_cache(maxsize=4096)
def decimals(format_code: str) -> int | None:
    """How many decimals the format shows; None where it does not say (General, dates, fractions, powers of ten)."""
    section = sections(format_code)[0]
    shape = _shape(section)
    return None if shape is None or section.is_date else shape.decimals


def digits_of(value: float | Decimal) -> str:
    """The digits of the number, as `cell_text` gives them."""
    return format(value, "f") if isinstance(value, Decimal) else cell_text(value)


def _seen(value: float | Decimal) -> Decimal:
    """The number as spreadsheets show it: fifteen digits, so that 0.1 + 0.2 is 0.3."""
    return value if isinstance(value, Decimal) else Decimal(f"{value:.15g}")


def _section_for(value: float, found: tuple[Section, ...]) -> tuple[Section, bool]:
    """The section that shows the value, and whether a minus goes before it."""
    numeric = found[:3]
    if any(section.condition for section in numeric):
        chosen = next((section for section in numeric if section.holds(value)), numeric[-1])
        sign, bound = chosen.condition or ("", 0.0)
        return chosen, value < 0 and not (sign.startswith("<") and bound <= 0)
    if value < 0 and len(numeric) > 1:
        return numeric[1], False
    return numeric[2] if value == 0 and len(numeric) > 2 else numeric[0], value < 0


class _Shape:
    """What the placeholders of a section ask for; places are among its tokens."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        sorts = [token.sort for token in tokens]
        digits = [index for index, sort in enumerate(sorts) if sort == "digit"]
        self.point = sorts.index("point") if "point" in sorts else digits[-1] + 1
        whole = [index for index in digits if index < self.point]
        last_whole = whole[-1] if whole else -1
        commas = [index for index, sort in enumerate(sorts) if sort == "comma"]
        self.grouped = bool(whole) and any(whole[0] < index < last_whole for index in commas)
        # A comma after the last digit divides by a thousand.
        self.thousands = sum(index > digits[-1] or last_whole < index < self.point for index in commas)
        self.decimals = sum(index > self.point for index in digits)
        self.percents = sorts.count("percent")
        self.first_whole = whole[0] if whole else self.point


@lru_cache(maxsize=4096)
def _shape(section: Section) -> _Shape | None:
    sorts = {token.sort for token in section.tokens}
    if "digit" not in sorts or sorts & {"slash", "exponent", "general"}:
        return None
    return _Shape(section.tokens)


def _show_number(value: float | Decimal, section: Section, minus: bool) -> str:
    shape = _shape(section)
    sign = "-" if minus else ""
    if shape is None:
        return sign + _around(value, section.tokens)
    exact = abs(_seen(value)).scaleb(2 * shape.percents - 3 * shape.thousands, _WIDE)
    rounded = exact.quantize(Decimal(1).scaleb(-shape.decimals), ROUND_HALF_UP, _WIDE)
    whole, _, fraction = f"{rounded:f}".partition(".")
    return sign + _whole(whole.lstrip("0"), section.tokens, shape) + _fraction(fraction, section.tokens, shape)


def _around(value: float | Decimal, tokens: tuple[Token, ...]) -> str:
    """Digits where General, a fraction or a power of ten stands, among the texts around."""
    shown, places = "", {"general", "digit", "slash", "exponent", "point", "comma"}
    given = False
    for token in tokens:
        if token.sort not in places:
            shown += token.text
        elif not given:
            shown, given = shown + digits_of(abs(_seen(value))), True
    return shown


def _whole(digits: str, tokens: tuple[Token, ...], shape: _Shape) -> str:
    """Right to left: each placeholder takes a digit, the first one all that are left."""
    shown: list[str] = []
    taken = 0
    for index in range(min(shape.point, len(tokens)) - 1, -1, -1):
        token = tokens[index]
        if token.sort == "digit":
            keep = len(digits) if index == shape.first_whole else 1
            for _ in range(max(keep, 1)):
                digit, digits = digits[-1:] or token.text.replace("#", "").replace("?", ""), digits[:-1]
                if digit and shape.grouped and taken and taken % 3 == 0:
                    shown.append(",")
                shown.append(digit)
                taken += bool(digit)
        elif token.sort in ("text", "percent"):
            shown.append(token.text[::-1])
    return "".join(shown)[::-1]


def _fraction(digits: str, tokens: tuple[Token, ...], shape: _Shape) -> str:
    shown = ""
    significant = len(digits.rstrip("0"))
    place = 0
    for token in tokens[shape.point :]:
        if token.sort == "digit":
            if token.text == "0" or place < significant:
                shown += digits[place : place + 1] or "0"
            place += 1
        elif token.sort in ("text", "percent", "point"):
            shown += token.text
    return shown
