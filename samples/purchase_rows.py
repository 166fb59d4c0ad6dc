"""The stages of purchases as rows of the procurement centre's tables: intentions, tender notices, awards, acceptances.

Here belongs what a row prints. The purchases belong to `purchases`, the files to `purchase_files`, the faults planted
in the rows to `purchase_faults`.
"""

from datetime import timedelta

from samples import workdays
from samples.city import departments
from samples.identifiers import amount_in_words
from samples.purchases import Purchase

Row = dict[str, str]

CENTRE = departments()["112"]
KINDS = {"公开招标": "招标公告", "单一来源": "单一来源采购公示"}
OTHER_KIND = "竞争性谈判（竞争性磋商、询价）公告"
_EXPERTS = ("专家甲、专家乙、专家丙", "专家乙、专家丁、专家戊", "专家甲、专家丁、专家己、专家庚、专家辛")


def intention(found: Purchase) -> Row:
    """A row of the intentions."""
    return {
        "意向编号": found.intention_no,
        "采购项目名称": found.name,
        "采购需求概况": f"{found.subject}，满足相应质量标准和服务要求",
        "预算金额": f"{found.budget / 1_000_000:.2f}",
        "预计采购时间": f"{found.tendered.year}年{found.tendered.month}月",
        "品目编码": found.category,
        "采购类别": found.item_class,
        "是否专门面向中小企业采购": "是" if found.budget < 2_000_000_00 else "否",
        "采购人": found.buyer,
        "功能科目编码": found.func_code,
        "公开日期": found.intended.isoformat(),
        "备注": "",
    }


def tender(found: Purchase) -> Row:
    """The notice with which a purchase began."""
    deadline = found.deadline.isoformat() if found.deadline else ""
    last = min(workdays.after(found.tendered, 5), found.deadline or found.tendered)
    return {
        **_head(found, found.tender_no),
        "公告类型": KINDS.get(found.method, OTHER_KIND),
        "公告标题": f"{found.name}（{found.number}）{KINDS.get(found.method, '采购公告')}",
        "意向编号": found.intention_no,
        "预算金额(元)": yuan(found.budget),
        "最高限价(元)": yuan(found.ceiling),
        "投资项目代码": found.contract["投资项目代码"],
        "获取文件开始日期": found.tendered.isoformat() if deadline else "",
        "获取文件截止日期": last.isoformat() if deadline else "",
        "投标截止时间": deadline,
        "开标日期": deadline,
        "开标地点": "示例市政府采购中心开标室" if deadline else "",
        "落实的采购政策": "促进中小企业发展、节能环保",
        "是否资格预审": "否",
        "公告日期": found.tendered.isoformat(),
    }


def award(found: Purchase) -> Row:
    """The notice of who won."""
    open_tender = found.method == "公开招标"
    return {
        **_head(found, found.award_no),
        "名次": "1",
        "公告标题": f"{found.name}（{found.number}）{'中标' if open_tender else '成交'}结果公告",
        "采购结果": "中标" if open_tender else "成交",
        "中标（成交）供应商": found.supplier,
        "供应商统一社会信用代码": found.supplier_uscc,
        "供应商地址": "示例市东城区（虚构地址）",
        "报价形式": "总价",
        "中标（成交）金额(元)": yuan(found.price),
        "中标（成交）金额大写": amount_in_words(found.price),
        "币种": "人民币",
        "评审得分": f"{80 + found.price % 1_500 / 100:.2f}",
        "中标（成交）日期": found.awarded.isoformat(),
        "代理服务费(元)": "0.00",
        "评审专家名单": _EXPERTS[found.price % len(_EXPERTS)],
        "公告日期": found.announced.isoformat(),
    }


def failed(found: Purchase) -> Row:
    """The notice that nobody won (废标)."""
    nobody = ("供应商统一社会信用代码", "中标（成交）供应商", "供应商地址", "报价形式", "币种", "评审得分")
    amounts = ("中标（成交）金额(元)", "中标（成交）金额大写")
    return award(found) | dict.fromkeys((*nobody, *amounts), "") | {"采购结果": "废标"}


def acceptance(found: Purchase) -> Row:
    """The acceptance (验收) after 20 to 26 days, at which nine tenths of the contract or all of it are paid."""
    accepted = workdays.on_or_after(found.signed + timedelta(days=20 + found.price % 7))
    paid = found.price if found.price % 2 else found.price * 9 // 10
    contract = found.contract
    return {
        **{name: contract[name] for name in ("合同编号", "合同名称", "项目编号", "项目名称", "采购人", "供应商")},
        "验收批次": "1",
        "供应商统一社会信用代码": found.supplier_uscc,
        "验收日期": accepted.isoformat(),
        "公告日期": workdays.after(accepted, found.price % 3).isoformat(),
        "验收结论": "合格",
        "已支付金额(元)": yuan(paid),
        "验收组织": f"{found.buyer}验收小组",
        "验收意见": "符合合同约定，同意验收",
        "是否公共服务项目": "是" if found.item_class == "服务" else "否",
    }


def yuan(cents: int) -> str:
    """An amount in 分 as 元."""
    return f"{cents // 100}.{cents % 100:02d}"


def _head(found: Purchase, number: str) -> Row:
    return {
        "公告编号": number,
        "包号": found.contract["包号"],
        "项目编号": found.number,
        "项目名称": found.name,
        "采购人": found.buyer,
        "采购人统一社会信用代码": found.buyer_uscc,
        "代理机构": CENTRE.name,
        "代理机构统一社会信用代码": CENTRE.uscc,
        "采购方式": found.method,
        "品目编码": found.category,
        "采购类别": found.item_class,
        "功能科目编码": found.func_code,
    }
