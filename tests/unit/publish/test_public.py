"""What of a reason the public reads: never who said it, never a figure or text of what is held."""

import pytest

from gongkai.decision import Reason
from gongkai.findings import Place, finding
from publish.review.public import FAULTS, OF_THE_HOUSE, public_reason
from publish.review.reasons import SENTENCES, reason


def held(code: str, **values: object) -> Reason:
    """The reason of a slot, as the house makes it from a finding."""
    said = finding(code, Place(), **values)
    return Reason(code=code, zh=said.message_zh, en=said.message_en)


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_of_a_fault_only_its_kind_and_its_place_in_the_code(code: str) -> None:
    cause = "ValueError: no number in '张三（110101199003077758）', f:1); g: 7777.00"
    told = public_reason(held(code, cause=cause, where="<lambda>:42"))
    assert "（ValueError，<lambda>:42）" in told.zh
    assert "(ValueError, <lambda>:42)" in told.en
    assert "张三" not in told.zh + told.en
    assert "7777" not in told.zh + told.en


def test_a_fault_that_was_told_otherwise_is_told_with_dots() -> None:
    told = public_reason(Reason(code="RUN-FAILED", zh="张三", en="张三"))
    assert told.zh == "这个数据集的运行中断（…，…），已发布的内容不变"


@pytest.mark.parametrize(("role", "zh"), [("drafter", "拟稿"), ("reviewer", "审核"), ("publisher", "发布")])
def test_of_a_rejection_only_the_role(role: str, zh: str) -> None:
    why = "与李四 (reviewer) rejected it: 的\n内部意见不符"
    told = public_reason(reason("REV-REJECTED", account="yi", role=role, role_zh=zh, reason=why))
    assert (told.zh, told.en) == (f"审核退回（{zh}）", f"rejected in review ({role})")


def test_a_rejection_that_was_told_otherwise_names_no_role() -> None:
    assert public_reason(Reason(code="REV-REJECTED", zh="李四", en="李四")).zh == "审核退回"


def test_figures_and_names_of_what_is_held_give_way_to_dots() -> None:
    said = public_reason(reason("ROW-LIMIT", count=7777, rows=8888, limit=1))
    assert said.zh == "… 行中有 … 行已搁置，超过允许的 …%"
    assert public_reason(reason("REV-SAME", account="jia")).en == "drafter and reviewer are the same person: …"
    names = public_reason(held("STD-TWO-FILES", files="张三的表.xlsx"))
    assert "张三" not in names.zh + names.en
    assert "…" in names.zh


def test_what_comes_from_declarations_and_registers_is_told_in_full() -> None:
    missing = reason("EMB-EVENT", kind="财政批复", period=2026)
    assert public_reason(missing) == missing
    assert OF_THE_HOUSE - SENTENCES.keys() == set()


def test_a_code_without_a_sentence_tells_nothing_more() -> None:
    told = public_reason(Reason(code="X-NEW", zh="张三", en="Zhang San", basis="条例"))
    assert (told.code, told.zh, told.en, told.basis) == ("X-NEW", "暂缓公开", "held back", "条例")
