"""The inbox sensor: a run for every new state of the inbox that stands still, and none twice."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from gongkai.digests import sha256_file
from gongkai.home import Home, open_home
from pipelines.orchestration import inbox
from pipelines.orchestration.inbox import inbox_sensor, look, waiting
from pipelines.stages.land import land

FILE = "101/预算.csv"
TAGS = {"tag": "value"}


@pytest.fixture
def home(tmp_path: Path, repository: Path) -> Home:
    """The sample city before anything was delivered."""
    for name in ("city.yml", "organisations.csv", "events.csv"):
        (tmp_path / name).write_bytes((repository / "tests" / "support" / "small_city" / name).read_bytes())
    return open_home(tmp_path)


def deliver(home: Home, content: str, name: str = FILE) -> Path:
    path = home.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def landed(home: Home) -> None:
    land(home, datetime(2026, 3, 12, tzinfo=UTC))


def run_keys(home: Home, cursor: str | None, looks: int = 1) -> tuple[list[str], str | None]:
    """The runs asked for in so many looks, and the cursor after them."""
    asked: list[str] = []
    for _ in range(looks):
        result = look(waiting(home, cursor), cursor, TAGS)
        asked += [str(request.run_key) for request in result.run_requests or ()]
        cursor = result.cursor
    return asked, cursor


def test_an_empty_inbox_starts_nothing(home: Home) -> None:
    assert run_keys(home, None, looks=3)[0] == []


def test_a_new_file_starts_one_run_once_it_stands_still(home: Home) -> None:
    deliver(home, "half a fi")
    asked, cursor = run_keys(home, None)
    deliver(home, "half a file, and the rest")
    more, cursor = run_keys(home, cursor)
    assert asked + more == []
    started, cursor = run_keys(home, cursor, looks=4)
    assert len(started) == 1
    assert look(waiting(home, cursor), cursor, TAGS).run_requests == []


def test_what_has_landed_starts_nothing_even_when_touched(home: Home) -> None:
    path = deliver(home, "科目,金额")
    landed(home)
    os.utime(path, (0, 0))
    assert waiting(home, None) == {}


def test_changed_bytes_of_the_same_size_start_a_run(home: Home) -> None:
    deliver(home, "科目,1")
    landed(home)
    deliver(home, "科目,2")
    assert len(run_keys(home, None, looks=2)[0]) == 1


def test_a_file_taken_away_starts_a_run(home: Home) -> None:
    path = deliver(home, "科目,1")
    landed(home)
    path.unlink()
    assert len(run_keys(home, None, looks=2)[0]) == 1


def test_a_file_that_comes_back_starts_a_run_of_its_own(home: Home) -> None:
    path = deliver(home, "科目,1")
    first, cursor = run_keys(home, None, looks=2)
    path.unlink()
    _, cursor = run_keys(home, cursor, looks=2)
    deliver(home, "科目,1")
    second, _ = run_keys(home, cursor, looks=2)
    assert len(first) == len(second) == 1
    assert first != second


def test_a_file_nobody_can_take_starts_one_run_only(home: Home) -> None:
    deliver(home, "科目,1", "999/不明部门.csv")
    asked, cursor = run_keys(home, None, looks=2)
    landed(home)
    more, _ = run_keys(home, cursor, looks=3)
    assert len(asked) == 1
    assert more == []


@pytest.mark.parametrize("name", ["101/~$预算.xlsx", "101/.预算.csv", "101/预算.csv.part"])
def test_lock_files_and_unfinished_copies_start_nothing(home: Home, name: str) -> None:
    deliver(home, "科目,1", name)
    assert waiting(home, None) == {}


def test_the_cursor_holds_only_what_has_not_landed(home: Home) -> None:
    deliver(home, "科目,1")
    landed(home)
    deliver(home, "科目,2", "102/预算.csv")
    _, cursor = run_keys(home, None)
    assert list(json.loads(str(cursor))["state"]) == ["102/预算.csv"]


def test_without_a_home_nothing_is_made(tmp_path: Path) -> None:
    root = tmp_path / "nowhere"
    inbox_sensor(root, TAGS).evaluate_tick(dg.build_sensor_context())
    assert not root.exists()


def test_a_file_that_cannot_be_read_or_vanishes_does_not_stop_the_others(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(home, "科目,1", "102/无权读取.csv")
    path = deliver(home, "科目,1")

    def refuse(file: Path) -> str:
        if file != path:
            raise PermissionError(13, "Permission denied", str(file))
        return sha256_file(file)

    monkeypatch.setattr(inbox, "sha256_file", refuse)
    (home.inbox / "101" / "断链.csv").symlink_to("nowhere.csv")
    asked, cursor = run_keys(home, None, looks=2)
    assert len(asked) == 1
    assert {name: seen[-1] != "" for name, seen in json.loads(str(cursor))["state"].items()} == {
        FILE: True,
        "102/无权读取.csv": False,
    }
    monkeypatch.undo()
    assert len(run_keys(home, cursor, looks=3)[0]) == 1


def test_a_refused_file_is_hashed_again_only_when_it_was_touched(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = deliver(home, "科目,1", "999/不明部门.csv")
    hashed: list[Path] = []
    monkeypatch.setattr(inbox, "sha256_file", lambda file: hashed.append(file) or sha256_file(file))
    asked, cursor = run_keys(home, None, looks=5)
    assert (len(asked), hashed) == (1, [path])
    os.utime(path, (0, 0))
    again, _ = run_keys(home, cursor, looks=3)
    assert (again, hashed) == ([], [path, path])


def test_a_file_name_that_is_no_utf8_fits_the_cursor(home: Home) -> None:
    name = os.fsdecode("101/预算.csv".encode("gb18030"))
    deliver(home, "科目,1", name)
    asked, cursor = run_keys(home, None, looks=2)
    assert len(asked) == 1
    assert "\\xcb\\xe3.csv" in next(iter(json.loads(str(cursor).encode("utf-8"))["state"]))
