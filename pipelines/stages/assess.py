"""Stage 7, assess (评估): the published releases measured against the clock of their disclosure item.

Here belongs when to measure. How belongs to `quality.assess`.
"""

from datetime import datetime

from gongkai.digests import digest_of
from gongkai.files import write_whole
from gongkai.home import Home
from gongkai.journal.work import Entry
from quality.assess import Assessment, assess_dataset

STAGE = "assess"


def assess(home: Home, as_of: datetime) -> dict[str, Assessment]:
    """Assess every dataset as of a moment; an assessment that says the same as before is not written again."""
    known = home.journal.work.stage(STAGE)
    found: dict[str, Assessment] = {}
    for contract in home.contracts.values():
        assessment, findings = assess_dataset(home, contract, as_of)
        found[contract.id] = assessment
        result = assessment.model_dump(mode="json")
        scope, key = f"{STAGE}:{contract.id}", digest_of(result, [item.shown() for item in findings])
        if scope not in known or known[scope].key != key:
            home.journal.work.keep([Entry(scope, STAGE, key, result, findings)])
        write_whole(home.lake.assessed(contract.dataset.slug), assessment.model_dump_json(indent=1))
    return found
