"""A home that lasts as long as one look at a file: settings and registers copied, everything else empty.

Here belongs how such a home is made. What is tried in it belongs to `pipelines.check`.
"""

import json
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gongkai.contract import Contract, load_contracts
from gongkai.home import DATASETS, Home

COPIED = ("city.yml", "organisations.csv", "events.csv", "negative_list.csv", "regions.csv")
NO_CITY = {
    "name": {"zh": "未指定城市", "en": "no city"},
    "region_code": "000000",
    "base_url": "http://localhost/",
}


@dataclass(frozen=True)
class NoCity(Home):
    """A home of no city: every dataset, an empty register of organisations."""

    @cached_property
    def contracts(self) -> dict[str, Contract]:
        """Every declared dataset; without a register, no name can be looked up in it."""
        return {name: _without_register(contract) for name, contract in load_contracts(self.datasets).items()}


def trial_home(work: Path, home: Home | None) -> Home:
    """A home in the folder `work` with the settings of `home`, or of no city. Raises DeclarationError."""
    if home is not None:
        for name in COPIED:
            if (home.root / name).is_file():
                shutil.copy(home.root / name, work)
        return Home(work, home.datasets)
    settings = {**NO_CITY, "datasets": []}
    (work / "city.yml").write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")
    (work / "organisations.csv").write_text("code,name,inbox\n", encoding="utf-8")
    return NoCity(work, DATASETS)


def _without_register(contract: Contract) -> Contract:
    kept = tuple(check for check in contract.rules if check.kind != "organisation_known")
    return contract.model_copy(update={"checks": contract.checks.model_copy(update={"checks": kept})})
