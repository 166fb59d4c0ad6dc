"""The sample city's site in a real Chromium: served as `gongkai serve` does, watched for complaints.

Chromium is the system's own (`install.sh` puts it there where that may be done); without it these tests are skipped.
`GONGKAI_PLAYED` names a home that was played already, whose site is looked at as it stands, which saves minutes.
`GONGKAI_SCREENSHOTS` names a folder that keeps the screenshots.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support.browsing import DESK, Watch
from tests.support.played import played, settled
from tests.support.serving import served

# Nothing but the served site can be reached, whatever a page asks for.
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, for one module of tests: while it is driven, no other event loop may run in the process."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("needs chromium, which is not installed here")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", OFFLINE])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public tree of the sample city after its nights, common to all processes: for reading only."""
    given = os.environ.get("GONGKAI_PLAYED")
    root = Path(given) if given else played(tmp_path_factory, settled)
    return root / "public"


@pytest.fixture(scope="session")
def site(public: Path) -> Iterator[str]:
    """The address of the sample city's site, which ends with a slash."""
    with served(public) as address:
        yield address


@pytest.fixture
def watch(site: str) -> Iterator[Watch]:
    """What the page of this test complained of; at its end that must be nothing."""
    found = Watch(site)
    yield found
    assert found.elsewhere == []
    assert found.complaints == []


@pytest.fixture
def context(chromium: Browser, site: str, watch: Watch) -> Iterator[BrowserContext]:
    """A reader who was never here before, with a desk screen."""
    made = chromium.new_context(base_url=site, viewport=DESK, locale="zh-CN")
    watch.over(made)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab; `page.goto("d/…/index.html")` opens a page of the site."""
    return context.new_page()


@pytest.fixture(scope="session")
def screenshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots are kept."""
    given = os.environ.get("GONGKAI_SCREENSHOTS")
    folder = Path(given) if given else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
