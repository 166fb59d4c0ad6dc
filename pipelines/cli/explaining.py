"""The command `explain`: the way of one published number back to its cell, or of a row along the money (`--follow`).

How a chain is printed belongs to `pipelines.cli.chains`.
"""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.errors import GongkaiError
from pipelines.cli.options import HomeOption, JsonOption, opened
from pipelines.cli.terminal import say, show_json

if TYPE_CHECKING:
    from pipelines.explain import Way


def explain(
    ctx: typer.Context,
    dataset: Annotated[str, typer.Argument(help="数据集。 The dataset.")],
    words: Annotated[
        list[str],
        typer.Argument(metavar="KEY=VALUE… [COLUMN]", help="哪一行，哪一列。 Which row; which column of it."),
    ],
    home: HomeOption = None,
    follow: Annotated[
        bool,
        typer.Option(
            "--follow", help="顺着资金走：从预算、意向到合同、验收、决算。 Follow the money through this row."
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """一个数字从哪里来；加 --follow 看这一行的钱从哪里来、到哪里去。 The way of one published number, or of the money.

    例 examples: gongkai explain budget/department_expenditure entity_code=101,func_code=2050204 total --home var/demo

    gongkai explain procurement/contracts contract_no=HT-2026-001 --follow --home var/demo

    gongkai explain projects/major_projects project_code=2601-999900-04-01-100001 fiscal_year=2026 --follow
    """
    pairs, columns = _read(words)
    if follow and columns:
        raise typer.BadParameter(f"--follow 看整行，不要写列名 {columns[0]} / it follows a row: leave out the column")
    if not follow and len(columns) != 1:
        raise typer.BadParameter("再写一个列名，或用 --follow / name one column, or use --follow")
    if follow:
        _follow(ctx, home, dataset, pairs, as_json)
        return
    from pipelines.explain import explain as explained

    with opened(ctx, home) as found:
        way = explained(found, dataset, pairs, columns[0])
    show_json(way.model_dump(mode="json")) if as_json else _tell_way(way)


def _follow(ctx: typer.Context, home: HomeOption, dataset: str, pairs: dict[str, str], as_json: bool) -> None:
    from pipelines.cli.chains import tell_chain
    from pipelines.following import follow_row
    from publish.chains.record import as_record

    with opened(ctx, home) as found:
        start, chain = follow_row(found, dataset, pairs)
    show_json(as_record(chain, start)) if as_json else tell_chain(chain, start)


def _read(words: list[str]) -> tuple[dict[str, str], list[str]]:
    """The conditions, and what is none: `entity_code=101,func_code=2050204 total`."""
    pieces = [piece for word in words if "=" in word for piece in _divided(word)]
    pairs = dict(piece.split("=", 1) for piece in pieces if "=" in piece)
    if not pairs or len(pairs) < len(pieces):
        raise GongkaiError(
            f"看不懂“{' '.join(words)}”",
            f"{' '.join(words)} cannot be read",
            "写成 列=值 列=值，或 列=值,列=值，每列一次",
            "write column=value column=value, or column=value,column=value, each column once",
        )
    return pairs, [word for word in words if "=" not in word]


def _divided(word: str) -> list[str]:
    """The conditions in one word; a comma inside a value divides nothing."""
    return re.split(r",(?=[a-z][a-z0-9_]*=)", word)


def _tell_way(way: "Way") -> None:
    unit = f" {way.unit}" if way.unit else ""
    lines = {
        "数值 value": f"{way.title_zh} {way.title_en} = {way.value if way.value is not None else '（空 empty）'}{unit}",
        "版本 release": f"{way.dataset} {way.period} v{way.version}，{way.released_at}",
        "部门 department": f"{way.department} {way.department_name}",
        "文件 file": f"{way.file}  SHA-256 {way.sha256}",
        "收到 received": way.received_at,
        "位置 place": f"{way.sheet or '文本 text'}, 第 {way.row} 行 row {way.row}",
        "原文 text": "  ".join(f"{cell.address} “{cell.text}”" for cell in way.cells)
        or "（不是原文 not stated by a cell）",
        "解读 reading": f"{way.interpretation_zh}。 {way.interpretation_en}.",
    }
    if way.precision:
        lines["精度 precision"] = f"{way.precision} 元（原表单位 unit of the source: {way.source_unit}）"
    lines["更正 corrections"] = (
        "；".join(f"{c.expect} → {c.value}（{c.document}）{c.reason.zh}" for c in way.corrections) or "无 none"
    )
    lines["校验 checks"] = "；".join(f"{c.code} {c.status}" for c in way.checks) or "无 none"
    for label, text in lines.items():
        say(f"{label}: {text}")
