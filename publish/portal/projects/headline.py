"""The major projects in one sentence, for the first page."""

from gongkai.contract import Text
from publish.portal.context import Context
from publish.portal.projects.money import whole
from publish.portal.projects.register import projects, register
from publish.portal.topics import PROJECTS, has
from publish.portal.wording import amount_en, amount_zh


def headline(context: Context) -> Text | None:
    """What is being built in the newest year; None where nothing is released. It changes with what `made_of` names."""
    if not has(context.home, PROJECTS):
        return None
    with register(context) as asked:
        every = projects(asked)
    if not every:
        return None
    year = every[0].year
    sums = whole((each for each in every if each.year == year), year)
    return Text(
        zh=f"{year} 年有重大建设项目 {sums.number:,} 个，总投资 {amount_zh(sums.total)}，本年计划投资 "
        f"{amount_zh(sums.planned)}，开工以来已完成 {amount_zh(sums.so_far)}。",
        en=f"The register of {year} has {sums.number:,} major construction projects worth {amount_en(sums.total)}; "
        f"{amount_en(sums.planned)} are planned for the year, and {amount_en(sums.so_far)} have been invested so far.",
    )
