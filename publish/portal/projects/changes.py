"""What went another way (变更和处罚): major design changes with their cost, and penalties for quality and safety."""

from decimal import Decimal
from typing import NamedTuple

from publish.portal.context import Context
from publish.portal.projects.register import make_told
from publish.portal.released import Reader

CHANGES, QUALITY = "projects/design_changes", "projects/quality_safety"


class Changes(NamedTuple):
    """Design changes, of which `told` state both estimates in 元."""

    number: int
    told: int
    before: Decimal
    after: Decimal


class Penalties(NamedTuple):
    """Penalty decisions and the fines (元) they impose."""

    number: int
    fines: Decimal


def changes(context: Context, asked: Reader) -> Changes:
    """All released design changes, each once."""
    columns = {"change_no": "VARCHAR", "amount_before": "DECIMAL(18, 2)", "amount_after": "DECIMAL(18, 2)"}
    make_told(asked, context, "changed", CHANGES, columns)
    both = "FILTER (amount_before IS NOT NULL AND amount_after IS NOT NULL)"
    row = asked.ask(
        f"SELECT count(*) AS number, count(*) {both} AS told, coalesce(sum(amount_before) {both}, 0) AS before, "
        f"coalesce(sum(amount_after) {both}, 0) AS after FROM "
        "(SELECT * FROM changed QUALIFY year = max(year) OVER (PARTITION BY code, change_no))"
    )[0]
    return Changes(**row)


def penalties(context: Context, asked: Reader) -> Penalties:
    """All released penalty decisions, each once."""
    make_told(asked, context, "punished", QUALITY, {"penalty_no": "VARCHAR", "fine": "DECIMAL(18, 2)"})
    row = asked.ask(
        "SELECT count(*) AS number, coalesce(sum(fine), 0) AS fines FROM ("
        "SELECT DISTINCT code, penalty_no, fine FROM punished WHERE coalesce(penalty_no, '') <> '' "
        "QUALIFY year = max(year) OVER (PARTITION BY code, penalty_no))"
    )[0]
    return Penalties(**row)
