"""A fictional city with the declared datasets of which rows are released as they are given: into the lake, the journal
and the public tree, so that pages can be tested without a night.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from gongkai.engine import parquet
from gongkai.home import DATASETS, Home
from publish.manifest import swap_manifest, version_folder
from publish.version import allowed_names
from tests.support.chained import ORGANISATIONS, Chained, Row
from tests.support.town import declared


class Released(Chained):
    """The city; a table that is released again replaces what its department had before."""

    def __init__(self, root: Path, *datasets: str, **settings: Any) -> None:
        """A city with these of the declared datasets."""
        self.datasets, self.root = DATASETS, root
        (root / "lake").mkdir(parents=True)
        (root / "organisations.csv").write_text(ORGANISATIONS, encoding="utf-8")
        self.settle(datasets, **settings)

    def settle(self, datasets: Sequence[str], **more: Any) -> None:
        """Write `city.yml` and open the home."""
        name = {"zh": "示例市", "en": "Shilishi (fictional)"}
        city = {"name": name, "fictional": True, "region_code": "999900", "base_url": "https://data.shilishi.example/"}
        text = json.dumps({**city, "datasets": list(datasets), **more}, ensure_ascii=False)
        (self.root / "city.yml").write_text(text, encoding="utf-8")
        self.home = Home(self.root, self.datasets)
        vars(self.home)["contracts"] = {dataset: declared()[dataset] for dataset in datasets}

    def release(self, dataset: str, entity: str, rows: Sequence[Row], period: int = 2026) -> None:
        """A new version of the dataset and year, with these rows for this department."""
        super().release(dataset, entity, rows, period)
        home, contract = self.home, self.home.contract(dataset)
        newest = home.journal.releases.history(dataset, period)[-1]
        folder = version_folder(home.public, contract, period, newest.version)
        folder.mkdir(parents=True)
        parts = [home.lake.standardised(contract.dataset.slug, period, part.key) for part in newest.parts]
        with duckdb.connect() as connection:
            table = folder / allowed_names(contract, period)[2]
            connection.execute(f"COPY (FROM {parquet(*parts)}) TO '{table}' (FORMAT parquet)")
        swap_manifest(home.public, contract, newest, ())
