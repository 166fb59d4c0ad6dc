"""The README, walked as it is written: its files are made from its blocks and its commands run in their order."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.played import played, settled

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```(sh|yaml)\n(.*?)```", re.DOTALL)
NAMED = re.compile(r"`(datasets/[\w/]+|[\w]+\.yml)[\w./]*`[^`]*$")
ELSEWHERE = ("make serve", "make ui", "gongkai --home DIR")  # they run until they are stopped, or need a city


def blocks() -> list[tuple[str, str, str]]:
    """(kind, what stands before, content) of every block."""
    text = (ROOT / "README.md").read_text("utf-8")
    return [(found[1], text[: found.start()], found[2]) for found in BLOCK.finditer(text)]


def file_named(before: str) -> str:
    """The name of the YAML file that the paragraph before a block speaks of."""
    return re.findall(r"([a-z]+\.yml)`", before.rpartition("\n\n")[0].rpartition("\n\n")[2] or before)[-1]


def run(line: str, tree: Path) -> subprocess.CompletedProcess[str]:
    """One command of the README, with this Python in place of `.venv` and without setting up."""
    program = f"{shlex.quote(sys.executable)} -c 'from pipelines.cli import main; main()'"
    line = line.replace(".venv/bin/gongkai", program)
    line = line.replace("make refresh", f"{shlex.quote(sys.executable)} -m samples.play --home var/demo")
    return subprocess.run(["bash", "-c", line], cwd=tree, capture_output=True, text=True, check=False)


def test_the_readme_leads_to_a_published_dataset(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The two nights are those that the other tests play, too: `make refresh` finds them played, as a second one does."""
    tree = tmp_path / "gongkai"
    shutil.copytree(played(tmp_path_factory, settled), tree / "var/demo")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    for name in filter(None, (line.strip(chr(34)) for line in listed)):
        if not name.startswith("tests/") and (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tree / name)
    shutil.copytree(ROOT / "docs/examples", tree / "docs/examples", dirs_exist_ok=True)
    for kind, before, content in blocks():
        if kind == "yaml":
            (tree / "datasets/disclosure/asset_leases" / file_named(before)).write_text(content, "utf-8")
            continue
        for line in content.strip().splitlines():
            if not line.startswith(ELSEWHERE):
                done = run(line.partition("  #")[0], tree)
                assert done.returncode in (0, 1), f"{line}\n{done.stdout}\n{done.stderr}"
                assert "Traceback" not in done.stderr, f"{line}\n{done.stderr}"
    assert (tree / "var/demo/public/d/disclosure-asset-leases/2026/v1/disclosure-asset-leases-2026.csv").is_file()
    assert (tree / "var/demo/public/d/disclosure-asset-leases/index.html").is_file()
