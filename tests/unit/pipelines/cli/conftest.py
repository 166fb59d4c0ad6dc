"""The command line run inside the test process: what it prints, and the code it ends with."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipelines.cli import main
from tests.support.town import Town


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("status", "--json")` as a shell would."""
    monkeypatch.delenv("GONGKAI_HOME", raising=False)

    def command(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["gongkai", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Said(int(ended.value.code or 0), printed.out, printed.err)

    return command


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """示例市 with an empty inbox."""
    found = Town(tmp_path / "town")
    yield found
    found.home.close()
