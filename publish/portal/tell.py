"""What of a finding the public may read.

Nothing of a submission that is not cleared is to become public through the finding about it: figures and texts give way
to dots, the value goes, the place and the next step stay.
"""

import re
from collections.abc import Iterator

from gongkai.findings import Finding, templates
from publish.portal.facts import Facts

RUN_FAILED = "RUN-FAILED"
FOLDERS = re.compile(r"(?:/[^/\s\"'<>]+)+/")
FILLED = re.compile(r"\{[^{}]+\}")


def public_findings(facts: Facts) -> list[Finding]:
    """The findings as the public reads them, in their order."""
    cleared = set(_cleared(facts))
    return [_public(finding, cleared) for finding in facts.findings]


def _cleared(facts: Facts) -> Iterator[tuple[str, str]]:
    """(dataset, SHA-256 of the file) of the submissions that findings may speak of."""
    for slot in (slot for dataset in facts.datasets for slot in dataset.slots):
        decision = facts.decisions.get((slot.dataset, slot.period, slot.entity))
        if slot.sha256 and decision and decision.cleared:
            yield slot.dataset, slot.sha256


def _public(finding: Finding, cleared: set[tuple[str, str]]) -> Finding:
    if finding.rule == RUN_FAILED:  # its cause may name folders of the machine
        told = {name: FOLDERS.sub("", getattr(finding, name)) for name in ("message_zh", "message_en")}
        return finding.model_copy(update=told)
    if finding.sha256 is None or (finding.dataset or "", finding.sha256) in cleared:
        return finding
    template = templates()[finding.rule]
    told = {"message_zh": FILLED.sub("…", template.zh), "message_en": FILLED.sub("…", template.en)}
    return finding.model_copy(update={**told, "value": None})
