"""`schema.yml`: a frictionless Table Schema, the only description of the columns.

Extra properties say in which language a title is, what role a column plays, and where a column comes from when no
source states it.
"""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field as Key

from gongkai.contract.base import Declaration

FieldType = Literal["string", "integer", "number", "date", "boolean"]
ColumnRole = Literal[
    "key",
    "code",
    "name",
    "amount",
    "price",
    "percent",
    "date",
    "text",
    "organisation",
    "identifier",
    "context",
    "provenance",
]

SQL_TYPES: dict[str, str] = {
    "string": "VARCHAR",
    "integer": "INTEGER",
    "number": "DECIMAL(18,2)",
    "date": "DATE",
    "boolean": "BOOLEAN",
}


class Constraints(Declaration):
    """The constraints of Table Schema that the platform uses."""

    required: bool = False
    pattern: str | None = None
    enum: tuple[str, ...] | None = None
    minimum: int | float | str | None = None
    maximum: int | float | str | None = None


class Derivation(Declaration):
    """Where a column comes from when no source column states it.

    `context`: a fact of the submission; `constant`: the same text everywhere; `name_of`, `level_of`, `parent_of`:
    from a code column and its code list; `code_of`: the code whose name a column prints; `of_which`, `label_of`,
    `level_of_label`: what the printed label of a column tells (其中, its name without numbering, its level by numbering
    and indentation); `first_day_of`, `last_day_of`: the days of the interval that a text column prints; `basis_of`:
    the piece that a price is for, as its cell or header says, else the text of the column `else_of`; `others_of`:
    further prices in the cell of a price; `provenance`: the way back to the cell.
    """

    context: Literal["region_code", "fiscal_year", "entity_code", "entity_name"] | None = None
    constant: str | None = None
    name_of: str | None = None
    level_of: str | None = None
    parent_of: str | None = None
    code_of: str | None = None
    of_which: str | None = None
    label_of: str | None = None
    level_of_label: str | None = None
    first_day_of: str | None = None
    last_day_of: str | None = None
    basis_of: str | None = None
    else_of: str | None = None
    others_of: str | None = None
    provenance: Literal["file", "sheet", "row", "cell", "unit", "precision", "text", "derived"] | None = None


class Field(Declaration):
    """One column. `separators` are the signs between several values in one cell of it; with `mask` what it says of a
    person is hidden before anything is kept or told (SEC-004). `blank` is what a blank cell means, or a table without
    the column: package 0 of a purchase that has none. A key needs it where a part of it may be left unsaid.
    `states_none` is a regular expression for texts that say that there is no amount (未报价); the row stays without.
    """

    name: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    type: FieldType
    title: str
    title_en: str
    description: str
    description_en: str
    role: ColumnRole
    constraints: Constraints = Constraints()
    codelist: str | None = None
    unit: Literal["元", "%"] | None = None
    separators: tuple[Annotated[str, Key(min_length=1)], ...] = ()
    mask: Literal["name"] | None = None
    blank: str | None = Key(default=None, min_length=1)
    states_none: str | None = None
    derive: Derivation | None = None

    @property
    def sql_type(self) -> str:
        """The DuckDB type; money is decimal(18,2) in 元."""
        return SQL_TYPES[self.type]

    @property
    def is_provenance(self) -> bool:
        """Whether the column leads back to the source; such columns never cut a new version."""
        return self.role == "provenance"


class TableSchema(Declaration):
    """The columns of a dataset and its primary key."""

    fields: tuple[Field, ...] = Key(min_length=1)
    primary_key: tuple[str, ...] = Key(alias="primaryKey", min_length=1)
    missing_values: tuple[str, ...] = Key(default=("",), alias="missingValues")

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Column name -> field."""
        return {field.name: field for field in self.fields}

    @property
    def rows_may_repeat(self) -> bool:
        """Whether the key holds the row in the source: a list in which equal rows are different facts, as payments."""
        derived = [self.by_name[name].derive for name in self.primary_key]
        return any(derive is not None and derive.provenance == "row" for derive in derived)

    @property
    def names(self) -> tuple[str, ...]:
        """All column names in order."""
        return tuple(field.name for field in self.fields)

    @property
    def value_names(self) -> tuple[str, ...]:
        """The columns whose content makes a version: all but provenance."""
        return tuple(field.name for field in self.fields if not field.is_provenance)

    @property
    def is_private(self) -> bool:
        """Whether a column is masked: the files of the dataset name persons."""
        return any(field.mask for field in self.fields)

    @property
    def stated(self) -> tuple[Field, ...]:
        """The columns a source must state."""
        return tuple(field for field in self.fields if field.derive is None)

    def with_role(self, *roles: str) -> tuple[Field, ...]:
        """The columns that play one of the roles."""
        return tuple(field for field in self.fields if field.role in roles)

    def public(self) -> dict[str, Any]:
        """The Table Schema as published: standard properties only, titles and descriptions in Chinese, English in
        `*_en`.
        """
        fields = []
        for field in self.fields:
            shown = field.model_dump(
                mode="json", include={"name", "type", "title", "title_en", "description", "description_en"}
            )
            constraints = field.constraints.model_dump(mode="json", exclude_defaults=True)
            if field.name in self.primary_key:
                constraints["required"] = True
            if constraints:
                shown["constraints"] = constraints
            fields.append(shown)
        return {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": fields,
            "primaryKey": list(self.primary_key),
            "missingValues": list(self.missing_values),
        }
