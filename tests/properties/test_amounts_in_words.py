"""Amounts in words: what is written by the rule is what the figures say, and one 分 more is not."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.calendar import WorkingDays
from gongkai.contract.chain import WordsAmount
from gongkai.engine import engine
from gongkai.registers import Registers
from gongkai.verdict import CheckOutcome
from quality.context import TableContext
from quality.rules.record.words_amount import meant, unsettled
from tests.properties.test_numerals import CAPITALS, PLAIN, written
from tests.unit.quality.market import CONTRACTS, Market

CHECK = {"code": "SUM-016", "kind": "words_amount", "column": "in_words", "amount": "amount"}
CENTS = st.integers(1, 10**14 - 1) | st.integers(1, 10**5) | st.integers(1, 10**12).map(lambda yuan: yuan * 100)
FEW = settings(max_examples=25, deadline=None)


def in_words(cents: int, before: str = "人民币", whole: str = "整") -> str:
    """The capital letters of an amount, as a contract prints them."""
    yuan, (jiao, fen) = cents // 100, divmod(cents % 100, 10)
    text = f"{written(yuan)}元" if yuan else ""
    text += f"{PLAIN[jiao]}角" if jiao else "零" if fen and yuan else ""
    text += f"{PLAIN[fen]}分" if fen else whole
    return before + text.translate(CAPITALS)


def judged(rows: Sequence[tuple[str, int]]) -> CheckOutcome:
    with TemporaryDirectory() as folder:
        market = Market(Path(folder), Registers(Path(folder), Path(folder)))
        market.sign(*({"in_words": words, "amount": Decimal(cents).scaleb(-2)} for words, cents in rows))
        return market.told(CHECK).outcome("SUM-016")


@FEW
@given(st.lists(CENTS, min_size=1, max_size=40))
def test_every_amount_is_read_back(amounts: list[int]) -> None:
    outcome = judged([(in_words(cents), cents) for cents in amounts])
    assert (outcome.checked, outcome.failed) == (len(amounts), 0)


@FEW
@given(st.lists(CENTS, min_size=1, max_size=40), st.integers(1, 10**6))
def test_another_amount_is_a_difference(amounts: list[int], more: int) -> None:
    outcome = judged([(in_words(cents), cents + more) for cents in amounts])
    assert (outcome.checked, outcome.failed) == (len(amounts), len(amounts))


@FEW
@given(st.lists(CENTS, min_size=1, max_size=200))
def test_the_engine_writes_the_words_of_every_amount_itself(amounts: list[int]) -> None:
    with engine([]) as connection:
        connection.execute("CREATE TABLE rows (in_words VARCHAR, amount DECIMAL(18,2))")
        rows = [(in_words(cents), Decimal(cents).scaleb(-2)) for cents in amounts]
        connection.executemany("INSERT INTO rows VALUES (?, ?)", rows)
        check = WordsAmount.model_validate({**CHECK, "severity": "error"})
        contract = Market(Path(), Registers(Path(), Path())).contract(CONTRACTS)
        context = TableContext(connection, contract, (), Registers(Path(), Path()), WorkingDays())
        assert unsettled(check, context) == []


@given(CENTS, st.sampled_from(["", "人民币", "人民币：", "（大写）人民币"]), st.sampled_from(["整", "正", ""]))
def test_words_mean_their_amount_whatever_stands_around_them(cents: int, before: str, whole: str) -> None:
    assert meant(in_words(cents, before, whole)) == Decimal(cents).scaleb(-2)


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading(words: str) -> None:
    value = meant(words)
    assert value is None or value.is_finite()
