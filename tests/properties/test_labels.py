"""Labels: normalising is settled after one step."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.values.labels import blank, normalise

TEXTS = st.text() | st.text(alphabet="项目合计（）()〔〕【】：: \u3000\n\tA1…\u200b")


@given(TEXTS)
def test_a_normalised_label_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(TEXTS)
def test_a_blank_cell_is_an_empty_label(text: str) -> None:
    assert blank(text) == (normalise(text) == "")


@given(st.text(alphabet="项目合计支出科", min_size=1), st.sampled_from([" ", "\u3000", "\n", "\r\n", "\u00a0"]))
def test_justified_labels_are_the_same_label(label: str, blank_sign: str) -> None:
    assert normalise(blank_sign.join(label)) == label
