"""What a citizen reads on the pages."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from gongkai.decision import Outcome, Reason
from gongkai.findings import Finding, Place, Severity, finding
from gongkai.home import Home
from gongkai.journal.work import Entry
from gongkai.submission import Slot
from gongkai.verdict import Status
from publish.portal import build_site
from publish.release import release
from tests.unit.publish.conftest import DATASET, NIGHT
from tests.unit.publish.portal.conftest import HOSTILE, Night, outcome, problem

Page = Callable[[str], str]
SPENDING = "d/budget-spending/index.html"
CHECKS = "d/budget-spending/quality/index.html"
VERSIONS = "d/budget-spending/versions/index.html"


class Links(HTMLParser):
    """Collects addresses, anchors, and which of them a browser would fetch by itself."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.followed: list[str] = []
        self.fetched: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if told.get("id"):
            self.anchors.add(str(told["id"]))
        if tag == "a":
            self.followed.append(str(told["href"]))
        elif tag in ("link", "script", "img") and (told.get("href") or told.get("src")):
            self.fetched.append(str(told.get("href") or told.get("src")))


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_first_page_tells_what_is_public(page: Page) -> None:
    assert "1 个部门公开了 1 个数据集、2 行" in words(page("index.html"))
    assert "2026-03-02 02:00 部门支出 2026 v1" in words(page("index.html"))
    assert "1 departments, 1 datasets, 2 rows" in words(page("en/index.html"))


def test_what_is_held_is_told_with_its_reason(page: Page) -> None:
    assert "卫生局 2026 ✕ 不予放行 CHK-FAILED CHK-FAILED 的原因 （依据：预算法第十四条）" in words(page(SPENDING))
    assert "卫生局 2026 ✕ blocked CHK-FAILED why CHK-FAILED" in words(page(f"en/{SPENDING}"))


def test_the_dataset_page_leads_with_exact_figures(page: Page) -> None:
    assert "1.23 亿元 123,456,839.10 元" in words(page(SPENDING))
    assert "CNY 123.46 million" in words(page(f"en/{SPENDING}"))
    assert "最近更新 2026-03-02" in words(page(SPENDING))


def test_downloads_name_size_rows_digest_and_permanent_address(page: Page, city: Home) -> None:
    html = page(SPENDING)
    manifest = json.loads((city.public / "d/budget-spending/manifest.json").read_text("utf-8"))
    for file in manifest["periods"]["2026"]["files"]:
        assert f'd/budget-spending/2026/v1/{file["name"]}"' in html
        assert file["sha256"] in html
    assert "https://data.shilishi.example/d/budget-spending/2026/v1/" in html


def test_codes_keep_their_zeros_and_amounts_stand_right(page: Page) -> None:
    html = page(SPENDING)
    assert "<td>0208</td>" in html
    assert '<td class="number">123456789.10</td>' in html


def test_checks_count_departments_and_lead_to_their_findings(page: Page) -> None:
    html = page(CHECKS)
    assert "通过 1，未通过 2" in words(html)
    assert "合计等于各组成列之和。" in words(html)
    assert "The total equals the sum of its parts." in words(page(f"en/{CHECKS}"))
    assert '<a href="../../../findings/102.html">卫生局</a>' in html


def test_lateness_cites_its_document(page: Page) -> None:
    assert "教育局 ▲ 迟公开 2026-03-01 2026-03-02 财政批复 示财预〔2026〕1号" in words(page(CHECKS))


def test_versions_tell_rows_and_amounts_before_and_after(night: Night) -> None:
    night.released("101", [("205", "教育支出", "100.00")])
    night.released("101", [("205", "教育支出", "130.00"), ("206", "科技支出", "5.00")], day=1)
    build_site(night.home)
    text = words((night.home.public / VERSIONS).read_text("utf-8"))
    assert "2026 v2 2026-03-03 02:00 2 行；新增 1，删除 0，更改 1。" in text
    assert "教育局 1 0 1 100.00 135.00 预算.xlsx" in text


def test_a_held_change_says_what_stays_up(night: Night) -> None:
    night.released("101", [("205", "教育支出", "100.00")])
    night.held("101", "REV-MISSING")
    build_site(night.home)
    assert "公开的仍是 2026-03-02 发布的内容" in words((night.home.public / SPENDING).read_text("utf-8"))


def test_a_cleared_submission_that_no_release_holds_is_not_called_public(night: Night) -> None:
    night.standing(night.submit("101", [("205", "教育支出", "1.00")]), Outcome.CLEARED)
    build_site(night.home)
    assert "教育局 2026 – 尚未处理" in words((night.home.public / SPENDING).read_text("utf-8"))


def test_a_finding_on_published_data_gives_place_value_and_next_step(night: Night) -> None:
    night.released("101", [("205", "教育支出", "100.00")])
    slot = Slot.model_validate(night.home.journal.work.stage(f"standardise:{DATASET}").popitem()[1].result)
    assert slot.submission is not None
    told = problem("101", sha256=slot.submission.sha256, severity=Severity.WARNING)
    night.judged(slot.submission, outcome(Status.FAIL, checked=1, failed=1), told)
    build_site(night.home)
    text = words((night.home.public / "findings/101.html").read_text("utf-8"))
    assert "工作表 表一 单元格 D17 值 7777" in text
    assert "下一步 请核对" in text


@pytest.mark.parametrize("name", ["findings/102.html", "findings/102.json", "findings/103.html", "findings/103.json"])
def test_a_finding_on_what_is_held_gives_place_and_next_step_but_no_figure(page: Page, name: str) -> None:
    assert "7777" not in page(name)
    assert "D17" in page(name)
    assert "请核对" in page(name)


def test_a_file_speaks_only_of_the_period_that_is_cleared(night: Night) -> None:
    submission = night.submit("101", [("205", "教育支出", "100.00")])
    night.standing(submission, Outcome.CLEARED)
    same_file = {"sha256": submission.sha256, "severity": Severity.WARNING, "rule": "SUM-001"}
    told = [problem("101", **same_file, period=period, value=f"{period}7777") for period in (2026, 2025, None)]
    told.append(problem("102", **same_file, value="1027777"))
    night.judged(submission, outcome(Status.FAIL, checked=1, failed=1), *told)
    build_site(night.home)
    shown = json.loads((night.home.public / "findings/101.json").read_text("utf-8"))["findings"]
    assert {each["period"]: each["value"] for each in shown} == {2026: "20267777", 2025: None, None: None}
    assert "1027777" not in (night.home.public / "findings/102.json").read_text("utf-8")


@pytest.mark.parametrize("code", ["REV-REJECTED", "STD-ENTITY", "COR-STALE", "STR-009"])
def test_why_something_is_held_quotes_neither_it_nor_a_person(night: Night, code: str) -> None:
    secret = Reason(
        code=code, zh="reviewer-b（审核）退回：张三 7777", en="reviewer-b (reviewer) rejected it: 张三 7777"
    )
    night.standing(night.submit("101", [("205", "教育支出", "1.00")]), Outcome.BLOCKED, secret)
    empty = Slot(dataset=DATASET, period=2026, entity="102", submission=None, blockers=(secret,))
    work = Entry(f"standardise:{empty.name}", f"standardise:{DATASET}", "k", empty.model_dump(mode="json"))
    night.home.journal.work.keep([work])
    build_site(night.home)
    for path in night.home.public.rglob("*.html"):
        assert not any(word in path.read_text("utf-8") for word in ("张三", "7777", "reviewer-b")), path.name
    assert (night.home.public / SPENDING).read_text("utf-8").count(f"<code>{code}</code>") == 2


def test_a_check_that_could_not_be_carried_out_does_not_quote_the_engine(night: Night) -> None:
    submission = night.submit("101", [("205", "教育支出", "1.00")])
    night.standing(submission, Outcome.BLOCKED)
    night.judged(submission, outcome(Status.ERROR, reason="Conversion Error: '张三 7777'"))
    build_site(night.home)
    html = (night.home.public / CHECKS).read_text("utf-8")
    assert "未能检查" in html
    assert "张三" not in html


def test_a_withdrawal_is_named_with_its_reason(night: Night) -> None:
    night.released("101", [("205", "教育支出", "100.00")])
    night.released("102", [("210", "卫生健康支出", "80.00")], day=1)
    submission = night.submit("101", [("205", "教育支出", "100.00")])
    secret = Reason(code="REV-REJECTED", zh="yi（审核）退回：7777", en="yi (reviewer) rejected it: 7777")
    decision = night.standing(submission, Outcome.BLOCKED, secret)
    release(night.home, night.contract, 2026, [], NIGHT + timedelta(days=2), [decision])
    build_site(night.home)
    text = words((night.home.public / VERSIONS).read_text("utf-8"))
    assert "不变 1，撤下 1。" in text
    assert "教育局 撤下 REV-REJECTED 审核退回（审核） 0 1 0 100.00 —" in text
    assert "原已公开的内容自 v3 起撤下，以前的版本仍在" in words((night.home.public / SPENDING).read_text("utf-8"))
    assert "7777" not in text


def test_a_run_that_broke_off_is_named_by_its_kind_and_place_alone(night: Night) -> None:
    cause = "ConversionException: '张三 7777' in " + "/" + "srv/lake/3_standardised/x.parquet"
    told = finding("RUN-FAILED", Place(dataset=DATASET), cause=cause, where="bulk:12")
    night.home.journal.work.keep([Entry(f"run:{DATASET}", "run", "k", None, [told])])
    build_site(night.home)
    for name in ("index.html", SPENDING, "findings/other.html", "findings/other.json"):
        html = (night.home.public / name).read_text("utf-8")
        assert "运行中断（ConversionException，bulk:12）" in html
        assert not any(word in html for word in ("/srv/lake", "张三", "7777"))


def test_an_unknown_folder_makes_no_page_of_its_own(night: Night) -> None:
    told = problem(HOSTILE, rule="LND-DEPARTMENT", dataset=None, period=None)
    night.home.journal.work.keep([Entry("land:x", "land", "k", None, [told])])
    build_site(night.home)
    assert sorted(path.name for path in (night.home.public / "findings").iterdir()) == [
        "index.html",
        "other.html",
        "other.json",
    ]


def test_long_lists_are_cut_on_the_page_and_whole_in_the_file(night: Night) -> None:
    many: list[Finding] = [problem("101", row=row, severity=Severity.WARNING) for row in range(150)]
    night.home.journal.work.keep([Entry("validate:x", "other", "k", None, many)])
    build_site(night.home)
    html = (night.home.public / "findings/101.html").read_text("utf-8")
    assert html.count('<li class="finding') == 100
    assert "另有 50 条" in html
    assert len(json.loads((night.home.public / "findings/101.json").read_text("utf-8"))["findings"]) == 150


def test_hostile_text_stays_text(page: Page, city: Home) -> None:
    assert "&lt;script&gt;" in page(SPENDING)
    for path in city.public.rglob("*.html"):
        assert not re.search(r"<script(?! src=)|alert\('张三'\)</script", path.read_text("utf-8")), path.name


def test_every_page_says_that_the_city_is_fictional(page: Page, city: Home) -> None:
    pages = [path.relative_to(city.public).as_posix() for path in city.public.rglob("*.html")]
    assert all(("fictional" if name.startswith("en/") else "虚构的城市") in page(name) for name in pages)
    assert sum(name.startswith("en/") for name in pages) >= 8


def test_links_lead_somewhere_and_nothing_is_fetched_from_elsewhere(page: Page, city: Home) -> None:
    assert page("index.html")
    for path in city.public.rglob("*.html"):
        links = Links(path.read_text("utf-8"))
        for address in links.followed:
            if not address.startswith("https://creativecommons.org/"):
                assert leads_somewhere(path, address), (path.name, address)
        for address in links.fetched:
            assert address == "data:," or leads_somewhere(path, address), (path.name, address)


def leads_somewhere(page: Path, address: str) -> bool:
    target, _, anchor = unquote(address).partition("#")
    # The page for lost addresses is shown wherever one was asked for, so that its links begin at the root.
    start = page.parents[page.parent.name == "en"] if target.startswith("/") else page.parent
    file = (start / target.lstrip("/")) if target else page
    return file.is_file() and (not anchor or anchor in Links(file.read_text("utf-8")).anchors)


def test_the_style_fetches_nothing(page: Page) -> None:
    style = page("static/site.css")
    assert "url(" not in style
    assert "@import" not in style
