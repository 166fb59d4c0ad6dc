"""Templates to pages, one in each language. Every text is escaped; addresses within the site are relative, so that it
works anywhere.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket

from gongkai.home import Home
from publish.portal import wording
from publish.portal.languages import LANGUAGES, Language
from publish.portal.sections import Page
from publish.portal.topics import navigation


class Compiled(BytecodeCache):
    """Templates, compiled once for all languages and builds of a process."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put in what was compiled of the same source."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self._known[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()


class Renderer:
    """The templates with a city's zone and registers, once for each language."""

    def __init__(self, home: Home, languages: tuple[Language, ...] = LANGUAGES) -> None:
        self._home = home
        self._languages = languages
        self._environments: dict[str, Environment] = {}

    def pages(self, path: str, template: str, key: str = "", top: str = "", **values: Any) -> Iterator[Page]:
        """The page that will stand at `path`, and its counterparts in the other languages. One that is shown at every
        address has `top`, the root of the site as the web server knows it.
        """
        for language in self._languages:
            render = partial(self._render, language, path, template, top, values)
            yield Page(f"{language.folder}{path}", render, key)

    def _render(self, language: Language, path: str, template: str, top: str, values: Mapping[str, Any]) -> str:
        up = f"{top}{language.folder}" if top else "../" * path.count("/")
        files = top or up + "../" * language.folder.count("/")
        others = [(each, f"{files}{each.folder}{path}") for each in self._languages if each != language]
        made = self._environment(language).get_template(template)
        return made.render(path=path, root=up, files=files, others=others, **values)

    def _environment(self, language: Language) -> Environment:
        if language.code not in self._environments:
            self._environments[language.code] = _environment(self._home, language)
        return self._environments[language.code]


def _environment(home: Home, language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("publish.portal"),
        bytecode_cache=COMPILED,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    zone = home.city.zone
    environment.filters |= {
        "day": partial(wording.day, zone=zone),
        "clock": partial(wording.clock, zone=zone),
        "size": wording.size,
        "count": "{:,}".format,
        "amount": wording.amount_zh if language.code == "zh" else wording.amount_en,
        "yuan": wording.rounded,
        "money": wording.money,
        "fen": wording.fen,
    }
    environment.globals |= {
        "city": home.city,
        "contracts": home.contracts,
        "lang": language.code,
        "language": language,
        "t": language.of,
        "navigation": navigation(home),
        "severities": wording.SEVERITIES,
        "statuses": wording.STATUSES,
        "timings": wording.TIMINGS,
    }
    return environment
