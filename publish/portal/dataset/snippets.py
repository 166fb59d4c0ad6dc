"""How to read a released table in code (代码示例): pandas, DuckDB, R, and Excel by Power Query.

Each keeps codes as text, with their zeros, and amounts exact. The texts are made from the declaration and the address
alone; they are carried out in the tests.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.contract import Field

M_TYPES = {"string": "type text", "integer": "Int64.Type", "date": "type date", "boolean": "type logical"}


@dataclass(frozen=True)
class Snippet:
    """A program and its language, as its users call it; `note_zh` and `note_en` say what it does about codes and
    amounts.
    """

    title: str
    text: str
    note_zh: str
    note_en: str


def snippets(stem: str, fields: Sequence[Field]) -> tuple[Snippet, ...]:
    """The snippets for the files at `stem`.csv and `stem`.parquet with these columns."""
    amounts = [field.name for field in fields if field.type == "number" and not field.is_provenance]
    return (
        Snippet(
            "Python · pandas",
            _pandas(stem, amounts),
            "编码和日期是文本，编码的前导零不丢；金额是 Decimal，一分不差。",
            "Codes and dates are text, so codes keep their zeros; amounts are Decimal, exact.",
        ),
        Snippet(
            "DuckDB",
            f"SELECT * FROM read_parquet({_quoted(stem + '.parquet')});",
            "Parquet 自带类型：编码是 VARCHAR，金额是 DECIMAL(18,2)。",
            "Parquet carries the types: codes are VARCHAR, amounts DECIMAL(18,2).",
        ),
        Snippet(
            "R · readr",
            _r(stem, amounts),
            "各列都是文本；金额另算成整数“分”，不出现小数误差。",
            "Every column is text; amounts are also given as whole 分 (cents), so that nothing is rounded.",
        ),
        Snippet(
            "Excel · Power Query",
            _power_query(stem, fields),
            "“数据”→“获取数据”→“空白查询”→“高级编辑器”，贴入即可。编码列定为文本，金额是定点小数。",
            "Data → Get data → Blank query → Advanced editor: paste it there. Codes are text, amounts fixed decimals.",
        ),
    )


def _pandas(stem: str, amounts: Sequence[str]) -> str:
    text = f"""import pandas as pd

address = {json.dumps(stem + ".csv")}
df = pd.read_csv(address, dtype=str, encoding="utf-8-sig", keep_default_na=False)"""
    if not amounts:
        return text
    return f"""from decimal import Decimal

{text}
for column in {json.dumps(amounts)}:
    df[column] = [Decimal(amount) if amount else None for amount in df[column]]"""


def _r(stem: str, amounts: Sequence[str]) -> str:
    fen = [f'df${each}_fen <- as.numeric(sub(".", "", df${each}, fixed = TRUE))' for each in amounts]
    read = 'df <- read_csv(address, col_types = cols(.default = "c"), na = "")'
    return "\n".join(["library(readr)", "", f"address <- {json.dumps(stem + '.csv')}", read, *fen])


def _power_query(stem: str, fields: Sequence[Field]) -> str:
    types = ",\n".join(f'        {{"{field.name}", {M_TYPES.get(field.type, "Currency.Type")}}}' for field in fields)
    return f"""let
    File = Web.Contents("{stem}.csv"),
    Rows = Csv.Document(File, [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
    Headed = Table.PromoteHeaders(Rows, [PromoteAllScalars = true]),
    Typed = Table.TransformColumnTypes(Headed, {{
{types}
    }}, "en-US")
in
    Typed"""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
