"""Stage 1: what arrives is kept unchanged, once, with its provenance; the inbox is only read."""

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.digests import sha256_bytes
from pipelines.stages import receive
from tests.support.town import EVENING, NIGHT, Town, tree

BUDGET = "101/示例市教育局2026年部门预算.xlsx"


def current(town: Town) -> dict[str, tuple[str, bool]]:
    return {one.path: (one.sha256, present) for one, present in town.home.journal.deliveries.current()}


def test_a_new_file_is_kept_byte_for_byte(town: Town) -> None:
    content = os.urandom(3_000_000)
    town.put(BUDGET, content)
    landing = town.land()
    assert (landing.seen, landing.new, landing.resent, landing.findings) == (1, 1, 0, ())
    ((delivery, present),) = town.home.journal.deliveries.current()
    assert (delivery.department, delivery.path, delivery.size, present) == ("101", BUDGET, 3_000_000, True)
    assert delivery.sha256 == sha256_bytes(content)
    assert delivery.received_at == EVENING.isoformat()
    assert town.home.lake.landed(delivery.sha256).read_bytes() == content


def test_nothing_is_left_beside_the_landed_bytes(town: Town) -> None:
    town.put(BUDGET, b"one")
    town.put("102/b.xlsx", b"one")
    town.land()
    assert list(tree(town.home.lake.root)) == [f"lake/1_landed/{sha256_bytes(b'one')[:2]}/{sha256_bytes(b'one')}"]


def test_an_unchanged_inbox_brings_nothing_new(town: Town) -> None:
    town.put(BUDGET, b"one")
    town.land()
    landing = town.land(NIGHT)
    assert (landing.seen, landing.new, landing.resent) == (1, 0, 0)
    assert len(town.home.journal.deliveries.by_id()) == 1


def test_a_touched_file_is_known_by_its_bytes(town: Town) -> None:
    path = town.put(BUDGET, b"one")
    town.land()
    os.utime(path, ns=(1, 1))
    assert (town.land(NIGHT).new, town.land(NIGHT).resent) == (0, 0)
    assert len(town.home.journal.deliveries.by_id()) == 1


def test_a_re_sent_file_is_no_new_delivery(town: Town) -> None:
    town.put(BUDGET, b"one")
    town.land()
    (town.home.inbox / BUDGET).unlink()
    town.put(BUDGET, b"one")
    landing = town.land(NIGHT)
    assert (landing.new, landing.resent) == (0, 1)
    assert len(town.home.journal.deliveries.by_id()) == 1


def test_a_replaced_file_is_a_new_delivery_and_the_old_bytes_stay(town: Town) -> None:
    town.put(BUDGET, b"one")
    town.land()
    town.put(BUDGET, b"two")
    assert town.land(NIGHT).new == 1
    assert current(town) == {BUDGET: (sha256_bytes(b"two"), True)}
    assert town.home.lake.landed(sha256_bytes(b"one")).read_bytes() == b"one"
    assert [one.received_at for one in town.home.journal.deliveries.by_id().values()] == [
        EVENING.isoformat(),
        NIGHT.isoformat(),
    ]


def test_a_file_taken_away_is_remembered_as_gone(town: Town) -> None:
    town.put(BUDGET, b"one").unlink()
    town.put(BUDGET, b"one")
    town.land()
    (town.home.inbox / BUDGET).unlink()
    town.land(NIGHT)
    assert current(town) == {BUDGET: (sha256_bytes(b"one"), False)}


def test_a_file_that_comes_back_is_there_again(town: Town) -> None:
    path = town.put(BUDGET, b"one")
    away = path.rename(town.root / "away")
    town.land()
    shutil.move(away, path)
    town.land()
    path.rename(away)
    town.land(NIGHT)
    shutil.move(away, path)
    town.land(NIGHT)
    assert current(town) == {BUDGET: (sha256_bytes(b"one"), True)}
    assert len(town.home.journal.deliveries.by_id()) == 1


def test_a_full_rehash_sees_what_the_stat_cache_cannot(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    path = town.put(BUDGET, b"one")
    town.land()
    kept = path.stat()
    path.write_bytes(b"two")
    monkeypatch.setattr("pipelines.stages.land.state", lambda _: (3, kept.st_mtime_ns, kept.st_ctime_ns, kept.st_ino))
    assert town.land(NIGHT).new == 0
    assert town.land(NIGHT, rehash=True).new == 1


@pytest.mark.parametrize("name", ["~$预算.xlsx", ".~lock.预算.xlsx#", ".DS_Store"])
def test_lock_files_are_passed_over_in_silence(town: Town, name: str) -> None:
    town.put(f"101/{name}", b"lock")
    landing = town.land()
    assert (landing.seen, landing.findings) == (0, ())


@pytest.mark.parametrize("name", ["预算.xlsx.part", "预算.XLSX.TMP", "预算.crdownload"])
def test_an_unfinished_copy_waits(town: Town, name: str) -> None:
    town.put(f"101/{name}", b"half")
    town.land()
    said = town.only("LND-WRITING")
    assert (said.department, said.file, said.severity.value) == ("101", name, "note")
    assert current(town) == {}


def test_a_file_that_is_open_for_writing_waits_until_it_is_closed(town: Town) -> None:
    path = town.put(BUDGET, b"half")
    with path.open("ab") as writer:
        writer.write(b" and ")
        writer.flush()
        town.land()
        assert town.only("LND-WRITING").file == path.name
        assert current(town) == {}
        writer.write(b"whole")
    town.land(NIGHT)
    assert town.rules == set()
    assert town.home.lake.landed(sha256_bytes(b"half and whole")).is_file()


def test_a_file_that_is_replaced_while_it_is_read_is_read_once_more(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = town.put(BUDGET, b"old")
    successor = town.root / "successor"
    successor.write_bytes(b"new")

    def replaced_meanwhile(_: int) -> None:
        if successor.exists():
            successor.replace(path)

    monkeypatch.setattr("pipelines.stages.receive._insist_nobody_writes", replaced_meanwhile)
    landing = town.land()
    assert (landing.new, landing.findings) == (1, ())
    assert current(town) == {BUDGET: (sha256_bytes(b"new"), True)}
    assert not town.home.lake.landed(sha256_bytes(b"old")).exists(), "a state that was given up is not kept"


def test_a_file_that_changes_again_and_again_while_it_is_read_waits(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = town.put(BUDGET, b"half")
    lengths = iter(range(1, 9))

    def written_meanwhile(_: int) -> None:
        path.write_bytes(b"half and more" * next(lengths))

    monkeypatch.setattr("pipelines.stages.receive._insist_nobody_writes", written_meanwhile)
    town.land()
    assert town.only("LND-WRITING").file == path.name
    assert current(town) == {}


def test_the_last_delivery_stays_current_while_its_successor_is_written(town: Town) -> None:
    path = town.put(BUDGET, b"one")
    town.land()
    with path.open("wb") as writer:
        writer.write(b"tw")
        writer.flush()
        town.land(NIGHT)
    assert current(town) == {BUDGET: (sha256_bytes(b"one"), True)}


def test_a_link_is_not_followed(town: Town) -> None:
    secret = town.root / "city.yml"
    (town.home.inbox / "101").mkdir()
    (town.home.inbox / "101/预算.xlsx").symlink_to(secret)
    town.land()
    assert town.only("LND-NOT-A-FILE").file == "预算.xlsx"
    assert current(town) == {}


def test_a_linked_folder_is_not_followed(town: Town, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/secret.xlsx").write_bytes(b"secret")
    (town.home.inbox / "101").symlink_to(tmp_path / "elsewhere")
    town.land()
    assert town.only("LND-NOT-A-FILE").file == "101"
    assert current(town) == {}


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("city.yml")])
def test_a_pipe_or_link_that_takes_the_place_of_a_file_is_not_opened(
    town: Town, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    path = town.put(BUDGET, b"one")

    def swapped(*_: object) -> None:
        path.unlink()
        make(path)

    monkeypatch.setattr("pipelines.stages.land._refused", swapped)
    assert [said.rule for said in town.land().findings] == ["LND-NOT-A-FILE"]
    assert current(town) == {}


def test_a_pipe_in_the_inbox_is_not_waited_for(town: Town) -> None:
    (town.home.inbox / "101").mkdir()
    os.mkfifo(town.home.inbox / "101/预算.xlsx")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(town.home.inbox / "101/b.xlsx"))
        landing = town.land()
    assert [(said.rule, said.file) for said in landing.findings] == [
        ("LND-NOT-A-FILE", "b.xlsx"),
        ("LND-NOT-A-FILE", "预算.xlsx"),
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("预算\n已审核.xlsx", "预算\\n已审核.xlsx"),
        ("预算\x1b[2J.xlsx", "预算\\x1b[2J.xlsx"),
        ("预算\u202exslx.exe", "预算\\u202exslx.exe"),
        ("预\u200b算.xlsx", "预\\u200b算.xlsx"),
    ],
)
def test_a_name_that_breaks_lines_or_hides_is_named_and_spelt_out(town: Town, name: str, written: str) -> None:
    town.put(f"101/{name}", b"one")
    landing = town.land()
    assert [(said.rule, said.file) for said in landing.findings] == [("LND-NAME-SIGNS", written)]
    assert current(town) == {}


def test_a_very_long_name_is_taken_like_any_other(town: Town) -> None:
    name = "101/" + "预" * 80 + ".xlsx"
    town.put(name, b"one")
    assert town.land().findings == ()
    assert list(current(town)) == [name]


def test_a_folder_of_no_department_is_named(town: Town) -> None:
    town.put("999/情况表.csv", b"a,b\n")
    town.land()
    said = town.only("LND-DEPARTMENT")
    assert "999" in said.message_zh
    assert "organisations.csv" in said.next_step_en
    assert (town.home.inbox / "999/情况表.csv").is_file()


def test_a_file_outside_any_folder_is_named(town: Town) -> None:
    town.put("预算.xlsx", b"one")
    town.land()
    assert (town.only("LND-NO-DEPARTMENT").file, town.only("LND-NO-DEPARTMENT").department) == ("预算.xlsx", None)


def test_a_file_in_a_folder_of_a_department_s_folder_is_taken(town: Town) -> None:
    town.put("101/2026/预算.xlsx", b"one")
    town.land()
    assert [one.department for one, _ in town.home.journal.deliveries.current()] == ["101"]


def test_findings_of_an_earlier_look_go_when_their_cause_is_gone(town: Town) -> None:
    path = town.put("999/情况表.csv", b"a,b\n")
    town.land()
    path.unlink()
    town.land(NIGHT)
    assert town.findings == []


def test_a_file_that_may_not_be_read_is_named_and_the_others_land(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.put("101/a.xlsx", b"one")
    closed = town.put("102/b.xlsx", b"two")
    opened = os.open

    def refusing(path: Path, *how: int) -> int:
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *how)

    monkeypatch.setattr(os, "open", refusing)
    town.land()
    said = town.only("LND-UNREADABLE")
    assert (said.department, said.file, said.severity.value) == ("102", "b.xlsx", "error")
    assert list(current(town)) == ["101/a.xlsx"]


def test_a_file_that_vanishes_under_the_hand_is_no_crash(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    path = town.put(BUDGET, b"one")
    monkeypatch.setattr("pipelines.stages.land._refused", lambda *_: path.unlink())
    landing = town.land()
    assert (landing.new, current(town)) == (0, {})


def test_a_landing_that_is_interrupted_takes_no_file_twice(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.put("101/a.xlsx", b"one")
    town.put("102/b.xlsx", b"two")
    copy, copied = receive._copy, []

    def interrupted(*what: object) -> str:
        if copied:
            raise KeyboardInterrupt
        copied.append(what)
        return copy(*what)  # type: ignore[arg-type]

    monkeypatch.setattr(receive, "_copy", interrupted)
    with pytest.raises(KeyboardInterrupt):
        town.land()
    monkeypatch.undo()
    town.land(NIGHT)
    assert [one.path for one in town.home.journal.deliveries.by_id().values()] == ["101/a.xlsx", "102/b.xlsx"]


def test_the_inbox_is_never_changed(town: Town) -> None:
    for name in (BUDGET, "999/a.csv", "b.csv", "101/~$c.xlsx", "101/d.part"):
        town.put(name, b"one")
    before = {path: path.stat().st_mtime_ns for path in town.home.inbox.rglob("*")}
    town.land()
    town.land(NIGHT, rehash=True)
    assert {path: path.stat().st_mtime_ns for path in town.home.inbox.rglob("*")} == before


def test_a_name_that_is_no_utf8_is_named_and_the_others_land(town: Town) -> None:
    folder = town.put(BUDGET, b"x").parent
    Path(os.fsdecode(os.fsencode(folder) + b"/" + "预算".encode("gbk") + b".csv")).write_bytes(b"x")
    landing = town.land()
    assert (landing.new, [said.rule for said in landing.findings]) == (1, ["LND-NAME"])
    assert str(landing.findings[0].file).endswith("\\xcb\\xe3.csv"), "bytes that are no text are spelt out"


def test_a_folder_that_may_not_be_listed_is_not_taken_for_empty(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = town.put(BUDGET, b"x").parent
    town.land()
    scandir = os.scandir

    def refuse(path: str | Path) -> object:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    landing = town.land(NIGHT)
    assert [(said.rule, said.department) for said in landing.findings] == [("LND-UNREADABLE", "101")]
    assert current(town)[BUDGET][1], "the file is still there"
