"""A home whose one dataset does everything a page could stumble over: its words, its file's name and its cells hold
scripts, marks that turn the direction of writing and texts without end; it has 300 columns, and a year without rows.
"""

import csv
import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from gongkai.home import DATASETS, open_home
from pipelines.flow import refresh
from publish.review.signing import sign
from tests.support.town import EVENING, NIGHT, SIGNERS, SIGNING, settle

DATASET, SLUG = "hostile/everything", "hostile-everything"
DEPARTMENT = "112"
COLUMNS, ROWS = 300, 30
#: Each of these would set `window.reached` if a page took it for more than text.
SCRIPTS = (
    "<script>window.reached=1</script>",
    "\"><img src=x onerror='window.reached=1'>",
    "'-window.reached=1-'",
    "javascript:window.reached=1",
    "</table></main></body><svg onload=window.reached=1>",
    "{{ 7*7 }}{% raw %}${7*7}",
    "<!--<style>*{display:none}</style>",
    '=HYPERLINK("javascript:window.reached=1")',
    "</title></script><script>window.reached=1</script>",
)
TURNED = "\u202etxt.exe\u202c \u2066\u200f\u0645\u0631\u062d\u0628\u0627\u2069 \ufeffא"
ENDLESS = "长" * 5_000 + "W" * 5_000
CELLS = (
    *SCRIPTS,
    TURNED,
    "\u202eesrever",
    ENDLESS,
    "a\u0301\u0489" * 40,
    "𠮷👩‍👩‍👧‍👦",
    "&lt;b&gt;&amp;",
    "0.1",
    "-0",
    "1e308",
    "NULL",
)
TITLE = f"{SCRIPTS[0]}{TURNED}{SCRIPTS[1]}"


def hostile_home(root: Path) -> Path:
    """Play two evenings and a night; gives the public tree."""
    datasets, home_root = root / "datasets", root / "home"
    declare(datasets)
    home_root.mkdir()
    settle(home_root)
    settings = (home_root / "city.yml").read_text("utf-8")
    before, _, after = settings.partition("datasets:\n")
    rest = after.partition("\n\n")[2]
    (home_root / "city.yml").write_text(f"{before}datasets:\n  - {DATASET}\n\n{rest}", encoding="utf-8")
    deliver(home_root / "inbox" / DEPARTMENT)
    home = open_home(home_root, datasets)
    refresh(home, EVENING)
    _sign(home, SIGNING)
    refresh(home, NIGHT)
    home.close()
    return home_root / "public"


def deliver(inbox: Path) -> None:
    """This year's rows, and last year's header without any."""
    inbox.mkdir(parents=True)
    header = ["编号", "日期", *(f"列{number}" for number in range(1, COLUMNS + 1))]
    rows = [
        [f"N{row}", "2026-03-01", *(CELLS[(row + column) % len(CELLS)] for column in range(COLUMNS))]
        for row in range(ROWS)
    ]
    (inbox / f"{SCRIPTS[1]}2026.csv".replace("/", "")).write_bytes(_csv([header, *rows]))
    (inbox / "2025.csv").write_bytes(_csv([header]))


def declare(datasets: Path) -> None:
    """The dataset's four files; JSON is YAML."""
    folder = datasets / DATASET
    folder.mkdir(parents=True)
    (datasets / "_shared").symlink_to(DATASETS / "_shared")
    for name, content in {
        "dataset": _dataset(),
        "schema": _schema(),
        "sources": _sources(),
        "checks": _checks(),
    }.items():
        (folder / f"{name}.yml").write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _dataset() -> dict[str, Any]:
    words = {"zh": f"{TITLE}{ENDLESS[:300]}", "en": f"{TITLE} hostile"}
    return {
        "id": DATASET,
        "title": {"zh": TITLE, "en": f"Hostile {TITLE}"},
        "lead": words,
        "description": words,
        "keywords": list(SCRIPTS[:3]),
        "periods": [2025, 2026],
        "stage": "acceptance",
        "disclosure": {"field": "F03", "item": words, "deadline": "T-PROC-ACC", "starts": {"column": "happened_on"}},
        "openness": {"attribute": "主动公开", "basis": SCRIPTS[0], "tag": "K"},
        "review": {"sign_offs": list(SIGNERS), "standing_allowed": False, "max_set_aside_pct": 2},
        "licence": "CC-BY-4.0",
        "frequency": "annual",
    }


def _schema() -> dict[str, Any]:
    first = [{"use": name} for name in ("region_code", "fiscal_year", "entity_code", "entity_name")]
    last = [{"use": name} for name in ("source_file", "source_sheet", "source_row")]
    number = _field("number", "编号", "Number", "key")
    day = {**_field("happened_on", "日期", "Day", "date"), "type": "date"}
    return {"fields": [*first, number, day, *map(_column, range(1, COLUMNS + 1)), *last], "primaryKey": ["number"]}


def _column(number: int) -> dict[str, Any]:
    said = CELLS[number % len(CELLS)][:2000]
    return _field(f"column_{number}", f"{number}{said}", f"{number} {said}", "text")


def _field(name: str, title: str, title_en: str, role: str) -> dict[str, Any]:
    words = {"title": title, "title_en": title_en, "description": title, "description_en": title_en}
    return {"name": name, "type": "string", **words, "role": role}


def _sources() -> dict[str, Any]:
    headers = {f"column_{number}": {"headers": [f"列{number}"]} for number in range(1, COLUMNS + 1)}
    layout = {
        "id": "everything",
        "title": {"zh": TITLE, "en": TITLE},
        "fiscal_year": ["title", "file_name"],
        "unit": "stated",
        "without_amounts": True,
        "columns": {"number": {"headers": ["编号"]}, "happened_on": {"headers": ["日期"]}, **headers},
    }
    return {"layouts": [layout]}


def _checks() -> dict[str, Any]:
    return {"schema_severity": "error", "checks": [{"code": "STR-013", "kind": "unique_key", "severity": "error"}]}


def _csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _sign(home: Any, at: datetime) -> None:
    waiting = [who for who, one in home.journal.reviews.decisions().items() if one.outcome.value == "waiting"]
    assert waiting, {who: one.blockers for who, one in home.journal.reviews.decisions().items()}
    for who in waiting:
        for role, account in SIGNERS.items():
            sign(home, *who, role, account, "approve", "", at)
