"""`gongkai new`: the first draft of a dataset from an example file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.errors import GongkaiError
from pipelines.cli.options import JsonOption
from pipelines.cli.terminal import say, show_json

if TYPE_CHECKING:
    from pipelines.drafting import Draft


def new(
    dataset: Annotated[str, typer.Argument(metavar="DOMAIN/ID", help="新数据集的标识，如 budget/three_public。")],
    example: Annotated[Path, typer.Option("--from", metavar="FILE", help="示例文件。 An example file.")],
    number: Annotated[
        int | None, typer.Option("--table", help="用文件中的第几张表；缺省取行数最多的。 Which table of the file.")
    ] = None,
    datasets: Annotated[
        Path | None, typer.Option(metavar="DIR", help="声明所在的文件夹。 The folder of declarations.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """照着示例文件起草一个数据集的声明，供人修改。 Draft a dataset's declarations from an example file.

    例 examples: gongkai new budget/three_public --from 三公经费.xlsx

    gongkai new procurement/awards --from 中标结果.xls --table 2
    """
    from gongkai.contract import load_contracts
    from gongkai.home import DATASETS
    from pipelines.drafting import draft_dataset

    if not example.is_file():
        raise GongkaiError(f"没有文件 {example}", f"there is no file {example}", "核对文件名", "check the name")
    folder = datasets or DATASETS
    known = load_contracts(DATASETS).values()
    draft = draft_dataset(dataset, example, folder, list(known), number)
    if as_json:
        show_json(_shown(draft))
        return
    _tell(draft, example)


def _shown(draft: "Draft") -> dict[str, object]:
    columns = [
        {"name": field.name, "title": field.title, "type": field.type, "role": field.role, "why": draft.why[field.name]}
        for field in draft.contract.table.fields
        if field.name in draft.why
    ]
    return {
        "dataset": draft.contract.id,
        "files": [str(path) for path in draft.files],
        "table": {"sheet": draft.table.sheet, "title": draft.table.title, "rows": len(draft.table.rows)},
        "columns": columns,
        "key": list(draft.contract.table.primary_key),
        "checks": [check.code for check in draft.contract.rules],
    }


def _tell(draft: "Draft", example: Path) -> None:
    where = f"{draft.table.sheet}：{draft.table.title}".strip("：") or example.name
    say(f"{where}，{len(draft.table.rows)} 行 → {draft.contract.id}")
    for field in draft.contract.table.fields:
        if field.name in draft.why:
            say(f"  {field.title} → {field.name}  {field.type}/{field.role}  （{draft.why[field.name]}）")
    say(f"  主键 key: {', '.join(draft.contract.table.primary_key)}")
    say(f"  检查 checks: {', '.join(f'{check.code} {check.kind}' for check in draft.contract.rules)}")
    for path in draft.files:
        say(f"已写 written: {path}")
    if draft.others:
        say(f"文件里还有 {len(draft.others)} 张表，用 --table 选 other tables in the file, choose with --table")
    say("下一步：补上标着“（请填写）”的地方，核对每一列，再运行 gongkai check（见 docs/add-a-dataset.md）")
    say("next: fill in what says (please write), check every column, then run gongkai check (docs/add-a-dataset.md)")
