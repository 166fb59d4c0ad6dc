"""A table means the same whoever reads a cell, the engine or the parser, and in whatever order its rows stand."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.values.amounts import parse_amount, to_cents
from gongkai.values.dates import parse_date
from tests.support.sheets import contract, contracts
from tests.support.town import CONTRACTS, Town

FILE = "112/合同公告_2026.csv"
LARGEST = Decimal(10) ** 15

digits = st.text("0123456789", min_size=1, max_size=17)
plain = st.builds(
    lambda sign, whole, part: sign + whole + part,
    st.sampled_from(["", "-", "+"]),
    digits,
    st.sampled_from(["", ".5", ".25", ".005", ".", ".123456789012"]),
)
odd = st.text("0123456789,.-() ¥元万亿E eｘ１２△—/'", max_size=14)
amounts = st.lists(plain | odd, min_size=1, max_size=25)
days = st.dates(date(1950, 1, 1), date(2060, 12, 31))
forms = st.sampled_from(
    ["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y%m%d", "%Y-%m-%d 08:30", "%m/%d/%Y", "%d.%m.%y"]
)
dates = st.lists(st.builds(lambda day, form: day.strftime(form), days, forms) | st.text("0123456789-/.年月日 ", max_size=10), min_size=1, max_size=25)  # fmt: skip

few = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """示例市 with an empty inbox."""
    found = Town(tmp_path / "home")
    yield found
    found.home.close()


def column(town: Town, header: str, name: str, texts: list[str]) -> dict[int, object]:
    """Place in the list -> value, of the rows that were not set aside."""
    rows = [contract(f"HT-{number}", **{header: text}) for number, text in enumerate(texts)]
    submission = town.submission(CONTRACTS, FILE, contracts(*rows))
    assert submission.rows + submission.set_aside == len(texts)
    return {int(number[3:]): value for number, value in town.rows(submission, f"contract_no, {name}")}


@few
@given(amounts)
def test_an_amount_is_what_the_parser_says(town: Town, texts: list[str]) -> None:
    # Blank amounts have rules of their own.
    texts = [text for text in texts if text.strip(" '")] or ["1"]
    found = column(town, "合同金额(元)", "amount", texts)
    for place, text in enumerate(texts):
        parsed = parse_amount(text, "元")
        if parsed is None or parsed.value is None or abs(parsed.value) >= LARGEST:
            assert place not in found, text
        else:
            assert found[place] == to_cents(parsed.value), text


@few
@given(dates)
def test_a_date_is_what_the_parser_says(town: Town, texts: list[str]) -> None:
    texts = [text for text in texts if text.strip()] or ["2026-03-05"]
    found = column(town, "公告日期", "published_on", texts)
    assert found == {place: day for place, text in enumerate(texts) if (day := parse_date(text))}


@few
@given(st.permutations(range(8)), st.sampled_from(["utf-8", "gb18030"]))
def test_the_digest_ignores_the_order_of_rows_and_the_file(town: Town, order: list[int], encoding: str) -> None:
    rows = [contract(f"HT-{number}", 主要标的=f"标的{number % 3}") for number in range(8)]
    first = town.submission(CONTRACTS, FILE, contracts(*rows))
    second = town.submission(CONTRACTS, FILE, contracts(*(rows[place] for place in order), encoding=encoding))
    assert second.content == first.content
    assert second.amounts == first.amounts


@few
@given(
    st.integers(0, 7),
    st.sampled_from(["合同名称", "主要标的", "履约期限", "供应商"]),
    st.text("甲乙丙丁0 ", min_size=1).map(str.strip),
)
def test_the_digest_follows_every_text(town: Town, place: int, header: str, text: str) -> None:
    rows = [contract(f"HT-{number}") for number in range(8)]
    first = town.submission(CONTRACTS, FILE, contracts(*rows))
    same = rows[place][header] == text
    rows[place] = {**rows[place], header: text}
    assert (town.submission(CONTRACTS, FILE, contracts(*rows)).content == first.content) is same
