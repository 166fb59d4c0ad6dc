"""The policy that approvals bind to: the negative list and the rule of the roles. When either changes, approvals are
void.
"""

from gongkai.digests import digest_of
from gongkai.registers import Registers

# Stated as text, so that mending the gate's code leaves approvals valid and changing the rule does not.
ROLES_RULE = "every role of the contract signs; the drafter (拟稿) is not the reviewer (审核)"


def policy_version(registers: Registers) -> str:
    """The digest of every entry of the negative list (负面清单), the city's own included, and of the rule of the
    roles.
    """
    return digest_of([entry.model_dump(mode="json") for entry in registers.negative_list], ROLES_RULE)
