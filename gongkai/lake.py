"""The lake: where each stage keeps what it made. The flow is visible from the folder names; everything is content- or
key-addressed.
"""

from dataclasses import dataclass
from pathlib import Path

STAGES = ("1_landed", "2_extracted", "3_standardised", "4_validated", "5_cleared", "6_published", "7_assessed")


@dataclass(frozen=True)
class Lake:
    """Paths below `<home>/lake`. Nothing here reads or writes."""

    root: Path

    def landed(self, sha256: str) -> Path:
        """The bytes of a delivered file, unchanged."""
        return self.root / STAGES[0] / sha256[:2] / sha256

    def extracted(self, key: str) -> Path:
        """The folder with the tables found in one file: text plus row number."""
        return self.root / STAGES[1] / key[:2] / key

    def standardised(self, slug: str, period: int, key: str) -> Path:
        """One submission in the columns of its schema."""
        return self.root / STAGES[2] / slug / str(period) / f"{key}.parquet"

    def set_aside(self, slug: str, period: int, key: str) -> Path:
        """The rows of a submission that could not be interpreted, as text."""
        return self.root / STAGES[2] / slug / str(period) / f"{key}.aside.parquet"

    def verdict(self, slug: str, period: int, key: str) -> Path:
        """The outcome of every check on one submission."""
        return self.root / STAGES[3] / slug / str(period) / f"{key}.json"

    def shape(self, slug: str, period: int, key: str) -> Path:
        """The shape of one submission: counts by which later ones are compared with it."""
        return self.root / STAGES[3] / slug / str(period) / f"{key}.shape.json"

    def links(self, slug: str, period: int, key: str) -> Path:
        """What the rows of one submission go back to in other datasets."""
        return self.root / STAGES[3] / slug / str(period) / f"{key}.links.parquet"

    def decision(self, slug: str, period: int, entity: str) -> Path:
        """The current release decision of one submission."""
        return self.root / STAGES[4] / slug / str(period) / f"{entity}.json"

    def published(self, slug: str, period: int) -> Path:
        """Which content of which submission stands in the current release."""
        return self.root / STAGES[5] / slug / f"{period}.json"

    def assessed(self, slug: str) -> Path:
        """The assessment of one dataset."""
        return self.root / STAGES[6] / f"{slug}.json"
