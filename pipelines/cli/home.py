"""Commands about a home as a whole: make one, see how it stands, look at its site."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.exits import Exit
from pipelines.cli.options import PORT, HomeOption, JsonOption, chosen, opened
from pipelines.cli.terminal import out, say, show_json, table

if TYPE_CHECKING:
    from pipelines.status import Standing

STATES = {
    "cleared": "可公开 cleared",
    "waiting": "待签 waiting",
    "blocked": "阻断 blocked",
    "missing": "未报送 missing",
}
ROLES = {"drafter": "拟稿 drafter", "reviewer": "审核 reviewer", "publisher": "发布 publisher"}
TIMINGS = {
    "on_time": "按时 on time",
    "late": "逾期公开 late",
    "due": "未到期 not yet due",
    "overdue": "逾期未公开 overdue",
    "not_started": "未起算 not started",
    "not_assessable": "无法判定 unknown",
}


def init(
    ctx: typer.Context,
    directory: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="新目录；也可用 --home。 The new home.")
    ] = None,
    home: HomeOption = None,
    name_zh: Annotated[str, typer.Option("--name", help="城市名称。 The city's name in Chinese.")] = "某市",
    name_en: Annotated[str, typer.Option("--name-en", help="The city's name in English.")] = "A city",
    region_code: Annotated[str, typer.Option("--region-code", help="GB/T 2260 六位代码。 Six digits.")] = "000000",
    as_json: JsonOption = False,
) -> None:
    """新建城市目录，不覆盖已有文件。 Make a new city's home; nothing is overwritten.

    例 example: gongkai init ~/mycity --name 某市 --name-en Mycity --region-code 000000
    """
    from pipelines.new_home import new_home

    root = directory or chosen(ctx, home)
    files = [str(path) for path in new_home(root, name_zh, name_en, region_code)]
    if as_json:
        show_json({"home": str(root), "files": files})
        return
    say("已新建 made:")
    for name in files:
        say(f"  {name}")
    inbox = root / "inbox"
    say(f"下一步：改好这些文件（见 README.md），把报送放进 {inbox}/<单位>/，再运行 gongkai refresh --home {root}")
    say(f"next: edit them (see README.md), put files into {inbox}/<organisation>/, run gongkai refresh --home {root}")


def status(
    ctx: typer.Context,
    home: HomeOption = None,
    dataset: Annotated[str | None, typer.Option(help="只看这个数据集。 Only this dataset.")] = None,
    as_json: JsonOption = False,
) -> None:
    """每份报送到了哪一步、等谁、期限何时。 Where every submission stands, who is waited for, its deadline.

    例 example: gongkai status --home var/demo --dataset budget/department_expenditure
    """
    from pipelines.status import status as state_of

    with opened(ctx, home) as found:
        state = state_of(found, dataset)
    if as_json:
        show_json(state.model_dump(mode="json"))
        return
    shown = table(
        "数据集 dataset",
        ">年度",
        "部门 department",
        "状态 state",
        ">版本",
        "等谁 / 为何 waits for / why",
        "时限 deadline",
    )
    for each in state.submissions:
        shown.add_row(
            each.dataset, str(each.period), f"{each.department} {each.name}", STATES[each.state], *_cells(each)
        )
    if state.submissions:
        out().print(shown)
    else:
        say("还没有报送 nothing was delivered yet；下一步 next: inbox/<部门 department>/ → gongkai refresh")
    say(f"最近收到 last delivery: {state.last_delivery or '—'}    最近发布 last release: {state.last_release or '—'}")


def _cells(each: "Standing") -> tuple[str, str, str]:
    version = f"v{each.version}" if each.version else "—"
    version += "（旧 old）" if each.version and not each.current else ""
    if each.state == "waiting":
        why = "、".join(ROLES[role] for role in each.waiting_for)
    else:
        why = "；".join(f"{reason.code} {reason.zh}" for reason in each.reasons)
    if each.deadline is None:
        return version, why, "—"
    due = f"{each.deadline.due} " if each.deadline.due else ""
    return version, why, due + TIMINGS[each.deadline.timing]


def serve(
    ctx: typer.Context,
    home: HomeOption = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口，0 为任选。 The port; 0 takes any.")] = PORT,
    as_json: JsonOption = False,
) -> None:
    """在本机查看公开网站，Ctrl-C 结束。 Show the public site on this machine only; Ctrl-C ends it.

    例 example: gongkai serve --home var/demo --port 8000
    """
    from pipelines.cli.serving import listen, serve_site

    with opened(ctx, home) as found:
        public = found.public
    if not (public / "index.html").is_file():
        from gongkai.errors import GongkaiError

        raise GongkaiError(
            "还没有公开网站", "there is no site yet", "先运行 gongkai refresh", "run gongkai refresh first"
        )
    with listen(port) as socket:
        address = f"http://127.0.0.1:{socket.getsockname()[1]}/"
        show_json({"address": address}) if as_json else say(f"{address}  （Ctrl-C 结束 ends it）")
        serve_site(public, socket)
    raise typer.Exit(Exit.OK)
