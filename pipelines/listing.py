"""The current findings of a home, chosen by dataset, severity or delivery, each with its file and its release."""

from typing import Any

from gongkai.errors import GongkaiError
from gongkai.findings import Finding
from gongkai.home import Home
from pipelines.check import plain_finding
from pipelines.status import Parts, current_parts

SHORTEST = 6


def listed(
    home: Home, dataset: str | None = None, severity: str | None = None, delivery: str | None = None
) -> list[Finding]:
    """The findings, worst first. `delivery` is a delivery's number or the beginning of its file's SHA-256.

    Raises GongkaiError for an unknown dataset or delivery.
    """
    if dataset:
        home.contract(dataset)
    found = home.journal.work.findings(dataset=dataset, severity=severity)
    if delivery is None:
        return found
    sha256 = _sha256(home, delivery)
    return [item for item in found if item.sha256 == sha256]


def with_release(home: Home, findings: list[Finding]) -> list[dict[str, Any]]:
    """The documented JSON shape: the finding, its file, and the release its submission stands in (null: in none)."""
    parts = current_parts(home)
    return [{**plain_finding(item), "file": item.file, "release": _release(parts, item)} for item in findings]


def _release(parts: Parts, item: Finding) -> str | None:
    where = (item.dataset or "", item.period or 0, item.department or "")
    release, part = parts.get(where, (None, None))
    if release is None or part is None:
        return None
    files = {table["sha256"] for table in release.changes["sources"][part.entity]}
    if item.sha256 is not None and item.sha256 not in files:
        return None
    return f"{release.dataset}/{release.period}/v{release.version}"


def _sha256(home: Home, delivery: str) -> str:
    known = home.journal.deliveries.by_id()
    if delivery.isdecimal() and int(delivery) in known:
        return known[int(delivery)].sha256
    digests = {each.sha256 for each in known.values() if len(delivery) >= SHORTEST and each.sha256.startswith(delivery)}
    if len(digests) != 1:
        raise GongkaiError(
            f"没有唯一对应“{delivery}”的报送",
            f"{delivery} does not name one delivery",
            "用报送编号，或文件 SHA-256 的前十二位",
            "give the number of the delivery, or the first twelve digits of its file's SHA-256",
        )
    return digests.pop()
