"""SQL for the value of one stated column: plain texts are cast by the engine, the rest is looked up in what the
parser made of it.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongkai.contract import Field
from gongkai.engine import literal, name
from gongkai.values.amounts import UNITS
from gongkai.values.dates import ISO
from pipelines.stages.extract import FoundTable

BLANKS = " \t\r\n\u3000\u00a0"
SMALLEST = Decimal("0.01")
DIGITS = 15


@dataclass(frozen=True)
class Column:
    """A stated column: its schema field, source columns and, for numbers, the yuan (or percent) in one unit; `trimmed`
    unless no text of it has a blank; `odd_in` says where its odd texts are looked up: a few in a map, which keeps the
    order of rows and costs nothing, many in a table that is joined.
    """

    field: Field
    sources: tuple[int, ...]
    unit: str
    trimmed: bool = True
    odd_in: Literal["", "map", "table"] = ""

    @property
    def text(self) -> str:
        """The name of the column that holds its text."""
        return name(f"t_{self.field.name}")

    @property
    def odd(self) -> str:
        """The name of the table of its parsed odd texts."""
        return name(f"odd_{self.field.name}")

    @property
    def is_number(self) -> bool:
        """Money or percent."""
        return self.field.type == "number"

    @property
    def is_typed(self) -> bool:
        """Whether a text must be interpreted at all."""
        return self.field.type in ("number", "date")

    @property
    def factor(self) -> int:
        """Yuan in one unit; 1 for percent."""
        return 1 if self.field.unit == "%" else int(UNITS[self.unit])

    @property
    def text_sql(self) -> str:
        """The text as it stands, outer blanks off; parts of a split code are put together, pairs padded with zeros."""
        parts = [f"trim(c{index}, {literal(BLANKS)})" if self.trimmed else f"c{index}" for index in self.sources]
        if self.field.unit == "%":
            return f"rtrim({parts[0]}, '%％ ')"
        padded = [f"CASE length({part}) WHEN 1 THEN '0' || {part} ELSE {part} END" for part in parts[1:]]
        return " || ".join([parts[0], *padded])

    @property
    def has_blank(self) -> str:
        """Whether a blank stands anywhere in the text."""
        return " OR ".join(f"contains(c{index}, {literal(blank)})" for index in self.sources for blank in BLANKS)

    @property
    def plain(self) -> str:
        """Whether the engine may cast the text: all digits fit and none is lost."""
        if self.field.type == "date":
            return f"regexp_full_match({self.text}, {literal(ISO)}) AND try_cast({self.text} AS DATE) IS NOT NULL"
        zeros = len(str(self.factor)) - 1
        return f"regexp_full_match({self.text}, '-?[0-9]{{1,{DIGITS - zeros}}}(\\.[0-9]{{1,{2 + zeros}}})?')"

    @property
    def odd_condition(self) -> str:
        """Whether the parser must look at the text."""
        return f"({self.text} <> '' AND NOT ({self.plain}))"

    @property
    def cast(self) -> str:
        """The value of a plain text."""
        if self.field.type == "date":
            return f"CAST({self.text} AS DATE)"
        if self.factor == 1:
            return f"CAST({self.text} AS DECIMAL(18,2))"
        return f"CAST(CAST({self.text} AS DECIMAL(24,10)) * {self.factor} AS DECIMAL(18,2))"

    def _odd(self, what: str) -> str:
        """ELSE: what the parser found for an odd text."""
        if self.odd_in == "map":
            return f"ELSE getvariable({literal(f'odd_{self.field.name}')})[{self.text}].{what} "
        return f"ELSE {self.odd}.{what} " if self.odd_in else ""

    @property
    def value(self) -> str:
        """The value; NULL where the text is blank or is no value."""
        if not self.is_typed:
            return f"nullif({self.text}, '')"
        return f"CASE WHEN {self.text} = '' THEN NULL WHEN {self.plain} THEN {self.cast} {self._odd('value')}END"

    @property
    def precision(self) -> str:
        """The yuan value of the last printed digit; NULL where no digit stands."""
        steps = [(places, max(SMALLEST, Decimal(self.factor).scaleb(-places))) for places in range(1, 11)]
        cases = " ".join(f"WHEN {places} THEN {step}" for places, step in steps)
        decimals = f"CASE length(split_part({self.text}, '.', 2)) {cases} ELSE {self.factor} END"
        return f"CASE WHEN {self.text} = '' THEN NULL WHEN {self.plain} THEN {decimals} {self._odd('precision')}END"


def columns_of(fields: tuple[Field, ...], table: FoundTable) -> list[Column]:
    """The stated columns that the table has; an optional column that it lacks is left out."""
    return [
        Column(field, table.mapping[field.name], table.units.get(field.name, "元"))
        for field in fields
        if field.name in table.mapping
    ]
