"""The negative list against a submission's texts, columns and dataset."""

from collections.abc import Callable
from datetime import date

from gongkai.contract import Contract
from gongkai.decision import Reason
from gongkai.engine import engine
from gongkai.home import Home
from gongkai.registers import NegativeEntry
from gongkai.submission import Submission
from publish.review.negative_list import negative_hits
from publish.review.policy import policy_version

Submit = Callable[..., Submission]
DAY = date(2026, 3, 2)


def hits(
    home: Home, contract: Contract, submission: Submission, *more: NegativeEntry, day: date = DAY
) -> tuple[Reason, ...]:
    table = home.lake.standardised(contract.dataset.slug, submission.period, submission.key)
    with engine([home.lake.root]) as connection:
        return negative_hits(connection, table, contract, (*home.registers.negative_list, *more), day)


def entry(matcher: str, pattern: str, action: str = "block") -> NegativeEntry:
    return NegativeEntry.model_validate(
        {
            "id": "NL-9",
            "category": "c",
            "matcher": matcher,
            "pattern": pattern,
            "action": action,
            "basis": "依据",
            "tag": "V",
            "title_zh": "标题",
            "title_en": "title",
        }
    )


def test_ordinary_rows_run_into_nothing(home: Home, contract: Contract, submit: Submit) -> None:
    assert hits(home, contract, submit("101", [("205", "教育支出", "1")])) == ()


def test_a_word_names_entry_column_and_basis(home: Home, contract: Contract, submit: Submit) -> None:
    rows = [("205", "教育支出", "1"), ("208", "某项（机密）", "2")]
    (hit,) = hits(home, contract, submit("101", rows))
    assert (hit.code, hit.basis) == ("NEG-LIST", "《保守国家秘密法》（依据待核）")
    assert "NL-1" in hit.zh
    assert hit.zh.endswith("：name")


def test_an_entry_counts_only_while_it_is_in_force(home: Home, contract: Contract, submit: Submit) -> None:
    submission = submit("101", [("205", "预算（送审稿）", "1")])
    assert hits(home, contract, submission) == ()
    (hit,) = hits(home, contract, submission, day=date(2025, 12, 31))
    assert "NL-2" in hit.en


def test_a_column_is_known_by_its_title(home: Home, contract: Contract, submit: Submit) -> None:
    submission = submit("101", [("205", "教育支出", "1")])
    (hit,) = hits(home, contract, submission, entry("column", "联系人|科目名称"))
    assert hit.zh.endswith("：name")


def test_masking_is_not_pretended(home: Home, contract: Contract, submit: Submit) -> None:
    submission = submit("101", [("205", "教育支出", "1")])
    (hit,) = hits(home, contract, submission, entry("column", "科目名称", "mask"))
    assert hit.code == "NEG-MASK"


def test_a_dataset_may_stand_on_the_list(home: Home, contract: Contract, submit: Submit) -> None:
    submission = submit("101", [("205", "教育支出", "1")])
    (hit,) = hits(home, contract, submission, entry("dataset", "budget/spending"))
    assert (hit.code, hit.basis) == ("NEG-LIST", "依据")


def test_the_policy_changes_with_the_citys_own_list(home: Home, declare: Callable[..., Home]) -> None:
    before = policy_version(home.registers)
    assert policy_version(declare({}).registers) == before
    own = "id,category,matcher,pattern,action,basis,tag,title_zh,title_en\n"
    own += "L-1,c,keyword,某词,block,市规定,V,某词,a word\n"
    (home.root / "negative_list.csv").write_text(own, encoding="utf-8")
    assert policy_version(declare({}).registers) != before
