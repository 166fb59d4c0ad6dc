"""Workbooks under Excel's default password open, and say so; others stay closed."""

import io
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from pipelines.readers import Unreadable, limits, opened_with_default_password, read_workbook, sniff
from pipelines.readers.password import DEFAULT_PASSWORD
from tests.messes.writing.encrypted import encrypted_xls, encrypted_xlsx
from tests.unit.pipelines.readers.test_sniff import xls_bytes, xlsx_bytes


@pytest.mark.parametrize(
    ("content", "kind", "encrypted"),
    [
        (encrypted_xlsx(xlsx_bytes()), "encrypted", True),
        (encrypted_xls(xls_bytes()), "xls", True),
        (xlsx_bytes(), "xlsx", False),
        (xls_bytes(), "xls", False),
    ],
)
def test_the_default_password_opens_silently_and_is_told(
    tmp_path: Path, content: bytes, kind: str, encrypted: bool
) -> None:
    path = tmp_path / "预算"
    path.write_bytes(content)
    assert sniff(path).kind == kind
    assert read_workbook(path, kind)[0].rows == [["部门收支总表"]]
    assert opened_with_default_password(path, kind) is encrypted


def test_another_password_keeps_it_closed(tmp_path: Path) -> None:
    path = tmp_path / "预算"
    path.write_bytes(encrypted_xlsx(xlsx_bytes(), "示例123"))
    with pytest.raises(Unreadable, match="encrypted"):
        read_workbook(path, "encrypted")


def agile(content: bytes) -> bytes:
    """Encrypted as Excel does it since 2010."""
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(DEFAULT_PASSWORD, target)
    return target.getvalue()


def test_what_would_take_too_long_or_too_much_is_not_decrypted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "预算"
    path.write_bytes(agile(xlsx_bytes()))
    assert read_workbook(path, "encrypted")[0].rows == [["部门收支总表"]]
    for limit in ("MAX_KEY_ROUNDS", "MAX_ENCRYPTED_BYTES"):
        with monkeypatch.context() as patch:
            patch.setattr(limits, limit, 100)
            with pytest.raises(Unreadable, match="too_large"):
                read_workbook(path, "encrypted")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_half_an_encrypted_workbook_has_a_reason(tmp_path: Path, share: float) -> None:
    path = tmp_path / "预算"
    content = encrypted_xlsx(xlsx_bytes())
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(Unreadable):
        read_workbook(path, "encrypted")


def test_a_real_workbook_with_a_password(shared: Path) -> None:
    path = shared / "data/world/mess-poi/protected_passtika.xlsx"
    with pytest.raises(Unreadable, match="encrypted"):
        read_workbook(path, sniff(path).kind)
