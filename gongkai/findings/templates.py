"""The sentences of findings: `templates/*.yml` beside this module, one entry per code, no catch-all."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from gongkai.findings.model import Finding, Place, Severity
from gongkai.masking import mask


class Template(BaseModel):
    """The sentences of one code. `severity` is the default; a check's own severity in `checks.yml` wins."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    severity: Severity
    zh: str
    en: str
    next_zh: str
    next_en: str
    basis: str = ""


@cache
def templates() -> dict[str, Template]:
    """Every template by code. Raises ValueError when a code is written twice."""
    from ruamel.yaml import YAML

    found: dict[str, Template] = {}
    for path in sorted((Path(__file__).parent / "templates").glob("*.yml")):
        for code, entry in YAML(typ="safe").load(path.read_text(encoding="utf-8")).items():
            if code in found:
                raise ValueError(f"{path.name}: {code} has a template already")
            found[code] = Template.model_validate(entry)
    return found


def finding(
    code: str,
    place: Place,
    /,
    *,
    template: str | None = None,
    severity: str | Severity | None = None,
    count: int = 1,
    **values: object,
) -> Finding:
    """A finding from its template, which codes of one family may share (`template`). `values` fill the
    sentences, personal data in them masked; a missing one raises KeyError.
    """
    entry = templates()[template or code]
    told = {name: mask(value) if isinstance(value, str) else value for name, value in values.items()}
    sentences = {name: getattr(entry, name).format_map(told) for name in ("zh", "en", "next_zh", "next_en")}
    # Clerks put numbers of people into the names of files and sheets too.
    named = {"file": place.file and mask(place.file), "sheet": place.sheet and mask(place.sheet)}
    return Finding(
        **{**place.model_dump(), **named},
        rule=code,
        severity=Severity(severity) if severity else entry.severity,
        message_zh=sentences["zh"],
        message_en=sentences["en"],
        next_step_zh=sentences["next_zh"],
        next_step_en=sentences["next_en"],
        count=count,
    )
