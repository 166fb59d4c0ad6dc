"""The quick reader of declarations takes every file as the reader with line marks does, or leaves it to that."""

from pathlib import Path

import pytest

from gongkai.contract.plain_yaml import fast
from gongkai.contract.yaml import plain, read_yaml

FILES = sorted(
    path
    for folder in ("datasets", "samples", "tests/messes")
    for path in (Path(__file__).parents[4] / folder).rglob("*.yml")
)


def test_both_read_every_declaration_alike() -> None:
    assert len(FILES) > 50
    quick = [path for path in FILES if fast(path) is not None]
    assert len(quick) > len(FILES) * 0.9
    assert [path for path in quick if fast(path) != plain(read_yaml(path))] == []


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a: 0o17\n",
        "a: 012\n",
        "a: 1e3\n",
        "a: 1_000\n",
        "a: 12:30\n",
        "- a\n",
        "a: [\n",
        "",
        "b: &x 1\n<<: *x\n",
    ],
)
def test_what_is_doubtful_is_left_to_the_reader_that_knows_lines(tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.yml"
    path.write_text(text, encoding="utf-8")
    assert fast(path) is None


def test_words_stay_words_and_a_blank_is_nothing_to_both(tmp_path: Path) -> None:
    path = tmp_path / "plain.yml"
    path.write_text("no: on\nyes: 'y'\nnumber: -1.50\nnothing: null\nblank:\ntrue_: true\n", encoding="utf-8")
    said = {"no": "on", "yes": "y", "number": -1.5, "nothing": None, "blank": None, "true_": True}
    assert fast(path) == plain(read_yaml(path)) == said
