"""The scheme of addresses (网址规则): every kind of address the site has, what it gives, whether it ever changes.

The static tree is the interface for programs, too: a pattern that has been published is never dropped or changed. The
page that shows the list and `docs/addresses.md` come from here; a test holds the site against it.
"""

from collections.abc import Iterable

from publish.portal.machine.patterns import Address, Group


def kind_of(path: str) -> Address | None:
    """The kind of a path below the root, without the folder of a language; None for one that stands in no list."""
    return next((address for address in ADDRESSES if address.fits(path)), None)


def in_group(group: Group) -> Iterable[Address]:
    """The kinds of a group, in order."""
    return (address for address in ADDRESSES if address.group == group)


ADDRESSES: tuple[Address, ...] = (
    Address("index.html", "read", "首页", "First page"),
    Address("datasets/index.html", "read", "全部数据集，按主题", "All datasets, by theme"),
    Address(
        "datasets/{theme}/index.html",
        "read",
        "一个主题的数据集（数据集很多时）",
        "Datasets of a theme, where there are many",
    ),
    Address("d/{dataset}/index.html", "read", "数据集：下载、预览、引用", "A dataset: downloads, preview, citation"),
    Address(
        "d/{dataset}/dictionary/index.html", "read", "数据字典：每一列的含义和代码", "Its dictionary: columns and codes"
    ),
    Address("d/{dataset}/quality/index.html", "read", "数据集的检查结果和时限", "Its checks and time limits"),
    Address("d/{dataset}/versions/index.html", "read", "数据集的全部版本和变化", "Its versions and what changed"),
    Address("budget/index.html", "read", "预算，各年度", "Budget, all years"),
    Address("budget/{year}/index.html", "read", "一年的预算和决算", "Budget and final account of a year"),
    Address("budget/{year}/revenue/index.html", "read", "一年的收入", "Revenue of a year"),
    Address("budget/{year}/departments/index.html", "read", "一年的部门预算", "Budgets of departments of a year"),
    Address(
        "budget/{year}/departments/{department}/index.html",
        "read",
        "一个部门一年的预算",
        "A department's budget of a year",
    ),
    Address("budget/{year}/three-public/index.html", "read", "一年的“三公”经费", "The three public expenses of a year"),
    Address("budget/{year}/debt/index.html", "read", "一年的政府债务", "Government debt of a year"),
    Address("budget/{year}/{code}/index.html", "read", "一年中的一个科目或一本账", "A subject or a fund of a year"),
    Address("procurement/index.html", "read", "采购，最近一年", "Procurement, the latest year"),
    Address("procurement/{year}/index.html", "read", "一年的采购", "Procurement of a year"),
    Address("procurement/buyers/index.html", "read", "采购单位", "Buyers"),
    Address("procurement/buyers/{number}.html", "read", "一个采购单位", "A buyer"),
    Address("procurement/suppliers/index.html", "read", "供应商", "Suppliers"),
    Address("procurement/suppliers/{number}.html", "read", "一个供应商", "A supplier"),
    Address("projects/index.html", "read", "重大项目", "Major projects"),
    Address("projects/missing/index.html", "read", "重大项目缺少的公开内容", "What major projects have not published"),
    Address("chains/index.html", "read", "采购与项目的全部环节", "Purchases and projects, stage by stage"),
    Address("chains/purchases/{number}.html", "read", "一个采购项目的全部环节", "All stages of a purchase"),
    Address("chains/projects/{number}.html", "read", "一个投资项目的全部环节", "All stages of a project"),
    Address("departments/index.html", "read", "各部门公开情况", "What the departments publish"),
    Address("departments/{department}/index.html", "read", "一个部门的公开情况", "What a department publishes"),
    Address("quality/index.html", "read", "数据质量总览", "Data quality"),
    Address("quality/{theme}/index.html", "read", "一个主题的数据质量", "Data quality of a theme"),
    Address("quality/{theme}/{number}/index.html", "read", "同上，后续各页", "The same, further pages"),
    Address("findings/index.html", "read", "问题清单，各部门", "Findings, all departments"),
    Address("findings/{department}.html", "read", "一个部门的问题", "Findings of a department"),
    Address("rules/index.html", "read", "检查规则", "Rules"),
    Address("search/index.html", "read", "搜索：?q=词&kind=…&theme=…", "Search: ?q=words&kind=…&theme=…"),
    Address("sql/index.html", "read", "用 SQL 查询，语句在 # 之后", "SQL; the query stands after the #"),
    Address("about/index.html", "read", "关于本站", "About the site"),
    Address("about/addresses/index.html", "read", "地址说明", "The scheme of addresses"),
    Address("about/languages/index.html", "read", "各语言有什么", "What each language has"),
    Address("404.html", "read", "没有这个地址时显示的页面", "Shown where there is nothing"),
    Address(
        "d/{dataset}/manifest.json",
        "data",
        "当前版本：每期的目录、文件、大小、SHA-256。先读它",
        "The current versions: folder, files, sizes, SHA-256. Begin here",
    ),
    Address(
        "d/{dataset}/{period}/v{version}/{dataset}-{period}.csv",
        "data",
        "数据，CSV（UTF-8 带 BOM）",
        "Data as CSV (UTF-8 with BOM)",
    ),
    Address(
        "d/{dataset}/{period}/v{version}/{dataset}-{period}.csv.gz",
        "data",
        "同一份 CSV，压缩",
        "The same CSV, compressed",
    ),
    Address(
        "d/{dataset}/{period}/v{version}/{dataset}-{period}.parquet",
        "data",
        "数据，Parquet，带类型",
        "Data as Parquet, typed",
    ),
    Address(
        "d/{dataset}/{period}/v{version}/{dataset}-{period}.xlsx",
        "data",
        "官方版式工作簿",
        "Workbook in the official layout",
    ),
    Address(
        "d/{dataset}/{period}/v{version}/sources.json", "data", "每一行来自哪个文件、哪张表", "The source of every row"
    ),
    Address(
        "d/{dataset}/{period}/v{version}/changes.json",
        "data",
        "与上一版的变化",
        "What changed since the version before",
    ),
    Address(
        "d/{dataset}/{period}/v{version}/datapackage.json",
        "data",
        "元数据（Data Package v2）",
        "Metadata (Data Package v2)",
    ),
    Address("d/{dataset}/versions/{period}-v{version}.csv", "data", "逐格的变化", "Every changed cell"),
    Address(
        "d/{dataset}/versions/{period}-v{version}.json",
        "data",
        "同上，计数和开头",
        "The same: counts and the first lines",
    ),
    Address("d/{dataset}/dictionary/schema.json", "data", "列的定义（Table Schema）", "The columns (Table Schema)"),
    Address("d/{dataset}/dictionary/{name}.csv", "data", "代码表", "A code list"),
    Address("d/{dataset}/profile.json", "data", "各列的概况", "Profile of the columns"),
    Address("db/{name}-{digest}.duckdb", "data", "DuckDB 数据库，以内容命名", "DuckDB database, named by its content"),
    Address("db/index.json", "data", "当前的数据库文件", "The current database files"),
    Address(
        "catalog.json",
        "programs",
        "全部数据集和当前文件，绝对地址",
        "All datasets and current files, by absolute address",
    ),
    Address("feed.xml", "programs", "发布和撤下（Atom）", "Releases and withdrawals (Atom)"),
    Address("d/{dataset}/feed.xml", "programs", "一个数据集的发布和撤下（Atom）", "The same of one dataset (Atom)"),
    Address(
        "checksums.txt",
        "programs",
        "当前数据文件的 SHA-256（sha256sum -c）",
        "SHA-256 of the current files (sha256sum -c)",
    ),
    Address("sitemap.xml", "programs", "网页清单", "Map of the pages"),
    Address(
        "sitemap-{version}.xml",
        "programs",
        "网页清单的一部分（网页很多时）",
        "A part of it, where there are many pages",
    ),
    Address("robots.txt", "programs", "给搜索引擎", "For search engines"),
    Address("rules/rules.csv", "programs", "检查规则，CSV", "Rules as CSV"),
    Address("rules/rules.json", "programs", "检查规则，JSON", "Rules as JSON"),
    Address("findings/{department}.json", "programs", "一个部门的问题，JSON", "Findings of a department as JSON"),
    Address("quality/quality.json", "programs", "数据质量的数字", "The figures of data quality"),
    Address(
        "quality/data/datapackage.json", "programs", "数据质量数据集的元数据", "Metadata of the dataset of data quality"
    ),
    Address("quality/data/{name}.csv", "programs", "数据质量，表", "Data quality as tables"),
    Address("search/{name}.json", "frame", "搜索用的目录", "Entries that the search loads"),
    Address("static/vendor/{path}", "frame", "随附的程序库", "Libraries"),
    Address("static/{path}", "frame", "样式和脚本", "Style sheet and scripts"),
)
