"""The government's debt (政府债务) of a year: limits and balances, bonds, and what is to be repaid when.

Limits and balances come with the budget (last year as executed, this year as planned) and with the final accounts.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from publish.portal.budget.books import BONDS, DEBT, FINAL_DEBT, REPAYMENT, Books, Place
from publish.portal.budget.lines import Line
from publish.portal.budget.table import Measure, Row, Table, Words, columns_of

KINDS = {
    "general": Words("一般债务", "General debt"),
    "special": Words("专项债务", "Special debt"),
    "total": Words("合计", "Total"),
}
ITEMS = {
    "limit_last": Words("上年债务限额", "Limit of the year before"),
    "limit_new": Words("新增债务限额", "Limit added"),
    "limit": Words("年末债务限额", "Limit at the end of the year"),
    "balance_begin": Words("年初债务余额", "Balance at the beginning of the year"),
    "issued": Words("举借债务", "Borrowed"),
    "issued_new": Words("其中：新增债券", "of which new bonds"),
    "issued_refinance": Words("其中：再融资债券", "of which refinancing bonds"),
    "issued_swap": Words("其中：置换债券", "of which swap bonds"),
    "repaid": Words("还本额", "Principal repaid"),
    "balance_end": Words("年末债务余额", "Balance at the end of the year"),
    "interest_paid": Words("付息额", "Interest paid"),
    "next_year_principal_due": Words("下年应还本金", "Principal due next year"),
    "next_year_interest_due": Words("下年应付利息", "Interest due next year"),
}
THROUGH = ("limit", "balance_end")
SCOPES = {"own": Words("本级", "City itself"), "sub": Words("下级", "Levels below"), "all": Words("全市", "Whole city")}
BOND_COLUMNS = (
    *("bond_code", "bond_name", "kind", "variety", "issue_date", "term_years", "rate_pct", "amount", "balance"),
    *("maturity_date", "use", "project_name", "repay_source"),
)


class Standing(NamedTuple):
    """One stage of a year: `title`, `table` with a column for each kind of debt, and that of the scopes."""

    stage: str
    title: Words
    table: Table
    scopes: Table | None

    def amount(self, item: str, kind: str = "total") -> Decimal | None:
        """The city's own amount of an item."""
        return next((row.amounts.get(kind) for row in self.table.rows if row.code == item), None)


class Debt(NamedTuple):
    """All that is published of a year; `bonds` are plain rows with their places, `due` by year, `bonds_due` rows."""

    standings: tuple[Standing, ...]
    bonds: tuple[Mapping[str, Any], ...]
    due: Table | None
    payments: tuple[Mapping[str, Any], ...]

    @property
    def any(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.standings or self.bonds or self.due)


def debt(books: Books, year: int) -> Debt:
    """The debt of a year: the final accounts first, then the plan of the budget, then last year as executed."""
    stages = (
        (FINAL_DEBT, "final", Words(f"{year} 年决算", f"{year} final accounts")),
        (DEBT, "budget", Words(f"{year} 年预算", f"{year} budget")),
        (DEBT, "exec_forecast", Words(f"{year - 1} 年执行", f"{year - 1} execution")),
    )
    found = [_standing(books, year, *stage) for stage in stages]
    bonds = sorted(books.rows(BONDS, year, BOND_COLUMNS), key=lambda row: (row["kind"], row["bond_code"]))
    payments = books.rows(REPAYMENT, year, ("bond_code", "due_date", "principal", "interest", "paid_on", "source"))
    return Debt(tuple(each for each in found if each), tuple(bonds), _due(payments), tuple(payments))


def through(debts: Mapping[int, Debt]) -> Table | None:
    """Limit and balance (本级) at the end of every year; None where only one year has them."""
    rows = []
    for year, each in sorted(debts.items()):
        told = next((one for one in each.standings if one.stage in ("final", "budget")), None)
        found = {row.code: row for row in told.table.rows if "total" in row.amounts} if told else {}
        amounts: dict[str, Decimal] = {item: found[item].amounts["total"] for item in THROUGH if item in found}
        if told and amounts:
            places = {item: found[item].places["total"] for item in amounts}
            name = Words(f"{year}（{'决算' if told.stage == 'final' else '预算'}）", told.title.en)
            line = Line(str(year), str(year), None, False, amounts, places)
            rows.append(Measure("").row(line, f"budget/{year}/debt/index.html", name=name))
    titles = {item: ITEMS[item] for item in THROUGH}
    columns = columns_of(titles, rows)
    return Table("years", Words("历年", "Year by year"), columns, tuple(rows), "", "") if len(rows) > 1 else None


def _standing(books: Books, year: int, dataset: str, stage: str, title: Words) -> Standing | None:
    amounts: dict[str, dict[tuple[str, str], tuple[Decimal, Place]]] = {}
    for row in books.rows(dataset, year, ("scope", "kind", "stage", "item_code", "amount")):
        if row["stage"] == stage and row["amount"] is not None:
            amounts.setdefault(row["item_code"], {})[row["scope"], row["kind"]] = row["amount"], row["place"]
    own = _table(stage, title, amounts, {kind: ("own", kind) for kind in KINDS}, KINDS)
    if own is None:
        return None
    whole = Words(f"{title.zh}，本级、下级和全市", f"{title.en}, city itself, levels below, whole city")
    scopes = _table(f"{stage}-scopes", whole, amounts, {scope: (scope, "total") for scope in SCOPES}, SCOPES)
    return Standing(stage, title, own, scopes if scopes and len(scopes.columns) > 1 else None)


def _table(
    id_: str,
    caption: Words,
    amounts: Mapping[str, Mapping[tuple[str, str], tuple[Decimal, Place]]],
    keys: Mapping[str, tuple[str, str]],
    titles: Mapping[str, Words],
) -> Table | None:
    rows: list[Row] = []
    for code, name in ITEMS.items():
        cells = amounts.get(code, {})
        known = {column: cells[key] for column, key in keys.items() if key in cells}
        if known:
            told = {column: amount for column, (amount, _) in known.items()}
            places = {column: place for column, (_, place) in known.items()}
            line = Line(code, name.zh, None, False, told, places)
            rows.append(Measure("").row(line, depth=int(code.startswith("issued_")), name=name))
    columns = columns_of(titles, rows)
    return Table(id_, caption, columns, tuple(rows), "", "") if rows else None


def _due(payments: list[dict[str, Any]]) -> Table | None:
    """What is due in each year."""
    years: dict[int, dict[str, Decimal]] = {}
    for row in payments:
        if isinstance(row["due_date"], date):
            of_year = years.setdefault(row["due_date"].year, {"principal": Decimal(0), "interest": Decimal(0)})
            for name in of_year:
                of_year[name] += row[name] or 0
    rows = [
        Measure("").row(Line(str(year), str(year), None, False, amounts, {})) for year, amounts in sorted(years.items())
    ]
    titles = {"principal": Words("应还本金", "Principal"), "interest": Words("应付利息", "Interest")}
    return Table("due", Words("到期本息", "Due"), columns_of(titles, rows), tuple(rows), "", "") if rows else None
