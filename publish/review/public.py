"""What of a reason the public may read.

Nothing of a submission that is held is to become public through the reason for it, nor who said so: figures and texts
give way to dots. What the people of the house read stands in the decision itself.
"""

import re

from gongkai.decision import Reason
from gongkai.findings import templates
from publish.review.reasons import ROLES_ZH, SENTENCES

FILLED = re.compile(r"\{[^{}]+\}")
#: Faults of the program, told with their cause and their place in the code.
FAULTS = {"RUN-FAILED", "RUN-INTAKE", "EXT-FAILED"}
#: Filled from declarations, registers and rule codes alone; the others may quote the file, a person or a fault.
OF_THE_HOUSE = {
    "OPN-ATTRIBUTE",
    "NEG-LIST",
    "NEG-MASK",
    "DER-WITHDRAWN",
    "CHK-MISSING",
    "CHK-FAILED",
    "EMB-EVENT",
    "EMB-DATE",
    "REV-MISSING",
}
_REJECTED = re.compile(rf"\S+ \(({'|'.join(ROLES_ZH)})\) rejected it: .*", re.DOTALL)
_BROKE_OFF = re.compile(r"[^(]*\((\w+): .*, ([\w<>]+:\d+)\);[^;]*", re.DOTALL)


def public_reason(reason: Reason) -> Reason:
    """The reason as the public reads it; of a code without a sentence, the code alone."""
    if reason.code in OF_THE_HOUSE:
        return reason
    if reason.code == "REV-REJECTED":
        zh, en = _rejected(reason)
    elif reason.code in FAULTS:
        zh, en = public_fault(reason.code, reason.en)
    else:
        zh, en = unfilled(reason.code)
    return reason.model_copy(update={"zh": zh, "en": en})


def public_fault(code: str, told: str) -> tuple[str, str]:
    """Both sentences with the exception's type and its place in the code; `told` is the English one in full."""
    found, template = _BROKE_OFF.fullmatch(told), templates()[code]
    if found is None:
        return unfilled(code)
    cause, where = found.groups()
    return template.zh.format(cause=cause, where=where), template.en.format(cause=cause, where=where)


def unfilled(code: str) -> tuple[str, str]:
    """Both sentences of a reason or finding with dots for what would fill them."""
    template = templates().get(code)
    zh, en = (template.zh, template.en) if template else SENTENCES.get(code, ("暂缓公开", "held back"))
    return FILLED.sub("…", zh), FILLED.sub("…", en)


def _rejected(reason: Reason) -> tuple[str, str]:
    found = _REJECTED.fullmatch(reason.en)
    if found is None:
        return "审核退回", "rejected in review"
    role = found.group(1)
    return f"审核退回（{ROLES_ZH[role]}）", f"rejected in review ({role})"
