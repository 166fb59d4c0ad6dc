"""The catalogue of rules is read whole, and a line that does not say what becomes of its rule is refused."""

from pathlib import Path

import pytest

from gongkai.catalogue import Carried, read_catalogue
from gongkai.contract.errors import DeclarationError

HEAD = "code,zh,en,severity,source,tag,status,by,reason_zh,reason_en\n"
SUM = (
    "SUM-009,每行合计等于各列之和。,The total is the sum.,error,财预〔2016〕143号,V,implemented,column_sum|list_sum,,\n"
)


def write(folder: Path, *lines: str) -> Path:
    (folder / "rules.csv").write_text(HEAD + "".join(lines), encoding="utf-8")
    return folder


def test_a_rule_says_what_it_is_and_which_checks_carry_it_out(tmp_path: Path) -> None:
    rule = read_catalogue(write(tmp_path, SUM))["SUM-009"]
    assert (rule.status, rule.by) == (Carried.IMPLEMENTED, ("column_sum", "list_sum"))
    assert not rule.unverified


def test_a_home_without_the_list_has_no_catalogue(tmp_path: Path) -> None:
    assert read_catalogue(tmp_path) == {}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (SUM.replace("column_sum|list_sum", ""), "what carries the rule out"),
        (SUM.replace("implemented", "not_yet"), "what carries the rule out"),
        (SUM.replace("implemented,column_sum|list_sum", "not_yet,"), "a reason in both languages"),
        (SUM + SUM, "a value that no other row has"),
        (SUM.replace("error", "fatal"), "severity"),
    ],
)
def test_a_line_that_leaves_its_rule_open_is_refused(tmp_path: Path, line: str, fault: str) -> None:
    with pytest.raises(DeclarationError, match=fault):
        read_catalogue(write(tmp_path, line))
