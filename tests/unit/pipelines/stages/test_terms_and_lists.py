"""Columns of text that say more than a text: the days of a term, several values in one cell; and percentages."""

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.contract import Contract
from gongkai.contract.corrections import Correction
from gongkai.contract.schema import Derivation
from gongkai.home import DATASETS, open_home
from gongkai.submission import Submission
from pipelines.explain import explain
from tests.support.sheets import CONTRACT_HEADERS, contract, contracts, project, projects
from tests.support.town import CONTRACTS, PROJECTS, Town

FILE = "112/合同公告_2026.csv"
TERM = "performance_period"
Become = Callable[..., Submission]


def with_days(plain: Contract) -> Contract:
    """The list of contracts with the first and last day of the term, and several suppliers in a cell."""
    fields = [
        each.model_copy(update={"separators": (";", "、")}) if each.name == "supplier_name" else each
        for each in plain.table.fields
    ]
    day = plain.table.by_name["signed_on"]
    for called, derive in (("begins_on", Derivation(first_day_of=TERM)), ("ends_on", Derivation(last_day_of=TERM))):
        fields.append(day.model_copy(update={"name": called, "derive": derive}))
    return plain.model_copy(update={"table": plain.table.model_copy(update={"fields": tuple(fields)})})


@pytest.fixture
def listed(town: Town) -> Become:
    """What becomes of contracts that have these texts in one column."""

    def become(
        header: str,
        *texts: str,
        corrections: Sequence[Correction] = (),
        headers: Sequence[str] = CONTRACT_HEADERS,
    ) -> Submission:
        declared = with_days(town.home.contracts[CONTRACTS]).model_copy(update={"corrections": tuple(corrections)})
        vars(town.home)["contracts"] = {**town.home.contracts, CONTRACTS: declared}
        rows = [contract(f"HT-{number}", **{header: text}) for number, text in enumerate(texts, start=1)]
        return town.submission(CONTRACTS, FILE, contracts(*rows, headers=headers))

    return become


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("2026年3月上旬", date(2026, 3, 1), date(2026, 3, 10)),
        ("1-6月", date(2026, 1, 1), date(2026, 6, 30)),
        ("10月底前", None, date(2026, 10, 31)),
        ("2025年12月5日", date(2025, 12, 5), date(2025, 12, 5)),
        ("", None, None),
    ],
)
def test_a_term_gives_its_days_and_stays_as_printed(
    town: Town, listed: Become, printed: str, first: date | None, last: date | None
) -> None:
    given = listed("履约期限", printed)
    assert town.rows(given, f"{TERM}, begins_on, ends_on") == [(printed or None, first, last)]
    assert town.told("VAL-INTERVAL") == []


def test_a_text_that_states_no_term_is_said_and_its_row_stays(town: Town, listed: Become) -> None:
    given = listed("履约期限", "长期", "1-6月", "长期", "待定")
    assert [row[0] for row in town.rows(given, "ends_on")] == [None, date(2026, 6, 30), None, None]
    assert (given.rows, given.set_aside) == (4, 0)
    said = town.told("VAL-INTERVAL")
    assert [(each.row, each.value, each.severity.value) for each in said] == [
        (2, "长期", "warning"),
        (4, "长期", "warning"),
        (5, "待定", "warning"),
    ]


def test_only_the_first_terms_are_named_and_the_rest_is_counted(town: Town, listed: Become) -> None:
    listed("履约期限", *(f"长期{number}" for number in range(60)))
    said = town.told("VAL-INTERVAL")
    assert (len(said), sum(each.count for each in said)) == (50, 60)


def test_a_row_that_is_set_aside_needs_no_term(town: Town, listed: Become) -> None:
    listed("履约期限", "1-6月")
    row = contract("HT-9", 履约期限="长期", **{"合同金额(元)": "待定"})
    town.submission(CONTRACTS, FILE, contracts(contract(), row))
    assert "VAL-AMOUNT" in town.rules
    assert [each.value for each in town.told("VAL-INTERVAL")] == ["合同签订后30日内交付"]


def test_a_table_without_the_column_has_no_days(town: Town, listed: Become) -> None:
    given = listed("履约期限", "1-6月", headers=[each for each in CONTRACT_HEADERS if each != "履约期限"])
    assert town.rows(given, f"{TERM}, begins_on, ends_on") == [(None, None, None)]


def test_a_corrected_term_gives_the_days_of_the_correction(town: Town, listed: Become) -> None:
    said = {"period": 2026, "entity": "112", "key": {"contract_no": "HT-1"}, "column": TERM}
    reason = {"zh": "笔误", "en": "a slip"}
    correction = Correction.model_validate(
        {
            **said,
            "expect": "长期",
            "value": "1-6月",
            "reason": reason,
            "document": "示采函〔2026〕1号",
            "asked_by": "示例市政府采购中心",
        }
    )
    given = listed("履约期限", "长期", corrections=[correction])
    assert town.rows(given, "ends_on") == [(date(2026, 6, 30),)]
    assert town.told("VAL-INTERVAL") == []


DAY = "{name: %s, type: date, title: 期限, title_en: T, description: 期限, description_en: T, role: date, derive: {%s: %s}}"
WAYS = [
    ("ends_on", "1-6月", "由“1-6月”读出的期限最后一天；没有写年份的按 2026 年"),
    ("begins_on", "1-6月", "由“1-6月”读出的期限第一天；没有写年份的按 2026 年"),
    ("supplier_name", "甲公司;乙公司", "“甲公司;乙公司”按分隔符分开，连接为 甲公司；乙公司"),
]


@pytest.fixture
def published(town: Town, tmp_path: Path) -> Town:
    """The town with one contract published, its dataset declared so in the files."""
    schema = tmp_path / "datasets" / CONTRACTS / "schema.yml"
    shutil.copytree(DATASETS, tmp_path / "datasets")
    days = [DAY % ("begins_on", "first_day_of", TERM), DAY % ("ends_on", "last_day_of", TERM)]
    text = schema.read_text("utf-8").replace("fields:\n", "fields:\n" + "".join(f"  - {day}\n" for day in days))
    name = "  - name: supplier_name\n"
    schema.write_text(text.replace(name, f'{name}    separators: [";"]\n'), "utf-8")
    town.home.close()
    town.home = open_home(town.root, tmp_path / "datasets")
    town.put(FILE, contracts(contract("HT-1", 履约期限="1-6月", 供应商="甲公司;乙公司")))
    town.publish()
    return town


def test_the_way_back_leads_to_what_was_printed(published: Town) -> None:
    for column, printed, said in WAYS:
        way = explain(published.home, CONTRACTS, {"contract_no": "HT-1"}, column)
        (cell,) = way.cells
        assert (cell.text, way.interpretation_zh) == (printed, said)


def test_the_rows_keep_their_order(town: Town, listed: Become) -> None:
    given = listed("履约期限", *("1-6月", "7-12月") * 40)
    assert [row[0] for row in town.rows(given, "contract_no")] == [f"HT-{number}" for number in range(1, 81)]


@pytest.mark.parametrize(
    ("printed", "published"),
    [
        ("甲公司;乙公司", "甲公司；乙公司"),
        ("甲公司、 乙公司；；甲公司", "甲公司；乙公司；甲公司"),
        ("甲公司(主体、安装);乙公司", "甲公司(主体、安装)；乙公司"),
    ],
)
def test_several_values_are_published_in_their_order(town: Town, listed: Become, printed: str, published: str) -> None:
    given = listed("供应商", printed, "丙公司", printed)
    assert [row[0] for row in town.rows(given, "supplier_name")] == [published, "丙公司", published]
    said = town.only("VAL-LIST")
    assert (said.row, said.value, said.count, said.severity.value) == (2, printed, 2, "note")


@pytest.mark.parametrize(
    ("printed", "published"), [("丙公司(主体、安装)", "丙公司(主体、安装)"), ("丙公司;", "丙公司"), (";", None)]
)
def test_one_value_is_no_list(town: Town, listed: Become, printed: str, published: str | None) -> None:
    given = listed("供应商", printed)
    assert town.rows(given, "supplier_name") == [(published,)]
    assert town.told("VAL-LIST") == []


def test_without_separators_a_text_stays_as_printed(town: Town, listed: Become) -> None:
    given = listed("合同名称", "甲;乙")
    assert town.rows(given, "contract_name") == [("甲;乙",)]


def test_many_lists_are_joined_in_their_order(town: Town, listed: Become) -> None:
    given = listed("供应商", *(f"甲{number};乙{number}" for number in range(300)))
    assert [row[0] for row in town.rows(given, "supplier_name")] == [f"甲{n}；乙{n}" for n in range(300)]


@pytest.mark.parametrize(
    ("printed", "points"), [("12.5%", "12.5"), ("12.5 %", "12.5"), ("12.5", "12.5"), ("－", "0"), ("1,234％", "1234")]
)
def test_a_percentage_needs_no_sign(town: Town, printed: str, points: str) -> None:
    given = town.submission(PROJECTS, "103/项目库2026.xlsx", projects(project(1, **{"形象进度(%)": printed})))
    assert town.rows(given, "progress_pct") == [(Decimal(points),)]


@pytest.mark.parametrize("printed", ["12.5%%", "-%", "80元", "12 34%", "过半"])
def test_what_is_no_percentage_sets_its_row_aside(town: Town, printed: str) -> None:
    rows = [project(1, **{"形象进度(%)": printed}), project(2)]
    assert town.submission(PROJECTS, "103/项目库2026.xlsx", projects(*rows)).rows == 1
    assert town.only("VAL-AMOUNT").value == printed
