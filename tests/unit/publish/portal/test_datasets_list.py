"""The list of all datasets, on one page or on one for each theme."""

import gzip
import re
from typing import Any

import pytest

from gongkai.contract import Text
from gongkai.home import Home
from publish.portal import build_site, datasets_list
from publish.portal.context import Context
from publish.portal.datasets_list import MOST, themes
from publish.portal.summary import Summary
from publish.portal.topics import theme

#: Signs that titles and leads are made of, so that they compress no better than real ones.
SIGNS = "部门预算支出收入采购项目合同公告意向中标验收资金学校医院道路工程民政补贴社会保障机关运行费公务接待车辆购置出国债务限额余额转移支付专项城乡社区农林水交通运输资源勘探商业服务金融援助国土海洋气象住房粮油物资储备"
BYTES = 150_000


def named(summary: Summary, number: int) -> Summary:
    def text(length: int, step: int) -> str:
        return "".join(SIGNS[(number * step + place * (number % 17 + 3)) % len(SIGNS)] for place in range(length))

    words = Text(zh=f"{text(12, 31)}{number}", en=f"Dataset {number} of {number * 7919}")
    lead = Text(zh=text(40, 53), en=f"What was spent on matter {number * 104729} and by whom.")
    told: dict[str, Any] = {"id": f"budget/d{number}", "slug": f"budget-d{number}", "title": words, "lead": lead}
    return summary.model_copy(update=told)


def test_the_list_tells_of_each_dataset_what_a_reader_chooses_by(city: Home) -> None:
    build_site(city)
    html = (city.public / "datasets/index.html").read_text("utf-8")
    assert '<h2 id="budget">预算 <span class="quiet">1</span></h2>' in html
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
    assert "部门支出 钱花到哪里。 2026 教育局 2 行 CSV Parquet 更新 2026-03-02 ▲ 2026 年迟公开 1 ○ 暂缓公开 2" in words
    assert 'data-theme="budget" data-department="101" data-year="2026" data-format="csv parquet"' in html


def test_the_english_list_has_no_chinese_but_names(city: Home) -> None:
    build_site(city)
    html = (city.public / "en/datasets/index.html").read_text("utf-8")
    body = html[html.index("<main") : html.index("</main>")]
    assert set(re.findall("[\u4e00-\u9fff]+", body)) == {"教育局"}


def test_a_theme_without_words_goes_by_its_name() -> None:
    assert theme("disclosure").zh == "其他公开事项"
    assert theme("weather") == Text(zh="weather", en="weather")


@pytest.mark.parametrize("number", [MOST, 2000])
def test_no_page_is_heavy_however_many_datasets_there_are(
    city: Home, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    context = Context(city)
    summary = context.summaries["budget/spending"]
    many = {f"budget/d{nth}": named(summary, nth) for nth in range(number)}
    monkeypatch.setitem(context.__dict__, "summaries", many)
    pages = {page.path: str(page.make()) for page in datasets_list._pages(context)}
    assert max(len(gzip.compress(text.encode(), 6)) for text in pages.values()) <= BYTES
    listed = [text for path, text in pages.items() if not path.startswith("en/")]
    assert sum(text.count('href="../d/budget-d') + text.count('href="../../d/budget-d') for text in listed) == number
    assert [each.name for each in themes(many)] == ["budget"]
