"""The pages about the whole site, as the search finds them."""

from gongkai.contract import Text
from publish.portal.search.entries import SearchEntry


def _entry(address: str, title: tuple[str, str], about: tuple[str, str], words: str) -> SearchEntry:
    zh, en = title
    return SearchEntry("page", address, Text(zh=zh, en=en), Text(zh=about[0], en=about[1]), (words,))


SITE_PAGES = (
    _entry(
        "datasets/index.html",
        ("数据集", "Datasets"),
        ("全部数据集，按主题。", "All datasets, by theme."),
        "目录 开放数据 下载 catalogue download csv",
    ),
    _entry(
        "budget/index.html",
        ("预算", "Budget"),
        (
            "预算和决算：花了多少，花在哪里，和上年比。",
            "Budgets and final accounts: how much, on what, against last year.",
        ),
        "决算 三公 债务 收入 支出 treemap spending",
    ),
    _entry(
        "departments/index.html",
        ("部门", "Departments"),
        ("每个部门公开了什么，是否按时。", "What each department has published, and whether in time."),
        "单位 局 委 bodies",
    ),
    _entry(
        "procurement/index.html",
        ("采购", "Procurement"),
        ("谁买了什么，向谁买，用什么方式。", "Who bought what, from whom, by which method."),
        "招标 中标 合同 供应商 政府采购 tender contract supplier",
    ),
    _entry(
        "projects/index.html",
        ("项目", "Projects"),
        ("建什么，进展到哪里，计划多少、付了多少。", "What is built, how far it is, what was planned and paid."),
        "工程 重大项目 投资 works investment",
    ),
    _entry(
        "chains/index.html",
        ("采购与项目的全部环节", "Purchases and projects, stage by stage"),
        ("从预算、意向、公告到合同、验收。", "From budget line and notice to contract and acceptance."),
        "链条 chain",
    ),
    _entry(
        "quality/index.html",
        ("数据质量", "Data quality"),
        (
            "每个数据集通过了哪些检查，哪些迟了，哪些没通过。",
            "Which checks each dataset passed, what is late, what failed.",
        ),
        "检查 逾期 及时 dashboard late",
    ),
    _entry(
        "findings/index.html",
        ("问题清单", "Findings"),
        ("按部门列出的数据问题，指到单元格。", "What is wrong in the data, by department, down to the cell."),
        "错误 findings errors",
    ),
    _entry(
        "rules/index.html",
        ("检查规则", "Rules"),
        ("报送的数据按哪些规则检查，依据是什么。", "What every delivered table is checked against, and why."),
        "依据 rules",
    ),
    _entry(
        "sql/index.html",
        ("查询（SQL）", "SQL"),
        ("在浏览器里用 SQL 查全部数据。", "Ask all data in SQL, in the browser."),
        "duckdb 查询 query",
    ),
    _entry(
        "about/index.html",
        ("关于本站", "About"),
        ("数据从哪里来，怎样引用，许可，无障碍。", "Where the data come from, how to cite, licence, accessibility."),
        "引用 许可 联系 纠错 cite licence contact",
    ),
    _entry(
        "about/addresses/index.html",
        ("地址说明（接口）", "Addresses (API)"),
        ("每一种网址给什么、变不变。", "What every kind of address gives, and whether it changes."),
        "接口 api url atom json 校验 checksums",
    ),
    _entry(
        "about/languages/index.html",
        ("语言", "Languages"),
        ("各语言有哪些页面，哪些词还没有译。", "Which pages each language has, and what is not translated yet."),
        "翻译 英文 蒙古文 translation",
    ),
)
