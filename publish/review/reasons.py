"""The sentences of the gate's reasons, one entry per code, in both languages. Deciding which of them holds does not
belong here.
"""

from gongkai.decision import Reason

SENTENCES: dict[str, tuple[str, str]] = {
    "OPN-ATTRIBUTE": (
        "公开属性为“{attribute}”，不主动公开",
        "the openness attribute is {attribute}: not published proactively",
    ),
    "NEG-LIST": (
        "命中负面清单 {entry}（{title_zh}）：{place}",
        "entry {entry} of the negative list applies ({title_en}): {place}",
    ),
    "NEG-MASK": (
        "负面清单 {entry}（{title_zh}）要求遮盖 {place}，系统尚不支持遮盖，故不公开",
        "entry {entry} of the negative list ({title_en}) asks to mask {place}; masking is not supported, "
        "so nothing is published",
    ),
    "DER-WITHDRAWN": (
        "所依据的数据已撤下，由其汇成的数据随之撤下",
        "the data that this was put together from was withdrawn, and so is this",
    ),
    "CHK-MISSING": (
        "没有对这份内容的检查结论",
        "there is no verdict on exactly this content",
    ),
    "CHK-FAILED": (
        "检查未通过：{codes}",
        "checks failed: {codes}",
    ),
    "CHK-WARNED": (
        "检查有提示，随数据一并公开：{codes}",
        "checks that warn, published beside the data: {codes}",
    ),
    "ROW-ASIDE": (
        "{count} 行无法解释，已搁置，不在公开数据中",
        "{count} rows could not be interpreted; they are set aside and not among the published rows",
    ),
    "ROW-LIMIT": (
        "{rows} 行中有 {count} 行已搁置，超过允许的 {limit}%",
        "{count} of {rows} rows are set aside, more than the {limit}% allowed",
    ),
    "EMB-EVENT": (
        "缺少事件：{kind} {period}",
        "the event is missing: {kind} {period}",
    ),
    "EMB-DATE": (
        "{kind}（{doc_no}）日期为 {date}，尚未到期",
        "{kind} ({doc_no}) is dated {date}, which has not come yet",
    ),
    "REV-REJECTED": (
        "{account}（{role_zh}）退回：{reason}",
        "{account} ({role}) rejected it: {reason}",
    ),
    "REV-SAME": (
        "拟稿和审核是同一人：{account}",
        "drafter and reviewer are the same person: {account}",
    ),
    "REV-MISSING": (
        "待签：{roles_zh}",
        "sign-offs still missing: {roles}",
    ),
    "REV-VOID": (
        "{account}（{role_zh}）{at} 的签字失效：{why_zh}已变化",
        "the sign-off of {account} ({role}) of {at} is void: {why} changed",
    ),
    "STA-VOID": (
        "{account}（{role_zh}）的长期授权失效：{why_zh}",
        "the standing approval of {account} ({role}) is void: {why}",
    ),
    "STA-BOUNDS": (
        "变化超出长期授权范围：行数 {rows_before} → {rows_after}（上限 {max_rows}%），"
        "金额 {amount_before} → {amount_after} 元（上限 {max_amount}%）",
        "the change exceeds the standing approval: rows {rows_before} → {rows_after} (at most {max_rows}%), "
        "amounts {amount_before} → {amount_after} yuan (at most {max_amount}%)",
    ),
    "STA-ROWS": (
        "自上次逐项签字以来新增、删除或更改了 {changed} 行，超过 {rows} 行的 {max_rows}%",
        "{changed} rows were added, removed or changed since people last signed, more than {max_rows}% of {rows}",
    ),
    "STA-FIRST": (
        "没有仍在公开、由人逐项签过字的内容，长期授权不适用，须逐项签字",
        "nothing that people signed is released; a standing approval covers later changes only, so each role must sign",
    ),
}

ROLES_ZH = {"drafter": "拟稿", "reviewer": "审核", "publisher": "发布"}

PARTS_ZH = {"contract": "数据集约定", "columns": "公开列", "policy": "审查政策", "content": "内容"}


def reason(code: str, *, basis: str = "", **values: object) -> Reason:
    """A reason with its sentences. Raises KeyError for an unknown code or a missing value."""
    zh, en = SENTENCES[code]
    return Reason(code=code, zh=zh.format_map(values), en=en.format_map(values), basis=basis)


def roles_zh(roles: list[str]) -> str:
    """Roles as a Chinese reader lists them."""
    return "、".join(ROLES_ZH[role] for role in roles)
