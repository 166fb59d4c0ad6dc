"""The options that several commands share, and how they become a home and a moment. Here alone a clock is read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from gongkai.home import Home

HERE = Path()
#: Where `gongkai serve` shows the site unless told otherwise.
PORT = 8000
HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home", metavar="DIR", help="城市目录；也可用环境变量 GONGKAI_HOME。 The city's home (default: here)."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON，格式见 docs/cli.md。 Print JSON.")]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="ISO",
        help="按这一时刻运行，如 2026-03-13T02:00；缺省为现在。 As of this moment (default: now).",
    ),
]
Dataset = Annotated[str, typer.Argument(help="数据集。 The dataset.")]
Period = Annotated[int, typer.Argument(help="年度。 The period.")]
Department = Annotated[str, typer.Argument(help="部门代码。 The department's code.")]
# Of a digest, as it is shown and typed.
SHOWN_DIGITS = 12


def chosen(ctx: typer.Context, home: Path | None) -> Path:
    """The home's folder: the command's own option, else the one before the command, else GONGKAI_HOME, else here."""
    outer = ctx.find_root().params.get("home")
    return home or (Path(outer) if outer else HERE)


@contextmanager
def opened(ctx: typer.Context, home: Path | None) -> Iterator["Home"]:
    """The home, closed afterwards. Raises GongkaiError when there is none, DeclarationError for bad settings."""
    from gongkai.home import open_home

    found = open_home(chosen(ctx, home))
    try:
        yield found
    finally:
        found.close()


def moment(home: "Home", as_of: str | None) -> datetime:
    """The stated moment, in the city's zone where it names none; else now, to the second."""
    if as_of is None:
        return now(home)
    try:
        stated = datetime.fromisoformat(as_of)
    except ValueError:
        raise typer.BadParameter(f"{as_of}：写成 2026-03-13T02:00 / write it like 2026-03-13T02:00") from None
    return stated if stated.tzinfo else stated.replace(tzinfo=home.city.zone)


def past_moment(home: "Home", as_of: str | None) -> datetime:
    """As `moment`; nobody signs in the future."""
    stated = moment(home, as_of)
    if stated > now(home):
        raise typer.BadParameter(f"{as_of} 还没有到 / {as_of} has not come yet")
    return stated


def now(home: "Home") -> datetime:
    """The city's present moment, to the second."""
    return datetime.now(home.city.zone).replace(microsecond=0)
