"""The SQL of the columns of a schema: what the table states or sets, and what is derived from that.

What a printed label tells (its code, level, 其中) is found in `labels`; here it is a column like others.
"""

from dataclasses import dataclass

from gongkai.addresses import column_letter
from gongkai.contract import Derivation, Field
from gongkai.engine import literal, name
from gongkai.values.prices import priced_in
from pipelines.stages.extract import FoundTable
from pipelines.stages.standardise.facts import Facts
from pipelines.stages.standardise.values import Column


@dataclass(frozen=True)
class Deriving:
    """The columns of one table as they are published."""

    facts: Facts
    table: FoundTable
    columns: list[Column]

    @property
    def public(self) -> str:
        """The columns of the schema in their order."""
        return ", ".join(f"{self._value(field)} AS {name(field.name)}" for field in self.facts.contract.table.fields)

    @property
    def joins(self) -> list[str]:
        """The code lists that names and parents are taken from, and the intervals that days are taken from."""
        lists = {name(f"list_{field.name}"): self._text(code) for field, code in self.facts.looked_up}
        joins = [f"LEFT JOIN {listed} ON {text} = {listed}.code" for listed, text in lists.items() if text != "NULL"]
        dated = [column for column in self.columns if column.field.name in self.facts.dated]
        return joins + [f"LEFT JOIN {each.intervals} ON {each.text} = {each.intervals}.text" for each in dated]

    def _column(self, called: str) -> Column | None:
        return next((found for found in self.columns if found.field.name == called), None)

    def _text(self, called: str) -> str:
        column = self._column(called)
        return column.text if column else "NULL"

    @property
    def _amount(self) -> Column | None:
        return next((column for column in self.columns if column.is_money), None)

    def _value(self, field: Field) -> str:
        column = self._column(field.name)
        if column:
            return column.value
        unsaid = literal(field.blank) if field.blank else "NULL"
        return f"CAST({self._derived(field) if field.derive else unsaid} AS {field.sql_type})"

    def _derived(self, field: Field) -> str:
        derive = field.derive
        assert derive is not None
        if derive.context:
            return literal(self.facts.context(derive.context))
        if derive.constant is not None:
            return literal(derive.constant)
        if derive.name_of:
            return f"{name('list_' + field.name)}.name" if self._column(derive.name_of) else "NULL"
        if derive.level_of:
            # A code of the list's own (_TOT) has no level, whatever its length.
            text = self._text(derive.level_of)
            levels = f"CASE length({text}) WHEN 3 THEN 1 WHEN 5 THEN 2 WHEN 7 THEN 3 WHEN 9 THEN 4 END"
            return f"CASE WHEN NOT starts_with({text}, '_') THEN {levels} END"
        if derive.parent_of:
            return self._parent(field, derive.parent_of)
        printed = self._column(derive.first_day_of or derive.last_day_of or "")
        if printed:
            return f"{printed.intervals}.{'first_day' if derive.first_day_of else 'last_day'}"
        priced = self._column(derive.basis_of or derive.others_of or "")
        if priced:
            return self._basis(derive, priced) if derive.basis_of else priced.of_price("others")
        return self._provenance(str(derive.provenance)) if derive.provenance else "NULL"

    def _basis(self, derive: Derivation, priced: Column) -> str:
        """The piece that a price is for: as its cell says, else its header, else the column of the unit."""
        header = priced_in(self.table.columns[priced.sources[0]]) if priced.sources else None
        said = literal(header[2]) if header else f"nullif({self._text(derive.else_of or '')}, '')"
        return f"CASE WHEN {priced.text} <> '' THEN coalesce({priced.of_price('basis')}, {said}) END"

    def _parent(self, field: Field, code: str) -> str:
        """The parent in the code list; of a code that it does not know, or in a list that names no parents, the code
        without its last two digits.
        """
        text = self._text(code)
        above = f"CASE WHEN length({text}) > 3 THEN left({text}, length({text}) - 2) END"
        if not self.facts.has_parents(code):
            return above
        listed = name("list_" + field.name)
        return f"CASE WHEN {listed}.code IS NULL AND NOT starts_with({text}, '_') THEN {above} ELSE {listed}.parent END"

    def _provenance(self, what: str) -> str:
        if what == "row":
            return "_row"
        if what == "precision":
            # A sentence may tell the change in another unit than the amount itself.
            money = [column for column in self.columns if column.is_money][: 1 if self.table.one_cell else None]
            found = ", ".join(column.precision for column in money)
            return f"least({found})" if found else "NULL"
        if what in ("cell", "text", "derived"):
            return self._of_cell(what, self._amount) if self._amount else "NULL"
        text = self.facts.provenance(what)
        return "NULL" if text is None else literal(text)

    def _of_cell(self, what: str, amount: Column) -> str:
        if what == "cell":
            return self._address(amount)
        if what == "text":
            return amount.source
        return f"({amount.shown} IS NOT NULL)" if amount.printed and self.table.derived else "false"

    def _address(self, amount: Column) -> str:
        if self.table.sheet is None:
            return "NULL"
        if self.table.cells:
            return literal(self.table.cells[amount.sources[0]])
        places = (0,) if self.table.one_cell else amount.sources
        letters = [column_letter(self.table.first_column + index) for index in places]
        cases = " ".join(f"WHEN {index} THEN {literal(letter)}" for index, letter in enumerate(letters))
        return f"CASE _wide {cases} END || _row"
