"""SQL for the value of one column that a table states or sets: plain texts are cast by the engine, the rest is looked
up in what the parser made of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongkai.contract import Field
from gongkai.engine import literal, name
from gongkai.values.amounts import UNITS
from gongkai.values.dates import ISO
from gongkai.values.lists import signs_of

BLANKS = " \t\r\n\u3000\u00a0"
SMALLEST = Decimal("0.01")
DIGITS = 15
#: A count or a year, its thousands marked or not; 2015.0 is how a workbook may store one.
WHOLE = r"-?(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.0)?"


@dataclass(frozen=True)
class Column:
    """A column with its schema field, its source columns and, for numbers, the yuan (or percent) in one unit.

    `trimmed` unless no text of it has a blank; `odd_in` says where its odd texts are looked up: a few in a map, which
    keeps the order of rows and costs nothing, many in a table that is joined. `said` is the SQL of a text that is in no
    source column as it stands (set by the layout, told by a label), `printed` that of the text which a cell with a
    number shows; `fixed` that all rows have the same; `of` names the column whose label tells it.
    `serials` says that a bare number may be the serial number of a day.
    """

    field: Field
    sources: tuple[int, ...]
    unit: str = "元"
    trimmed: bool = True
    odd_in: Literal["", "map", "table"] = ""
    said: str = ""
    printed: str = ""
    fixed: bool = False
    of: str = ""
    serials: bool = False

    @property
    def text(self) -> str:
        """The name of the column that holds its text."""
        return name(f"t_{self.field.name}")

    @property
    def shown(self) -> str:
        """The name of the column that holds its printed text, where there is one."""
        return name(f"p_{self.field.name}")

    @property
    def source(self) -> str:
        """The name of the column that holds the text of the source, where it is asked for."""
        return name(f"s_{self.field.name}")

    @property
    def odd(self) -> str:
        """The name of the table of its parsed odd texts."""
        return name(f"odd_{self.field.name}")

    @property
    def intervals(self) -> str:
        """The name of the table of the intervals that its texts state."""
        return name(f"interval_{self.field.name}")

    @property
    def is_number(self) -> bool:
        """Money or percent."""
        return self.field.type == "number"

    @property
    def is_money(self) -> bool:
        """An amount, or the price of a piece, which no sum counts."""
        return self.field.role in ("amount", "price")

    @property
    def unless_none(self) -> str:
        """AND: the text does not say that there is no amount."""
        states_none = self.field.states_none
        return f" AND NOT regexp_matches({self.text}, {literal(states_none)})" if states_none else ""

    @property
    def is_count(self) -> bool:
        """A whole number that cells state: a count of things, of people, of cases."""
        return self.field.type == "integer" and bool(self.sources)

    @property
    def is_typed(self) -> bool:
        """Whether a text must be interpreted at all."""
        return self.field.type != "string"

    @property
    def is_parsed(self) -> bool:
        """Whether what the engine may not take as it stands goes to the parser."""
        return self.field.type in ("number", "date") or bool(self.field.separators)

    @property
    def is_stated(self) -> bool:
        """Whether cells state it; what the layout sets or a label tells says nothing about a row."""
        return bool(self.sources) and not self.of

    @property
    def factor(self) -> int:
        """Yuan in one unit; 1 for percent."""
        return 1 if self.field.unit == "%" else int(UNITS[self.unit])

    @property
    def text_sql(self) -> str:
        """The text as it stands, outer blanks off; parts of a split code are put together, pairs padded with zeros."""
        if self.said:
            return self.said
        parts = [f"trim(c{index}, {literal(BLANKS)})" if self.trimmed else f"c{index}" for index in self.sources]
        padded = [f"CASE length({part}) WHEN 1 THEN '0' || {part} ELSE {part} END" for part in parts[1:]]
        return " || ".join([parts[0], *padded])

    @property
    def has_blank(self) -> str:
        """Whether a blank stands anywhere in the text."""
        if self.said:
            return "true"
        return " OR ".join(f"contains(c{index}, {literal(blank)})" for index in self.sources for blank in BLANKS)

    @property
    def plain(self) -> str:
        """Whether the engine may take the text: all digits fit and none is lost; it holds one value."""
        if self.field.separators:
            return " AND ".join(f"NOT contains({self.text}, {literal(s)})" for s in signs_of(self.field.separators))
        if self.field.type == "date":
            return f"regexp_full_match({self.text}, {literal(ISO)}) AND try_cast({self.text} AS DATE) IS NOT NULL"
        zeros = len(str(self.factor)) - 1
        sign = "[%％]?" if self.field.unit == "%" else ""
        digits = f"-?[0-9]{{1,{DIGITS - zeros}}}(\\.[0-9]{{1,{2 + zeros}}})?"
        return f"regexp_full_match({self.text}, {literal(digits + sign)})"

    @property
    def odd_condition(self) -> str:
        """Whether the parser must look at the text."""
        return f"({self.text} <> '' AND NOT ({self.plain}))"

    @property
    def cast(self) -> str:
        """The value of a plain text."""
        if self.field.separators:
            return self.text
        if self.field.type == "date":
            return f"CAST({self.text} AS DATE)"
        if self.factor == 1:
            return f"CAST({self._digits} AS DECIMAL(18,2))"
        return f"CAST(CAST({self.text} AS DECIMAL(24,10)) * {self.factor} AS DECIMAL(18,2))"

    @property
    def _digits(self) -> str:
        """The text of a plain number without its percent sign."""
        return f"rtrim({self.text}, '%％')" if self.field.unit == "%" else self.text

    def _odd(self, what: str) -> str:
        """ELSE: what the parser found for an odd text."""
        if self.odd_in == "map":
            return f"ELSE getvariable({literal(f'odd_{self.field.name}')})[{self.text}].{what} "
        return f"ELSE {self.odd}.{what} " if self.odd_in else ""

    @property
    def value(self) -> str:
        """The value; NULL where the text is blank or is no value."""
        if self.is_parsed:
            return f"CASE WHEN {self.text} = '' THEN NULL WHEN {self.plain} THEN {self.cast} {self._odd('value')}END"
        if self.field.type == "integer":
            digits = f"replace({self.text}, ',', '')"
            return f"CASE WHEN regexp_full_match({self.text}, '{WHOLE}') THEN try_cast({digits} AS INTEGER) END"
        if self.field.blank:
            return f"CASE {self.text} WHEN '' THEN {literal(self.field.blank)} ELSE {self.text} END"
        found = f"nullif({self.text}, '')"
        return f"try_cast({found} AS {self.field.sql_type})" if self.is_typed else found

    def of_price(self, what: Literal["basis", "others"]) -> str:
        """What the cell of a price says beside the price; NULL where it says nothing."""
        return f"CASE WHEN {self.text} = '' OR {self.plain} THEN NULL {self._odd(what)}END"

    @property
    def precision(self) -> str:
        """The yuan value of the last printed digit; NULL where no digit stands."""
        digits = self._step(f"length(split_part({self._digits}, '.', 2))")
        found = f"CASE WHEN {self.text} = '' THEN NULL WHEN {self.plain} THEN {digits} {self._odd('precision')}END"
        if not self.printed:
            return found
        # A number with its format says how far it is printed; in the scientific form the digits say more.
        decimals = self._step(f"length(regexp_extract({self.shown}, '\\.([0-9]+)', 1))")
        as_printed = f"regexp_full_match({self.shown}, '[^E]*[0-9][^E]*')"
        return f"CASE WHEN {as_printed} AND ({self.value}) IS NOT NULL THEN {decimals} ELSE {found} END"

    def _step(self, places: str) -> str:
        steps = [(count, max(SMALLEST, Decimal(self.factor).scaleb(-count))) for count in range(1, 11)]
        cases = " ".join(f"WHEN {count} THEN {step}" for count, step in steps)
        return f"CASE {places} {cases} ELSE {self.factor} END"


def figures(columns: Sequence[Column], key: Sequence[str]) -> list[Column]:
    """What makes a row one of data rather than a heading: its amounts, in a table without money its counts."""
    money = [column for column in columns if column.is_money]
    return money or [column for column in columns if column.is_count and column.field.name not in key]
