"""Files made wrong in the ways in which files go wrong: cut off, bytes lost or changed, parts doubled, two files glued,
members of an archive spoiled. The same generator and files give the same bytes.
"""

import io
import zipfile
from collections.abc import Callable
from random import Random

Mutation = Callable[[Random, bytes, bytes], bytes]

#: What breaks readers more often than chance would.
TOKENS = (
    *(b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"'", b"\r", b"\n", b",", b"\t", b"]]>", b"<!--", b"&x;"),
    *(b"<!ENTITY x SYSTEM 'file:///etc/hostname'>", b"<a>" * 200, b"-1", b"999999999999", b"1e400", b"NaN"),
    *(b"../", b"=1/0", b"[[[[", b"{", "合计".encode(), "△".encode("gbk"), b"\xed\xa0\x80"),
)
_LONGEST = 4096
_BOMB = 65_536


def mutated(random: Random, content: bytes, other: bytes) -> bytes:
    """The content after one to three changes; `other` is another file to take from."""
    for _ in range(random.randint(1, 3)):
        content = random.choice(MUTATIONS)(random, content, other)
    return content


def _cut(random: Random, content: bytes, _: bytes) -> bytes:
    place = random.randint(0, len(content))
    return content[:place] if random.random() < 0.8 else content[place:]


def _flip(random: Random, content: bytes, _: bytes) -> bytes:
    changed = bytearray(content)
    for _each in range(random.choice((1, 4, 64)) if changed else 0):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _double(random: Random, content: bytes, _: bytes) -> bytes:
    start, length, place = _piece(random, content)
    return content[:place] + content[start : start + length] * random.choice((1, 2, 50)) + content[place:]


def _lose(random: Random, content: bytes, _: bytes) -> bytes:
    start, length, _place = _piece(random, content)
    return content[:start] + content[start + length :]


def _splice(random: Random, content: bytes, other: bytes) -> bytes:
    start, length, _place = _piece(random, other)
    place = random.randint(0, len(content))
    whole = random.random() < 0.3
    return content[:place] + (other if whole else other[start : start + length]) + content[place:]


def _insert(random: Random, content: bytes, _: bytes) -> bytes:
    for _each in range(random.choice((1, 3, 20))):
        place = random.randint(0, len(content))
        content = content[:place] + random.choice(TOKENS) + content[place:]
    return content


def _spoil_member(random: Random, content: bytes, other: bytes) -> bytes:
    """An archive whose container is sound and one of whose members is not; any other file is cut."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except Exception:  # noqa: BLE001 - whatever an earlier change made of it, it is no archive any more
        return _cut(random, content, other)
    if not members:
        return content
    index = random.randrange(len(members))
    name, inner = members[index]
    simple = random.choice((_cut, _flip, _double, _lose, _splice, _insert))
    members[index] = (random.choice((name, name, f"../{name}", "xl/workbook.xml")), simple(random, inner, other))
    if random.random() < 0.1:
        members.append(("bomb.csv", bytes(_BOMB)))
    return _archive(members)


def _archive(members: list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in dict(members).items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _piece(random: Random, content: bytes) -> tuple[int, int, int]:
    start = random.randint(0, len(content))
    return start, random.randint(0, _LONGEST), random.randint(0, len(content))


MUTATIONS: tuple[Mutation, ...] = (_cut, _flip, _double, _lose, _splice, _insert, _spoil_member, _spoil_member)
