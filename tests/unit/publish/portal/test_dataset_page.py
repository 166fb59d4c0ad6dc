"""What the pages of one dataset say beside figures and checks: caveats, provenance, dictionary, how to cite."""

import gzip
import json
import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import duckdb
import pytest

from gongkai.contract import Contract
from gongkai.digests import digest_of
from gongkai.home import Home
from gongkai.journal.nights import Counts
from gongkai.journal.reviews import SignOff
from gongkai.journal.work import Entry
from gongkai.measure import Filled, Measure
from publish.portal import build_site
from publish.portal.database_index import read_index
from publish.portal.databases import build_databases
from publish.portal.dataset.citation import citation
from publish.portal.dataset.updates import next_update
from tests.unit.publish.conftest import DATASET, DECLARATION, FIELDS, NIGHT, column
from tests.unit.publish.portal.conftest import Night
from tests.unit.publish.portal.test_pages import words

FOLDER = "d/budget-spending"
SPENDING = f"{FOLDER}/index.html"
DICTIONARY = f"{FOLDER}/dictionary/index.html"
QUALITY = f"{FOLDER}/quality/index.html"
Declare = Callable[[dict[str, Any]], Home]


def read(home: Home, name: str) -> str:
    return (home.public / name).read_text("utf-8")


def due(timing: str, day: str | None) -> dict[str, Any]:
    return {"timing": timing, "due": day, "period": 2026, "entity": "101"}


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ([due("due", "2027-03-01"), due("due", "2026-12-31"), due("late", "2026-03-01")], "不晚于 2026-12-31"),
        ([due("due", "2027-03-01"), due("overdue", "2026-03-01")], "2026-03-01 到期，已逾期"),
        ([due("on_time", "2026-03-01"), due("not_started", None)], "每年一次"),
    ],
)
def test_the_next_update_is_a_day_if_one_is_known(items: list[dict[str, Any]], told: str) -> None:
    assert next_update("annual", {"timeliness": items}).zh == told


def test_the_page_says_when_it_was_and_will_be_updated(city: Home) -> None:
    build_site(city)
    assert "最近更新 2026-03-02 下次更新 每年一次" in words(read(city, SPENDING))
    assert "last update 2026-03-02 next update once a year" in words(read(city, f"en/{SPENDING}"))


def test_the_page_names_openness_and_its_basis(city: Home) -> None:
    build_site(city)
    assert "公开属性：主动公开。依据：预算法第十四条" in words(read(city, SPENDING))
    assert "公开属性的依据待核" in read(city, SPENDING)


def test_a_version_is_cited_with_its_permanent_address(night: Night, contract: Contract) -> None:
    night.released("101", [("205", "教育支出", "100.00")])
    [release] = night.home.journal.releases.history(DATASET, 2026)
    odd = contract.model_copy(update={"dataset": contract.dataset.model_copy(deep=True)})
    odd.dataset.title.__dict__["zh"] = "支出 100% & {更多}"
    told = citation(night.home.city, odd, release, "2026-03-02")
    assert told.address == "https://data.shilishi.example/d/budget-spending/2026/v1/"
    assert "title = {{支出 100\\% \\& \\{更多\\}}}" in told.bibtex
    assert told.bibtex.startswith("@misc{budget-spending-2026-v1,\n")
    assert "year = {2026}" in told.bibtex


def test_provenance_names_people_as_the_city_lists_them_and_no_account(night: Night) -> None:
    night.released("101", [("205", "教育支出", "100.00")])
    submission = night.home.journal.work.stage(f"standardise:{DATASET}")
    assert submission
    decision = night.home.journal.reviews.decisions()[DATASET, 2026, "101"]
    at = NIGHT.isoformat()
    night.home.journal.reviews.sign(
        SignOff(DATASET, 2026, "101", "publisher", "bing", "approve", "", at, decision.evidence)
    )
    build_site(night.home)
    text = words(read(night.home, SPENDING))
    assert "教育局 预算.xlsx 1 发布 发布员丙 2026-03-02 02:00" in text
    assert "bing" not in read(night.home, SPENDING)


def test_the_first_row_is_followed_to_its_cell(night: Night) -> None:
    night.released("101", [("205", "教育支出", "100.00")])
    build_site(night.home)
    text = words(read(night.home, SPENDING))
    assert "金额 amount 100.00" in text
    assert re.search(r"文件编号 [0-9a-f]{12} 文件 预算\.xlsx 教育局", text)
    assert "行 5 单元格 D5" in text


def test_the_schema_is_published(city: Home, contract: Contract) -> None:
    build_site(city)
    assert json.loads(read(city, f"{FOLDER}/dictionary/schema.json")) == contract.table.public()


def test_code_lists_are_printed_once_and_downloadable(night: Night, declare: Declare) -> None:
    shared = night.home.registers.shared
    (shared / "short.csv").write_text("code,name\n0205,教育<b>\n", encoding="utf-8")
    long = "".join(f"{number:05},名称{number}\n" for number in range(1500))
    (shared / "long.csv").write_text(f"code,name\n{long}", encoding="utf-8")
    coded = [
        column("code", "string", "code", title="科目编码", codelist="short"),
        column("name", "string", "code", title="科目名称", codelist="long"),
    ]
    fields = [next((new for new in coded if new["name"] == old["name"]), old) for old in FIELDS]
    home = declare({"schema.yml": {**DECLARATION["schema.yml"], "fields": fields}})
    build_site(home)
    html = read(home, DICTIONARY)
    assert "<td><code>0205</code></td><td>教育&lt;b&gt;</td>" in html
    assert "名称1499" not in html
    assert "1,500 项，太长，不在页面上列出" in words(html)
    file = (home.public / f"{FOLDER}/dictionary/long.csv").read_text("utf-8-sig")
    assert file.splitlines()[0].startswith("code,name,")
    assert file.splitlines()[-1].startswith("01499,名称1499,")


def test_quality_shows_fill_rates_and_the_history_of_nights(city: Home) -> None:
    measure = Measure(dataset=DATASET, filled={2026: Filled(content="c", rows=2, columns={"code": 2, "name": 1})})
    city.journal.work.keep([Entry(f"measure:{DATASET}", "measure", digest_of("m"), measure.told())])
    city.journal.nights.record("2026-03-01T02:00:00+08:00", {DATASET: (Counts(errors=7), {})})
    city.journal.nights.record("2026-03-02T02:00:00+08:00", {DATASET: (Counts(errors=2, rows=1234), {})})
    build_site(city)
    text = words(read(city, QUALITY))
    assert "科目编码 100% 科目名称 50%" in text
    assert text.index("2026-03-02 02:00 2") < text.index("2026-03-01 02:00 7")
    assert "1,234" in text


def hostile(night: Night, declare: Declare, query: str, columns: int) -> Home:
    """The city with a table that its release did not foresee, and a declaration of that many columns."""
    night.released("101", [("205", "教育支出", "100.00")])
    stem = night.home.public / f"{FOLDER}/2026/v1/budget-spending-2026"
    for kind in ("csv", "parquet"):
        duckdb.execute(f"COPY ({query}) TO '{stem}.{kind}' (FORMAT {kind})")
    more = [column(f"c{number}", "string", "text", title=f"列<b>{number}") for number in range(columns)]
    sources = deepcopy(DECLARATION["sources.yml"])
    sources["layouts"][0]["columns"] |= {each["name"]: {"headers": [each["name"]]} for each in more}
    schema = {**DECLARATION["schema.yml"], "fields": [*FIELDS, *more]}
    return declare({"schema.yml": schema, "sources.yml": sources})


def test_a_hostile_table_renders_safely_and_within_bounds(night: Night, declare: Declare) -> None:
    text = "CASE i % 3 WHEN 0 THEN '<script>alert(1)</script>' WHEN 1 THEN 'a' || chr(8238) || 'b' ELSE long END"
    cells = ", ".join(f"{number} || sha256('{number}' || i) || {text} AS c{number}" for number in range(300))
    query = f"SELECT '101' AS entity_code, i::VARCHAR AS code, '名' AS name, 1.00::DECIMAL(18,2) AS amount, {cells} "
    home = hostile(night, declare, f"{query} FROM range(120) t(i), (SELECT repeat('长', 10000) AS long)", 300)
    build_site(home)
    for path in (SPENDING, f"en/{SPENDING}", DICTIONARY):
        html = read(home, path)
        assert not re.search(r"<script(?! src=)|列<b>", html)
        assert len(gzip.compress(html.encode())) <= 150_000
    assert "另有 264 列见数据字典" in words(read(home, SPENDING))
    assert "含文字方向标记" in read(home, SPENDING)
    assert "列&lt;b&gt;299" in read(home, DICTIONARY)


def test_a_version_without_rows_says_so(night: Night, declare: Declare) -> None:
    home = hostile(night, declare, "SELECT 'x' AS code, 1.00::DECIMAL(18,2) AS amount WHERE false", 0)
    build_site(home)
    assert "这一版没有数据行" in read(home, SPENDING)


def test_a_database_is_offered_where_there_is_one(city: Home) -> None:
    build_databases(city)
    build_site(city)
    index = read_index(city.public)
    assert index is not None
    html, one = read(city, SPENDING), index.datasets[DATASET]
    assert f'href="../../db/{one.name}"' in html
    assert one.sha256 not in html, "its bytes differ each time it is made, the page must not"
    assert 'href="../../db/index.json"' in html
