"""The file that is read: its kind, its names, who may claim its tables, and where their bodies go."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from gongkai.contract import Contract
from gongkai.findings import Place
from pipelines.stages.extract.claims import form_labels, header_words

BETWEEN = " › "


@dataclass(frozen=True)
class Source:
    """One file, or one file inside an archive; `member` is its path in there."""

    kind: str
    contracts: tuple[Contract, ...]
    place: Place
    folder: Path
    member: str | None = None

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that layouts know from headers."""
        return header_words(self.contracts)

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels that layouts know from forms."""
        return form_labels(self.contracts)

    @cached_property
    def reads_sentences(self) -> bool:
        """Whether a dataset looks for facts in the text around tables."""
        return any(layout.sentences for contract in self.contracts for layout in contract.sources.layouts)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the file, from the inside of an archive outwards."""
        outer = (self.place.file or "").partition(BETWEEN)[0]
        return (self.member, outer) if self.member else (outer,)

    def inside(self, member: str, kind: str) -> "Source":
        """A file in this archive; findings about it name both."""
        file = f"{self.place.file}{BETWEEN}{member}"
        return replace(self, kind=kind, member=member, place=self.place.model_copy(update={"file": file}))

    def of_kind(self, kind: str) -> "Source":
        """The same file, unpacked: what it is inside."""
        return replace(self, kind=kind)
