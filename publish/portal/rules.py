"""The catalogue of rules as the public reads it: what each rule says, its source, where it is used, how it came out.

Counts are of checks, one for each line of a checks.yml and submission, held submissions included: a count tells nothing
of what a held submission says.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gongkai.catalogue import Rule, read_catalogue
from gongkai.contract import Text
from gongkai.verdict import Status
from publish.portal.context import Context
from publish.portal.sections import Page, Section
from publish.portal.summary import Summary
from publish.portal.wording import SEVERITIES

FAMILIES = {
    "STR": Text(zh="表是否齐全、完整", en="Tables as they should be"),
    "COD": Text(zh="编码和名称", en="Codes and names"),
    "SUM": Text(zh="表内的和", en="Sums within a table"),
    "BAL": Text(zh="表与表、年与年之间", en="Between tables, departments and years"),
    "CON": Text(zh="前后公开的数", en="Between publications"),
    "LIM": Text(zh="限额、变动和原因", en="Limits, changes and reasons"),
    "PRC": Text(zh="政府采购", en="Procurement"),
    "SEC": Text(zh="个人信息", en="Personal data"),
    "SCH": Text(zh="数据字典", en="The data dictionary"),
}
COUNTED = (Status.PASS, Status.FAIL, Status.NOT_APPLICABLE, Status.ERROR)


@dataclass(frozen=True)
class RuleRow:
    """One rule; `severities` as it is used, `used` by which datasets (ids) of this city, `counts` by status."""

    rule: Rule
    severities: tuple[str, ...]
    used: tuple[str, ...]
    counts: Counter[str]

    def as_record(self) -> dict[str, object]:
        """The row as a program reads it."""
        rule = self.rule
        told = rule.model_dump(mode="json", exclude={"severity", "by"})
        counts = {status.value: self.counts[status.value] for status in COUNTED}
        return {**told, "severity": list(self.severities), "by": list(rule.by), "datasets": list(self.used), **counts}


@dataclass(frozen=True)
class RulesPage:
    """The rules by family, in the order of the list; `unlisted` are codes that the city uses beside it."""

    families: tuple[tuple[Text, tuple[RuleRow, ...]], ...]
    unlisted: tuple[str, ...]
    submissions: int
    datasets: Mapping[str, Summary]

    @property
    def rows(self) -> tuple[RuleRow, ...]:
        """All rules."""
        return tuple(row for _, rows in self.families for row in rows)

    def as_json(self) -> str:
        """All rules, one a line."""
        lines = ",\n".join(json.dumps(row.as_record(), ensure_ascii=False) for row in self.rows)
        return f'{{"submissions": {self.submissions}, "rules": [\n{lines}\n]}}\n'

    def as_csv(self) -> str:
        """The same as a table; several values in a cell are divided by `|`."""
        records = [row.as_record() for row in self.rows]
        text = io.StringIO()
        writer = csv.DictWriter(text, list(records[0]) if records else ["code"], lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in record.items()} for record in records)
        return "\ufeff" + text.getvalue()


def sections(context: Context) -> Iterator[Section]:
    """The catalogue as a page and as files."""
    yield Section("rules", context.inputs.datasets(), partial(_pages, context))


def _pages(context: Context) -> Iterator[Page]:
    page = rules_page(context.home.registers.shared, context.summaries)
    yield from context.renderer.pages("rules/index.html", "rules.html", page=page)
    yield Page("rules/rules.csv", page.as_csv)
    yield Page("rules/rules.json", page.as_json)


def rules_page(shared: Path, summaries: Mapping[str, Summary]) -> RulesPage:
    """Put the page together; `shared` is the folder of the catalogue."""
    catalogue = read_catalogue(shared)
    counts, used = _counts(summaries), _used(summaries)
    rows = [_row(rule, used.get(rule.code, {}), counts.get(rule.code, Counter())) for rule in catalogue.values()]
    families = {title: tuple(row for row in rows if row.rule.code[:3] == name) for name, title in FAMILIES.items()}
    return RulesPage(
        families=tuple((title, found) for title, found in families.items() if found),
        unlisted=tuple(sorted(counts.keys() - catalogue.keys())),
        submissions=sum(summary.submissions for summary in summaries.values()),
        datasets=summaries,
    )


def _row(rule: Rule, used: Mapping[str, tuple[str, ...]], counts: Counter[str]) -> RuleRow:
    severities = tuple(name for name in SEVERITIES if any(name in some for some in used.values()))
    return RuleRow(rule, severities or (rule.severity.value,), tuple(used), counts)


def _used(summaries: Mapping[str, Summary]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Code -> dataset that uses it -> severities it gives it."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for summary in summaries.values():
        for code, severe in summary.severities.items():
            found.setdefault(code, {})[summary.id] = severe
    return found


def _counts(summaries: Mapping[str, Summary]) -> dict[str, Counter[str]]:
    """Code -> how many checks came out how."""
    found: dict[str, Counter[str]] = {}
    for summary in summaries.values():
        for code, counts in summary.rules.items():
            found.setdefault(code, Counter()).update(counts)
    return found


def _cell(value: object) -> object:
    return "|".join(map(str, value)) if isinstance(value, list) else value
