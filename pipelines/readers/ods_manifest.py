"""What an OpenDocument container says of itself. Its content is read in `ods`."""

from zipfile import ZipFile

from pipelines.readers import limits

_MANIFEST = "META-INF/manifest.xml"


def is_encrypted(archive: ZipFile) -> bool:
    """Whether the list of its parts says that they are encrypted."""
    if _MANIFEST not in archive.namelist():
        return False
    with archive.open(_MANIFEST) as member:
        return b"encryption-data" in member.read(limits.MAX_ODS_MANIFEST_BYTES)
