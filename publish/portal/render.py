"""Templates to pages. Every text is escaped; addresses within the site are relative, so that it works anywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from publish.chains.released import link_tables
from publish.portal import wording
from publish.portal.facts import Facts


@dataclass(frozen=True)
class Page:
    """A file of the site. One with the `key` of the last build is not made again; an empty key says nothing."""

    path: str
    make: Callable[[], str]
    key: str = ""


class Renderer:
    """The templates with a city's zone and registers."""

    def __init__(self, facts: Facts) -> None:
        self._environment = Environment(
            loader=PackageLoader("publish.portal"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        city = facts.home.city
        self._environment.filters |= {
            "day": partial(wording.day, zone=city.zone),
            "clock": partial(wording.clock, zone=city.zone),
            "size": wording.size,
            "count": "{:,}".format,
            "amount_zh": wording.amount_zh,
            "amount_en": wording.amount_en,
            "yuan": wording.rounded,
            "money": wording.money,
        }
        words = {"severities": wording.SEVERITIES, "statuses": wording.STATUSES}
        self._environment.globals |= {"city": city, "facts": facts, "chained": bool(link_tables(facts.home)), **words}

    def page(self, path: str, template: str, key: str = "", **values: Any) -> Page:
        """The HTML page that will stand at `path`."""
        root = "../" * path.count("/")
        return Page(path, partial(self._environment.get_template(template).render, root=root, **values), key)
