"""The contract of a dataset: typed models of what `datasets/<domain>/<id>/` declares, and the loader that refuses a
bad declaration.

Here belong the words of a declaration. What a stage does with them does not.
"""

from gongkai.contract.base import Text
from gongkai.contract.checks import Check
from gongkai.contract.column_source import ColumnSource
from gongkai.contract.dataset import Contract, Dataset
from gongkai.contract.errors import DeclarationError, DeclarationFault
from gongkai.contract.load import load_contract, load_contracts
from gongkai.contract.schema import Derivation, Field, TableSchema
from gongkai.contract.sources import ContextPattern, Layout, Part, Sources, Wide

__all__ = [
    "Check",
    "ColumnSource",
    "ContextPattern",
    "Contract",
    "Dataset",
    "DeclarationError",
    "DeclarationFault",
    "Derivation",
    "Field",
    "Layout",
    "Part",
    "Sources",
    "TableSchema",
    "Text",
    "Wide",
    "load_contract",
    "load_contracts",
]
