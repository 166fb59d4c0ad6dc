"""Digests prove that two inputs are the same."""

import math
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.digests import code_digest, digest_of, sha256_bytes, sha256_file

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_bytes_and_files_have_the_standard_digest(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    assert sha256_bytes(b"") == sha256_file(tmp_path / "empty") == EMPTY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("1",), (1,)),
        ((Decimal(1),), (1,)),
        ((Decimal("1.0"),), (Decimal("1.00"),)),
        ((date(2026, 3, 5),), ("2026-03-05",)),
        ((date(2026, 3, 5),), (datetime(2026, 3, 5, tzinfo=UTC),)),
        (([1, 2],), ([2, 1],)),
        ((None,), ()),
    ],
)
def test_different_values_have_different_digests(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert digest_of(*one) != digest_of(*other)


def test_the_order_of_keys_does_not_count() -> None:
    assert digest_of({"科目": "201", "金额": Decimal("1.00")}) == digest_of({"金额": Decimal("1.00"), "科目": "201"})


def test_a_digest_stays_the_same_over_the_years() -> None:
    assert digest_of() == sha256_bytes(b"[]")
    assert digest_of("a", {"b": Decimal("1.0")}) == sha256_bytes(b'["a",{"b":{"$decimal":"1.0"}}]')


def test_what_has_no_stable_spelling_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        digest_of(object())
    with pytest.raises(ValueError, match="JSON"):
        digest_of(math.nan)


def _package(folder: Path, name: str, text: str) -> None:
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text(text)
    (folder / name / "page.html").write_text("page")


def test_code_digests_follow_the_source_and_not_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    _package(tmp_path, "digest_probe_one", "A = 1\n")
    _package(tmp_path, "digest_probe_two", "A = 2\n")
    first = code_digest("digest_probe_one", "digest_probe_two")
    assert first == code_digest("digest_probe_two", "digest_probe_one")
    code_digest.cache_clear()
    cache = tmp_path / "digest_probe_one" / "__pycache__"
    cache.mkdir()
    (cache / "x.pyc").write_bytes(b"compiled")
    assert code_digest("digest_probe_one", "digest_probe_two") == first
    code_digest.cache_clear()
    (tmp_path / "digest_probe_one" / "page.html").write_text("another page")
    assert code_digest("digest_probe_one", "digest_probe_two") != first
    code_digest.cache_clear()


def test_a_module_and_an_unknown_name() -> None:
    assert code_digest("gongkai.digests") != code_digest("gongkai.masking")
    with pytest.raises(ModuleNotFoundError, match="no_such_room"):
        code_digest("no_such_room")
