"""A fictional city with a register of a few projects."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.released import Released

REGISTER, FUNDING, MILESTONES = "projects/major_projects", "projects/funding", "projects/milestones"
APPROVALS, SERVICES, LAND = "projects/approvals", "projects/services", "projects/land"
CONSTRUCTION, QUALITY, COMPLETION = "projects/construction", "projects/quality_safety", "projects/completion"
CHANGES, TENDERS = "projects/design_changes", "procurement/engineering_tenders"
EVERY = (
    REGISTER, FUNDING, MILESTONES, APPROVALS, SERVICES, LAND, CONSTRUCTION, QUALITY, COMPLETION, CHANGES, TENDERS,
)  # fmt: skip
SCHOOL, BRIDGE = "2601-999900-04-01-100001", "2510-999900-04-01-100002"


def project(code: str, **more: str | None) -> dict[str, str | None]:
    """A row of the register: a project under construction."""
    return {
        "project_code": code,
        "project_name": f"项目{code[-1]}",
        "legal_person": "示例市教育局",
        "total_invest": "100.00",
        "year_plan_invest": "30.00",
        "cum_invest": "40.00",
        "status": "在建",
        "planned_start": "2026-01-01",
        "planned_end": "2027-12-31",
        **more,
    }


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Released]:
    """The city, which has all datasets of projects, and nothing released."""
    found = Released(tmp_path, *EVERY)
    yield found
    found.home.close()
