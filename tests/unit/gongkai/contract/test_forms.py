"""What a layout may say of forms, and of cells of which a column takes a part."""

from typing import Any

import pytest
from pydantic import ValidationError

from gongkai.contract import ColumnSource, Layout

FORM: dict[str, Any] = {
    "id": "page",
    "title": {"zh": "公告", "en": "notice"},
    "form": True,
    "fiscal_year": ["title", "above", "dates"],
    "unit": "none",
    "columns": {"amount": {"headers": ["合同金额"]}},
}


def test_a_form_is_declared_by_its_labels() -> None:
    assert Layout.model_validate(FORM).provides == {"amount"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"total_rows": ["合计"]},
        {"parts": {"revenue": {"labels": ["收入"]}}},
        {"columns": {}, "wide": {"column": "amount", "columns": [{"headers": ["预算数"]}]}},
        {"form": False},
    ],
    ids=["a row is no total", "a row has no parts", "a row is not wide", "days of a list are no year"],
)
def test_what_is_no_form_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Layout.model_validate({**FORM, **wrong})


@pytest.mark.parametrize("takes", ["生产企业", "(甲)(乙)", "(?<=：)(.*)", "(.*)(?=公司)", "("])
def test_a_pattern_that_takes_part_of_a_cell_has_one_group_and_looks_nowhere_else(takes: str) -> None:
    with pytest.raises(ValidationError):
        ColumnSource.model_validate({"headers": ["企业名称"], "takes": takes})


def test_nothing_is_taken_of_a_split_code() -> None:
    with pytest.raises(ValidationError, match="parts"):
        ColumnSource.model_validate({"parts": [["类"], ["款"]], "takes": "(.*)"})
