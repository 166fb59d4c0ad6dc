"""The command `expectations`: what the second engine saw last, and what looks unlike earlier releases."""

from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.look import tell_findings
from pipelines.cli.options import HomeOption, JsonOption, chosen, opened
from pipelines.cli.terminal import out, say, show_json, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quality.watch.result import Watched


def expectations(
    ctx: typer.Context,
    dataset: Annotated[str | None, typer.Argument(help="只看这个数据集。 Only this dataset.")] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """期望的最近结果：第二引擎的检查，与以往发布的形态比较；从不拦下发布。 The last result of the expectations.

    例 example: gongkai expectations budget/department_expenditure --home var/demo
    """
    from pipelines.expectations import PAGES
    from pipelines.stages.expect import results
    from quality.watch.telling import PREFIX

    with opened(ctx, home) as found:
        names = [found.contract(dataset).id] if dataset else list(found.contracts)
        last = [result for name, result in results(found).items() if name in names]
        told = [one for one in found.journal.work.findings(dataset=dataset) if one.rule.startswith(PREFIX)]
        if as_json:
            show_json([result.model_dump(mode="json") for result in last])
            return
        _tell(last)
        tell_findings(told, with_file=False)
        page = chosen(ctx, home) / PAGES / "index.html"
        say(f"页面 pages: {page}" if page.is_file() else "还没有结果 no result yet: gongkai refresh")


def _tell(results: "Iterable[Watched]") -> None:
    titles = ("数据集 dataset", ">行 rows", ">期望 expectations", ">不符合 fail", ">未能评估 error")
    shown = table(*titles, "评估于 evaluated")
    for each in results:
        counts = (len(each.expectations), each.count("fail"), each.count("error"))
        shown.add_row(each.dataset, f"{each.rows:,}", *map(str, counts), each.at[:16].replace("T", " "))
    out().print(shown)
