"""The natural order of stages, and which domains many chains share. A dataset says its stage in `dataset.yml`; within a
stage those come later that are linked to the others: a correction after its notice, items after their award.
"""

from collections.abc import Mapping

from gongkai.contract import Contract

#: From money to approval, purchase, works, acceptance and final account (预算、批复、意向、公告、合同、验收、决算).
STAGES = (
    "budget",
    "register",
    "service",
    "approval",
    "funding",
    "milestone",
    "land",
    "intention",
    "tender",
    "candidate",
    "award",
    "contract",
    "notice",
    "construction",
    "quality",
    "change",
    "acceptance",
    "supervision",
    "completion",
    "final",
)
#: A budget line pays many purchases, a project has many: arriving there from outside leads no further than the domain.
SHARED = ("budget", "projects")

Rank = tuple[int, int, str]


def ranks(contracts: Mapping[str, Contract]) -> dict[str, Rank]:
    """By dataset what to sort it by; a stage that is not listed comes last."""
    return {
        dataset: (_stage(contract), _depth(contracts, dataset, ()), dataset) for dataset, contract in contracts.items()
    }


def _stage(contract: Contract) -> int:
    stage = contract.dataset.stage
    return STAGES.index(stage) if stage in STAGES else len(STAGES)


def _depth(contracts: Mapping[str, Contract], dataset: str, seen: tuple[str, ...]) -> int:
    """How many links lead on from it within its stage; links in a circle end where they began."""
    contract = contracts[dataset]
    ends = {link.to for link in contract.links if link.to in contracts} - {dataset, *seen}
    same = sorted(end for end in ends if contracts[end].dataset.stage == contract.dataset.stage)
    return max((1 + _depth(contracts, end, (*seen, dataset)) for end in same), default=0)
