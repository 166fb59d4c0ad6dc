"""编码的大类与同一行写明的类别一致。
The class of a code is the one stated on its row.

Source: COD-011 品目首字母 A, B, C 与货物、工程、服务 (财库〔2022〕31号). A letter or a class that the check does not
name is left out.
"""

from gongkai.contract.chain import ClassOfCode
from gongkai.engine import literal
from quality.context import TableContext, column
from quality.rules.forms import RowRule, RowTest
from quality.rules.meant import called, given


def tests(check: ClassOfCode, context: TableContext) -> RowRule:
    """One test where both are printed; the code is blamed."""
    letter, stated = f"upper(left({column(check.column)}, 1))", f"trim({column(check.class_column)}, ' 　')"
    known = [text for texts in check.classes.values() for text in texts]
    fits = " OR ".join(
        f"({letter} = {literal(first)} AND {stated} IN ({', '.join(map(literal, texts))}))"
        for first, texts in check.classes.items()
    )
    meant = f"{letter} IN ({', '.join(map(literal, check.classes))}) AND {stated} IN ({', '.join(map(literal, known))})"
    expected = " ".join(f"WHEN {literal(first)} THEN {literal(texts[0])}" for first, texts in check.classes.items())
    test = RowTest(
        check.column,
        applies=f"{given(check.column, check.class_column)} AND {meant}",
        fails=f"NOT ({fits})",
        said={"stated": stated, "expected": f"CASE {letter} {expected} END"},
        facts=called(context, **{"class": check.class_column}),
    )
    return RowRule((test,))
