"""A small market: awards and the contracts that go back to them, of several departments, written as literals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongkai.contract import Contract
from gongkai.contract.links import Links
from tests.unit.quality.tables import SOURCE_ROW, Result, Row, column
from tests.unit.quality.towns import Street

CONTRACTS, AWARDS = "procurement/contracts", "procurement/awards"

AWARD: dict[str, Any] = {
    "fields": [
        column("notice_no", "string", "key", "公告编号", "Notice number"),
        column("project_no", "string", "identifier", "项目编号", "Project number"),
        column("supplier_name", "string", "organisation", "供应商", "Supplier"),
        column("supplier_uscc", "string", "identifier", "供应商代码", "Supplier's code"),
        column("award_amount", "number", "amount", "成交金额", "Award"),
        column("published_on", "date", "date", "公告日期", "Published on"),
        SOURCE_ROW,
    ],
    "primaryKey": ["notice_no"],
}

CONTRACT: dict[str, Any] = {
    "fields": [
        column("contract_no", "string", "key", "合同编号", "Contract number"),
        column("project_no", "string", "identifier", "项目编号", "Project number"),
        column("contract_name", "string", "text", "合同名称", "Contract name"),
        column("buyer", "string", "organisation", "采购人", "Buyer"),
        column("supplier_name", "string", "organisation", "供应商", "Supplier"),
        column("supplier_uscc", "string", "identifier", "供应商代码", "Supplier's code"),
        column("category", "string", "code", "品目编码", "Category"),
        column("item_class", "string", "text", "采购类别", "Class"),
        column("kind", "string", "text", "合同类型", "Kind"),
        column("step", "string", "code", "环节", "Step", codelist="steps"),
        column("amount", "number", "amount", "合同金额", "Amount"),
        column("in_words", "string", "text", "金额大写", "In words"),
        column("paid", "number", "amount", "已支付金额", "Paid"),
        column("term", "string", "text", "履约期限", "Term"),
        column("signed_on", "date", "date", "签订日期", "Signed on"),
        column("ended_on", "date", "date", "截止日期", "Ended on"),
        column("published_on", "date", "date", "公告日期", "Published on"),
        SOURCE_ROW,
    ],
    "primaryKey": ["contract_no"],
}

_TAKEN = {
    "amount": {"column": "award_amount", "take": "most", "title": {"zh": "成交金额", "en": "amount"}},
    "published_on": {"column": "published_on", "take": "least", "title": {"zh": "公告日期", "en": "day of notice"}},
    "names": {"column": "supplier_name", "take": "each", "title": {"zh": "供应商", "en": "supplier"}},
    "codes": {"column": "supplier_uscc", "take": "each", "title": {"zh": "供应商代码", "en": "supplier's code"}},
}
LINKS = Links.model_validate(
    {
        "links": [
            {
                "name": "award",
                "to": AWARDS,
                "title": {"zh": "中标结果", "en": "award"},
                "by": [{"method": "project_number", "confidence": 95, "match": {"project_no": "project_no"}}],
                "columns": _TAKEN,
            }
        ]
    }
).links


@dataclass
class Market(Street):
    """Contracts have a link to their awards. `sign` and `award` add what a department states."""

    schemas: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: {CONTRACTS: CONTRACT, AWARDS: AWARD})

    def contract(self, dataset: str, checks: Sequence[Mapping[str, Any]] = ()) -> Contract:
        made = super().contract(dataset, checks)
        return made.model_copy(update={"links": LINKS if dataset == CONTRACTS else ()})

    def award(self, *rows: Row, entity: str = "101") -> None:
        numbered = [{"notice_no": f"ZB-{number}", **row} for number, row in enumerate(rows, start=1)]
        self.say(AWARDS, entity, numbered)

    def sign(self, *rows: Row, entity: str = "101", **facts: Any) -> None:
        numbered = [{"contract_no": f"HT-{number}", **row} for number, row in enumerate(rows, start=1)]
        self.say(CONTRACTS, entity, numbered, **facts)

    def told(self, check: Mapping[str, Any], entity: str = "101", **limits: float) -> Result:
        """What the check says of the contracts of a department."""
        return self.judge(CONTRACTS, check, **limits)[entity]
