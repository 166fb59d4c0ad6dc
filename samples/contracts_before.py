"""The contracts of the years before: those of 2025, and of the finance bureau in 2024, which its final accounts sum up.

Here belongs which contracts there were. How a contract looks belongs to `contracts`.
"""

import random
from datetime import date

from samples.contracts import Record, contracts, paid, with_amount
from samples.economic import economic
from samples.final_accounts import accounts

#: Who has contracts of 2024 in the sample; its final accounts of that year state what it bought.
ACCOUNTED, ACCOUNTED_YEAR = "102", 2024
_COUNT = 24


def contracts_of(year: int) -> list[Record]:
    """The contracts that the procurement centre handed in for 2025 or 2024, none with a fault."""
    rng = random.Random(f"contracts of {year}")
    if year == ACCOUNTED_YEAR:
        return paid(_accounted(rng, year), year)
    return paid(list(contracts(rng, 1, _COUNT, date(year, 6, 2), date(year, 12, 1))), year)


def purchased(department: str, year: int) -> int:
    """政府采购支出 of a department's final accounts in 分, as `final_texts` states it."""
    running = next(row.total for row in economic(accounts(department, year).spent) if row.code == "302")
    return sum(running * share // 10_000 * 100 for share in (20, 35)) * 100


def _accounted(rng: random.Random, year: int) -> list[Record]:
    """Contracts that add up to what the accounts state, but for a few hundred 元 paid without one."""
    total = purchased(ACCOUNTED, year) - 318_00
    found = list(contracts(rng, 1, 8, date(year, 3, 1), date(year, 12, 20), ACCOUNTED))
    shares = [rng.randint(6, 18) for _ in found]
    amounts = [total * share // sum(shares) for share in shares]
    amounts[-1] += total - sum(amounts)
    return [with_amount(record, cents) for record, cents in zip(found, amounts, strict=True)]
