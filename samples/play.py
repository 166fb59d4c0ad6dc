"""Play the sample city: `python -m samples.play --home var/demo`. Two nights the first time, a quiet night ever after.

Here belongs what happens when, told in two languages. What lies in the inboxes belongs to `samples.generate`.
The moments are fixed, so that the demo is the same bytes every time; how far it has come is read from the journal, so
that a play that was killed goes on where it stopped.
"""

import argparse
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from gongkai.contract.dataset import Role
from gongkai.files import write_whole
from gongkai.home import Home, open_home
from gongkai.progress import Silent
from pipelines.cli.exits import Exit, errors_told
from pipelines.cli.home import ROLES
from pipelines.cli.night import tell
from pipelines.cli.terminal import Bars, is_watched, say
from pipelines.flow import refresh
from pipelines.status import status
from pipelines.summary import Summary, summarise
from publish.review.signing import grant_standing, sign
from samples.city import SETTINGS
from samples.generate import CONTRACTS, budget_path, write
from samples.purchase_files import AWARDS, TENDERS

ZONE = ZoneInfo("Asia/Shanghai")
EVENING = datetime(2026, 3, 12, 18, tzinfo=ZONE)
FIRST_NIGHT = datetime(2026, 3, 13, 2, tzinfo=ZONE)
SECOND_NIGHT = datetime(2026, 3, 14, 2, tzinfo=ZONE)
# Who signs in which role, and when that evening.
SIGNERS: tuple[tuple[Role, str, datetime], ...] = (
    ("drafter", "drafter-a", EVENING + timedelta(hours=2)),
    ("reviewer", "reviewer-b", EVENING + timedelta(hours=3)),
    ("publisher", "publisher-c", EVENING + timedelta(hours=4)),
)
FEEDS = tuple((f"procurement/{name}", "112") for name in ("contracts", "tenders", "awards"))
BOUNDS_PCT = (10.0, 10.0)
FEED_UNTIL = date(2026, 12, 31)
# What the second night brings, by path below the inbox.
CHANGED = {path.removeprefix("inbox/") for path in (CONTRACTS, TENDERS, AWARDS, budget_path("101"))}
# city.yml makes it a home, so it comes last: a copy that was cut off is begun anew.
COPIED = ("organisations.csv", "events.csv", "regions.csv", "city.yml")


def play(root: Path) -> Summary:
    """Bring the demo to its end from wherever it stands, telling each step; the summary is that of the last run."""
    if not (root / "city.yml").exists():
        _narrate("新建示例市的目录（虚构城市）。", "Making the home of 示例市, a fictional city.")
        for name in COPIED:
            write_whole(root / name, (SETTINGS / name).read_bytes())
    home = open_home(root)
    try:
        landed = _landed(home)
        if not landed:
            _first_night(home, root)
        if landed != CHANGED:
            write(2, home.root)
            _narrate(
                "第二夜 2026-03-14 02:00：合同和公告多了几份（在长期授权之内），市教育局改了预算（等人签）。",
                "Second night: more contracts and notices, within the standing approvals; one changed budget waits.",
            )
        else:
            _narrate(
                "平静的一夜：没有新的报送，什么都不应改变。",
                "A quiet night: nothing new was delivered, so nothing should change.",
            )
        return _run(home, root, _last_moment(home))
    finally:
        home.close()


def _first_night(home: Home, root: Path) -> None:
    # Anew even when it was done: a play killed while it put out the second night's files must not land them now.
    write(1, home.root)
    if not home.journal.reviews.sign_offs():
        _narrate(
            "第一天傍晚 2026-03-12 18:00：各部门报送完毕。没有人签字，什么都不公开。",
            "First evening: everything has arrived. Nobody has signed, so nothing is public.",
        )
        _run(home, root, EVENING)
    _narrate(
        "三个虚构账号签好可以签的报送，并长期授权采购公告、结果和合同数据。",
        "Three fictional accounts sign what can be signed, and let small changes of three feeds pass.",
    )
    _sign(home)
    _narrate(
        "第一夜 2026-03-13 02:00：签齐的公开，其余写明原因。",
        "First night: what is signed is released; the rest is held, and the reason is named.",
    )
    _run(home, root, FIRST_NIGHT)


def _sign(home: Home) -> None:
    """Every signature still missing, each at its own moment, through the function that `gongkai review` calls."""
    feeds = [feed for feed in FEEDS if feed[0] in home.city.datasets]
    for role, account, at in SIGNERS:
        mine = [each for each in status(home).submissions if each.state == "waiting" and role in each.waiting_for]
        for each in mine:
            sign(home, each.dataset, each.period, each.department, role, account, "approve", "", at)
        for feed in feeds:
            if (role, account) not in _granted(home, feed):
                grant_standing(home, *feed, role, account, *BOUNDS_PCT, FEED_UNTIL, "", at)
        standing = f"长期授权 standing approval {'; '.join(map(' '.join, feeds))}"
        say(f"  {at:%m-%d %H:%M}  {account}（{ROLES[role]}）: {len(mine)} 份报送 submissions + {standing}")


def _granted(home: Home, feed: tuple[str, str]) -> set[tuple[str, str]]:
    """Who gave a standing approval already, (role, account)."""
    return {(each.role, each.account) for each in home.journal.reviews.standing().get(feed, [])}


def _landed(home: Home) -> set[str]:
    """Which of the second night's changed files the journal knows."""
    second = SECOND_NIGHT.isoformat()
    return {each.path for each in home.journal.deliveries.by_id().values() if each.received_at == second} & CHANGED


def _last_moment(home: Home) -> datetime:
    """The demo's own last moment; a person's signature or file that came later moves it."""
    signed = [each.at for history in home.journal.reviews.sign_offs().values() for each in history]
    arrived = [each.received_at for each in home.journal.deliveries.by_id().values()]
    released = [each.released_at for history in home.journal.releases.published().values() for each in history]
    return max([SECOND_NIGHT, *map(datetime.fromisoformat, [*signed, *arrived, *released])])


def _run(home: Home, root: Path, as_of: datetime) -> Summary:
    summary = summarise(home, refresh(home, as_of, progress=Bars() if is_watched(False) else Silent()))
    tell(summary, root)
    return summary


def _narrate(zh: str, en: str) -> None:
    say(f"\n▶ {zh}\n  {en}")


def main() -> None:
    """Read the arguments and play. What the planted faults hold back is meant to be held: only a break is a failure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--home", type=Path, required=True)
    arguments = parser.parse_args()
    with errors_told():
        summary = play(arguments.home)
    raise SystemExit(Exit.BROKE_OFF if summary.broke_off else Exit.OK)


if __name__ == "__main__":
    main()
