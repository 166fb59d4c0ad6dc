"""A file is whole or absent."""

import os
from pathlib import Path

import pytest

import gongkai.files
from gongkai.files import replace_folder, whole_file, write_whole


def test_a_file_appears_only_when_it_is_finished(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "manifest.json"
    with whole_file(path) as part:
        part.write_text("half")
        assert not path.exists()
        part.write_text("whole")
    assert path.read_text() == "whole"
    assert os.listdir(path.parent) == ["manifest.json"]


def test_a_file_that_could_not_be_finished_leaves_the_old_one_and_no_half(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), whole_file(path) as part:
        part.write_text("half")
        raise ZeroDivisionError
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["manifest.json"]


def test_a_leftover_of_a_killed_run_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with whole_file(path) as part:
        leftover = part
        part.write_text("first")
    leftover.write_text("rubbish of a killed run")
    with whole_file(path) as part:
        assert not part.exists()
        part.write_text("second")
    assert path.read_text() == "second"


def test_equal_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    assert write_whole(path, "示例市")
    before = path.stat()
    assert not write_whole(path, "示例市".encode())
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert write_whole(path, "示例省")
    assert path.read_text("utf-8") == "示例省"


def test_a_finished_folder_takes_the_place_of_a_leftover(tmp_path: Path) -> None:
    work, final = tmp_path / ".v1.part", tmp_path / "2026" / "v1"
    work.mkdir()
    (work / "new.csv").write_text("new")
    final.mkdir(parents=True)
    (final / "old.csv").write_text("old")
    replace_folder(work, final)
    assert os.listdir(final) == ["new.csv"]
    assert not work.exists()


def test_a_new_name_is_on_disk_before_the_next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(gongkai.files, "flush", lambda path: flushed.append((path.name, os.listdir(tmp_path))))
    write_whole(tmp_path / "manifest.json", "{}")
    assert flushed[-1] == (tmp_path.name, ["manifest.json"])
    (tmp_path / ".v1.part").mkdir()
    replace_folder(tmp_path / ".v1.part", tmp_path / "v1")
    assert flushed[-1][0] == tmp_path.name
    assert sorted(flushed[-1][1]) == ["manifest.json", "v1"]
