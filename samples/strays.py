"""What lies in an inbox beside the exports: a letter, an empty file, a lock file, a folder of nobody.

Here belong files that no dataset can use; each has its entry in `shilishi/planted_faults.yml`.
"""

import io
import zipfile

LETTER = "inbox/110/关于报送数据的说明.docx"
EMPTY = "inbox/107/补充材料.xlsx"
LOCK = "inbox/105/~$示例市卫生健康委员会2026年部门预算.xlsx"
STRANGER = "inbox/999/情况表.csv"

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    "<w:t>现报送本部门2026年预算数据，请查收。</w:t></w:r></w:p></w:body></w:document>"
)


def strays() -> dict[str, bytes]:
    """Path below the output directory -> bytes."""
    return {
        LETTER: _letter(),
        EMPTY: b"",
        # The first bytes of what an office program leaves beside an open file: length and name of the user.
        LOCK: b"\x06" + "拟稿员甲".encode("gb18030").ljust(164, b"\x20"),
        STRANGER: "序号,内容,金额\r\n1,某项工作,100\r\n".encode(),
    }


def _letter() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", _DOCUMENT),
        ):
            # ZipInfo's own time is fixed; writestr with a name alone would take the clock's.
            archive.writestr(zipfile.ZipInfo(name), text)
    return content.getvalue()
