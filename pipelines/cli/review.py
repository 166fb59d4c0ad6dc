"""The commands of `gongkai review` that look: who is waited for, what a submission would look like in public. Signing
belongs to `signing`.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli import signing
from pipelines.cli.home import ROLES, STATES
from pipelines.cli.options import SHOWN_DIGITS, Dataset, Department, HomeOption, JsonOption, Period, opened
from pipelines.cli.terminal import out, say, show_json, table

if TYPE_CHECKING:
    from pipelines.preview import Preview, Since

app = typer.Typer(help="审核：看、签、退。 Review: list, show, approve, reject, standing.", no_args_is_help=True)
SHOWN_ROWS = 10


@app.command("list")
def list_waiting(
    ctx: typer.Context,
    home: HomeOption = None,
    everything: Annotated[bool, typer.Option("--all", help="连同被阻断的。 Blocked ones too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """等着签字的报送，各等谁。 What waits for a signature, and for whom.

    例 example: gongkai review list --home var/demo
    """
    from pipelines.status import status

    wanted = {"waiting", "blocked"} if everything else {"waiting"}
    with opened(ctx, home) as found:
        waiting = [each for each in status(found).submissions if each.state in wanted]
    if as_json:
        show_json([each.model_dump(mode="json") for each in waiting])
        return
    shown = table("数据集 dataset", ">年度", "部门 department", "状态 state", ">行 rows", "等谁 waits for")
    for each in waiting:
        # Signed by all since the last night: the next one clears it.
        who = "、".join(ROLES[role] for role in each.waiting_for) or "无人，下次运行放行 nobody: the next run clears it"
        rows = "—" if each.rows is None else f"{each.rows:,}"
        shown.add_row(each.dataset, str(each.period), f"{each.department} {each.name}", STATES[each.state], rows, who)
    if waiting:
        out().print(shown)
    say(f"共 {len(waiting)} 份 submissions")


@app.command("show")
def show(
    ctx: typer.Context,
    dataset: Dataset,
    period: Period,
    department: Department,
    home: HomeOption = None,
    rows: Annotated[int, typer.Option(min=0, help="最多显示的行数。 At most so many rows.")] = SHOWN_ROWS,
    as_json: JsonOption = False,
) -> None:
    """公众将看到什么：行、合计、与上一版的差别、检查、阻断和提示。 A submission exactly as the public would see it.

    例 example: gongkai review show budget/department_expenditure 2026 101 --home var/demo
    """
    from pipelines.preview import preview

    with opened(ctx, home) as found:
        seen = preview(found, dataset, period, department, rows)
        columns = {field.name: field.title for field in found.contract(dataset).table.fields if not field.is_provenance}
    show_json(seen.model_dump(mode="json")) if as_json else _tell_preview(seen, columns)


def _tell_preview(seen: "Preview", columns: dict[str, str]) -> None:
    say(f"{seen.title_zh} {seen.title_en}  {seen.period}  {seen.department} {seen.name}")
    say(f"文件 file: {seen.file}  SHA-256 {seen.sha256[:12]}…  收到 received {seen.received_at}")
    say(f"内容 content: {seen.content[:SHOWN_DIGITS]}")
    say(f"许可 licence: {seen.licence}")
    say(f"行 rows: {seen.row_count:,}（搁置 set aside {seen.set_aside}）")
    for column, amount in seen.sums.items():
        say(f"合计 sum {columns.get(column, column)}: {amount:,} 元")
    # The columns that are the same in every row would only crowd out the others.
    stored = [column for column in columns if all(column in row for row in seen.rows)]
    varying = [column for column in stored if len({row[column] for row in seen.rows}) > 1 or len(seen.rows) < 2]
    shown = table(*(columns[column] for column in varying))
    for row in seen.rows:
        shown.add_row(*(row[column] or "" for column in varying))
    out().print(shown)
    if len(seen.rows) < seen.row_count:
        say(f"… 共 {seen.row_count:,} 行，全部请用 --rows {seen.row_count} / all rows with --rows {seen.row_count}")
    _tell_since(seen.since, columns) if seen.since else say("首次公开 never released before")
    for outcome in seen.checks:
        if outcome.status in ("fail", "error"):
            sentence = f"{outcome.sentence_zh} {outcome.sentence_en}"
            say(f"检查 check {outcome.code} {outcome.status}（{outcome.severity}）: {sentence}")
    passed = sum(outcome.status == "pass" for outcome in seen.checks)
    say(f"检查 checks: 通过 passed {passed}, 共 of {len(seen.checks)}")
    for label, reasons in (
        (("阻断 block", seen.decision.blockers), ("提示 caution", seen.decision.cautions)) if seen.decision else ()
    ):
        for reason in reasons:
            basis = f"（{reason.basis}）" if reason.basis else ""
            say(f"{label} {reason.code}: {reason.zh} / {reason.en}{basis}")
    say(f"待签 waits for: {'、'.join(ROLES[role] for role in seen.waiting_for) or '无人 nobody'}")


def _tell_since(since: "Since", columns: dict[str, str]) -> None:
    counts = f"增 added {since.added}, 删 removed {since.removed}, 改 changed {since.changed}"
    say(f"与 v{since.version} 相比 since v{since.version}: {counts}")
    for column, amount in since.sums.items():
        say(f"  上一版合计 sum then {columns.get(column, column)}: {amount:,} 元")
    for each in since.differences:
        key = ", ".join(text or "" for text in each.key.values())
        cells = "；".join(
            f"{columns[column]} {before or '空'} → {after or '空'}" for column, (before, after) in each.cells.items()
        )
        say(f"  {each.change} {key}: {cells}")


app.command("approve")(signing.approve)
app.command("reject")(signing.reject)
app.command("standing")(signing.standing)
