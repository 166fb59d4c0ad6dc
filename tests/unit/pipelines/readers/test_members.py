"""The files inside a .zip or .gz are unpacked within limits, and their names lead nowhere."""

import gzip
import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from pipelines.readers import Unreadable, limits, members, sniff

TABLE = "编号,名称\n1,甲\n".encode()
Files = list[tuple[str | zipfile.ZipInfo, bytes]]


def packed(folder: Path, files: Files) -> Path:
    path = folder / "inbox" / "材料.zip"
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return path


def gzipped(folder: Path, content: bytes, name: str = "") -> Path:
    path = folder / "付款.csv.gz"
    with path.open("wb") as raw, gzip.GzipFile(name, "wb", fileobj=raw, mtime=0) as file:
        file.write(content)
    return path


@pytest.fixture
def work(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def seen(path: Path, work: Path) -> dict[str, str | bytes]:
    """Name to content, or to what is wrong."""
    found: dict[str, str | bytes] = {}
    for member in members(path, sniff(path).kind, work):
        found[member.name] = member.path.read_bytes() if member.path else str(member.fault)
        assert [each.name for each in work.iterdir()] in (["member"], [])
    assert list(work.iterdir()) == []
    return found


def test_every_file_is_unpacked_in_order_and_removed_again(tmp_path: Path, work: Path) -> None:
    path = packed(tmp_path, [("预算/2026/一.csv", TABLE), ("二.csv", b"2")])
    assert list(seen(path, work).items()) == [("预算/2026/一.csv", TABLE), ("二.csv", b"2")]


def test_what_systems_and_programs_leave_is_passed_over(tmp_path: Path, work: Path) -> None:
    left = ["文件夹/", "__MACOSX/._一.csv", ".DS_Store", "子/Thumbs.db", "~$一.xlsx", "子/._二.csv", "desktop.ini"]
    path = packed(tmp_path, [*((name, b"") for name in left), ("一.csv", TABLE)])
    assert seen(path, work) == {"一.csv": TABLE}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../一.csv", "../../一.csv"),
        ("/etc/一.csv", "/etc/一.csv"),
        ("C:\\一.csv", "C:/一.csv"),
        ("..\\一.csv", "../一.csv"),
        ("一\u202evsc.exe", "一vsc.exe"),
        ("一\n二.csv", "一二.csv"),
        ("长" * 500, "长" * 199 + "…"),
    ],
)
def test_a_name_is_never_a_path(tmp_path: Path, work: Path, name: str, shown: str) -> None:
    path = packed(tmp_path, [(name, TABLE)])
    before = sorted(tmp_path.rglob("*"))
    ((found, tricky),) = [(member.name, member.tricky) for member in members(path, "zip", work)]
    assert (found, tricky) == (shown, True)
    assert sorted(tmp_path.rglob("*")) == before


def test_ordinary_names_are_no_tricks(tmp_path: Path, work: Path) -> None:
    path = packed(tmp_path, [("预算/部门..汇总（一）.csv", TABLE)])
    assert [member.tricky for member in members(path, "zip", work)] == [False]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_of_unstated_encoding(tmp_path: Path, work: Path, encoding: str) -> None:
    content = packed(tmp_path, [("x" * len("预算.csv".encode(encoding)), TABLE)]).read_bytes()
    name = "预算.csv".encode(encoding)
    path = tmp_path / "旧.zip"
    path.write_bytes(content.replace(b"x" * len(name), name))
    assert list(seen(path, work)) == ["预算.csv"]


def test_a_link_is_not_followed(tmp_path: Path, work: Path) -> None:
    link = zipfile.ZipInfo("一.csv")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert seen(packed(tmp_path, [(link, b"/etc/hostname")]), work) == {"一.csv": "unsupported: 链接 link"}


def test_a_name_that_stands_twice_is_not_chosen_from(tmp_path: Path, work: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path = packed(tmp_path, [("一.csv", b"1"), ("一.csv", b"2"), ("二.csv", TABLE)])
    assert seen(path, work) == {"一.csv": "corrupt: several members have this name", "二.csv": TABLE}


@pytest.mark.parametrize("inner", ["zip", "gz"])
def test_an_archive_within_an_archive_is_not_opened(tmp_path: Path, work: Path, inner: str) -> None:
    content = packed(tmp_path, [("一.csv", TABLE)]).read_bytes() if inner == "zip" else gzip.compress(TABLE)
    path = packed(tmp_path, [("内层", content), ("二.csv", TABLE)])
    assert seen(path, work) == {"内层": "unsupported: 压缩包里的压缩包 archive within an archive", "二.csv": TABLE}


def test_a_workbook_in_an_archive_is_no_archive(tmp_path: Path, work: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as workbook:
        workbook.writestr("[Content_Types].xml", "<Types/>")
        workbook.writestr("xl/workbook.xml", "<workbook/>")
    assert seen(packed(tmp_path, [("一.xlsx", buffer.getvalue())]), work) == {"一.xlsx": buffer.getvalue()}


def test_a_damaged_member_leaves_the_others(tmp_path: Path, work: Path) -> None:
    path = packed(tmp_path, [("一.csv", TABLE * 100), ("二.csv", TABLE)])
    content = bytearray(path.read_bytes())
    content[45:52] = bytes(7)
    path.write_bytes(content)
    found = seen(path, work)
    assert str(found["一.csv"]).startswith("corrupt: archive:")
    assert found["二.csv"] == TABLE


def test_a_password_refuses_the_whole(tmp_path: Path, work: Path) -> None:
    path = packed(tmp_path, [("一.csv", TABLE)])
    content = bytearray(path.read_bytes())
    directory = content.index(b"PK\x01\x02")
    for place in (6, directory + 8):
        content[place] |= 1
    path.write_bytes(content)
    with pytest.raises(Unreadable, match="encrypted"):
        seen_as_zip(path, work)


def seen_as_zip(path: Path, work: Path) -> list[str]:
    return [member.name for member in members(path, "zip", work)]


@pytest.mark.parametrize("limit", ["MAX_MEMBERS", "MAX_ARCHIVE_BYTES", "MAX_MEMBER_BYTES", "MAX_RATIO"])
def test_bombs_are_refused_before_anything_is_unpacked(
    tmp_path: Path, work: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    path = packed(tmp_path, [("一.csv", bytes(100_000)), ("二.csv", bytes(100_000))])
    monkeypatch.setattr(limits, limit, 1 if limit == "MAX_MEMBERS" else 50)
    monkeypatch.setattr(limits, "RATIO_FROM_BYTES", 1000)
    with pytest.raises(Unreadable, match="too_large"):
        seen_as_zip(path, work)
    assert list(work.iterdir()) == []


@pytest.mark.parametrize("name", ["", "付款.csv"])
def test_a_gz_holds_one_file(tmp_path: Path, work: Path, name: str) -> None:
    path = gzipped(tmp_path, TABLE * 1000)
    raw = path.read_bytes()
    if name:  # the name stands behind the ten bytes of the header
        raw = raw[:3] + b"\x08" + raw[4:10] + name.encode("gbk") + b"\0" + raw[10:]
    path.write_bytes(raw)
    assert seen(path, work) == {name: TABLE * 1000}


def test_parts_packed_one_after_the_other_are_one_file(tmp_path: Path, work: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(TABLE) + gzip.compress(b"2,x\n"))
    assert list(seen(path, work).values()) == [TABLE + b"2,x\n"]


def test_a_gz_cut_off_or_damaged_is_named(tmp_path: Path, work: Path) -> None:
    whole = gzipped(tmp_path, bytes(range(256)) * 500).read_bytes()
    path = tmp_path / "a.gz"
    for content, reason in (
        (whole[:-20], "truncated"),
        (whole[:-8] + struct.pack("<II", 1, len(whole)), "corrupt"),
        (whole[:12] + b"\xff" * 40 + whole[52:], "corrupt"),
    ):
        path.write_bytes(content)
        with pytest.raises(Unreadable, match=reason):
            list(members(path, "gz", work))
        assert list(work.iterdir()) == []


@pytest.mark.parametrize("honest", [True, False])
def test_a_gz_bomb_is_refused_whatever_size_it_states(
    tmp_path: Path, work: Path, monkeypatch: pytest.MonkeyPatch, honest: bool
) -> None:
    monkeypatch.setattr(limits, "RATIO_FROM_BYTES", 1_000_000)
    content = gzipped(tmp_path, bytes(20_000_000)).read_bytes()
    path = tmp_path / "a.gz"
    path.write_bytes(content if honest else content[:-4] + struct.pack("<I", 100))
    with pytest.raises(Unreadable, match="too_large"):
        list(members(path, "gz", work))
    assert list(work.iterdir()) == []
