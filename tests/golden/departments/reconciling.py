"""A plain arithmetic check of the published figures: one claim for each sum or equality that a reader would try.

Written without the rules of `quality/`, so that both can be held against each other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.golden.departments.facts import BUDGETS, Document, Row, amount

PARTS = {
    2: ("fiscal", "superior_subsidy", "business", "operating", "affiliated", "other"),
    3: ("basic", "project", "turn_up_superior", "operating", "subsidy_affiliated"),
    5: ("basic", "project"),
    8: ("personnel", "public"),
}
FUNDS = ("general", "gov_fund", "state_capital")


@dataclass(frozen=True)
class Claim:
    """Two amounts in the same unit that should be one; `slack` is what rounding may make of it."""

    what: str
    stated: Decimal
    found: Decimal
    slack: Decimal

    @property
    def holds(self) -> bool:
        """Whether they agree within what rounding may do."""
        return abs(self.stated - self.found) <= self.slack


def claims(found: Document) -> Iterator[Claim]:
    """Everything that should hold inside one document."""
    coded = (2, 3, 5, 8) if found.name in BUDGETS else (2, 3, 5)
    for table in coded:
        yield from _hierarchy(found, table)
        yield from _grand_total(found, table)
        yield from _across_columns(found, table)
    yield from (_budget if found.name in BUDGETS else _final)(found)


def slack(found: Document, table: int, addends: int) -> Decimal:
    """Half a unit of the last printed digit for each of the amounts involved."""
    digits = Decimal("0.01") if found.units[table] == "万元" or found.name == "finance_2025" else Decimal(1)
    return digits / 2 * (addends + 1)


def _claim(found: Document, what: str, table: int, stated: Decimal, parts: Sequence[Decimal]) -> Claim:
    return Claim(f"表{table} {what}", stated, sum(parts, Decimal(0)), slack(found, table, len(parts)))


def _columns(rows: Sequence[Row]) -> list[str]:
    return [column for column in rows[0] if column not in ("code", "name", "side", "label")]


def _hierarchy(found: Document, table: int) -> Iterator[Claim]:
    rows = found.rows(table)
    for row in rows:
        below = [one for one in rows if one["code"][:-2] == row["code"]]
        for column in _columns(rows) if below else ():
            parts = [amount(one[column]) for one in below if one[column]]
            yield _claim(found, f"{row['code']} {column}", table, amount(row[column]), parts)


def _grand_total(found: Document, table: int) -> Iterator[Claim]:
    rows, total = found.rows(table), found.total(table)
    for column in _columns(rows):
        parts = [amount(row[column]) for row in rows if len(row["code"]) == 3 and row[column]]
        yield _claim(found, f"合计 {column}", table, amount(total[column]), parts)


def _across_columns(found: Document, table: int) -> Iterator[Claim]:
    for row in found.tables[table]:
        parts = [amount(row[column]) for column in PARTS[table] if row.get(column)]
        yield _claim(found, f"{row['code']} 各栏", table, amount(row["total"]), parts)


def _across_tables(found: Document, what: str, stated: Decimal, other: Decimal, rows: int = 1) -> Claim:
    return Claim(what, stated, other, slack(found, 1, rows))


def _sides(found: Document, table: int, column: str) -> Iterator[Claim]:
    income, spending = (amount(found.labelled(table, one, "总计")[column]) for one in ("in", "out"))
    yield _across_tables(found, f"表{table} 收支平衡", income, spending)


def _classes(found: Document, table: int, column: str) -> dict[str, Decimal]:
    """类 name -> amount on the spending side of table 1 or 4."""
    names = (row for row in found.tables[table] if row["side"] == "out" and "、" in row["label"])
    return {row["label"].split("、", 1)[1]: amount(row[column]) for row in names if row[column]}


def _same_classes(found: Document) -> Iterator[Claim]:
    for table, column, other in ((1, "amount", 3), (4, "total", 5)):
        mine = _classes(found, table, column)
        theirs = {row["name"]: amount(row["total"]) for row in found.rows(other) if len(row["code"]) == 3}
        for name in mine | theirs:
            pair = mine.get(name, Decimal(0)), theirs.get(name, Decimal(0))
            yield _across_tables(found, f"表{table}=表{other} {name}", *pair)


def _funds(found: Document) -> Iterator[Claim]:
    for row in found.tables[4]:
        if row["side"] == "out":
            parts = [amount(row[fund]) for fund in FUNDS]
            yield _claim(found, f"{row['label']} 三种预算", 4, amount(row["total"]), parts)


def _budget(found: Document) -> Iterator[Claim]:
    income = {row["label"][2:]: amount(row["amount"]) for row in found.tables[1] if row["side"] == "in"}
    fiscal, *others = (value for name, value in income.items() if name in _SOURCES)
    granted = [amount(row["amount"]) for row in found.tables[1] if row["side"] == "in" and row["label"][1] == "."]
    total, spent = (amount(found.labelled(1, one, "总计")["amount"]) for one in ("in", "out"))
    yield _claim(found, "财政拨款收入", 1, fiscal, granted)
    yield _claim(found, "收入总计", 1, total, [fiscal, *others])
    yield _claim(found, "支出总计", 1, spent, list(_classes(found, 1, "amount").values()))
    yield _across_tables(found, "表2=表1", amount(found.total(2)["total"]), total)
    yield _across_tables(found, "表3=表1", amount(found.total(3)["total"]), spent)
    yield from _sides(found, 1, "amount")
    yield from _sides(found, 4, "total")
    yield from _same_classes(found)
    yield from _funds(found)
    given = amount(found.labelled(4, "out", "总计")["total"])
    yield _across_tables(found, "表4=表5+表6+表7", given, amount(found.total(5)["total"]))
    yield _across_tables(found, "表5=表8", amount(found.total(5)["basic"]), amount(found.total(8)["total"]))
    yield from _three_public({row["item"]: amount(row["amount"]) for row in found.tables[9]}, found, 9)


_SOURCES = ("财政拨款收入", "事业收入", "事业单位经营收入", "其他收入")


def _three_public(of: dict[str, Decimal], found: Document, table: int) -> Iterator[Claim]:
    yield _claim(found, "三公合计", table, of["total"], [of["abroad"], of["vehicle_total"], of["reception"]])
    yield _claim(found, "公务用车小计", table, of["vehicle_total"], [of["vehicle_buy"], of["vehicle_run"]])


def _final(found: Document) -> Iterator[Claim]:
    yield from _final_sides(found)
    yield from _same_classes(found)
    yield from _funds(found)
    yield from _economic(found)
    for stage in ("budget", "final"):
        yield from _three_public({row["item"]: amount(row[stage]) for row in found.tables[7]}, found, 7)


def _final_sides(found: Document) -> Iterator[Claim]:
    def of(table: int, side: str, label: str) -> Decimal:
        return amount(found.labelled(table, side, label)["total" if table == 4 else "amount"])

    for table, column, before, after in ((1, "amount", "年初结转和结余", "年末结转和结余"), (4, "total", *_CARRIED)):
        income, spending = of(table, "in", "本年收入合计"), of(table, "out", "本年支出合计")
        sources = [amount(row[column]) for row in found.tables[table][: 8 if table == 1 else 3]]
        yield _claim(found, "本年收入合计", table, income, sources)
        yield _claim(found, "本年支出合计", table, spending, list(_classes(found, table, column).values()))
        yield _claim(found, "收入总计", table, of(table, "in", "总计"), [income, of(table, "in", before)])
        yield _claim(found, "支出总计", table, of(table, "out", "总计"), [spending, of(table, "out", after)])
        yield from _sides(found, table, column)
    carried = [amount(row["total"]) for row in found.tables[4][5:8]]
    yield _claim(found, _CARRIED[0], 4, of(4, "in", _CARRIED[0]), carried)
    yield _across_tables(found, "表2=表1", amount(found.total(2)["total"]), of(1, "in", "本年收入合计"))
    yield _across_tables(found, "表3=表1", amount(found.total(3)["total"]), of(1, "out", "本年支出合计"))
    yield _across_tables(found, "表4=表5", of(4, "out", "本年支出合计"), amount(found.total(5)["total"]))


_CARRIED = ("年初财政拨款结转和结余", "年末财政拨款结转和结余")


def _economic(found: Document) -> Iterator[Claim]:
    rows = [row for row in found.tables[6] if row["code"]]
    heads = {row["code"]: amount(row["amount"]) for row in rows if len(row["code"]) == 3}
    stated = {row["name"]: amount(row["amount"]) for row in found.tables[6] if not row["code"]}
    for code, total in heads.items():
        parts = [amount(row["amount"]) for row in rows if row["code"][:3] == code != row["code"] and row["amount"]]
        yield _claim(found, code, 6, total, parts)
    yield _claim(found, "人员经费合计", 6, stated["人员经费合计"], [heads["301"], heads["303"]])
    yield _claim(found, "公用经费合计", 6, stated["公用经费合计"], [heads["302"], heads["310"]])
    yield _across_tables(found, "表5=表6", amount(found.total(5)["basic"]), sum(stated.values(), Decimal(0)), 2)
