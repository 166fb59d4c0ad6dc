"""Commands that look and change nothing: `check` a file, list `findings`."""

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.errors import GongkaiError
from pipelines.cli.exits import Exit
from pipelines.cli.options import HomeOption, JsonOption, chosen, opened
from pipelines.cli.terminal import Bars, is_watched, say, show_json

if TYPE_CHECKING:
    from gongkai.findings import Finding
    from pipelines.check import Checked, CheckedTable

#: Findings of one rule that `check` tells in full; `--json` tells all.
MOST = 5
MARKS = {"error": "✗ 错误 error", "warning": "! 提示 warning", "note": "· 说明 note"}


class SeverityChoice(StrEnum):
    """The severities of findings."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


def check(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="要试的文件。 The files to try.")],
    home: HomeOption = None,
    department: Annotated[
        str | None, typer.Option(help="假定由这个部门（代码）报送。 As if delivered by this code.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """试一试这个文件会怎样，不留下任何痕迹。 What would happen to a file; nothing is kept or changed.

    例 examples: gongkai check 部门预算.xlsx

    gongkai check --home var/demo --department 101 --json 部门预算.xlsx
    """
    from gongkai.home import open_home
    from gongkai.progress import Silent
    from pipelines.check import check_file

    root = chosen(ctx, home)
    found = open_home(root) if home or (root / "city.yml").is_file() or root != Path() else None
    for path in files:
        if not path.is_file():
            raise GongkaiError(f"没有文件 {path}", f"there is no file {path}", "核对文件名", "check the name")
    progress = Bars() if is_watched(as_json) else Silent()
    checked = [check_file(path, found, department, progress) for path in files]
    if as_json:
        shown = [each.shown() for each in checked]
        show_json(shown[0] if len(shown) == 1 else shown)
    else:
        for each in checked:
            _tell_checked(each)
    wrong = any(item.severity == "error" for each in checked for item in each.findings)
    raise typer.Exit(Exit.HELD if wrong else Exit.OK)


def _tell_checked(checked: "Checked") -> None:
    """What was recognised, what was not, what is wrong, what would become of it."""
    facts = [checked.type, *_encoding(checked), f"SHA-256 {checked.sha256[:12]}…"]
    say(f"{checked.file}  ({', '.join(facts)})")
    for table in checked.tables:
        _tell_table(table)
    # A table that nobody claims was listed above; its note would only say so again.
    told = [item for item in checked.findings if item.rule != "EXT-UNCLAIMED"]
    with_file = any(table.member for table in checked.tables)
    alike: dict[tuple[str | None, ...], list[Finding]] = {}
    for item in told:
        alike.setdefault((item.rule, item.severity, item.dataset), []).append(item)
    for items in alike.values():
        tell_findings(items[:MOST], with_file=with_file)
        if len(items) > MOST:
            places = ", ".join(filter(None, (_in_sheet(item) for item in items[MOST:])))
            say(f"    {items[0].rule} 还有 {len(items) - MOST} 处 more: {places}")
    say(_verdict(checked))


def _in_sheet(item: "Finding") -> str:
    return " ".join(filter(None, (item.sheet, _place(item))))


def _encoding(checked: "Checked") -> list[str]:
    if checked.encoding is None:
        return []
    sure = "" if checked.confidence in (None, 1.0) else f" {checked.confidence:.0%}"
    return [f"{checked.encoding}{sure}"]


def _tell_table(table: "CheckedTable") -> None:
    """One or two lines: where it stands and what it is; what it would become."""
    where = " ".join(filter(None, (table.member, table.sheet, table.range))) or "文本 text"
    titled = f"{where}  {table.title}" if table.title else where
    rows = f"{table.rows} 行 rows"
    if table.dataset is None:
        say(f"  – {titled}  {rows}，无数据集认领 no dataset claims it")
        return
    part = f"（{table.part}）" if table.part else ""
    facts = [
        f"{table.dataset}{part}: {rows}",
        f"单位 unit {table.unit or '—'}",
        f"年度 year {table.fiscal_year or '—'}",
        f"部门 entity {table.entity or '—'}",
    ]
    say(f"  {'✗' if table.held_by else '✓'} {titled}")
    say(f"      → {', '.join(facts)}")


def _verdict(checked: "Checked") -> str:
    claimed = [table for table in checked.tables if table.dataset]
    if not claimed:
        return "结论：没有可用的表，不会发布任何内容。 Verdict: no usable table; nothing would be published."
    held = dict.fromkeys(f"{table.dataset}（{'、'.join(table.held_by)}）" for table in claimed if table.held_by)
    rows: Counter[str] = Counter()
    for table in claimed:
        rows.update({str(table.dataset): 0 if table.held_by else table.rows})
    good = [f"{dataset} {count} 行 rows" for dataset, count in rows.items() if count]
    parts = [f"将送审 goes to review: {'; '.join(good)}"] if good else []
    parts += [f"会被搁置 would be held: {'; '.join(held)}"] if held else []
    return f"结论 verdict: {'. '.join(parts) or '空表，没有可公开的行 empty, no rows to publish'}"


def tell_findings(items: "list[Finding]", *, with_file: bool) -> None:
    """Findings as the clerk reads them: where, what, what next. Equal sentences about one sheet are told once."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for item in items:
        whose = (item.department, item.dataset, item.file, item.sheet)
        same = (item.rule, item.severity, *whose, item.message_zh, item.readings)
        groups.setdefault(same, []).append(item)
    for alike in groups.values():
        first = alike[0]
        where = [first.department, first.dataset, first.file if with_file else None, first.sheet]
        where.append(", ".join(place for item in alike if (place := _place(item))))
        more = sum(item.count for item in alike) - len(alike)
        unlisted = f"（另有 {more} 处未列 more places）" if more else ""
        say(f"{MARKS[first.severity]} {first.rule}  {' · '.join(part for part in where if part)}{unlisted}")
        say(f"    {first.message_zh}。下一步：{first.next_step_zh}")
        say(f"    {first.message_en}. Next: {first.next_step_en}")
        _tell_reading(first)


def _tell_reading(item: "Finding") -> None:
    from gongkai.findings import best_told

    if told := best_told(item.readings):
        zh, en = told
        say(f"    解读：{zh}")
        say(f"    reading: {en}")


def _place(item: "Finding") -> str:
    return item.cell or (f"第 {item.row} 行 row {item.row}" if item.row else "")


def findings(
    ctx: typer.Context,
    home: HomeOption = None,
    dataset: Annotated[str | None, typer.Option(help="只看这个数据集。 Only this dataset.")] = None,
    severity: Annotated[SeverityChoice | None, typer.Option(help="只看这一级。 Only this severity.")] = None,
    delivery: Annotated[str | None, typer.Option(metavar="SHA|ID", help="只看这次报送。 Only this delivery.")] = None,
    as_json: JsonOption = False,
) -> None:
    """现有的问题，重的在前；有错误时退出码为 1。 The current findings; 1 when an error is among them.

    例 example: gongkai findings --home var/demo --dataset budget/department_expenditure --severity error
    """
    from pipelines.listing import listed, with_release

    with opened(ctx, home) as found:
        items = listed(found, dataset, severity.value if severity else None, delivery)
        if as_json:
            show_json(with_release(found, items))
        else:
            tell_findings(items, with_file=True)
            say(f"共 {len(items)} 条 findings")
    raise typer.Exit(Exit.HELD if any(item.severity == "error" for item in items) else Exit.OK)
