"""两个单位报送的数据不雷同。
No two departments state the same figures.

Source: STR-014; two provinces of a real yearbook had one file under two names.
"""

from gongkai.contract.across import NoCopy
from quality.context import ROWS, TableContext, column
from quality.loading import SUBMISSION
from quality.rules.forms import Failure, Judged, Tally, judged_of, nothing

ALONE = "只有一个单位报送，或行数太少 / only one department has delivered, or too few rows"


def judge(check: NoCopy, context: TableContext) -> list[Judged]:
    """Compares the rows of every two departments: key and amounts, without what names the department."""
    found = context.others(context.contract.id, context.period)
    if found is None:
        return judged_of(context, check.code, {}, (), nothing(ALONE))
    relation, theirs = found
    numbers = {each.submission.entity: number for number, each in enumerate(theirs.stated)}
    alike = context.connection.execute(_alike(check, context, relation)).fetchall()
    tallies, failures = {}, []
    enough = sum(each.submission.rows >= check.rows for each in theirs.stated) > 1
    for number, submission in enumerate(context.submissions):
        mine = numbers.get(submission.entity)
        twins = [(other, share) for first, other, share in alike if first == mine]
        checked = int(enough and submission.rows >= check.rows)
        tallies[number] = Tally(checked, min(len(twins), checked))
        for other, share in twins[:1]:
            entity = theirs.stated[other].submission.entity
            registered = context.registers.by_code.get(entity)
            said = {"other": registered.name if registered else entity, "percent": share}
            failures.append(Failure(number, check.amounts[0], None, None, said))
    return judged_of(context, check.code, tallies, failures, nothing(ALONE))


def _alike(check: NoCopy, context: TableContext, relation: str) -> str:
    """Pairs of submissions with the percentage of equal rows; a row is its stated key and its amounts, of which one at
    least is not zero.
    """
    table = context.contract.table
    keys = [f.name for f in table.fields if f.name in table.primary_key and not (f.derive and f.derive.context)]
    values = ", ".join(column(each) for each in (*keys, *check.amounts))
    some = " OR ".join(f"coalesce({column(each)}, 0) <> 0" for each in check.amounts)
    return f"""
        WITH said AS (
            SELECT {ROWS}.{SUBMISSION} AS of, hash({values}) AS row FROM {relation} AS {ROWS} WHERE {some}),
        sizes AS (SELECT of, count(*) AS rows FROM said GROUP BY of HAVING count(*) >= {check.rows})
        SELECT a.of, b.of, (count(*) * 100.0 / min(greatest(s.rows, o.rows)))::DECIMAL(5,1) AS share
        FROM said AS a JOIN said AS b ON a.row = b.row AND a.of <> b.of
        JOIN sizes AS s ON s.of = a.of JOIN sizes AS o ON o.of = b.of
        GROUP BY ALL HAVING share >= {check.pct} ORDER BY ALL"""
