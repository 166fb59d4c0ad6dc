"""A dataset drafted from an example: sound declarations, guesses with their reasons, nothing overwritten."""

from pathlib import Path

import pytest

from gongkai.contract import Contract, load_contracts
from gongkai.errors import GongkaiError
from gongkai.home import DATASETS
from pipelines.drafting import Draft, draft_dataset
from tests.support.sheets import Sheet, workbook

AWARDS = Sheet(
    [
        ["2026年示例市中标结果一览表", "", "", "", ""],
        ["单位：元", "", "", "", ""],
        ["项目编号", "采购人", "开标日期", "成交金额", "比例(%)"],
        ["0012026001", "示例市教育局", "2026-03-05", "120,000.00", "12.5"],
        ["0012026002", "示例市财政局", "2026年3月6日", "80,000.00", "87.5"],
        ["合计", "", "", "200,000.00", ""],
    ]
)


@pytest.fixture(scope="module")
def known() -> list[Contract]:
    return list(load_contracts(DATASETS).values())


def drafted(folder: Path, sheets: dict[str, Sheet], known: list[Contract], number: int | None = None) -> Draft:
    example = folder / "2026年示例.xlsx"
    example.write_bytes(workbook(sheets))
    return draft_dataset("procurement/awards", example, folder / "datasets", known, number)


def test_types_and_roles_follow_from_the_texts(tmp_path: Path, known: list[Contract]) -> None:
    draft = drafted(tmp_path, {"结果": AWARDS}, known)
    fields = {field.title: field for field in draft.contract.table.fields}
    assert (fields["项目编号"].type, fields["项目编号"].role) == ("string", "key")
    assert fields["项目编号"].constraints.pattern == r"^\d{10}$"
    assert (fields["开标日期"].type, fields["采购人"].role) == ("date", "organisation")
    assert (fields["成交金额"].type, fields["成交金额"].unit) == ("number", "元")
    assert fields["比例"].unit == "%"


def test_a_column_that_another_dataset_has_gets_its_name_and_others_get_pinyin(
    tmp_path: Path, known: list[Contract]
) -> None:
    names = [field.name for field in drafted(tmp_path, {"结果": AWARDS}, known).contract.table.stated]
    assert names == ["project_no", "buyer_name", "opened_on", "award_amount", "bi_li"]


def test_the_number_of_a_row_is_no_key_where_another_column_can_be(tmp_path: Path, known: list[Contract]) -> None:
    title, unit, header, *rows = AWARDS.rows
    numbers = [[str(number), *row] for number, row in enumerate(rows[:-1], 1)]
    numbered = Sheet([title, unit, ["序号", *header], *numbers, ["", *rows[-1]]])
    key = drafted(tmp_path, {"结果": numbered}, known).contract.table.primary_key
    assert (key[-1], "xu_hao" in key) == ("project_no", False)


def test_the_draft_reads_its_own_example(tmp_path: Path, known: list[Contract]) -> None:
    draft = drafted(tmp_path, {"结果": AWARDS}, known)
    layout = draft.contract.sources.layouts[0]
    assert layout.recognise.title_contains == ("示例市中标结果一览表",)
    assert (layout.unit, layout.total_rows) == ("stated", ("合计",))
    assert {check.kind for check in draft.contract.rules} >= {"unique_key", "total_row", "no_personal_data"}


def test_every_guess_says_why(tmp_path: Path, known: list[Contract]) -> None:
    draft = drafted(tmp_path, {"结果": AWARDS}, known)
    text = (tmp_path / "datasets/procurement/awards/schema.yml").read_text(encoding="utf-8")
    assert all(f"# {why}" in text for why in draft.why.values())
    assert "（请填写）" in (tmp_path / "datasets/procurement/awards/dataset.yml").read_text(encoding="utf-8")


def test_the_longest_table_is_taken_unless_another_is_asked_for(tmp_path: Path, known: list[Contract]) -> None:
    short = Sheet([["名称", "代码"], ["甲", "01"], ["乙", "02"]])
    assert drafted(tmp_path, {"小": short, "结果": AWARDS}, known).table.sheet == "结果"
    with pytest.raises(GongkaiError, match="2 tables"):
        draft_dataset("procurement/other", tmp_path / "2026年示例.xlsx", tmp_path / "datasets", known, 3)


def test_nothing_that_exists_is_overwritten(tmp_path: Path, known: list[Contract]) -> None:
    drafted(tmp_path, {"结果": AWARDS}, known)
    with pytest.raises(GongkaiError, match="exists already"):
        drafted(tmp_path, {"结果": AWARDS}, known)


@pytest.mark.parametrize("dataset", ["awards", "Procurement/awards", "procurement/2awards", "../awards"])
def test_an_id_of_another_form_is_refused(tmp_path: Path, known: list[Contract], dataset: str) -> None:
    (tmp_path / "表.csv").write_text("名称,代码\n甲,01\n乙,02\n", encoding="utf-8")
    with pytest.raises(GongkaiError, match="no dataset id"):
        draft_dataset(dataset, tmp_path / "表.csv", tmp_path / "datasets", known)


def test_a_file_without_a_table_is_said_to_have_none(tmp_path: Path, known: list[Contract]) -> None:
    (tmp_path / "说明.csv").write_text("本文件没有表。\n", encoding="utf-8")
    with pytest.raises(GongkaiError, match="no table"):
        draft_dataset("procurement/awards", tmp_path / "说明.csv", tmp_path / "datasets", known)
