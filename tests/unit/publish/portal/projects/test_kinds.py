"""Which of the eight kinds of information a project has, lacks, or need not have."""

import pytest

from publish.portal.context import Context
from publish.portal.projects.kinds import KINDS, State, matrix, missing
from publish.portal.projects.register import projects, register
from tests.support.released import Released
from tests.unit.publish.portal.projects.conftest import (
    APPROVALS,
    COMPLETION,
    CONSTRUCTION,
    LAND,
    REGISTER,
    SCHOOL,
    SERVICES,
    TENDERS,
    project,
)


def standing(city: Released) -> dict[str, str]:
    """Kind -> how the only project stands with it."""
    context = Context(city.home)
    with register(context) as asked:
        [only] = projects(asked)
        return {name: cell.state.value for name, cell in matrix(context, asked, [only])[only.code].items()}


@pytest.mark.parametrize(
    ("status", "lacking"),
    [
        ("前期", {"service"}),
        ("拟建", {"service"}),
        ("在建", {"service", "approval", "tender", "construction", "quality"}),
        ("完工", {"service", "approval", "tender", "construction", "quality", "completion"}),
        ("交付使用", {"service", "approval", "tender", "construction", "quality", "completion"}),
        ("停缓建", set()),
        ("终止", set()),
        ("没听说过", set()),
        (None, set()),
    ],
)
def test_what_is_missing_depends_on_how_far_the_project_has_come(
    city: Released, status: str | None, lacking: set[str]
) -> None:
    city.release(REGISTER, "103", [project(SCHOOL, status=status)])
    found = standing(city)
    assert {name for name, state in found.items() if state == State.MISSING} == lacking
    assert {found["land"], found["change"]} == {State.NOTHING}


def test_a_row_that_names_the_project_is_enough_however_its_code_is_written(city: Released) -> None:
    city.release(REGISTER, "103", [project(SCHOOL)])
    city.release(APPROVALS, "103", [{"project_code": f" {SCHOOL.lower()}", "approval_kind": "初步设计"}], period=2025)
    city.release(TENDERS, "112", [{"project_code": SCHOOL, "tender_code": "1"}])
    city.release(LAND, "112", [{"project_code": SCHOOL, "doc_no": "1"}])
    found = standing(city)
    assert {name for name, state in found.items() if state == State.THERE} == {"approval", "tender", "land"}


def test_a_row_under_the_former_code_counts(city: Released) -> None:
    city.release(REGISTER, "103", [project(SCHOOL, old_project_code="OLD-1")])
    city.release(CONSTRUCTION, "103", [{"project_code": "OLD-1", "role": "施工", "seq": "1"}])
    assert standing(city)["construction"] == State.THERE


def test_services_are_those_of_the_department(city: Released) -> None:
    city.release(REGISTER, "103", [project(SCHOOL)])
    city.release(SERVICES, "112", [{"service_no": "1", "item_name": "初步设计审批"}])
    assert standing(city)["service"] == State.MISSING
    city.release(SERVICES, "103", [{"service_no": "1", "item_name": "初步设计审批"}])
    assert standing(city)["service"] == State.THERE


def test_completion_that_comes_before_its_status_is_there(city: Released) -> None:
    city.release(REGISTER, "103", [project(SCHOOL)])
    city.release(COMPLETION, "103", [{"project_code": SCHOOL, "accepted_on": "2026-03-01"}])
    assert standing(city)["completion"] == State.THERE


def test_a_kind_that_the_city_has_no_dataset_of_is_not_asked(city: Released) -> None:
    city.settle([REGISTER, APPROVALS])
    city.release(REGISTER, "103", [project(SCHOOL)])
    assert standing(city) == {"approval": State.MISSING}


def test_there_are_eight_kinds() -> None:
    assert len(KINDS) == 8


def test_missing_kinds_are_named(city: Released) -> None:
    city.settle([REGISTER, APPROVALS, CONSTRUCTION])
    city.release(REGISTER, "103", [project(SCHOOL)])
    city.release(APPROVALS, "103", [{"project_code": SCHOOL, "approval_kind": "初步设计"}])
    context = Context(city.home)
    with register(context) as asked:
        every = projects(asked)
        assert missing(matrix(context, asked, every), every[0]) == ["construction"]
