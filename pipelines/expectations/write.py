"""Writes `expectations/index.html` and `expectations/<dataset>.html` into the home, when a result has changed."""

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from gongkai.digests import code_digest, digest_of
from gongkai.files import write_whole
from gongkai.home import Home
from gongkai.journal.work import Entry
from gongkai.verdict import Status
from pipelines.stages.expect import STAGE as EXPECT
from pipelines.stages.expect import results
from quality.engines.expectations import WORST_FIRST
from quality.watch.telling import KINDS, PREFIX, TYPES, shown

if TYPE_CHECKING:
    from jinja2 import Environment

STAGE = "expectations"
PAGES = "expectations"
STATUSES = {
    Status.PASS: ("✓ 符合", "holds"),
    Status.FAIL: ("✕ 不符合", "does not hold"),
    Status.ERROR: ("! 未能评估", "could not be evaluated"),
    Status.NOT_APPLICABLE: ("– 不适用", "not applicable"),
}


def write_expectations(home: Home) -> bool:
    """Bring the pages up to date. Returns whether anything was to be done."""
    known = home.journal.work.entry(STAGE)
    folder = home.root / PAGES
    made_from = {scope: [one.key, one.result] for scope, one in home.journal.work.stage(EXPECT).items()}
    titles = {contract.id: contract.dataset.title.model_dump() for contract in home.contracts.values()}
    words = code_digest("pipelines.expectations", "quality.watch.telling")
    key = digest_of(words, home.city.name.model_dump(), titles, _plain(made_from))
    if known and known.key == key and (folder / "index.html").is_file():
        return False
    pages = _pages(home)
    for name, page in pages.items():
        write_whole(folder / name, page)
    for path in folder.glob("*.html"):
        if path.name not in pages:
            path.unlink()
    home.journal.work.keep([Entry(STAGE, STAGE, key, None)])
    return True


def _limits(parameters: Mapping[str, Any]) -> str:
    """What a schema asks of a column, as it is declared."""
    if "min_value" in parameters:
        bounds = (parameters["min_value"], parameters["max_value"])
        return " – ".join("" if bound is None else str(bound) for bound in bounds)
    return str(parameters.get("regex") or "、".join(parameters.get("value_set", ())))


def _plain(made_from: Mapping[str, object]) -> str:
    """Results hold shares, of which no digest is defined as numbers."""
    return json.dumps(made_from, sort_keys=True)


def _pages(home: Home) -> dict[str, str]:
    found = [(home.contract(dataset), result) for dataset, result in results(home).items()]
    told = [one for one in home.journal.work.findings() if one.rule.startswith(PREFIX)]
    lost = [one for one in told if one.dataset not in {result.dataset for _, result in found}]
    environment = _environment()
    index = environment.get_template("index.html").render(city=home.city, found=found, told=lost)
    one = environment.get_template("dataset.html")
    return {"index.html": index} | {
        f"{contract.dataset.slug}.html": one.render(
            city=home.city,
            contract=contract,
            result=result,
            told=[each for each in told if each.dataset == contract.id],
            rows=sorted(result.expectations, key=lambda each: WORST_FIRST.index(each.status)),
        )
        for contract, result in found
    }


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("pipelines.expectations"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(statuses=STATUSES, kinds=KINDS, types=TYPES, shown=shown, limits=_limits)
    return environment
