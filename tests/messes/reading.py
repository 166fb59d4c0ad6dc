"""What gongkai makes of one file: what `check` says, and the rows the file becomes."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gongkai.contract import load_contracts
from gongkai.home import DATASETS, Home
from gongkai.progress import Silent
from pipelines.check import Checked, check_file
from pipelines.stages.extract import extract
from pipelines.stages.land import land
from pipelines.stages.standardise import standardise
from tests.support.city import SETTINGS
from tests.support.town import EVENING, stored

OWN = Path(__file__).parent / "datasets" / "messes"
SHOWN = ("dataset", "title", "rows", "unit", "fiscal_year", "entity", "columns")


def declared(folder: Path) -> Path:
    """A folder of datasets: those of the platform and those made for the messes."""
    folder.mkdir(parents=True)
    for domain in [each for each in DATASETS.iterdir() if each.is_dir()] + [OWN]:
        (folder / domain.name).symlink_to(domain, target_is_directory=True)
    return folder


def opened(root: Path, datasets: Path) -> Home:
    """示例市 with every dataset switched on."""
    (root / "inbox").mkdir(parents=True)
    for name in ("organisations.csv", "events.csv"):
        (root / name).write_bytes((SETTINGS / name).read_bytes())
    on = sorted("/".join(found.parts[-3:-1]) for found in datasets.glob("[a-z]*/*/dataset.yml"))
    before, _, after = (SETTINGS / "city.yml").read_text("utf-8").partition("datasets:\n")
    kept = [line for line in after.splitlines() if not line.startswith("  - ") or "id:" in line or "/" not in line]
    listing = [f"  - {dataset}" for dataset in on]
    (root / "city.yml").write_text("\n".join([before + "datasets:", *listing, *kept]) + "\n", encoding="utf-8")
    return Home(root, datasets)


@contextmanager
def read_once() -> Iterator[None]:
    """Read the declarations once for all homes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gongkai.home.load_contracts", cache(load_contracts))
        yield


def tried(path: Path, home: Home, work: Path) -> Checked:
    """What `gongkai check` says of a file that nobody in particular delivers; its work stays in the folder `work`."""
    work.mkdir(parents=True, exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipelines.check.TemporaryDirectory", lambda **_: nullcontext(str(work)))
        return check_file(path, home)


def shown(checked: Checked) -> dict[str, Any]:
    """The part of `check --json` that an expectation states; which codes are verified is the business of their list."""
    plain: dict[str, Any] = checked.shown()
    tables = [{key: table[key] for key in SHOWN} for table in plain["tables"]]
    found = [f"{each['rule']} {each['severity']} {_place(each)}".strip() for each in plain["findings"]]
    found = [each for each in found if not each.startswith("COD-UNVERIFIED")]
    return {"type": plain["type"], "encoding": plain["encoding"], "tables": tables, "findings": sorted(found)}


def _place(item: dict[str, Any]) -> str:
    sheet, row, cell = item["sheet"], item["row"], item["cell"]
    return f"{sheet}!{cell}" if sheet and cell else cell or (f"row {row}" if row else "")


def deliver(path: Path, home: Home, department: str) -> None:
    """The same, by the stages of a night."""
    target = home.inbox / department / path.name
    target.parent.mkdir(parents=True)
    target.write_bytes(path.read_bytes())
    land(home, EVENING)
    extract(home, Silent())
    for contract in home.contracts.values():
        standardise(home, contract, Silent())


def rows(work: Path, dataset: str, columns: list[str]) -> list[list[str | None]]:
    """The rows of the only statement in the lake below `work`, as text, in their order."""
    slug = dataset.replace("/", "-").replace("_", "-")
    found = [path for path in work.rglob(f"{slug}/*/*.parquet") if not path.name.endswith(".aside.parquet")]
    (made,) = found
    wanted = ", ".join(f"CAST({name} AS VARCHAR)" for name in columns)
    return [list(row) for row in stored(made, f"SELECT {wanted} FROM stored")]
