"""The commands of `gongkai portal`: the public site as a web server hands it out."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.exits import Exit
from pipelines.cli.options import JsonOption
from pipelines.cli.terminal import say, show_json

if TYPE_CHECKING:
    from publish.portal.doctor import Probe

app = typer.Typer(help="公开网站：检查网站服务器。 The public site: examine its web server.", no_args_is_help=True)


@app.callback()
def portal() -> None:
    """公开网站：检查网站服务器。 The public site: examine its web server."""


@app.command("doctor")
def doctor(
    url: Annotated[str, typer.Argument(metavar="URL", help="网站首页的地址。 The address of the first page.")],
    as_json: JsonOption = False,
) -> None:
    """检查真实的网站服务器：字节区间、类型、压缩、安全标头、缓存；有不对的退出码为 1。 Examine a real web server from
    outside: byte ranges, types, compression, headers, caching; 1 when something is wrong.

    例 examples: gongkai portal doctor https://data.example.gov.cn/

    gongkai portal doctor --json http://127.0.0.1:8000/
    """
    from publish.portal.doctor import examine

    if not url.startswith(("http://", "https://")):
        raise typer.BadParameter(f"{url}：写成 https://… / write it like https://…")
    probes = examine(url)
    if as_json:
        show_json([asdict(probe) for probe in probes])
    else:
        _tell(probes)
    raise typer.Exit(Exit.OK if all(probe.passed for probe in probes) else Exit.HELD)


def _tell(probes: "list[Probe]") -> None:
    for probe in probes:
        say(f"{'✓' if probe.passed else '✗'} {probe.zh} {probe.en}")
        if not probe.passed:
            say(f"    {probe.address}：{probe.found or '无 none'}")
    wrong = [probe for probe in probes if not probe.passed]
    say(f"{len(probes)} 项 probes，{len(wrong)} 项不对 wrong")
    for zh, en in dict.fromkeys((probe.next_zh, probe.next_en) for probe in wrong):
        say(f"下一步：{zh}")
        say(f"next: {en}")
