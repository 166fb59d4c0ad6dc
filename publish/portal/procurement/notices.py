"""How many notices of each kind were released in each year (公告数量), in the order of the stages of a purchase."""

from collections.abc import Mapping
from typing import NamedTuple

from gongkai.engine import name
from publish.portal.context import Context
from publish.portal.relation import make_relation
from publish.portal.released import Reader

#: Dataset -> what numbers its notices; one notice may have several rows, one for each package.
NUMBERED = {
    "procurement/intentions": ("entity_code", "intention_no"),
    "procurement/tenders": ("notice_no",),
    "procurement/corrections": ("notice_no",),
    "procurement/awards": ("notice_no",),
    "procurement/contracts": ("contract_no",),
    "procurement/acceptances": ("contract_no", "seq"),
    "procurement/engineering_tenders": ("tender_code",),
    "procurement/engineering_candidates": ("tender_code",),
    "procurement/platform_notices": ("notice_id",),
    "procurement/other_results": ("decision_no",),
}


class Notices(NamedTuple):
    """What a dataset has of a year: notices, and rows."""

    dataset: str
    notices: int
    rows: int


def notices(context: Context, asked: Reader) -> Mapping[int, tuple[Notices, ...]]:
    """By year, the datasets in order."""
    found: dict[int, tuple[Notices, ...]] = {}
    for dataset, columns in NUMBERED.items():
        asked.ask("DROP TABLE IF EXISTS counted")
        wanted = {"fiscal_year": "INTEGER", **dict.fromkeys(columns, "VARCHAR")}
        make_relation(asked, context, "counted", dataset, wanted)
        number = f"count(DISTINCT concat_ws('/', {', '.join(map(name, columns))}))"
        for row in asked.ask(
            f"SELECT fiscal_year AS year, {number} AS notices, count(*) AS rows FROM counted GROUP BY year"
        ):
            found[row["year"]] = (*found.get(row["year"], ()), Notices(dataset, row["notices"], row["rows"]))
    return found
