"""Outlines: a column that was numbered or indented by the rule shows the levels it was made from."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.values.labels import normalise
from gongkai.values.outline import levels, outline

HAN = "一二三四五六七八九"
NAMES = st.sampled_from(["增值税", "教育支出", "行政运行", "住房公积金", "办公费"])
MARKS = (
    lambda n: f"{HAN[n - 1]}、",
    lambda n: f"（{HAN[n - 1]}）",
    lambda n: f"{n}.",
    lambda n: f"（{n}）",
)


@st.composite
def trees(draw: st.DrawFn) -> list[tuple[int, int, str]]:
    """Rows (level, number, name) of an outline in which no level is left out."""
    rows: list[tuple[int, int, str]] = []
    counts: list[int] = []
    for _ in range(draw(st.integers(1, 12))):
        level = draw(st.integers(1, min(len(counts) + 1, len(MARKS))))
        counts = [*counts[:level], 0][:level]
        counts[-1] = counts[-1] % 9 + 1
        rows.append((level, counts[-1], draw(NAMES)))
    return rows


@given(trees())
def test_a_numbered_column_shows_its_levels(rows: list[tuple[int, int, str]]) -> None:
    texts = [MARKS[level - 1](number) + name for level, number, name in rows]
    assert [row.level for row in levels(texts)] == [level for level, _, _ in rows]
    assert [(outline(text).number, outline(text).name) for text in texts] == [(n, name) for _, n, name in rows]


@given(trees(), st.sampled_from([" ", "  ", "\u3000"]))
def test_an_indented_column_shows_its_levels(rows: list[tuple[int, int, str]], step: str) -> None:
    texts = [step * (level - 1) + name for level, _, name in rows]
    assert [row.level for row in levels(texts)] == [level for level, _, _ in rows]


@given(trees())
def test_a_coded_column_shows_its_levels_whatever_the_labels_say(rows: list[tuple[int, int, str]]) -> None:
    codes = ["205" + "01" * (level - 1) for level, _, _ in rows]
    assert [row.level for row in levels([name for _, _, name in rows], codes=codes)] == [level for level, _, _ in rows]


@given(st.lists(st.text(alphabet="一、（二）12.①A其中：#增值税合计 \u3000\n", max_size=12), max_size=12))
def test_no_label_breaks_the_outline(texts: list[str]) -> None:
    found = levels(texts)
    assert len(found) == len(texts)
    assert all(row.level >= 1 for row in found)


@given(st.text(alphabet="一、（二）12.①A其中：#增值税 ", max_size=12))
def test_a_name_is_a_piece_of_its_label(text: str) -> None:
    assert normalise(text).endswith(outline(text).name) or "①" in text
