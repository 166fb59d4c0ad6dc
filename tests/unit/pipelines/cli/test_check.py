"""What `gongkai check` says to a person: what the file is, each table with its place, what is wrong, what would become
of it.
"""

import io
import zipfile
from pathlib import Path

from pipelines.cli.terminal import Bars
from tests.support.sheets import EDUCATION, TOTAL, Sheet, budget, budget_sheet, contract, contracts, workbook
from tests.support.town import Town
from tests.unit.pipelines.cli.conftest import Run

NAME = "教育局2026.xlsx"


def told(run: Run, file: Path, content: bytes) -> list[str]:
    """The lines of the answer."""
    file.write_bytes(content)
    return run("check", file).out.splitlines()


def test_each_table_is_named_with_its_place_and_what_it_becomes(tmp_path: Path, run: Run) -> None:
    strange = Sheet([["设备台账"], ["编号", "名称"], ["1", "计算机"], ["2", "投影仪"]])
    first, *lines = told(run, tmp_path / NAME, workbook({"支出": budget_sheet(), "设备": strange}))
    assert first.startswith(f"{tmp_path / NAME}  (xlsx, SHA-256 ")
    assert lines[:3] == [
        "  ✓ 支出 A3:G10  2026年支出预算总表",
        "      → budget/department_expenditure: 4 行 rows, 单位 unit 元, 年度 year 2026, 部门 entity 示例市教育局",
        "  – 设备 A2:B4  设备台账  2 行 rows，无数据集认领 no dataset claims it",
    ]
    assert lines[-1] == "结论 verdict: 将送审 goes to review: budget/department_expenditure 4 行 rows"


def test_a_table_that_would_be_held_is_marked(tmp_path: Path, run: Run) -> None:
    lines = told(run, tmp_path / NAME, budget(unit=None))
    assert "  ✗ 部门支出总表 A3:G10  2026年支出预算总表" in lines
    assert "会被搁置 would be held: budget/department_expenditure（STR-007）" in lines[-1]


def test_a_rule_that_is_broken_often_is_told_in_full_a_few_times(tmp_path: Path, run: Run) -> None:
    left_over = [(f"20{n}", "", "", f"XX{name}支出", 1, 1, 0) for n, name in enumerate("甲乙丙丁戊己庚辛", 1)]
    lines = told(run, tmp_path / NAME, budget((*EDUCATION, *left_over, TOTAL)))
    assert sum("错误 error STR-009" in line for line in lines) == 5
    assert "    STR-009 还有 3 处 more: 部门支出总表 D15, 部门支出总表 D16, 部门支出总表 D17" in lines


def test_the_department_is_known_by_the_name_that_the_table_prints(town: Town, tmp_path: Path, run: Run) -> None:
    file = tmp_path / NAME
    sheet = budget_sheet((*EDUCATION[:3], ("205", "02", "02", "小学教育", 190, 60, 120), TOTAL))
    rows = [[f"{c}（原示例市教委）" if str(c).endswith("教育局") else c for c in row] for row in sheet.rows]
    file.write_bytes(workbook({"支出": Sheet(rows, sheet.merged)}))
    found = run("check", "--json", "--home", town.root, file).json["findings"]
    assert {each["department"] for each in found} == {"101"}


def test_the_encoding_of_a_text_is_said(tmp_path: Path, run: Run) -> None:
    first, second, *_ = told(run, tmp_path / "合同_2026.csv", contracts(contract(), encoding="gb18030"))
    assert ", gb18030" in first
    assert second.strip() == "✓ 文本 text"


def test_files_of_an_archive_are_named_in_both_answers(tmp_path: Path, run: Run) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("支出.xlsx", budget(unit=None))
    file = tmp_path / "报送2026.zip"
    assert "  ✗ 支出.xlsx 部门支出总表 A3:G10  2026年支出预算总表" in told(run, file, content.getvalue())
    said = run("check", "--json", file).json
    assert [table["member"] for table in said["tables"]] == ["支出.xlsx"]
    assert {each["sheet"] for each in said["findings"]} == {"支出.xlsx/部门支出总表"}


def test_a_bar_inside_a_bar_leaves_nothing_behind() -> None:
    bars = Bars()
    done = []
    for name in bars.over(["a[1].xlsx", "b.xlsx"], "提取 extract"):
        with bars.count(name) as tick:
            tick(1000)
            tick(500)
        done.append(name)
    assert done == ["a[1].xlsx", "b.xlsx"]
    assert list(bars.over([], "nothing")) == []
