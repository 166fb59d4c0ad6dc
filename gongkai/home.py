"""A home: the directory that holds one city's settings, inbox, lake, journal and published site."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gongkai.city import City
from gongkai.contract import Contract, DeclarationError, load_contracts
from gongkai.contract.yaml import fault_at, parse
from gongkai.errors import GongkaiError, Locked
from gongkai.files import sweep
from gongkai.journal import Journal
from gongkai.lake import Lake
from gongkai.references import unknown_references
from gongkai.registers import Registers

DATASETS = Path(__file__).resolve().parents[1] / "datasets"


@dataclass(frozen=True)
class Home:
    """One city's home. Opening it reads `city.yml` and the declarations of the datasets the city has switched on."""

    root: Path
    datasets: Path = DATASETS

    @cached_property
    def city(self) -> City:
        """The settings. Raises DeclarationError."""
        return parse(City, self.root / "city.yml")

    @cached_property
    def contracts(self) -> dict[str, Contract]:
        """The contracts of the datasets that `city.yml` lists, in that order. Raises DeclarationError."""
        every = load_contracts(self.datasets)
        unknown = [(index, name) for index, name in enumerate(self.city.datasets) if name not in every]
        if unknown:
            expected = f"one of {', '.join(sorted(every))}"
            raise DeclarationError([fault_at(self.root / "city.yml", ("datasets", i), expected, n) for i, n in unknown])
        return {name: every[name] for name in self.city.datasets}

    @cached_property
    def registers(self) -> Registers:
        """Organisations, code lists, deadlines, negative list, events."""
        return Registers(self.datasets / "_shared", self.root)

    @cached_property
    def journal(self) -> Journal:
        """The journal, made on first use."""
        return Journal(self.journal_file)

    @property
    def journal_file(self) -> Path:
        """The file of the journal."""
        return self.root / "journal.sqlite"

    @property
    def inbox(self) -> Path:
        """Where departments put their files: `inbox/<department>/`."""
        return self.root / "inbox"

    @property
    def public(self) -> Path:
        """The published tree, plain files."""
        return self.root / "public"

    @property
    def lake(self) -> Lake:
        """What the stages keep."""
        return Lake(self.root / "lake")

    def contract(self, dataset: str) -> Contract:
        """The contract of a dataset. Raises GongkaiError for one the city does not have."""
        if dataset not in self.contracts:
            known = ", ".join(self.contracts)
            raise GongkaiError(
                f"没有数据集 {dataset}", f"there is no dataset {dataset}", f"可用：{known}", f"available: {known}"
            )
        return self.contracts[dataset]

    def close(self) -> None:
        """Close the journal if it was opened."""
        if "journal" in self.__dict__:
            self.journal.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the home's only writer lock; it ends with the process, however that ends.

        The lock file says that a run is under way; the next run sees so that it was interrupted, and sweeps up first.
        """
        with (self.root / "write.lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Locked(
                    "另一个运行正在写入",
                    "another run is writing to this home",
                    "等它结束后再试",
                    "try again when it has ended",
                ) from None
            if lock.tell():
                for folder in (self.lake.root, self.public):
                    sweep(folder)
            lock.write("running\n")
            lock.flush()
            yield
            lock.truncate(0)


def open_home(root: Path, datasets: Path = DATASETS) -> Home:
    """The home at `root`. Raises GongkaiError when there is none, DeclarationError when its settings are bad."""
    if not (root / "city.yml").is_file():
        raise GongkaiError(
            f"{root} 不是 gongkai 的城市目录（没有 city.yml）",
            f"{root} is not a home (it has no city.yml)",
            f"用 gongkai --home {root} init 新建",
            f"make one with gongkai --home {root} init",
        )
    home = Home(root.resolve(), datasets)
    faults = [fault for each in home.contracts.values() for fault in unknown_references(each, home.registers)]
    if faults:
        raise DeclarationError(faults)
    return home
