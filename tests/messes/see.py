"""Prints what is seen of a mess, for whoever writes its expectation: `python -m tests.messes.see 02 [COLUMN …]`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from tests.messes.reading import declared, opened, read_once, rows, shown, tried

HERE = Path(__file__).parent
show = Console(soft_wrap=True, highlight=False, markup=False).print


def main(number: str, columns: list[str]) -> None:
    """Every file of the mess."""
    with TemporaryDirectory() as work, read_once():
        home = opened(Path(work, "home"), declared(Path(work, "datasets")))
        for path in sorted(HERE.glob(f"{number}_*/*")):
            if path.name != "expected.json":
                checked = tried(path, home, Path(work, path.name))
                show(path.name, *(f"{key}: {value}" for key, value in shown(checked).items()), sep="\n  ")
                for item in checked.findings:
                    show("    ", item.rule, item.cell or item.row or "", item.message_zh, "|", item.message_en)
                dataset = next((table.dataset for table in checked.tables if table.dataset), None)
                if columns and dataset:
                    show(*rows(Path(work, path.name), dataset, columns), sep="\n  ")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
