"""What a number format shows is the number, to half of the last digit shown."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipelines.readers.format_codes import BUILTIN
from pipelines.readers.number_cells import Numbers, number_cell
from pipelines.readers.number_formats import decimals, render

NUMBERS = st.decimals(min_value=-(10**11), max_value=10**11, places=4).map(float)
CODES = st.sampled_from(["0{}", "#,##0{}", "0000{}", "#,##0{}_);(#,##0{})", '"¥"#,##0{}', "0 000{}"])
FRACTION = st.integers(min_value=0, max_value=6).map(lambda places: f".{'0' * places}" if places else "")


def read_back(shown: str) -> Decimal:
    negative = shown.startswith(("-", "(")) or "(" in shown
    return Decimal("".join(c for c in shown if c in "0123456789.")) * (-1 if negative else 1)


@given(NUMBERS, CODES, FRACTION, st.sampled_from(["", "%", ","]))
def test_rendered_digits_parse_back_to_the_number(value: float, form: str, fraction: str, scale: str) -> None:
    code = form.format(fraction + scale, fraction + scale)
    places = decimals(code)
    assert places == max(len(fraction) - 1, 0)
    factor = {"": 0, "%": 2, ",": -3}[scale]
    exact = Decimal(repr(value)).scaleb(factor)
    assert abs(read_back(render(value, code)) - exact) <= Decimal("0.5").scaleb(-places) + abs(exact) * Decimal("1e-14")


@given(st.lists(NUMBERS, min_size=1, max_size=20), st.sampled_from(sorted(BUILTIN.values())))
def test_many_numbers_at_once_are_shown_as_one_by_one(values: list[float], code: str) -> None:
    texts, printed = Numbers(code).columns([repr(value).encode() for value in values])
    assert list(zip(texts, printed, strict=True)) == [number_cell(value, code) for value in values]


@given(st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=20))
def test_no_format_and_no_number_breaks_it(value: float, code: str) -> None:
    assert isinstance(render(value, code), str)
