"""Readings of a sum that does not hold, as a finding carries and tells them."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from gongkai.findings import Finding, Place, Reading, best_told, finding

SIGN = Reading(
    kind="sign_lost",
    confidence=0.67,
    cells=("F12",),
    value=Decimal("-61.53"),
    zh="国有资本经营收入（F12）若为 -61.53 则相符：可能丢失负号",
    en="it adds up if 国有资本经营收入 (F12) is -61.53: a minus sign may be lost",
)
OUT = Reading(
    kind="row_missing",
    confidence=0.25,
    cells=("F9", "F11"),
    value=Decimal("358.06"),
    zh="非税收入（F9）若为 358.06 则相符：可能漏计罚没收入（F11）",
    en="it adds up if 非税收入 (F9) is 358.06: 罚没收入 (F11) may have been left out of it",
)


def test_the_best_reading_is_told_with_how_sure_it_is_and_how_many_others_there_are() -> None:
    assert best_told([SIGN]) == (f"{SIGN.zh}（把握 67%）", f"{SIGN.en} (confidence 67%)")
    assert best_told([SIGN, OUT]) == (f"{SIGN.zh}（把握 67%，另有 1 种解读）", f"{SIGN.en} (confidence 67%; 1 more)")


@pytest.mark.parametrize("kind", ["ambiguous", "unexplained"])
def test_what_names_no_cause_is_told_without_a_figure(kind: str) -> None:
    none = SIGN.model_copy(update={"kind": kind})
    assert best_told([none, SIGN, OUT]) == (SIGN.zh, SIGN.en)


def test_most_findings_have_no_reading() -> None:
    said = finding("EXT-EMPTY", Place())
    assert best_told(said.readings) is None
    assert said.shown()["readings"] == []


def test_a_finding_keeps_its_readings_to_the_fen() -> None:
    said = finding("EXT-EMPTY", Place()).model_copy(update={"readings": (SIGN, OUT)})
    assert Finding.model_validate_json(said.model_dump_json()) == said
    (first, _) = said.shown()["readings"]  # type: ignore[misc]
    assert first == {
        "kind": "sign_lost",
        "confidence": 0.67,
        "cells": ["F12"],
        "value": "-61.53",
        "zh": SIGN.zh,
        "en": SIGN.en,
    }


@pytest.mark.parametrize("confidence", [0, -0.1, 1.01])
def test_confidence_is_above_zero_and_at_most_one(confidence: float) -> None:
    with pytest.raises(ValidationError):
        Reading(kind="unit", confidence=confidence, zh="…", en="…")
