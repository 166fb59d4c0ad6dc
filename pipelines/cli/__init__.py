"""The command line `gongkai`: a command parses, calls one public function, and prints. One module a group of commands.

Here belongs putting the commands together. Modules that take long to load are imported inside the commands that need
them, so that `gongkai --help` answers at once.
"""

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli import drafting, explaining, home, look, night, portal, review, watching
from pipelines.cli.exits import errors_told

app = typer.Typer(
    name="gongkai",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("init")(home.init)
app.command("check")(look.check)
app.command("new")(drafting.new)
app.command("refresh")(night.refresh)
app.command("status")(home.status)
app.command("findings")(look.findings)
app.command("expectations")(watching.expectations)
app.add_typer(review.app, name="review")
app.command("explain")(explaining.explain)
app.command("serve")(home.serve)
app.add_typer(portal.app, name="portal")


@app.callback()
def gongkai(
    home: Annotated[
        Path, typer.Option("--home", metavar="DIR", envvar="GONGKAI_HOME", help="城市目录。 The city's home.")
    ] = Path(),
) -> None:
    """公开：把部门导出的文件变成可信的开放数据。 From departmental files to trustworthy open data.

    先试后做 try first: gongkai check 文件.xlsx → inbox/<部门>/ → gongkai refresh → gongkai review list → gongkai serve

    退出码 exit codes: 0 无事 fine, 1 有搁置或错误 something is held or wrong, 2 用法或声明有误 usage or declarations,
    3 另一运行占用 locked, 4 某数据集中断 a dataset broke off.
    """


def main() -> None:
    """The console entry."""
    with errors_told():
        app()


__all__ = ["app", "main"]
