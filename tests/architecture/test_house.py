"""The house stays in order: no code in declarations, imports run downwards, small modules, no one machine named."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("gongkai", "pipelines", "quality", "publish", "samples", "bench")
MODULES = sorted(module for package in PACKAGES for module in (ROOT / package).rglob("*.py"))

# What commands make (.gitignore), and git's own.
MADE = {"node_modules", ".git", ".venv", "var", "build", "dist", "__pycache__", ".hypothesis"}
MADE |= {".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache"}

#: What others built; `test_vendor.py` looks at it.
VENDOR = ROOT / "publish/portal/static/vendor"

LONGEST_MODULE = 250
LONGEST_FUNCTION = 40

MACHINE_PATH = re.compile(r"(?<![\w.~})])/(?:work|tmp|root|home|Users|opt)/\w")
REGISTRY = re.compile(r"(?://|\.)(?:pypi|npmjs|pythonhosted|debian)\.[a-z]")
LOCK_ADDRESS = re.compile(r"://|^\s*--?(?!hash=)[a-z]", re.MULTILINE)


def committed() -> Iterator[tuple[str, str]]:
    """(name, text) of every text file of the working copy that no command made."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in MADE and Path(folder, name) != VENDOR]
        for path in (Path(folder, name) for name in names):
            content = path.read_bytes()
            if b"\0" not in content:
                yield path.relative_to(ROOT).as_posix(), content.decode("utf-8", errors="replace")


def lines_naming(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in committed()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring, whose length is its reader's gain."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    told = ast.get_docstring(function) is not None
    return lines - ((first.end_lineno or first.lineno) - first.lineno + 1) * told


def test_declarations_hold_no_python() -> None:
    assert list((ROOT / "datasets").rglob("*.py*")) == []


def test_imports_run_downwards() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_module_is_too_long() -> None:
    assert MODULES
    lengths = {str(module.relative_to(ROOT)): len(module.read_text("utf-8").splitlines()) for module in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_no_function_is_too_long() -> None:
    functions = [
        (f"{module.relative_to(ROOT)}:{node.lineno} {node.name}", length(node))
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert functions
    assert [(name, lines) for name, lines in functions if lines > LONGEST_FUNCTION] == []


@pytest.mark.parametrize(
    ("pattern", "text", "named"),
    [
        (MACHINE_PATH, "x = '/" + "tmp/a'", True),
        (MACHINE_PATH, "https://www.example.gov.cn/home/index.html", False),
        (REGISTRY, "https://files." + "pypi.example/simple", True),
        (LOCK_ADDRESS, "--find-links " + "wheels", True),
        (LOCK_ADDRESS, "rich==15.0.0 \\\n    --hash=sha256:83", False),
    ],
)
def test_what_counts_as_naming_a_machine(pattern: re.Pattern[str], text: str, named: bool) -> None:
    assert bool(pattern.search(text)) is named


def test_no_file_names_a_path_of_one_machine() -> None:
    assert lines_naming(MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    assert lines_naming(REGISTRY) == []


def test_the_lock_holds_only_versions_and_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert LOCK_ADDRESS.findall(lock) == []
    requirements = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", lock, flags=re.MULTILINE).strip())
    assert requirements
    assert [each for each in requirements if "==" not in each or "--hash=sha256:" not in each] == []
