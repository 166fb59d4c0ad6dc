"""A department's budget workbook for one night: text sheets, nine tables, and the faults planted in them.

Here belongs which department prints how and where a fault is planted; see `shilishi/planted_faults.yml`.
"""

from collections.abc import Callable

from samples.budget import Budget, budget, rows
from samples.budget_layout import FIRST_ROW
from samples.budget_tables import EXPENDITURE, write_tables
from samples.budget_texts import write_closing, write_opening
from samples.page import Book, Money, Page

# Two departments print 万元 with two decimals, one of them as text: their sums differ by rounding, which is no fault.
MONEY = {"105": Money("万元"), "107": Money("万元", as_text=True)}


def workbook(code: str, night: int) -> bytes:
    """The bytes of the workbook that a department sends on a night."""
    plan = budget(code, night)
    book = Book()
    write_opening(book, plan)
    write_tables(book, plan, MONEY.get(code, Money()))
    write_closing(book, plan)
    plant = _FAULTS.get(code)
    if plant:
        plant(book.written(EXPENDITURE), plan)
    return book.content()


def transposed(amount: int) -> int:
    """The amount with its first two unequal neighbouring digits, after the leading one, swapped."""
    digits = str(amount)
    place = next(n for n in range(1, len(digits) - 1) if digits[n] != digits[n + 1])
    return int(digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :])


def _transposed_total(page: Page, plan: Budget) -> None:
    """Fault sum-transposed: 合计 of 208 has two digits swapped, its two parts are right."""
    number, row = next((n, row) for n, row in enumerate(rows(plan.of()), FIRST_ROW) if row.code == "208")
    page.put(f"E{number}", transposed(row.total), page.book.body)


def _no_unit(page: Page, _plan: Budget) -> None:
    """Fault unit-missing: nothing on the sheet says 元 or 万元."""
    page.put("G4", None, page.book.body)


def _residue(page: Page, plan: Budget) -> None:
    """Fault template-residue: a row of the empty form is still there, under the last row of figures."""
    page.row(FIRST_ROW + len(rows(plan.of())), ["…", None, None, "…"])


_FAULTS: dict[str, Callable[[Page, Budget], None]] = {
    "106": _transposed_total,
    "109": _no_unit,
    "111": _residue,
}
