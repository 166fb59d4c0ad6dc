"""What to bear in mind before using a dataset (使用须知): what is missing, set aside, masked or not yet confirmed, told
from the declaration and the figures, so that no caveat is forgotten or outlives its cause.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gongkai.contract import Contract, Text
from gongkai.journal.releases import Release
from publish.portal.facts import DatasetFacts

CONFIRMED = "V"
YUAN = "元"
UNITS = {
    "百元": "hundreds",
    "千元": "thousands",
    "万元": "tens of thousands",
    "百万元": "millions",
    "亿元": "hundreds of millions",
}


def caveats(facts: DatasetFacts, release: Release | None, entry: Mapping[str, Any] | None, held: int) -> list[Text]:
    """The caveats, those about the content first; `held` submissions are held back, `entry` is of the manifest."""
    contract = facts.contract
    told = [*_of_rows(contract), *_of_bases(facts)]
    if release and entry:
        told += [*_of_release(facts, release), *_of_files(entry.get("missing", ()))]
    if held:
        told.append(
            Text(
                zh=f"有 {held} 份报送暂缓公开，其中新的内容不在数据里。",
                en=f"Submissions held back: {held}. What is new in them is not in the data.",
            )
        )
    return told


def _of_rows(contract: Contract) -> Iterator[Text]:
    table = contract.table
    if any(field.derive and field.derive.parent_of for field in table.fields):
        yield Text(
            zh="各行有上下级关系：求和时只取一个级次，否则会重复计算。",
            en="Rows form a hierarchy: add up one level only, or money is counted twice.",
        )
    if table.rows_may_repeat:
        yield Text(
            zh="内容相同的行是不同的事项，不要去重。", en="Equal rows are different facts; do not remove duplicates."
        )
    masked = [field for field in table.fields if field.mask]
    if masked:
        yield Text(
            zh=f"为保护个人信息，{'、'.join(field.title for field in masked)}中的人名只保留一部分。",
            en=f"To protect persons, names are masked in: {', '.join(field.title_en for field in masked)}.",
        )


def _of_bases(facts: DatasetFacts) -> Iterator[Text]:
    if facts.contract.dataset.openness.tag != CONFIRMED:
        yield Text(
            zh="公开属性的依据待核：还没有对照原文确认。",
            en="The legal basis of its openness is yet to be confirmed against the primary text.",
        )
    if facts.assessment and facts.assessment["tag"] != CONFIRMED:
        yield Text(
            zh="公开时限的依据待核：还没有对照原文确认。",
            en="The legal basis of its time limit is yet to be confirmed against the primary text.",
        )


def _of_release(facts: DatasetFacts, release: Release) -> Iterator[Text]:
    aside = sum(slot.set_aside for slot in facts.slots if slot.period == release.period)
    if aside:
        yield Text(
            zh=f"{release.period} 年有 {aside} 行不能解释，已搁置，没有公开；位置见问题清单。",
            en=f"{aside} rows of {release.period} could not be interpreted and are set aside; "
            "the findings name their places.",
        )
    tables = (table for tables in release.changes["sources"].values() for table in tables)
    units = sorted({str(table["unit"]) for table in tables if table["unit"]} - {YUAN})
    if units and facts.contract.table.with_role("amount"):
        yield Text(
            zh=f"有的原表以{'、'.join(units)}为单位，这里一律换算为元；末几位零不表示精确到元。",
            en=f"Some tables are printed in {', '.join(UNITS.get(unit, unit) for unit in units)} of yuan; "
            "here all amounts are in yuan, so trailing zeros do not mean precision.",
        )


def _of_files(missing: Sequence[Mapping[str, str]]) -> Iterator[Text]:
    for file in missing:
        yield Text(zh=f"本版没有 {file['name']}：{file['zh']}", en=f"This version has no {file['name']}: {file['en']}")
