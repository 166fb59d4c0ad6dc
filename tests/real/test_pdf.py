"""PDF is out of scope for reading: the five real ones are refused, and the sentence says so."""

from pathlib import Path

from pipelines.check import check_file


def test_a_pdf_is_refused_by_name(shared: Path) -> None:
    paths = sorted((shared / "data/department_pdfs").glob("*.pdf"))
    assert len(paths) == 5
    for path in paths:
        checked = check_file(path)
        (told,) = checked.findings
        assert (told.rule, told.severity, checked.tables) == ("EXT-UNSUPPORTED", "error", ()), path.name
        assert "PDF" in told.message_zh
        assert "PDF" in told.message_en
