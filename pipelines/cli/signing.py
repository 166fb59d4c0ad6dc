"""The commands of `gongkai review` that enter something in the journal: approve, reject, standing.

Whoever signs sees what was signed. Who may sign belongs to `publish.review.signing`.
"""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.home import ROLES
from pipelines.cli.options import (
    SHOWN_DIGITS,
    AsOfOption,
    Dataset,
    Department,
    HomeOption,
    JsonOption,
    Period,
    now,
    opened,
    past_moment,
)
from pipelines.cli.terminal import say, show_json

if TYPE_CHECKING:
    from gongkai.home import Home


class Role(StrEnum):
    """The roles of a sign-off."""

    DRAFTER = "drafter"
    REVIEWER = "reviewer"
    PUBLISHER = "publisher"


AsAccount = Annotated[str, typer.Option("--as", metavar="ACCOUNT", help="city.yml 中的账号。 An account of city.yml.")]
AsRole = Annotated[Role, typer.Option("--role", help="以什么角色签。 In which role.")]
Reason = Annotated[str, typer.Option("--reason", help="理由；退回必填。 The reason; a rejection needs one.")]
Content = Annotated[
    str | None,
    typer.Option(
        "--content",
        metavar="PREFIX",
        help="建议写上：review show 所示内容摘要的前十二位，内容已变则拒签。 Recommended: the twelve digits of the "
        "content that review show prints; refused when it is another by now.",
    ),
]


def approve(
    ctx: typer.Context,
    dataset: Dataset,
    period: Period,
    department: Department,
    account: AsAccount,
    role: AsRole,
    home: HomeOption = None,
    content: Content = None,
    reason: Reason = "",
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """同意公开这份报送现在的内容；内容一变，签字即失效。 Approve exactly the present content; any change voids it.

    例 example: gongkai review approve budget/department_expenditure 2026 101 --as reviewer-b --role reviewer
    --content 3e7255951e1b
    """
    with opened(ctx, home) as found:
        _sign(found, (dataset, period, department), (role.value, account, "approve"), reason, content, as_of, as_json)


def reject(
    ctx: typer.Context,
    dataset: Dataset,
    period: Period,
    department: Department,
    account: AsAccount,
    role: AsRole,
    reason: Annotated[str, typer.Option("--reason", help="理由，必填。 The reason, required.")],
    home: HomeOption = None,
    content: Content = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """退回这份报送，须说明理由。 Reject a submission, stating why.

    例 example: gongkai review reject projects/major_projects 2026 103 --as reviewer-b --role reviewer --reason 待核
    """
    with opened(ctx, home) as found:
        _sign(found, (dataset, period, department), (role.value, account, "reject"), reason, content, as_of, as_json)


def standing(
    ctx: typer.Context,
    dataset: Dataset,
    department: Department,
    account: AsAccount,
    role: AsRole,
    max_rows_pct: Annotated[float, typer.Option(help="行数变化上限 %。 Largest change of rows, percent.")],
    max_amount_pct: Annotated[float, typer.Option(help="金额变化上限 %。 Largest change of sums, percent.")],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="有效期至。 The last day.")],
    home: HomeOption = None,
    reason: Reason = "",
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """长期授权：变化在幅度内的后续报送免逐次签字。 A standing approval for later, small changes of a feed.

    例 example: gongkai review standing procurement/contracts 112 --as reviewer-b --role reviewer --max-rows-pct 10
    --max-amount-pct 10 --until 2026-12-31
    """
    from publish.review.signing import grant_standing

    with opened(ctx, home) as found:
        bounds = (max_rows_pct, max_amount_pct, until.date(), reason)
        granted = grant_standing(found, dataset, department, role.value, account, *bounds, past_moment(found, as_of))
        _note_entry(found, account, granted.at, f"{dataset}/{department}", as_of)
    if as_json:
        show_json(granted.__dict__)
        return
    say(f"已授权 granted: {dataset} {department}，{account}（{ROLES[role.value]}），至 until {granted.valid_until}")


def _sign(
    found: "Home",
    submission: tuple[str, int, str],
    signature: tuple[str, str, str],
    reason: str,
    content: str | None,
    as_of: str | None,
    as_json: bool,
) -> None:
    from publish.review.signing import checked_submission, sign

    # Whoever states no content signs what is printed below, and nothing that arrives in between.
    seen = checked_submission(found, *submission)
    signed = sign(found, *submission, *signature, reason, past_moment(found, as_of), content or seen.content)
    _note_entry(found, signed.account, signed.at, seen.scope, as_of)
    if as_json:
        show_json({**signed.__dict__, "evidence": signed.evidence.model_dump(mode="json")})
        return
    word = "已签 signed" if signed.verdict == "approve" else "已退回 rejected"
    who = f"{signed.account}（{ROLES[signed.role]}）"
    say(f"{word}: {signed.dataset} {signed.period} {signed.entity}，{who}，{signed.at}")
    titles = {field.name: field.title for field in found.contract(signed.dataset).table.fields}
    sums = "；".join(f"{titles.get(column, column)} {amount:,} 元" for column, amount in seen.amounts.items())
    say(f"内容 content: {signed.evidence.content[:SHOWN_DIGITS]}，{seen.rows:,} 行 rows，合计 sums: {sums or '—'}")
    say("下次运行生效。 It takes effect with the next run.")


def _note_entry(found: "Home", account: str, claimed: str, what: str, as_of: str | None) -> None:
    """A stated moment is a claim; the audit trail also says when it was really entered."""
    if as_of is not None:
        detail = {"claimed": claimed, "submission": what}
        found.journal.reviews.note(now(found).isoformat(), account, "review.entered", detail)
