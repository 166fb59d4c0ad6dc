"""Procurement in one sentence, for the first page."""

from gongkai.contract import Text
from publish.portal.context import Context
from publish.portal.procurement.deals import deals
from publish.portal.procurement.figures import years
from publish.portal.share import percent
from publish.portal.topics import PROCUREMENT, has
from publish.portal.wording import amount_en, amount_zh


def headline(context: Context) -> Text | None:
    """What was bought in the newest year; None where nothing is released. It changes with what `made_of` names."""
    if not has(context.home, PROCUREMENT):
        return None
    with deals(context) as asked:
        newest = next(iter(years(asked).values()), None)
    if newest is None:
        return None
    whole, share = newest.whole, percent(newest.whole.single_amount, newest.whole.amount)
    return Text(
        zh=f"{newest.year} 年公告采购合同 {whole.number:,} 份，合计 {amount_zh(whole.amount)}，"
        f"供应商 {newest.suppliers.all:,} 家，单一来源占 {share}。",
        en=f"In {newest.year}, {whole.number:,} procurement contracts worth {amount_en(whole.amount)} were announced, "
        f"with {newest.suppliers.all:,} suppliers; {share} of the money went without competition (single source).",
    )
