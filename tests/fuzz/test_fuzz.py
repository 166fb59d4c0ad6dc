"""Whatever arrives, no exception escapes the reading of a file, and nothing is written outside the folder given.

`GONGKAI_FUZZ_SECONDS` says for how long files are spoiled and read (10 by default), `GONGKAI_FUZZ_SEED` from which
number on. The n-th file is always the same, so a failure can be seen again: its number and its bytes are kept.
"""

import gzip
import os
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import count
from pathlib import Path
from random import Random

import pytest

from gongkai.findings import Place
from pipelines.check import check_file
from pipelines.stages.extract import extract_file
from tests.fuzz.mutations import mutated
from tests.support.sheets import Cell, Sheet, budget, contract, contracts, workbook
from tests.support.town import declared

SECONDS = float(os.environ.get("GONGKAI_FUZZ_SECONDS", "10"))
SEED = int(os.environ.get("GONGKAI_FUZZ_SEED", "0"))
LARGEST = 300_000
LONGEST = 60
CHECKED_EVERY = 10
MESSES = Path(__file__).parents[1] / "messes"
DECLARATIONS = (".json", ".yml", ".py", ".md", ".pyc")


def sound_files(repository: Path) -> list[tuple[str, bytes]]:
    """Files that are right, or wrong in a known way: made here, the messes, and real ones where they are."""
    made = [("预算.xlsx", budget()), ("合同.csv", contracts(contract())), ("公告.xlsx", notice())]
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in made:
            archive.writestr(name, content)
    made += [("材料.zip", buffer.getvalue()), ("合同.csv.gz", gzip.compress(contracts(contract()), mtime=0))]
    made += [
        ("合同_gbk.csv", contracts(contract()).decode().encode("gb18030")),
        ("合同.txt", contracts(contract()).decode().encode("utf-16")),
    ]
    return made + [
        (path.name, path.read_bytes()) for path in _files(MESSES) + _files(repository.parent / "shared/data")
    ]


def notice() -> bytes:
    """A notice as labels and values, two pairs in a row."""
    rows: list[list[Cell]] = [
        ["示例学校课桌椅采购合同"],
        ["采购人名称", "示例学校", "供应商名称", "示例市青禾科技有限公司"],
        ["合同金额", "1.5万元", "合同签署时间", "2026-03-17 00:32:09"],
    ]
    return workbook({"公告": Sheet(rows, merged=["A1:D1"])})


def _files(folder: Path) -> list[Path]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in DECLARATIONS)
    return [path for path in found if path.stat().st_size <= LARGEST]


class Writes:
    """The files that Python opens for writing, makes or moves, as long as it is told to watch."""

    def __init__(self) -> None:
        self.watching = False
        self.paths: list[str] = []
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.watching:
            return
        writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & writing:
            self.paths.append(str(arguments[0]))
        elif event in ("os.mkdir", "os.rename", "os.symlink", "os.link"):
            self.paths += [str(each) for each in arguments[:2] if isinstance(each, (str, bytes))]

    @contextmanager
    def only_below(self, folder: Path) -> Iterator[None]:
        self.paths.clear()
        self.watching = True
        try:
            yield
        finally:
            self.watching = False
        strange = [path for path in self.paths if path != os.devnull and not path.isdigit()]
        outside = [path for path in strange if not Path(path).resolve().is_relative_to(folder)]
        assert not outside, outside


@pytest.fixture(scope="module")
def writes() -> Writes:
    return Writes()


def test_spoilt_files_are_findings(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: Writes
) -> None:
    sound = sound_files(repository)
    root = tmp_path.resolve()
    for name in ("scratch", "inbox", "work"):
        (root / name).mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(root / "scratch"))
    (root / "canary").write_bytes(b"untouched")
    end = time.monotonic() + SECONDS
    for number in count(SEED):
        if time.monotonic() > end:
            break
        random = Random(f"spoilt {number}")
        (name, content), (_, other) = random.choice(sound), random.choice(sound)
        spoilt = root / "inbox" / name
        spoilt.write_bytes(mutated(random, content, other))
        with writes.only_below(root):
            _read(number, spoilt, root / "work")
        spoilt.unlink()
        assert sorted(path.name for path in root.iterdir()) == ["canary", "inbox", "scratch", "work"]
        assert list((root / "scratch").iterdir()) == []
        assert list((root / "inbox").iterdir()) == []
    assert number > SEED, "not one file was read"
    assert (root / "canary").read_bytes() == b"untouched"


def _read(number: int, spoilt: Path, work: Path) -> None:
    kept = spoilt.read_bytes()
    start = time.monotonic()
    try:
        extraction, findings = extract_file(spoilt, declared().values(), Place(file=spoilt.name), work / "one", "one")
        assert extraction.tables or findings, "nothing was found, and nothing was said"
        if number % CHECKED_EVERY == 0:
            check_file(spoilt)
    except BaseException as fault:
        failed = spoilt.parents[1] / f"failed_{number}_{spoilt.name}"
        failed.write_bytes(kept)
        fault.add_note(
            f"spoilt file {number} ({spoilt.name}), kept as {failed}; see it with GONGKAI_FUZZ_SEED={number}"
        )
        raise
    assert spoilt.read_bytes() == kept, f"{number}: the file itself was changed"
    assert time.monotonic() - start < LONGEST, f"{number}: {spoilt.name} took too long"
