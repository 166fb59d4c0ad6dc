"""Golden department workbooks: the published figures in the official layout, under the name of a department of 示例市.

Here belongs the order of the sheets and what budgets and final accounts share. Their tables stand in `budgets` and
`finals`, the sentences in `sentences`, the figures in `facts`.
"""

from collections.abc import Collection

from samples.page import Book
from tests.golden.departments.budgets import write_budget
from tests.golden.departments.facts import BUDGETS, Document, document
from tests.golden.departments.finals import write_final
from tests.golden.departments.forms import named
from tests.golden.departments.sentences import budget_texts, final_texts


def workbook(name: str) -> bytes:
    """The workbook of a document of `facts.NAMES`, without a fault."""
    return written(document(name)).content()


def file_name(found: Document) -> str:
    """The name under which the department sends it."""
    kind = "年部门预算" if found.name in BUDGETS else "年度部门决算"
    return f"{named(found)}{found.year}{kind}.xlsx"


def written(found: Document, without: Collection[int] = ()) -> Book:
    """The open workbook of a document, some of its tables left out."""
    book = Book()
    if found.name in BUDGETS:
        budget_texts(book, found)
        write_budget(book, found, without)
    else:
        final_texts(book, found)
        write_final(book, found, without)
    return book
