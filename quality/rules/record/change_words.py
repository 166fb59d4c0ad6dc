"""说明文字中的增加、减少、持平与金额相符，有增减的写明原因。
The words for more, less and unchanged in a text agree with its amounts, and a reason is given for a change.

Source: BAL-018; 财预〔2016〕143号 asks for the reason of an increase or decrease.
"""

from gongkai.contract.structure import ChangeWords
from quality.context import HALF_DIGIT, TableContext, column
from quality.rules.forms import RowRule, RowTest


def tests(check: ChangeWords, _context: TableContext) -> RowRule:
    """One test of the word against both amounts, one for the reason."""
    word, amount, before, reason = map(column, (check.column, check.amount, check.before, check.reason))
    more, less = f"contains({word}, '增')", f"contains({word}, '减')"
    same = f"abs({amount} - {before}) <= 2 * {HALF_DIGIT}"
    agrees = f"CASE WHEN {more} THEN {amount} > {before} WHEN {less} THEN {amount} < {before} ELSE {same} END"
    said = {"word": word, "amount": amount, "before": before}
    return RowRule(
        (
            RowTest(check.column, f"{word} IS NOT NULL AND {amount} <> {before} IS NOT NULL", f"NOT ({agrees})", said),
            RowTest(check.reason, f"({more}) OR ({less})", f"coalesce({reason}, '') = ''", said),
        )
    )
