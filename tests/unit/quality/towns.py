"""Several departments judged side by side: small tables of two datasets and years, written as literals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.calendar import WorkingDays
from gongkai.contract import Contract
from gongkai.engine import engine, literal, name
from gongkai.registers import Registers
from gongkai.submission import Submission
from quality.context import Neighbours, TableContext
from quality.engines.duck import judge
from quality.linking.linked import link_rows
from quality.loading import Stated, load
from tests.unit.quality.tables import Result, Row, contract, submission


@dataclass
class Street:
    """What departments state, by dataset; `say` adds a statement, `judge` gives the results by department."""

    folder: Path
    registers: Registers
    schemas: Mapping[str, Mapping[str, Any]]
    stated: dict[str, list[Stated]] = field(default_factory=dict)
    refused: dict[tuple[str, int, str], str] = field(default_factory=dict)

    def contract(self, dataset: str, checks: Sequence[Mapping[str, Any]] = ()) -> Contract:
        made = contract(self.schemas[dataset], checks)
        return made.model_copy(update={"dataset": made.dataset.model_copy(update={"id": dataset})})

    def say(self, dataset: str, entity: str, rows: Sequence[Row], period: int = 2026, **facts: Any) -> Submission:
        table = self.contract(dataset)
        path = self.folder / f"{dataset.replace('/', '-')}-{entity}-{period}.parquet"
        about = {"key": path.stem, "entity": entity, "department": entity, "period": period, "dataset": dataset}
        made = submission(table, len(rows), **{**about, **facts})
        with engine([self.folder]) as connection:
            columns = ", ".join(f"{name(each.name)} {each.sql_type}" for each in table.table.fields)
            connection.execute(f"CREATE TABLE t ({columns})")
            for number, row in enumerate(rows, start=5):
                values = [{"source_row": number, **row}.get(each) for each in table.table.names]
                connection.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(values))})", values)
            connection.execute(f"COPY t TO {literal(path)} (FORMAT parquet)")
        self.stated.setdefault(dataset, []).append(Stated(made, path))
        return made

    def judge(self, dataset: str, *checks: Mapping[str, Any], period: int = 2026, **limits: float) -> dict[str, Result]:
        table = self.contract(dataset, checks)
        mine = [each for each in self.stated[dataset] if each.submission.period == period]
        neighbours = {key: Neighbours(self.contract(key), some) for key, some in self.stated.items()}
        with engine([self.folder]) as connection:
            sought, linked = link_rows(connection, table, mine, neighbours)
            load(connection, "rows", table, mine, linked)
            submissions = [each.submission for each in mine]
            known = (submissions, self.registers, WorkingDays(), neighbours, limits, self.refused, sought)
            made = TableContext(connection, table, *known)
            return {one.entity: Result(*each) for one, each in zip(submissions, judge(made), strict=True)}


MakeStreet = Callable[..., Street]
