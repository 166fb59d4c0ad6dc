"""A department's budget workbook for one night: text sheets, nine tables, and the faults planted in them.

Here belongs which department prints how and where a fault is planted; see `shilishi/planted_faults.yml`.
"""

from collections.abc import Callable

from samples.budget import Budget, budget, rows
from samples.budget_layout import FIRST_ROW, total_row
from samples.budget_tables import EXPENDITURE, STATE_CAPITAL, write_tables
from samples.budget_texts import OTHER, other_text, write_closing, write_opening
from samples.city import YEAR
from samples.economic import printed_three_public
from samples.page import Book, Money
from samples.units import UNITS, unit_budget

# Two departments print 万元 with two decimals, one of them as text: their sums differ by rounding, which is no fault.
MONEY = {"105": Money("万元"), "107": Money("万元", as_text=True)}


def workbook(code: str, night: int, year: int = YEAR) -> bytes:
    """The bytes of the workbook that a department or unit sends on a night, with its budget of a year."""
    plan, before = (_plan(code, night, each) for each in (year, year - 1))
    book = Book()
    write_opening(book, plan)
    write_tables(book, plan, MONEY.get(code, Money()))
    write_closing(book, plan, before)
    plant = _FAULTS.get(code) if year == YEAR else None
    if plant:
        plant(book, plan)
    return book.content()


def _plan(code: str, night: int, year: int) -> Budget:
    return unit_budget(code, year) if code in UNITS else budget(code, night, year)


def transposed(amount: int) -> int:
    """The amount with its first two unequal neighbouring digits, after the leading one, swapped."""
    digits = str(amount)
    place = next(n for n in range(1, len(digits) - 1) if digits[n] != digits[n + 1])
    return int(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :])


def _transposed_total(book: Book, plan: Budget) -> None:
    """Fault sum-transposed: 合计 of 208 has two digits swapped, its two parts are right."""
    number, row = next((n, row) for n, row in enumerate(rows(plan.of()), FIRST_ROW) if row.code == "208")
    book.written(EXPENDITURE).put(f"E{number}", transposed(row.total), book.body)


def _no_unit(book: Book, _plan: Budget) -> None:
    """Fault unit-missing: nothing on the sheet says 元 or 万元."""
    book.written(EXPENDITURE).put("G4", None, book.body)


def _residue(book: Book, plan: Budget) -> None:
    """Fault template-residue: a row of the empty form is still there, under the last row of figures."""
    book.written(EXPENDITURE).row(FIRST_ROW + len(rows(plan.of())), ["…", None, None, "…"])


def _text_against_table(book: Book, plan: Budget) -> None:
    """Fault text-against-table: the text states the receptions of table 9 with two digits swapped."""
    page, text = book.written(OTHER), other_text(plan, budget(plan.department.code, 1, plan.year - 1))
    amount = Money("万元", as_text=True).cell(printed_three_public(plan).reception)
    page.put("A3", text.replace(f"公务接待费{amount}", f"公务接待费{_swapped(str(amount))}"), book.text)


def _swapped(amount: str) -> str:
    """The printed amount with its last digit before the point and the first after it swapped."""
    whole, cents = amount.split(".")
    return f"{whole[:-1]}{cents[0]}.{whole[-1]}{cents[1]}"


def _no_sentence(book: Book, plan: Budget) -> None:
    """Fault empty-unexplained: table 7 is empty, and the sentence under it is missing."""
    last = total_row(len(rows(plan.of("state_capital"))))
    book.written(STATE_CAPITAL).put(f"A{last + 1}", None, book.body)


_FAULTS: dict[str, Callable[[Book, Budget], None]] = {
    "105": _no_sentence,
    "106": _transposed_total,
    "107": _text_against_table,
    "109": _no_unit,
    "111": _residue,
}
