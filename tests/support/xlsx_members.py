"""Workbooks written member by member, for what no writing library writes."""

import zipfile
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def strings(*items: str) -> str:
    return f'{HEAD}<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def styles(cell_formats: str, number_formats: str = "") -> str:
    return f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{number_formats}</numFmts><cellXfs>{cell_formats}</cellXfs></styleSheet>'


def members(sheet_xml: str | bytes, **others: str | bytes) -> dict[str, str | bytes]:
    """One sheet; `others` may be strings, styles and workbook."""
    parts = {
        key: f'<Relationship Id="r{key}" Type="{RELATIONS}/{kind}" Target="{key}.xml"/>' for key, kind in KINDS.items()
    }
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": (
            f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATIONS}/worksheet" '
            f'Target="/xl/worksheets/sheet1.xml"/>{"".join(parts[key] for key in others if key in parts)}</Relationships>'
        ),
        "xl/workbook.xml": workbook(),
        "xl/worksheets/sheet1.xml": sheet_xml,
        **{f"xl/{key}.xml": content for key, content in others.items()},
    }


KINDS = {"sharedStrings": "sharedStrings", "styles": "styles"}


def workbook(properties: str = "", main: str = MAIN, relations: str = RELATIONS) -> str:
    return (
        f'{HEAD}<workbook xmlns="{main}" xmlns:r="{relations}">{properties}'
        '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
    )


def write(path: Path, content: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path
