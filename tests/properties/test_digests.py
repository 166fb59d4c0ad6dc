"""Digests: the order of keys does not count, every value does."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.digests import digest_of

PLAIN = st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.decimals(allow_nan=False)
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10)


@given(st.dictionaries(st.text(), VALUES), st.randoms())
def test_the_order_of_keys_does_not_count(values: dict[str, object], shuffle: object) -> None:
    keys = list(values)
    shuffle.shuffle(keys)  # type: ignore[attr-defined]
    assert digest_of({key: values[key] for key in keys}) == digest_of(values)


@given(st.lists(st.text()), st.lists(st.text()))
def test_equal_digests_mean_equal_texts(one: list[str], other: list[str]) -> None:
    assert (digest_of(*one) == digest_of(*other)) == (one == other)
