"""每一行都能找到它的上一环节（公告、合同、项目等）。
Every row has what it goes back to: its tender, its award, its contract, its project.

Source: PRC-002 采购意向 (财库〔2020〕10号), PRC-015 更正公告所指的公告, PRC-019 to PRC-021, LIM-020. The links are
those of `links.yml`.
"""

from gongkai.contract.chain import Linked, Over
from gongkai.contract.links import Link
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.meant import called, rows_meant


def tests(check: Linked, context: TableContext) -> RowRule:
    """One test on the rows for which the link was sought. The column by which it is sought first is blamed."""
    link = next(each for each in context.contract.links if each.name == check.link)
    sought = list(dict.fromkeys(name for way in link.by for name in way.match))
    found = column(f"{link.name}.*")
    other = column(f"{check.or_link}.*") if check.or_link in context.sought else "0"
    test = RowTest(
        sought[0],
        applies=f"{found} IS NOT NULL AND {rows_meant(check.where)} AND {_above(check.over, context)}",
        fails=f"{found} = 0 AND coalesce({other}, 0) = 0",
        facts={**_sought_by(sought, context), **_over(check.over, context), **_named(link)},
    )
    return RowRule((test,))


def _named(link: Link) -> dict[str, object]:
    return {"link_zh": link.title.zh, "link_en": link.title.en}


def _sought_by(columns: list[str], context: TableContext) -> dict[str, object]:
    titles = [context.contract.titled(each) for each in columns]
    return {"by_zh": "、".join(each.zh for each in titles), "by_en": ", ".join(each.en for each in titles)}


def _above(over: Over | None, context: TableContext) -> str:
    return f"coalesce({column(over.column)} >= {context.thresholds[over.threshold]}, false)" if over else "true"


def _over(over: Over | None, context: TableContext) -> dict[str, object]:
    if over is None:
        return {"over_zh": "", "over_en": ""}
    titles, least = called(context, over=over.column), f"{context.thresholds[over.threshold]:,.0f}"
    return {
        "over_zh": f"（“{titles['over_zh']}”达到 {least} 元的都应当有）",
        "over_en": f" (required where “{titles['over_en']}” is at least {least} yuan)",
    }
