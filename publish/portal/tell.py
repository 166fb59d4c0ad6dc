"""What of a finding the public may read.

A submission under embargo, on the negative list or not open by its attribute is not to become public through the
finding about it: the sentence and the value give way, the place and the next step stay.
"""

import re
from collections.abc import Iterator

from gongkai.findings import Finding
from publish.portal.facts import Facts

RUN_FAILED = "RUN-FAILED"
WITHHELD = ("EMB-", "NEG-", "OPN-")
WITHHELD_ZH = "报送尚未获准公开，说明和数值暂不显示"
WITHHELD_EN = "the submission is not cleared for the public: sentence and value are withheld"
FOLDERS = re.compile(r"(?:/[^/\s\"'<>]+)+/")


def public_findings(facts: Facts) -> list[Finding]:
    """The findings as the public reads them, in their order."""
    sealed = set(_sealed(facts))
    return [_public(finding, sealed) for finding in facts.findings]


def _sealed(facts: Facts) -> Iterator[tuple[str, str]]:
    """(dataset, SHA-256 of the file) of the submissions that findings must not speak of."""
    for slot in (slot for dataset in facts.datasets for slot in dataset.slots):
        decision = facts.decisions.get((slot.dataset, slot.period, slot.entity))
        if slot.sha256 and decision and any(b.code.startswith(WITHHELD) for b in decision.blockers):
            yield slot.dataset, slot.sha256


def _public(finding: Finding, sealed: set[tuple[str, str]]) -> Finding:
    if finding.rule == RUN_FAILED:  # its cause may name folders of the machine
        told = {name: FOLDERS.sub("", getattr(finding, name)) for name in ("message_zh", "message_en")}
        return finding.model_copy(update=told)
    if (finding.dataset or "", finding.sha256 or "") not in sealed:
        return finding
    return finding.model_copy(update={"message_zh": WITHHELD_ZH, "message_en": WITHHELD_EN, "value": None})
