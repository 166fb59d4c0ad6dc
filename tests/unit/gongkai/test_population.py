"""The residents of a city (常住人口), from which amounts a head are made."""

from datetime import date

import pytest
from pydantic import ValidationError

from gongkai.city import Population
from gongkai.contract.base import Text

SOURCE = {"zh": "统计公报", "en": "statistical communiqué"}


def test_residents_are_counted_on_a_day_by_somebody() -> None:
    found = Population.model_validate({"people": 384200, "on": "2025-12-31", "source": SOURCE})
    assert (found.people, found.on, found.source) == (384200, date(2025, 12, 31), Text(**SOURCE))


@pytest.mark.parametrize("wrong", [{"people": 0}, {"people": -1}, {"on": "2025"}, {"source": None}])
def test_no_amount_is_divided_by_nobody(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Population.model_validate({"people": 384200, "on": "2025-12-31", "source": SOURCE, **wrong})
