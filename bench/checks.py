"""(b) The checks of the large dataset, rows a second, against `frictionless validate` on rows of the published CSV.

frictionless would need minutes for all rows, so it is given the first of them; it checks the types and constraints of
the Table Schema and the primary key, while the dataset's own checks are all of these and more.
"""

import json
from itertools import islice
from pathlib import Path

from bench.bulk import DATASET, Say
from bench.measure import Figure, measure
from bench.organisations import YEAR

SAMPLE, GOAL = 60_000, 50


def checks(folder: Path, runs: int, say: Say) -> list[Figure]:
    """Needs the home that `bulk` leaves behind. Alternates both and takes the best of each."""
    descriptor = _sample(folder)
    ours, theirs = [], []
    for run in range(1, runs + 1):
        say(f"run {run} of {runs}: checks")
        ours.append(measure("checks", folder / "home", DATASET))
        say(f"run {run} of {runs}: frictionless on {SAMPLE:,} rows")
        theirs.append(measure("frictionless", descriptor))
    rates = [max(one.facts["rows"] / one.seconds for one in each) for each in (ours, theirs)]
    detail = f"{rates[0]:,.0f} rows/s with {ours[0].facts['checks']} checks, frictionless {rates[1]:,.0f} rows/s"
    return [Figure("b: checks, times as fast as frictionless", rates[0] / rates[1], GOAL, "×", detail, at_least=True)]


def _sample(folder: Path) -> Path:
    """A descriptor of the first published rows with the published schema."""
    version = next((folder / "home" / "public" / "d").glob(f"*/{YEAR}/v1"))
    package = json.loads((version / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(each for each in package["resources"] if each["path"].endswith(".csv"))
    with (version / resource["path"]).open(encoding="utf-8", newline="") as rows:
        (folder / "head.csv").write_text("".join(islice(rows, SAMPLE + 1)), encoding="utf-8")
    kept = {key: value for key, value in resource.items() if key not in ("bytes", "hash", "path", "stats")}
    target = folder / "head.json"
    target.write_text(json.dumps({**kept, "path": "head.csv"}), encoding="utf-8")
    return target
