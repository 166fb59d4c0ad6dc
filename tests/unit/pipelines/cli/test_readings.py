"""What may be wrong with a sum stands under its finding: on the screen, in JSON and on the receipt."""

from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from gongkai.findings import Finding
from gongkai.journal.work import Entry
from pipelines.check import plain_finding
from pipelines.cli.look import tell_findings
from pipelines.receipts import write_receipts
from quality.explain import Part, Sum, explain
from tests.support.sheets import budget
from tests.support.town import Town
from tests.unit.gongkai.findings.test_readings import OUT, SIGN
from tests.unit.pipelines.cli.test_shapes import schema


def wrong_sum(**more: object) -> Finding:
    """The finding of a total that its rows do not add up to, with two readings."""
    told = {
        "rule": "SUM-002",
        "severity": "error",
        "message_zh": "合计不等于各行之和",
        "message_en": "the total differs from the sum of the rows",
        "next_step_zh": "核对各行",
        "next_step_en": "compare the rows",
        "sheet": "表一",
        "cell": "F20",
        "readings": (SIGN, OUT),
    }
    return Finding.model_validate({**told, **more})


def test_the_screen_tells_the_best_reading(capsys: pytest.CaptureFixture[str]) -> None:
    tell_findings([wrong_sum()], with_file=False)
    shown = capsys.readouterr().out
    assert f"    解读：{SIGN.zh}（把握 67%，另有 1 种解读）\n" in shown
    assert f"    reading: {SIGN.en} (confidence 67%; 1 more)\n" in shown
    assert OUT.zh not in shown


def test_equal_sentences_with_other_readings_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    tell_findings([wrong_sum(), wrong_sum(cell="F30", readings=())], with_file=False)
    shown = capsys.readouterr().out
    assert shown.count("SUM-002") == 2
    assert shown.count("解读：") == 1


def test_json_gives_every_reading(repository: Path) -> None:
    shown = plain_finding(wrong_sum())
    items = schema(repository, "check")["properties"]["findings"]["items"]
    jsonschema.validate(shown, items)
    assert [each["kind"] for each in shown["readings"]] == ["sign_lost", "row_missing"]  # type: ignore[attr-defined]


def test_what_the_explainer_says_has_the_documented_shape(repository: Path) -> None:
    items = schema(repository, "findings")["items"]["properties"]["readings"]["items"]
    parts = tuple(Part(f"项目{number}", Decimal("61.53") * number, f"F{number}") for number in range(1, 5))
    for stated in ("615.31", "492.24", "553.77", "61.53", "6153000.00", "500.00"):
        readings = explain(Sum(Decimal(stated), parts, Decimal("0.02"), "F20"))
        assert readings
        for reading in readings:
            jsonschema.validate(reading.model_dump(mode="json"), items)


def test_the_receipt_tells_the_best_reading(tmp_path: Path) -> None:
    town = Town(tmp_path / "town")
    town.extract("101/预算.xlsx", budget())
    (delivery,) = town.home.journal.deliveries.by_id().values()
    said = wrong_sum(department="101", file="预算.xlsx", sha256=delivery.sha256)
    town.home.journal.work.keep([Entry("validate:x", "validate:x", "key", {}, [said])])
    write_receipts(town.home)
    page = (town.root / "receipts/101/预算.xlsx.html").read_text(encoding="utf-8")
    assert f"解读：{SIGN.zh}（把握 67%，另有 1 种解读）" in page
    assert f"{SIGN.en} (confidence 67%; 1 more)" in page
