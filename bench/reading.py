"""(r) Workbooks from bytes to grids, against `pandas.read_excel` with openpyxl, on the same files in the same run.

Ours gives texts with addresses, printed texts, error cells, formulas, merged ranges and what is hidden; pandas gives
values. Two sets of files: the real .xlsx of ../shared (left out where that folder is absent), and one of 50,000 rows
written here.
"""

from pathlib import Path

import xlsxwriter

from bench.bulk import Say
from bench.measure import Figure, measure
from pipelines.readers import Unreadable, read_workbook, sniff

REAL = Path("../shared/data")
ROWS, GOAL = 50_000, 6
HEADERS = (
    *("合同编号", "合同名称", "采购人", "供应商", "合同金额（元）", "已付金额（元）"),
    *("付款比例", "签订日期", "履行期限", "采购方式", "数量", "单价"),
)
FORMATS = {4: "#,##0.00", 5: "#,##0.00", 6: "0.00%", 7: "yyyy-mm-dd", 8: 'yyyy"年"m"月"', 11: "#,##0.00"}
WAYS = ("公开招标", "竞争性磋商", "询价", "单一来源")


def reading(folder: Path, runs: int, say: Say) -> list[Figure]:
    """Alternate both readers and take the best of each."""
    sets = {"a workbook of 50,000 rows": [_generated(folder / "contracts.xlsx")]}
    if real := _real_files():
        sets[f"{len(real)} real workbooks"] = real
    else:
        say("real workbooks are left out: ../shared is absent here")
    return [figure for name, paths in sets.items() for figure in _figures(name, paths, runs, say)]


def _figures(name: str, paths: list[Path], runs: int, say: Say) -> list[Figure]:
    ours, theirs = [], []
    for run in range(1, runs + 1):
        say(f"run {run} of {runs}: {name}, pandas with openpyxl")
        theirs.append(measure("openpyxl_read", *paths))
        say(f"run {run} of {runs}: {name}")
        ours.append(measure("grids_read", *paths))
    best, other = (min(each, key=lambda one: one.seconds) for each in (ours, theirs))
    facts = ", ".join(f"{value:,} {key}" for key, value in best.facts.items())
    detail = f"{best.seconds:.2f} s, openpyxl {other.seconds:.2f} s; {facts}; {best.peak:,.0f} MB, {other.peak:,.0f} MB"
    ratio = other.seconds / best.seconds
    return [Figure(f"r: {name}, times as fast as openpyxl", ratio, GOAL, "×", detail, at_least=True)]


def _real_files() -> list[Path]:
    """Those that both can read: no damaged and no encrypted ones."""
    return [path for path in sorted(REAL.resolve().rglob("*.xlsx")) if _is_readable(path)]


def _is_readable(path: Path) -> bool:
    kind = sniff(path).kind
    try:
        return kind == "xlsx" and bool(read_workbook(path, kind))
    except Unreadable:
        return False


def _generated(target: Path) -> Path:
    with xlsxwriter.Workbook(target) as book:
        formats = {column: book.add_format({"num_format": code}) for column, code in FORMATS.items()}
        sheet = book.add_worksheet("合同台账")
        sheet.merge_range(0, 0, 0, len(HEADERS) - 1, "示例市2026年政府采购合同台账（虚构）")
        sheet.write_row(1, 0, HEADERS)
        for index in range(ROWS):
            for column, value in enumerate(_contract(index)):
                sheet.write(index + 2, column, value, formats.get(column))
            if index % 1000 == 0:
                sheet.write_formula(index + 2, len(HEADERS) - 1, "=NA()", formats[len(HEADERS) - 1], "#N/A")
    return target


def _contract(index: int) -> tuple[str | float, ...]:
    amount, paid = (index * 7_919 % 99_999_989) / 100, (index * 7_919 % 9973) / 10_000
    return (
        f"HT-2026-{index:06}",
        f"信息系统运行维护服务采购项目（第{index % 400}包）",
        f"示例市第{index % 120}单位",
        f"示例市供应商{index % 2500}有限公司",
        amount,
        round(amount * paid, 2),
        paid,
        45_000 + index % 700,
        46_000 + index % 40,
        WAYS[index % 4],
        index % 97 + 1,
        (index * 31 % 100_003) / 100,
    )
