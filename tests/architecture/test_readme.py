"""What README.md tells a newcomer to type exists."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"

# A command starts a line of a code block or opens an inline code span, perhaps after a prompt or a path.
COMMAND = r"(?m)(?:^(?:\$ )?|`)(?:\.venv/bin/)?{}(?: --home \S+)? ([a-z][a-z-]*)"


def told(command: str) -> set[str]:
    """The words that README.md gives to `make` or `gongkai`; its prose is left out."""
    spans = re.findall(r"```.*?```|`[^`\n]+`", README.read_text("utf-8"), flags=re.DOTALL)
    return set(re.findall(COMMAND.format(command), "\n".join(spans)))


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8")))
    assert told("make")
    assert told("make") - targets == set()


def test_gongkai_commands_exist() -> None:
    assert told("gongkai")
    for command in sorted(told("gongkai")):
        call = [sys.executable, "-c", "from pipelines.cli import main; main()", command, "--help"]
        run = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
        assert run.returncode == 0, f"gongkai {command}: {run.stderr}"
