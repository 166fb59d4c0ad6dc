"""A home to measure in: the sample city's settings with a register of its own.

Here belong settings and sign-offs. What stands in the inbox belongs to the measurements.
"""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from bench.organisations import Body, write_register
from gongkai.decision import Outcome
from gongkai.home import Home
from publish.review.signing import sign
from samples.city import SETTINGS

SIGNERS = {"drafter": "drafter-a", "reviewer": "reviewer-b", "publisher": "publisher-c"}


def make_home(root: Path, bodies: list[Body], dataset: str) -> Path:
    """A home with these departments and one dataset switched on. Returns its root."""
    shutil.copytree(SETTINGS, root)
    write_register(root / "organisations.csv", bodies)
    settings = (root / "city.yml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in settings if not (line.startswith("  - ") and "/" in line and dataset not in line)]
    # Expectations come after the night's work, and loading their library would drown what is measured.
    text = "\n".join(kept).replace("expectations:\n  enabled: true", "expectations:\n  enabled: false")
    (root / "city.yml").write_text(text + "\n", encoding="utf-8")
    for body in bodies:
        (root / "inbox" / body.code).mkdir(parents=True)
    return root


def sign_waiting(home: Home, at: datetime) -> int:
    """Let every role sign every submission that waits, one second after the other. Returns how many sign-offs."""
    waiting = [d for d in home.journal.reviews.decisions().values() if d.outcome is Outcome.WAITING]
    for decision in waiting:
        for second, (role, account) in enumerate(SIGNERS.items()):
            moment = at + timedelta(seconds=second)
            sign(home, decision.dataset, decision.period, decision.entity, role, account, "approve", "", moment)
    return len(waiting) * len(SIGNERS)
