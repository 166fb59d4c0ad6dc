"""Downloads need no script: what a click brings is the file that the manifest names, byte by byte."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browsing import Watch

SLUG = "procurement-contracts"
YEAR = "2026"


@pytest.fixture
def plain(chromium: Browser, site: str, watch: Watch) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context = chromium.new_context(base_url=site, java_script_enabled=False, accept_downloads=True)
    watch.over(context)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("folder", ["", "en/"], ids=["zh", "en"])
@pytest.mark.parametrize("kind", ["csv", "csv.gz", "parquet", "xlsx"])
def test_a_click_brings_the_file_of_the_manifest(plain: Page, public: Path, kind: str, folder: str) -> None:
    manifest = json.loads((public / "d" / SLUG / "manifest.json").read_text("utf-8"))
    wanted = next(f for f in manifest["periods"][YEAR]["files"] if f["name"] == f"{SLUG}-{YEAR}.{kind}")
    plain.goto(f"{folder}d/{SLUG}/index.html")
    with plain.expect_download() as download:
        plain.locator(f'main a[href$="/{wanted["name"]}"]').first.click()
    content = download.value.path().read_bytes()
    assert (len(content), hashlib.sha256(content).hexdigest()) == (wanted["bytes"], wanted["sha256"])
    assert wanted["sha256"] in plain.locator("main").inner_text().replace("\n", "").replace(" ", "")


def test_every_download_of_a_page_is_there(plain: Page, public: Path) -> None:
    plain.goto(f"d/{SLUG}/index.html")
    links = [link.get_attribute("href") or "" for link in plain.locator("main a").all()]
    files = [link for link in links if not link.startswith(("http", "#")) and not link.endswith((".html", "/"))]
    assert len(files) > 10
    assert [file for file in files if not (public / "d" / SLUG / file).is_file()] == []
