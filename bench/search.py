"""(f) Finding (搜索): the site's own matcher over the entries of 5,000 datasets, in the browser that readers use.

The entries are as long as real ones and their words hardly repeat, so that neither size nor time is flattered.
Skipped where there is no Chromium.
"""

import gzip
import shutil
from typing import TYPE_CHECKING, Any

from bench.bulk import Say
from bench.measure import Figure
from gongkai.contract import Text
from publish.portal.search.entries import SearchEntry, shard
from publish.portal.static_files import STATIC

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

DATASETS, GOAL_MS, GOAL_LOAD_MS = 5_000, 20, 1_000
SITE = "http://site.invalid/"
#: Whole words, parts of words, several, pinyin, what stands nowhere, and everything.
QUERIES = (
    "政府采购",
    "府采",
    "教育局",
    "教育 2021",
    "jyj",
    "zhengfu",
    "z",
    "budget",
    "column 77",
    "不存在的词语组合",
    "",
)
BODIES = (
    "教育局",
    "卫生健康委员会",
    "民政局",
    "住房和城乡建设局",
    "交通运输局",
    "水利局",
    "农业农村局",
    "文化和旅游局",
)
MATTERS = ("政府采购合同", "部门预算支出", "旧小区改造", "校舍维修", "道路养护", "公务接待", "医疗设备", "最低生活保障")
SIGNS = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行"
)
MEASURE = """async ([queries, runs]) => {
  const { prepare, search } = await import("/static/search.js");
  const text = await (await fetch("/search/datasets.json")).text();
  const begun = performance.now();
  const prepared = prepare(JSON.parse(text).entries, Date.now());
  const load = performance.now() - begun;
  const times = {}, found = {};
  for (const query of queries) {
    const each = [];
    for (let run = 0; run < runs; run += 1) {
      const start = performance.now();
      found[query] = search(prepared, query).length;
      each.push(performance.now() - start);
    }
    times[query] = each.sort((a, b) => a - b)[Math.floor(runs / 2)];
  }
  return { load, times, found };
}"""


def searching(runs: int, say: Say) -> list[Figure]:
    """The slowest of the queries by its middle time, and the time to make the entries ready."""
    program = shutil.which("chromium")
    if program is None:
        say("skipped: needs chromium, which is not installed here")
        return []
    say(f"{DATASETS:,} datasets to search")
    text = str(shard("datasets", map(entry, range(DATASETS))).make())
    told = [_asked(program, text) for _ in range(runs)]
    best = min(told, key=lambda each: max(each["times"].values()))
    slowest = max(best["times"], key=best["times"].__getitem__)
    size = len(gzip.compress(text.encode(), 6))
    found = ", ".join(f"{query or 'all'} {number:,}" for query, number in best["found"].items())
    loaded = f"{len(text.encode()) / 1e6:.1f} MB of JSON, {size / 1e6:.2f} MB compressed"
    return [
        Figure("f: search over 5,000 datasets", best["times"][slowest], GOAL_MS, "ms", f"slowest {slowest!r}; {found}"),
        Figure("f: entries read and made ready", best["load"], GOAL_LOAD_MS, "ms", loaded),
    ]


def entry(number: int) -> SearchEntry:
    """A dataset as a city might have it; words follow from the number, so that every run is alike."""
    body, matter, year = BODIES[number % len(BODIES)], MATTERS[number // 8 % len(MATTERS)], 2015 + number % 12
    lead = Text(zh=_signs(number, 45), en=f"What {number * 7919 % 100_003} tells of matter {number}, line by line.")
    columns = (
        f"{_signs(number * 31 + column, 5)} Column {number * 20 + column} c_{number}_{column}" for column in range(20)
    )
    return SearchEntry(
        kind="dataset",
        address=f"d/budget-d{number}/index.html",
        title=Text(zh=f"{body}{year}年{matter}{_signs(number, 6)}表", en=f"Budget table {number} of {year}"),
        about=lead,
        words=(f"budget/d{number}", *columns),
        theme="budget",
        departments=tuple(str(101 + (number + nth) % 90) for nth in range(12)),
        years=(year, year + 1),
        formats=("csv", "xlsx", "parquet"),
        updated="2026-03-13T02:00:00+08:00",
    )


def _signs(seed: int, length: int) -> str:
    return "".join(SIGNS[(seed * 7919 + place * place * 31 + place * seed) % len(SIGNS)] for place in range(length))


def _asked(program: str, text: str) -> Any:
    """One visit in a new browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        _serve(page, text)
        page.goto(SITE)
        told = page.evaluate(MEASURE, [QUERIES, 15])
        browser.close()
    return told


def _serve(page: "Page", text: str) -> None:
    def answer(route: "Route") -> None:
        path = route.request.url.removeprefix(SITE)
        if path.startswith("static/"):
            route.fulfill(path=STATIC / path.removeprefix("static/"), content_type="text/javascript")
        elif path == "search/datasets.json":
            route.fulfill(body=text, content_type="application/json")
        else:
            route.fulfill(body="<!doctype html><title>search</title>", content_type="text/html")

    page.route("**/*", answer)
