"""How a published value follows from the texts it came from, as a sentence. Making the value belongs to
`pipelines.stages.standardise`.
"""

from gongkai.contract import Contract, Derivation, Field

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
NOTED: Sentences = ("来源信息，由读取时记下", "provenance, noted when the file was read")


def told(
    contract: Contract, field: Field, texts: list[str], value: str | None, source_unit: str | None, period: int
) -> Sentences:
    """The sentences, Chinese and English, for a value in `field`; `texts` are those of its cells."""
    if field.derive is not None:
        return _derived(contract, field, texts, period)
    if field.blank and not "".join(texts) and value == field.blank:
        return f"原表没有写，按“{value}”记", f"not stated, which means “{value}”"
    if not texts:
        return "由表的部分、列头或标题设定，见 sources.yml", "set by the part, the header or the title, see sources.yml"
    shown = "” + “".join(texts)
    if value is None:
        return f"“{shown}”：没有值", f"“{shown}”: no value"
    if field.role in ("amount", "price"):
        return _money(shown, value, source_unit if field.role == "amount" else None)
    return _text(field, shown, texts, value)


def _money(shown: str, value: str, source_unit: str | None) -> Sentences:
    if source_unit is None:
        return f"“{shown}”中所写，换算为 {value} 元", f"as “{shown}” says, converted: {value} yuan"
    return f"“{shown}”，单位 {source_unit}，换算为 {value} 元", f"“{shown}” in {source_unit}, converted: {value} yuan"


def _text(field: Field, shown: str, texts: list[str], value: str) -> Sentences:
    if len(texts) > 1:
        return f"“{shown}”：依次相连为 {value}", f"“{shown}”: put together in this order: {value}"
    if field.separators and value != texts[0]:
        return f"“{shown}”按分隔符分开，连接为 {value}", f"“{shown}” taken apart at its separators: {value}"
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
    text = "".join(texts)
    if derive.name_of or derive.level_of or derive.parent_of:
        return _of_code(contract, derive, text, period)
    if derive.code_of:
        if text.isdigit():
            return f"原表编码列印有“{text}”", f"the code “{text}” as printed in its own column"
        return (
            f"科目名称“{text}”按次序和相近程度在代码表 {field.codelist}（{period} 年）中对应的编码",
            f"the code of the name “{text}” in the list {field.codelist} of {period}, by order and likeness",
        )
    if derive.label_of:
        return f"“{text}”去掉序号和“其中”", f"“{text}” without its numbering and 其中"
    if derive.level_of_label:
        return f"由“{text}”的序号和缩进得出", f"from the numbering and indentation of “{text}”"
    if derive.of_which:
        return f"由“{text}”是否以“其中”或 # 开头得出", f"from whether “{text}” begins with 其中 or #"
    if derive.first_day_of or derive.last_day_of:
        which_zh, which_en = ("第一天", "first") if derive.first_day_of else ("最后一天", "last")
        return (
            f"由“{text}”读出的期限{which_zh}；没有写年份的按 {period} 年",
            f"the {which_en} day of the interval that “{text}” states; without a year, in {period}",
        )
    return _of_price(derive, text) if derive.basis_of or derive.others_of else NOTED


def _of_price(derive: Derivation, text: str) -> Sentences:
    if derive.others_of:
        return f"“{text}”中第一个单价之外的单价", f"the prices in “{text}” beside the first"
    return (
        f"“{text}”或其表头写明的计价单位；都没有写的取计量单位列",
        f"the piece that “{text}” or its header names; where neither does, that of the column of units",
    )


def _of_code(contract: Contract, derive: Derivation, text: str, period: int) -> Sentences:
    """What follows from a code, which a cell states or the name in a cell stands for."""
    column = contract.table.by_name[derive.name_of or derive.level_of or str(derive.parent_of)]
    named = column.derive is not None and column.derive.code_of is not None
    zh, en = (f"“{text}”的编码", f"the code of “{text}”") if named else (f"编码 {text} ", f"the code {text}")
    if derive.name_of:
        listed = f"{zh}在代码表 {column.codelist}（{period} 年）中的名称"
        return listed, f"the name of {en.removeprefix('the ')} in the list {column.codelist} of {period}"
    if derive.level_of:
        return f"由{zh}的位数得出", f"from the number of digits of {en}"
    return f"{zh}的上级：代码表所列，或去掉末两位", f"the parent of {en}: as listed, or without its last two digits"
