"""The SQL that turns the text of a table into the columns of its schema. One row in, one row out, with its kind and
its faults.
"""

from dataclasses import dataclass

from gongkai.contract import Field, Layout
from gongkai.engine import literal, name
from pipelines.stages.standardise.facts import Facts
from pipelines.stages.standardise.values import Column

#: Kinds of row. Only `data` is published; `total` becomes a control total; the rest is counted or set aside.
KINDS = ("data", "total", "blank", "residue", "no_figures", "fault")
LABEL_COLUMNS = 2
SET_ASIDE = ("residue", "no_figures", "fault")
#: The mark of a row whose key stands in another row too: which is right cannot be known, so all are set aside.
REPEATED = "*"


@dataclass(frozen=True)
class Selection:
    """The pieces of SQL for one table. `duplicates` says that keys repeat."""

    facts: Facts
    layout: Layout
    columns: list[Column]
    duplicates: bool = False

    @property
    def texts(self) -> str:
        """The view of texts: one column per stated column, named t_<column>."""
        shown = ", ".join(f"{column.text_sql} AS {column.text}" for column in self.columns)
        return f"SELECT _row, _fault, _surplus, {shown} FROM raw"

    @property
    def kind(self) -> str:
        """What kind of row it is. A broken record is no total and not blank, whatever stands where in it."""
        cases = [("fault", "_fault IS NOT NULL")]
        if self._labels:
            cases.append(("total", " OR ".join(map(self._is_total, self._labels))))
        cases.append(("blank", " AND ".join(f"{column.text} = ''" for column in self.columns)))
        if self._amounts:
            empty = " AND ".join(f"{column.text} = ''" for column in self._amounts)
            residue = " OR ".join(f"regexp_full_match({text}, '[…。.·]+')" for text in self._keys)
            cases.append(("residue", f"({residue}) AND ({empty})"))
            cases.append(("no_figures", empty))
        return "CASE " + " ".join(f"WHEN {condition} THEN '{kind}'" for kind, condition in cases) + " ELSE 'data' END"

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
        typed = [(c, f"({c.text} <> '' AND {c.value} IS NULL)") for c in self.columns if c.is_typed]
        keys = [(c, f"({c.text} = '')") for c in self.columns if c.field.name in self.facts.contract.table.primary_key]
        repeated = [(REPEATED, "repeated.times IS NOT NULL")] if self.duplicates else []
        return [(column.field.name, bad) for column, bad in typed + keys] + repeated

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
        for field in self.facts.contract.table.fields:
            if field.derive and field.derive.name_of:
                listed = name(f"list_{field.name}")
                joins.append(f"LEFT JOIN {listed} ON {self._text(field.derive.name_of)} = {listed}.code")
        return " ".join([f"FROM {texts}", *joins])

    @property
    def judged(self) -> str:
        """FROM: the source, with the repeated keys joined."""
        return f"{self.source} LEFT JOIN repeated ON {self.same_key}" if self.duplicates else self.source

    @property
    def repeated(self) -> str:
        """The keys that stand in more than one row of data, with how often and where first."""
        keys = ", ".join(f"{text} AS {name(f'k{index}')}" for index, text in enumerate(self._keys))
        grouped = ", ".join(self._keys)
        # Most keys stand once; only of the others need it be asked what kind of row they stand in.
        often = f"SELECT {grouped} FROM texts WHERE {self._keys[0]} <> '' GROUP BY {grouped} HAVING count(*) > 1"
        rows = f"SELECT {grouped}, _row FROM texts SEMI JOIN ({often}) USING ({grouped}) WHERE ({self.kind}) = 'data'"
        counted = f"SELECT {keys}, count(*) AS times, min(_row) AS first_row FROM ({rows})"
        return f"{counted} GROUP BY {', '.join(self._keys)} HAVING count(*) > 1"

    @property
    def same_key(self) -> str:
        """The condition that joins the table `repeated`."""
        return " AND ".join(f"{text} = repeated.{name(f'k{index}')}" for index, text in enumerate(self._keys))

    @property
    def public(self) -> str:
        """The columns of the schema in their order."""
        return ", ".join(f"{self._value(field)} AS {name(field.name)}" for field in self.facts.contract.table.fields)

    @property
    def amounts(self) -> str:
        """The amounts alone, for control totals."""
        return ", ".join(f"{column.value} AS {name(column.field.name)}" for column in self._amounts)

    @property
    def _amounts(self) -> list[Column]:
        return [column for column in self.columns if column.field.role == "amount"]

    @property
    def _labels(self) -> list[str]:
        """Where the label of a total row may stand: the first columns of text."""
        if not self.layout.total_rows:
            return []
        texts = [column for column in self.columns if not column.is_typed]
        return [column.text for column in sorted(texts, key=lambda column: column.sources)[:LABEL_COLUMNS]]

    @property
    def _keys(self) -> list[str]:
        keys = self.facts.contract.table.primary_key
        return [column.text for column in self.columns if column.field.name in keys]

    def _text(self, column: str) -> str:
        return next(found.text for found in self.columns if found.field.name == column)

    def _value(self, field: Field) -> str:
        if field.derive is None:
            column = next((found for found in self.columns if found.field.name == field.name), None)
            return column.value if column else f"CAST(NULL AS {field.sql_type})"
        return f"CAST({self._derived(field)} AS {field.sql_type})"

    def _derived(self, field: Field) -> str:
        derive = field.derive
        assert derive is not None
        if derive.context:
            return literal(self.facts.context(derive.context))
        if derive.constant is not None:
            return literal(derive.constant)
        if derive.name_of:
            return f"{name('list_' + field.name)}.name"
        if derive.level_of:
            return f"CASE length({self._text(derive.level_of)}) WHEN 3 THEN 1 WHEN 5 THEN 2 WHEN 7 THEN 3 END"
        if derive.parent_of:
            text = self._text(derive.parent_of)
            return f"CASE WHEN length({text}) > 3 THEN left({text}, length({text}) - 2) END"
        return self._provenance(str(derive.provenance))

    def _provenance(self, what: str) -> str:
        if what == "row":
            return "_row"
        if what == "precision":
            found = ", ".join(column.precision for column in self._amounts)
            return f"least({found})"
        text = self.facts.provenance(what)
        return "NULL" if text is None else literal(text)
