"""What the page about the site says."""

import json
from typing import Any

import pytest

from gongkai.home import Home
from publish.portal import build_site

CONTACT = {"zh": "政务公开办公室 <010>", "en": "Office of Open Government"}


@pytest.mark.parametrize(
    ("settings", "path", "said"),
    [
        ({"contact": CONTACT}, "about/index.html", "请告诉我们： 政务公开办公室 &lt;010&gt;"),
        ({"contact": CONTACT}, "en/about/index.html", "Please tell us: Office of Open Government"),
        ({}, "en/about/index.html", "Please ask the department that delivered the table"),
    ],
)
def test_readers_learn_whom_to_tell_of_an_error(city: Home, settings: dict[str, Any], path: str, said: str) -> None:
    file = city.root / "city.yml"
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **settings}), encoding="utf-8")
    build_site(Home(city.root, city.datasets))
    assert said in (city.public / path).read_text("utf-8")
