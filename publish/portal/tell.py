"""What of a finding the public may read.

A submission under embargo, on the negative list or not open by its attribute is not to become public through the
finding about it: the sentence and the value give way, the place and the next step stay.
"""

import re

from gongkai.findings import Finding
from publish.portal.facts import Facts
from publish.portal.standing import RUN_FAILED

WITHHELD = ("EMB-", "NEG-", "OPN-")
WITHHELD_ZH = "报送尚未获准公开，说明和数值暂不显示"
WITHHELD_EN = "the submission is not cleared for the public: sentence and value are withheld"
FOLDERS = re.compile(r"(?:/[^/\s\"'<>]+)+/")


def public_findings(facts: Facts) -> list[Finding]:
    """The findings as the public reads them, in their order."""
    sealed = {
        who
        for who, decision in facts.decisions.items()
        if any(blocker.code.startswith(WITHHELD) for blocker in decision.blockers)
    }
    return [_public(finding, sealed) for finding in facts.findings]


def _public(finding: Finding, sealed: set[tuple[str, int, str]]) -> Finding:
    if finding.rule == RUN_FAILED:  # its cause may name folders of the machine
        told = {name: FOLDERS.sub("", getattr(finding, name)) for name in ("message_zh", "message_en")}
        return finding.model_copy(update=told)
    who = (finding.dataset or "", finding.period or 0, finding.department or "")
    if finding.file is None or who not in sealed:
        return finding
    return finding.model_copy(update={"message_zh": WITHHELD_ZH, "message_en": WITHHELD_EN, "value": None})
