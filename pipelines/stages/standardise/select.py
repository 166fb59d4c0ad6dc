"""The SQL that turns the text of a table into the columns of its schema. One row in, one row out, with its kind and
its faults.

How the columns are found in the table belongs to `relation`, what becomes of derived ones to `derived`.
"""

from dataclasses import dataclass

from gongkai.contract import Layout
from gongkai.engine import literal, name
from pipelines.stages.extract import FoundTable
from pipelines.stages.standardise.derived import Deriving
from pipelines.stages.standardise.facts import Facts
from pipelines.stages.standardise.relation import before_first
from pipelines.stages.standardise.values import Column, figures

#: Kinds of row. Only `data` is published; `total` becomes a control total; the rest is counted or set aside.
KINDS = ("data", "total", "blank", "residue", "no_figures", "empty", "joined", "fault")
LABEL_COLUMNS = 2
SET_ASIDE = ("residue", "no_figures", "fault")
#: The mark of a row whose key stands in another row too: which is right cannot be known, so all are set aside.
REPEATED = "*"
#: What a spreadsheet shows for a formula that failed.
ERROR = r"#(REF!|DIV/0!|VALUE!|NUM!|NULL!|NAME\?|N/A|SPILL!|CALC!|GETTING_DATA)"


@dataclass(frozen=True)
class Selection:
    """The pieces of SQL for one table. `duplicates` says that keys repeat, `labelled` that labels were joined."""

    facts: Facts
    layout: Layout
    table: FoundTable
    columns: list[Column]
    duplicates: bool = False
    labelled: bool = False

    @property
    def kind(self) -> str:
        """What kind of row it is. A broken record is no total and not blank, whatever stands where in it."""
        stated = [column for column in self.columns if column.is_stated]
        cases = [("fault", "_fault IS NOT NULL"), *([("joined", "_joined")] if self.labelled else [])]
        if self.layout.total_rows:
            cases.append(("total", self._total))
        cases.append(("blank", " AND ".join(f"{column.text} = ''" for column in stated) or "false"))
        found = figures(self.columns, self.facts.contract.table.primary_key)
        if found and not self.table.one_cell:  # a sentence may state a fact that is no amount
            empty = " AND ".join(f"{column.text} = ''" for column in found)
            residue = " OR ".join(f"regexp_full_match({text}, '[…。.·]+')" for text in self.keys)
            cases.append(("residue", f"({residue}) AND ({empty})"))
            # A row of a wide table with no amount at all gives no row, nor a heading among counts; elsewhere an amount
            # is missing, unless the layout says that there need be none.
            if not self.layout.without_amounts:
                cases.append(("empty" if self.table.wide or not self.amounts else "no_figures", empty))
        return "CASE " + " ".join(f"WHEN {condition} THEN '{kind}'" for kind, condition in cases) + " ELSE 'data' END"

    @property
    def _total(self) -> str:
        """Whether it is a total row: the label stands in one of the first columns of text or, where the key is blank,
        in any of them or before the first (序号).
        """
        texts = sorted((c for c in self.columns if c.is_stated and not c.is_typed), key=lambda column: column.sources)
        near = [self._is_total(column.text) for column in texts[:LABEL_COLUMNS]]
        near += [self._is_total("_label")] if self.labelled else []
        far = [self._is_total(text) for text in (*(column.text for column in texts[LABEL_COLUMNS:]), *self.before)]
        if far:
            blank = " OR ".join(f"{column.text} = ''" for column in self.needed)
            near.append(f"(({blank}) AND ({' OR '.join(far)}))")
        return " OR ".join(near) or "false"

    def _is_total(self, text: str) -> str:
        """Whether the text is the label of a total row; few texts have a label's last character, and that is cheap."""
        ends = sorted({label[-1] for label in self.layout.total_rows})
        likely = " OR ".join(f"contains({text}, {literal(end)})" for end in ends)
        totals = ", ".join(map(literal, self.layout.total_rows))
        return f"(({likely}) AND translate({text}, ' \u3000', '') IN ({totals}))"

    @property
    def faults(self) -> str:
        """The names of columns whose text is no value and of key columns that are blank, and `*` where the key
        repeats (STR-013).
        """
        named = [f"CASE WHEN {bad} THEN {literal(fault)} END" for fault, bad in self._fault_tests]
        return f"list_filter([{', '.join(named)}], lambda x: x IS NOT NULL)"

    @property
    def unpublished(self) -> str:
        """Whether the row is no row of data or has a fault; cheaper than to ask for the list of its faults."""
        return " OR ".join([f"({self.kind}) <> 'data'", *(bad for _, bad in self._fault_tests)])

    @property
    def _fault_tests(self) -> list[tuple[str, str]]:
        tests = [(c, f"({c.text} <> '' AND {c.value} IS NULL{c.unless_none})") for c in self.columns if c.is_typed]
        tests += [(column, f"({column.text} = '')") for column in self.needed]
        if self.table.sheet is not None:
            tests += [(c, f"regexp_full_match({c.text}, '{ERROR}')") for c in self.columns if c.field.type == "string"]
        repeated = [(REPEATED, "repeated.times IS NOT NULL")] if self.duplicates else []
        return [(column.field.name, bad) for column, bad in tests] + repeated

    @property
    def source(self) -> str:
        """FROM: the texts, with many odd texts and code lists joined."""
        return self._from("texts")

    @property
    def totals(self) -> str:
        """FROM: the total rows, which stand among the unpublished."""
        return self._from("(FROM unpublished WHERE _kind = 'total') AS texts")

    def _from(self, texts: str) -> str:
        joins = [f"LEFT JOIN {c.odd} ON {c.text} = {c.odd}.text" for c in self.columns if c.odd_in == "table"]
        return " ".join([f"FROM {texts}", *joins, *self._deriving.joins])

    @property
    def judged(self) -> str:
        """FROM: the source, with the repeated keys joined."""
        return f"{self.source} LEFT JOIN repeated ON {self.same_key}" if self.duplicates else self.source

    @property
    def repeated(self) -> str:
        """The keys that stand in more than one row of data, with how often and where first."""
        keys = ", ".join(f"{text} AS {name(f'k{index}')}" for index, text in enumerate(self.keys))
        grouped = ", ".join(self.keys)
        # Most keys stand once; only of the others need it be asked what kind of row they stand in.
        often = f"SELECT {grouped} FROM texts WHERE {self.keys[0]} <> '' GROUP BY {grouped} HAVING count(*) > 1"
        rows = f"SELECT {grouped}, _row FROM texts SEMI JOIN ({often}) USING ({grouped}) WHERE ({self.kind}) = 'data'"
        counted = f"SELECT {keys}, count(*) AS times, min(_row) AS first_row FROM ({rows})"
        return f"{counted} GROUP BY {', '.join(self.keys)} HAVING count(*) > 1"

    @property
    def same_key(self) -> str:
        """The condition that joins the table `repeated`."""
        return " AND ".join(f"{text} = repeated.{name(f'k{index}')}" for index, text in enumerate(self.keys))

    @property
    def public(self) -> str:
        """The columns of the schema in their order."""
        return self._deriving.public

    @property
    def before(self) -> list[str]:
        """The text before the first column that is used, where there is one."""
        return ["_before"] if before_first(self.table, self.columns) else []

    @property
    def amounts(self) -> list[Column]:
        """The amounts and prices that the table states."""
        return [column for column in self.columns if column.is_money]

    @property
    def key_columns(self) -> list[Column]:
        """The columns of the primary key that differ from row to row; all of them where none does."""
        keys = [c for c in self.columns if c.field.name in self.facts.contract.table.primary_key]
        return [column for column in keys if not column.fixed] or keys

    @property
    def needed(self) -> list[Column]:
        """The columns of the key that a row must state; of others a blank has a meaning."""
        return [column for column in self.key_columns if not column.field.blank]

    @property
    def keys(self) -> list[str]:
        """The texts of the key."""
        return [column.text for column in self.key_columns]

    @property
    def ordered(self) -> bool:
        """Whether a join may have cost the order of rows. The engine keeps the order of a file, but no join keeps it on
        more than one core.
        """
        return self.labelled or "JOIN" in self.source

    @property
    def _deriving(self) -> Deriving:
        return Deriving(self.facts, self.table, self.columns)
