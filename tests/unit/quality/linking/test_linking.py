"""What rows go back to: a contract to its award, by number, by package, by name; and what checks may look at."""

from pathlib import Path
from typing import Any

import pytest

from gongkai.contract import Contract
from gongkai.contract.links import Link
from gongkai.engine import engine
from gongkai.registers import Registers
from quality.context import Neighbours
from quality.linking.find import PAIRS, find
from quality.linking.linked import LINKED, digests, gather
from tests.unit.quality.tables import SOURCE_ROW, Row, column
from tests.unit.quality.towns import Street

AWARDS, CONTRACTS = "procurement/awarded", "procurement/signed"
PARTS: list[dict[str, Any]] = [
    column("project_no", "string", "identifier", "项目编号", "Project number"),
    column("package_no", "string", "identifier", "包号", "Package"),
    column("buyer", "string", "organisation", "采购人", "Buyer"),
    column("supplier", "string", "organisation", "供应商", "Supplier"),
    column("project_name", "string", "text", "项目名称", "Name"),
    column("amount", "number", "amount", "金额", "Amount"),
    column("day", "date", "date", "日期", "Day"),
    SOURCE_ROW,
]
SCHEMAS: dict[str, dict[str, Any]] = {
    AWARDS: {
        "fields": [
            column("notice_no", "string", "key", "公告编号", "Notice"),
            column("result", "string", "code", "结果", "Result"),
            *PARTS,
        ],
        "primaryKey": ["notice_no"],
    },
    CONTRACTS: {
        "fields": [
            column("contract_no", "string", "key", "合同编号", "Contract"),
            column("change_of", "string", "identifier", "原合同", "Changes"),
            *PARTS,
        ],
        "primaryKey": ["contract_no"],
    },
}
AWARD: dict[str, Any] = {
    "name": "award",
    "to": AWARDS,
    "title": {"zh": "中标结果", "en": "award"},
    "where": {"change_of": ["", "无"]},
    "there": {"result": ["中标"]},
    "years_back": 1,
    "by": [
        {"method": "package", "confidence": 100, "match": {"project_no": "project_no", "package_no": "package_no"}},
        {"method": "project_number", "confidence": 90, "match": {"project_no": "project_no"}},
        {
            "method": "buyer_supplier_and_name",
            "confidence": 70,
            "match": {"buyer": "buyer", "supplier": "supplier", "project_name": "project_name"},
            "only_one": True,
        },
    ],
    "columns": {
        "amount": {"column": "amount", "take": "sum", "title": {"zh": "中标金额", "en": "amount"}},
        "day": {"column": "day", "take": "least", "title": {"zh": "公告日期", "en": "day"}},
        "supplier": {"column": "supplier", "take": "each", "title": {"zh": "供应商", "en": "supplier"}},
    },
}


class Purchases(Street):
    """A street whose contracts go back to awards."""

    def contract(self, dataset: str, checks: Any = ()) -> Contract:
        made = super().contract(dataset, checks)
        links = (Link.model_validate(AWARD),) if dataset == CONTRACTS else ()
        return made.model_copy(update={"links": links})

    def found(self) -> dict[str, tuple[str, int]]:
        """Contract number -> key of the award and confidence."""
        query = f'SELECT p."at", p.to_at, p."of", p."to", p.way FROM {PAIRS} AS p '
        contract, mine, others = self.contract(CONTRACTS), self.stated[CONTRACTS], self.others()
        with engine([self.folder]) as connection:
            find(connection, contract, mine, others)
            rows = connection.execute(query + "ORDER BY ALL").fetchall()
            names = [connection.execute(f"SELECT contract_no FROM '{each.rows}'").fetchall() for each in mine]
            awards = [
                connection.execute(f"SELECT notice_no FROM '{one.rows}'").fetchall() for one in others[AWARDS].stated
            ]
        return {
            names[of][at][0]: (awards[to][to_at][0], contract.links[0].by[way].confidence)
            for at, to_at, of, to, way in rows
        }

    def others(self) -> dict[str, Neighbours]:
        return {AWARDS: Neighbours(self.contract(AWARDS), self.stated.get(AWARDS, []))}

    def linked(self) -> tuple[list[dict[str, object]], dict[str, str]]:
        """What each contract is given, and the digests of its submissions."""
        contract, mine, others = self.contract(CONTRACTS), self.stated[CONTRACTS], self.others()
        with engine([self.folder]) as connection:
            gather(connection, contract, find(connection, contract, mine, others), others)
            result = connection.execute(f'SELECT * EXCLUDE ("of") FROM {LINKED} ORDER BY ALL')
            names = [each[0] for each in result.description or ()]
            found = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
            return found, {mine[of].submission.scope: digest for of, digest in digests(connection).items()}


@pytest.fixture
def street(tmp_path: Path, registers: Registers) -> Purchases:
    return Purchases(tmp_path, registers, SCHEMAS)


def award(number: str, project: str, package: str | None = "1", **more: object) -> Row:
    known = {"notice_no": number, "result": "中标", "project_no": project, "package_no": package, "amount": 5}
    return {**known, "supplier": "示例市澄湖科技有限公司", "buyer": "示例市教育局", **more}


def signed(number: str, project: str | None, package: str | None = "1", **more: object) -> Row:
    known = {"contract_no": number, "project_no": project, "package_no": package, "amount": 5}
    return {**known, "supplier": "示例市澄湖科技有限公司", "buyer": "示例市教育局", **more}


def test_numbers_come_first_and_are_compared_without_blanks_and_widths(street: Purchases) -> None:
    street.say(AWARDS, "112", [award("Z1", "CG-1"), award("Z2", "CG-1", "2"), award("Z3", "CG-3")])
    street.say(CONTRACTS, "101", [signed("H1", " ＣＧ－1 ", "第2包"), signed("H3", "cg-3", None), signed("H4", "CG-4")])
    assert street.found() == {"H1": ("Z2", 100), "H3": ("Z3", 90)}


def test_names_are_asked_only_where_numbers_find_nothing_and_only_one_fits(street: Purchases) -> None:
    street.say(
        AWARDS,
        "112",
        [
            award("Z1", "A", project_name="保洁服务项目"),
            award("Z2", "B", project_name="校园安保项目"),
            award("Z3", "C", project_name="校园安保项目（二次）"),
        ],
    )
    rows = [
        signed("H1", None, project_name="保洁服务项目合同"),
        signed("H2", None, project_name="校园安保项目"),
        signed("H3", None, project_name=None),
    ]
    street.say(CONTRACTS, "101", rows)
    assert street.found() == {"H1": ("Z1", 70)}


def test_the_same_award_delivered_in_two_years_is_one(street: Purchases) -> None:
    for period in (2025, 2026):
        street.say(AWARDS, "112", [award("Z1", "A", project_name="保洁服务项目")], period=period)
    street.say(CONTRACTS, "101", [signed("H1", None, project_name="保洁服务项目")])
    assert street.found() == {"H1": ("Z1", 70)}


def test_failed_awards_later_years_and_supplements_are_not_meant(street: Purchases) -> None:
    street.say(AWARDS, "112", [award("Z1", "A", result="废标"), award("Z2", "B")])
    street.say(AWARDS, "112", [award("Z4", "C")], period=2027)
    street.say(AWARDS, "112", [award("Z5", "D")], period=2025)
    street.say(AWARDS, "112", [award("Z6", "E")], period=2024)
    rows = [
        signed("H1", "A"),
        signed("H2", "B", change_of="H0"),
        signed("H4", "C"),
        signed("H5", "D"),
        signed("H6", "E"),
    ]
    street.say(CONTRACTS, "101", [*rows, signed("H7", "B", change_of="无")])
    assert street.found() == {"H5": ("Z5", 100), "H7": ("Z2", 100)}


def test_rows_are_given_what_stands_there(street: Purchases) -> None:
    street.say(
        AWARDS, "112", [award("Z1", "A", amount=3, day="2026-03-02"), award("Z2", "A", amount=4, day="2026-03-01")]
    )
    street.say(CONTRACTS, "101", [signed("H1", "A"), signed("H2", "B"), signed("H3", "A", change_of="H1")])
    (first, second, third), found = street.linked()
    assert (first["award.*"], first["award.key"], str(first["award.amount"])) == (2, "Z1、Z2", "7.00")
    assert (str(first["award.day"]), first["award.supplier"]) == ("2026-03-01", "示例市澄湖科技有限公司")
    assert (second["award.*"], second["award.amount"]) == (0, None)
    assert third["award.*"] is None
    assert set(found) == {f"{CONTRACTS}/2026/101"}


def test_a_digest_tells_whether_something_else_is_found(street: Purchases) -> None:
    street.say(AWARDS, "112", [award("Z1", "A")])
    for entity, project in (("101", "A"), ("102", "B")):
        street.say(CONTRACTS, entity, [signed("H" + entity, project)])
    _, before = street.linked()
    street.say(AWARDS, "113", [award("Z9", "B")])
    _, after = street.linked()
    assert before[f"{CONTRACTS}/2026/101"] == after[f"{CONTRACTS}/2026/101"]
    assert before[f"{CONTRACTS}/2026/102"] != after[f"{CONTRACTS}/2026/102"]


def test_where_nobody_states_anything_in_the_years_that_count_nothing_is_sought(street: Purchases) -> None:
    street.say(AWARDS, "112", [award("Z1", "A")], period=2024)
    street.say(CONTRACTS, "101", [signed("H1", "A")])
    [row], _ = street.linked()
    assert row["award.*"] is None
