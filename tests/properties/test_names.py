"""Names: what is the same is found, what is nearest to two is not chosen."""

from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.values.names import closest, name_key

SIGNS = "增值税企业所得个人资源契车船烟叶房产印花"
NAMES = st.lists(st.text(alphabet=SIGNS, min_size=2, max_size=10), min_size=1, max_size=6, unique=True)


@given(NAMES, st.data())
def test_a_name_of_the_list_is_itself(names: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(names))
    found = closest(name, names, data.draw(st.none() | st.integers(0, 5)))
    assert found is not None
    assert (found.name, found.confidence) == (name, 1.0)


@given(st.lists(st.sampled_from(SIGNS), min_size=6, max_size=12, unique=True).map("".join), st.data())
def test_one_wrong_character_in_a_long_name_is_seen_through(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 1))
    found = closest(name[:place] + "囗" + name[place + 1 :], [name, "文化体育与传媒"])
    assert found is not None
    assert found.name == name
    assert found.confidence < 1


@given(st.text(alphabet=SIGNS, min_size=3, max_size=8), st.integers(0, 8))
def test_between_two_names_that_differ_where_the_fault_is_nothing_is_chosen(name: str, place: int) -> None:
    assume(place < len(name))
    first, second, printed = (name[:place] + sign + name[place:] for sign in ("甲", "乙", "囗"))
    assert closest(printed, [first, second]) is None


@given(st.text(alphabet=SIGNS + "1aA ()", max_size=12), NAMES, st.none() | st.integers(0, 5))
def test_a_match_is_always_a_name_of_the_list(text: str, names: list[str], near: int | None) -> None:
    found = closest(text, names, near)
    assert found is None or (found.name in names and 0.8 <= found.confidence <= 1)


@given(st.text(alphabet=SIGNS + "（）()Ａａ 生产\u3000\n“”", max_size=20))
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
