"""Workbooks that ask nobody for a password, because they carry the one that Excel tries by itself.

A workbook that is only protected against changes is stored encrypted under this published default ([MS-OFFCRYPTO],
write protection). Opening files with a real password does not belong here: whoever sets one sends it to nobody.
"""

import io

from pipelines.readers.unreadable import Unreadable

DEFAULT_PASSWORD = "VelvetSweatshop"


def with_default_password(data: bytes) -> bytes:
    """The workbook in the clear. Raises Unreadable("encrypted") when it has a password of its own."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    clear = io.BytesIO()
    try:
        office_file = msoffcrypto.OfficeFile(io.BytesIO(data))
        office_file.load_key(password=DEFAULT_PASSWORD)
        office_file.decrypt(clear)
    except (DecryptionError, FileFormatError, InvalidKeyError, ParseError) as cause:
        raise Unreadable("encrypted", "workbook with a password") from cause
    return clear.getvalue()
