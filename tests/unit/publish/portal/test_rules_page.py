"""The public catalogue of rules: what a rule says, where it is used, and how often it passed and failed."""

import csv
import io
import json
import shutil

import pytest

from gongkai.home import DATASETS, Home
from gongkai.verdict import Status
from publish.portal import build_site
from tests.unit.publish.conftest import DATASET
from tests.unit.publish.portal.conftest import Night, outcome
from tests.unit.publish.portal.test_pages import words


@pytest.fixture
def catalogued(city: Home) -> Home:
    """The city with the catalogue of rules; one department passed SUM-009, two failed."""
    shutil.copy(DATASETS / "_shared" / "rules.csv", city.registers.shared)
    build_site(city)
    return city


def text(home: Home, name: str) -> str:
    return (home.public / "rules" / name).read_text("utf-8-sig")


def row(home: Home, code: str) -> str:
    html = text(home, "index.html")
    start = html.index(f'<tr id="{code}">')
    return words(html[start : html.index("</tr>", start)])


def test_a_rule_is_told_with_source_use_and_outcomes(catalogued: Home) -> None:
    told = row(catalogued, "SUM-009")
    assert "每行合计等于基本支出、项目支出等各列之和。" in told
    assert "✕ 错误 财预〔2016〕143号 部门支出 1 2 0" in told
    assert "依据待核" not in told


def test_the_catalogue_speaks_english_too(catalogued: Home) -> None:
    told = (catalogued.public / "en/rules/index.html").read_text("utf-8")
    assert "found while a file is read" in told
    assert "读取和统一格式时查出" not in told


def test_what_nobody_has_verified_is_said(catalogued: Home) -> None:
    assert "依据待核" in row(catalogued, "COD-005")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("STR-007", "读取和统一格式时查出 STR-007 STR-007-TWO"),
        ("BAL-015", "尚未实行 预算调整方案没有成为数据集"),
        ("STR-012", "不用于现有数据集"),
        ("BAL-001", "本市没有使用"),
    ],
)
def test_a_rule_that_no_check_carries_out_says_why(catalogued: Home, code: str, said: str) -> None:
    assert said in row(catalogued, code)


def test_programs_read_the_same(catalogued: Home) -> None:
    told = json.loads(text(catalogued, "rules.json"))
    rules = {rule["code"]: rule for rule in told["rules"]}
    assert told["submissions"] == 3
    assert rules["SUM-009"]["datasets"] == [DATASET]
    assert [rules["SUM-009"][status] for status in Status] == [1, 2, 0, 0]
    rows = list(csv.DictReader(io.StringIO(text(catalogued, "rules.csv"), newline="")))
    assert [each["code"] for each in rows] == list(rules)
    assert {each["code"]: each["fail"] for each in rows}["SUM-009"] == "2"


def test_a_code_of_the_city_alone_is_named(night: Night) -> None:
    submission = night.submit("101", [("205", "教育支出", "1.00")])
    night.judged(submission, outcome(Status.PASS, checked=1).model_copy(update={"code": "LOC-001"}))
    build_site(night.home)
    assert "<code>LOC-001</code>" in text(night.home, "index.html")


def test_a_changed_catalogue_is_noticed_and_a_quiet_night_writes_nothing(catalogued: Home) -> None:
    assert build_site(catalogued).written == 0
    listed = catalogued.registers.shared / "rules.csv"
    listed.write_text(listed.read_text("utf-8").replace("每行合计", "每一行的合计"), encoding="utf-8")
    assert build_site(catalogued).written == 4  # the Chinese page, two files, and what the search finds
