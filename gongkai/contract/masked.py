"""What `schema.yml` says of masked columns: a text that cells state, of which nothing else is made. Masking belongs to
`gongkai.masking`, where it happens to the stages.
"""

from collections.abc import Iterator

from gongkai.contract.dataset import Contract
from gongkai.contract.errors import DeclarationFault
from gongkai.contract.schema import Field
from gongkai.contract.yaml import fault_at

NOT_COLUMNS = {"context", "constant", "provenance"}


def mask_faults(contract: Contract) -> Iterator[DeclarationFault]:
    """Every fault of a `mask`, with its line."""
    derived = [field.derive for field in contract.table.fields if field.derive]
    named = {name for derive in derived for name in derive.model_dump(exclude=NOT_COLUMNS).values()}
    for index, field in enumerate(contract.table.fields):
        if field.mask is None:
            continue
        if not _is_plain(field) or field.name in named:
            expected = "a stated text column from which nothing is derived"
            yield fault_at(contract.folder / "schema.yml", ("fields", index, "mask"), expected, field.name)
        for number, layout in enumerate(contract.sources.layouts):
            if field.name in layout.provides and field.name not in layout.columns:
                expected = f"{field.name} under columns, for only what stands in cells is masked"
                yield fault_at(contract.folder / "sources.yml", ("layouts", number), expected, layout.id)


def _is_plain(field: Field) -> bool:
    """Whether it is a text as it stands: no code, no list of values, nothing that names stand in for (role name)."""
    return field.type == "string" and field.role == "text" and not (field.derive or field.codelist or field.separators)
