"""The command `refresh` and its summary table, which the sample city shows too."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.exits import Exit
from pipelines.cli.home import ROLES
from pipelines.cli.options import PORT, AsOfOption, HomeOption, JsonOption, chosen, moment, opened
from pipelines.cli.terminal import Bars, is_watched, out, say, show_json, table

if TYPE_CHECKING:
    from gongkai.home import Home
    from pipelines.status import Standing
    from pipelines.summary import Line, Summary

DECISIONS = {
    "released": "已发布 released",
    "unchanged": "无变化 unchanged",
    "kept_last_good": "保留上一版 kept last good",
    "held": "搁置 held",
    "empty": "未收到 nothing delivered",
}
NEW_SHOWN = 12


def refresh(
    ctx: typer.Context,
    home: HomeOption = None,
    dataset: Annotated[
        list[str] | None, typer.Option(help="只处理这些数据集，可多次给出。 Only these datasets.")
    ] = None,
    since: Annotated[
        int | None, typer.Option(metavar="YEAR", help="只处理这一年度及以后。 From this period on.")
    ] = None,
    as_of: AsOfOption = None,
    rehash: Annotated[
        bool, typer.Option(help="重新计算收件箱所有文件的摘要。 Hash every file of the inbox anew.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """跑一夜：从收件箱到公开网站；从不签字。 Run the whole night; it never signs.

    例 examples: gongkai refresh --home var/demo

    gongkai refresh --dataset procurement/contracts --since 2026 --as-of 2026-03-13T02:00
    """
    from gongkai.progress import Silent
    from pipelines.flow import refresh as run
    from pipelines.summary import summarise

    with opened(ctx, home) as found:
        progress = Bars() if is_watched(as_json) else Silent()
        at = moment(found, as_of)
        _insist_on_order(found, at)
        night = run(found, at, datasets=dataset, since=since, rehash=rehash, progress=progress)
        summary = summarise(found, night)
        if as_json:
            show_json(summary.model_dump(mode="json"))
        else:
            tell(summary, chosen(ctx, home))
    raise typer.Exit(exit_code(summary))


def _insist_on_order(found: "Home", at: datetime) -> None:
    """A night before the newest release would release anew what is older. A replay belongs into a home of its own."""
    from gongkai.errors import GongkaiError

    released = [each.released_at for history in found.journal.releases.published().values() for each in history]
    newest = max(map(datetime.fromisoformat, released), default=at)
    if at < newest:
        raise GongkaiError(
            f"{at.isoformat()} 早于最近一次发布（{newest.isoformat()}）",
            f"{at.isoformat()} is before the newest release ({newest.isoformat()})",
            "写更晚的时刻；要重演过去，请用新的城市目录",
            "state a later moment; to replay the past, use a home of its own",
        )


def exit_code(summary: "Summary") -> Exit:
    """Worst first: a dataset broke off, something is held or wrong, fine."""
    if summary.broke_off:
        return Exit.BROKE_OFF
    return Exit.OK if summary.is_quiet else Exit.HELD


def tell(summary: "Summary", home: Path) -> None:
    """Print what was new, the summary table, who is waited for, what is blocked, and where to look."""
    _new(summary)
    shown = table(
        "数据集 dataset", ">年度 period", ">行 rows", ">错误 errors", ">提示 warnings", "决定 decision", ">版本 version"
    )
    for line in summary.datasets:
        if line.decision != "empty":
            version = f"v{line.version}" if line.version else "—"
            counts = (f"{line.rows:,}", str(line.errors), str(line.warnings))
            name = f"{line.title_zh}\n{line.dataset}"
            shown.add_row(name, str(line.period), *counts, DECISIONS[line.decision], version)
    out().print(shown)
    for line in summary.datasets:
        _held(line)
    for dataset, cause in summary.broke_off.items():
        say(f"✗ {dataset} 中断 broke off: {cause}")
    if summary.elsewhere:
        say(
            f"✗ 另有 {summary.elsewhere} 个文件问题不属于任何数据集 / {summary.elsewhere} errors in files of no dataset"
        )
    say(f"问题 findings: gongkai findings --home {home} --severity error")
    say(f"回执 receipts: {home / 'receipts'}/<部门 department>/<文件 file>.html")
    if summary.expectations:
        say(f"期望 expectations: {home / summary.expectations}")
    if any(standing.state == "waiting" for line in summary.datasets for standing in line.held):
        say(f"签字 sign: gongkai review list --home {home}")
    say(f"网站 site: {home / summary.site}")
    say(f"▶ 打开 open: http://127.0.0.1:{PORT}/  （先运行 after: gongkai serve --home {home}）")


def _new(summary: "Summary") -> None:
    counts = f"{summary.seen} 个文件 files, 新到 new {len(summary.new)}, 重送 resent {summary.resent}"
    say(f"收件箱 inbox: {counts}  ({summary.as_of})")
    for arrival in summary.new[:NEW_SHOWN]:
        say(f"  + {arrival.file}")
    if len(summary.new) > NEW_SHOWN:
        say(f"  + … {len(summary.new) - NEW_SHOWN} 个更多 more")


def _held(line: "Line") -> None:
    """Those that wait for the same people share a line; every block has its own."""
    groups: dict[tuple[str, ...], list[Standing]] = {}
    for standing in line.held:
        if standing.state == "waiting":
            groups.setdefault(standing.waiting_for, []).append(standing)
    for roles, standings in groups.items():
        who = "、".join(f"{each.department} {each.name}" for each in standings)
        say(f"○ {line.title_zh} {line.period} 待签 waits for {' + '.join(ROLES[role] for role in roles)}: {who}")
    for standing in line.held:
        if standing.state == "blocked":
            for reason in standing.reasons:
                where = f"{line.title_zh} {line.period} {standing.department} {standing.name}"
                say(f"✗ {where} 阻断 blocked: {reason.code} {reason.zh} / {reason.en}")
                worst = line.worst.get(standing.department)
                if worst and worst.rule in reason.en:
                    say(f"    {worst.rule} {worst.zh} / {worst.en}")
