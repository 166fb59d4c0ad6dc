"""The catalogue of rules as the public reads it: what each rule says, its source, where it is used, how it came out.

Counts are of checks, one for each line of a checks.yml and submission, held submissions included: a count tells nothing
of what a held submission says.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.catalogue import Rule, read_catalogue
from gongkai.contract import Contract, Text
from gongkai.verdict import Status
from publish.portal.facts import Facts
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
    datasets: Mapping[str, Contract]

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


def rules_page(facts: Facts) -> RulesPage:
    """Put the page together."""
    catalogue = read_catalogue(facts.home.registers.shared)
    counts, used = _counts(facts), _used(facts)
    rows = [_row(rule, used.get(rule.code, {}), counts.get(rule.code, Counter())) for rule in catalogue.values()]
    families = {title: tuple(row for row in rows if row.rule.code[:3] == name) for name, title in FAMILIES.items()}
    return RulesPage(
        families=tuple((title, found) for title, found in families.items() if found),
        unlisted=tuple(sorted(counts.keys() - catalogue.keys())),
        submissions=sum(len(dataset.verdicts) for dataset in facts.datasets),
        datasets={dataset.contract.id: dataset.contract for dataset in facts.datasets},
    )


def _row(rule: Rule, used: Mapping[str, set[str]], counts: Counter[str]) -> RuleRow:
    severities = tuple(name for name in SEVERITIES if any(name in some for some in used.values()))
    return RuleRow(rule, severities or (rule.severity.value,), tuple(used), counts)


def _used(facts: Facts) -> dict[str, dict[str, set[str]]]:
    """Code -> dataset that uses it -> severities it gives it; constraints of a schema show in verdicts only."""
    found: dict[str, dict[str, set[str]]] = {}
    for dataset in facts.datasets:
        declared = {(check.code, check.severity) for check in dataset.contract.rules}
        judged = {(each["code"], each["severity"]) for verdict in dataset.verdicts for each in verdict["outcomes"]}
        for code, severity in declared | judged:
            found.setdefault(code, {}).setdefault(dataset.contract.id, set()).add(severity)
    return found


def _counts(facts: Facts) -> dict[str, Counter[str]]:
    """Code -> how many checks came out how."""
    found: dict[str, Counter[str]] = {}
    for dataset in facts.datasets:
        for verdict in dataset.verdicts:
            for outcome in verdict["outcomes"]:
                found.setdefault(outcome["code"], Counter())[outcome["status"]] += 1
    return found


def _cell(value: object) -> object:
    return "|".join(map(str, value)) if isinstance(value, list) else value
