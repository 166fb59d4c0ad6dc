"""Workbooks with a password: BIFF8 with RC4, and xlsx in its OLE container. What is random in them is fixed here."""

import io
from hashlib import md5
from itertools import count
from struct import pack, unpack
from unittest.mock import patch

import msoffcrypto
import olefile
from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from msoffcrypto.method.rc4 import _makekey
from xlwt.CompoundDoc import XlsDoc

DEFAULT_PASSWORD = "VelvetSweatshop"
SALT, VERIFIER = bytes(range(16)), bytes(range(16, 32))
BOF, BOUND_SHEET, FILE_PASS = 0x0809, 0x0085, 0x002F


def encrypted_xls(book: bytes, password: str = DEFAULT_PASSWORD) -> bytes:
    """The workbook with its records enciphered (RC4 is its own inverse, so the library's decryption does it)."""
    proof = _rc4(password).update(VERIFIER + md5(VERIFIER, usedforsecurity=False).digest())
    record = pack("<HHHHH", FILE_PASS, 54, 1, 1, 1) + SALT + proof
    stream = _with_record(olefile.OleFileIO(io.BytesIO(book)).openstream("Workbook").read(), record)
    content = io.BytesIO()
    file = msoffcrypto.OfficeFile(io.BytesIO(_ole(stream)))
    file.load_key(password=password)
    file.decrypt(content)
    enciphered = olefile.OleFileIO(content).openstream("Workbook").read()
    start = 4 + int.from_bytes(stream[2:4], "little")
    return _ole(enciphered[:start] + record + enciphered[start + len(record) :])


def _rc4(password: str) -> CipherContext:
    return Cipher(ARC4(_makekey(password, SALT, 0)), mode=None).encryptor()


def _with_record(stream: bytes, record: bytes) -> bytes:
    """The stream with the record after its first one, and the places of its sheets moved as far."""
    start = 4 + int.from_bytes(stream[2:4], "little")
    moved, place = bytearray(stream), 0
    while (head := stream[place : place + 4]) != bytes(4):
        kind, size = unpack("<HH", head)
        if kind == BOUND_SHEET:
            old = int.from_bytes(stream[place + 4 : place + 8], "little")
            moved[place + 4 : place + 8] = pack("<I", old + len(record))
        place += 4 + size
    # The library reads the zeros that fill the last block as records of four bytes: the rest must be one, too.
    filler = bytes(-(place + len(record)) % 4)
    return bytes(moved[:start] + record + moved[start:place]) + (
        pack("<HH", 0, len(filler)) + filler if filler else b""
    )


def _ole(stream: bytes) -> bytes:
    content = io.BytesIO()
    XlsDoc().save(content, stream)
    return content.getvalue()


def encrypted_xlsx(book: bytes, password: str = DEFAULT_PASSWORD) -> bytes:
    """The workbook enciphered as Excel does it."""
    numbers = count()

    def fixed(size: int) -> bytes:
        return md5(b"%d" % next(numbers), usedforsecurity=False).digest() * (size // 16 + 1)

    content = io.BytesIO()
    container = "msoffcrypto.method.container.ecma376_encrypted.datetime2filetime"
    with patch("secrets.token_bytes", lambda size: fixed(size)[:size]), patch(container, lambda _: 0):
        msoffcrypto.OfficeFile(io.BytesIO(book)).encrypt(password, content)
    return content.getvalue()
