"""How a published value follows from the texts it came from, as a sentence. Making the value belongs to
`pipelines.stages.standardise`.
"""

from gongkai.contract import Contract, Field

Sentences = tuple[str, str]

FACTS: dict[str, Sentences] = {
    "region_code": ("取自 city.yml 的区划代码", "the region code of city.yml"),
    "fiscal_year": ("表题、工作表名或文件名写明的年度", "the year stated by the title, the sheet or the file name"),
    "entity_code": (
        "收件文件夹在单位名录中的单位代码",
        "the code, in the register, of the inbox folder's organisation",
    ),
    "entity_name": (
        "收件文件夹在单位名录中的单位名称",
        "the name, in the register, of the inbox folder's organisation",
    ),
}


def told(
    contract: Contract, field: Field, texts: list[str], value: str | None, source_unit: str | None, period: int
) -> Sentences:
    """The sentences, Chinese and English, for a value in `field`; `texts` are those of its cells."""
    if field.derive is not None:
        return _derived(contract, field, texts, period)
    shown = "” + “".join(texts)
    if value is None:
        return f"“{shown}”：空白，没有值", f"“{shown}”: blank, no value"
    if len(texts) > 1:
        return f"“{shown}”：依次相连为 {value}", f"“{shown}”: put together in this order: {value}"
    if field.role == "amount":
        return (
            f"“{shown}”，单位 {source_unit}，换算为 {value} 元",
            f"“{shown}” in {source_unit}, converted: {value} yuan",
        )
    if field.type == "date":
        return f"“{shown}”读作日期 {value}", f"“{shown}” read as the date {value}"
    return f"“{shown}”去掉首尾空白", f"“{shown}” without outer blanks"


def _derived(contract: Contract, field: Field, texts: list[str], period: int) -> Sentences:
    derive = field.derive
    assert derive is not None
    if derive.context:
        return FACTS[derive.context]
    if derive.constant is not None:
        return f"本数据集固定为“{derive.constant}”", f"always “{derive.constant}” in this dataset"
    code = "".join(texts)
    if derive.name_of:
        listed = contract.table.by_name[derive.name_of].codelist
        return (
            f"编码 {code} 在代码表 {listed}（{period} 年）中的名称",
            f"the name of code {code} in the list {listed} of {period}",
        )
    if derive.level_of:
        return f"由编码 {code} 的位数得出", f"from the number of digits of the code {code}"
    if derive.parent_of:
        return f"编码 {code} 去掉末两位", f"the code {code} without its last two digits"
    return "来源信息，由读取时记下", "provenance, noted when the file was read"
