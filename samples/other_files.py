"""What the departments publish about money beside budgets and accounts: direct funds, subsidies, the hotline.

Every file has one short table. The people on the list of subsidies have names made of the cyclical characters; no
person is called so.
"""

from samples.grids import Grid, opening, xlsx
from samples.page import Cell, Money


def other_files() -> dict[str, bytes]:
    """Path -> bytes."""
    return {
        "inbox/102/财政直达资金2026.xlsx": xlsx([_direct_funds()]),
        "inbox/102/惠民惠农补贴政策清单2026.xlsx": xlsx([_policies()]),
        "inbox/106/高龄津贴发放明细2026.xlsx": xlsx([_payments("东街社区", 1), _payments("西街社区", 2)]),
        "inbox/109/12345热线统计2026.xlsx": xlsx([_hotline()]),
    }


def _direct_funds() -> Grid:
    heads: list[Cell] = [
        *("资金项目编码", "资金项目名称", "用款单位", "中央文号", "下达金额", "其中：本级", "分配金额", "支付金额"),
        *("惠及人数", "资金用途", "分配日期", "支付进度"),
    ]
    rows: list[list[Cell]] = [
        _direct("城乡义务教育补助经费", "示例市东城区", (1_200, 0, 1_200, 960), "义务教育学校公用经费", "80.00"),
        _direct("城乡义务教育补助经费", "示例市教育局", (800, 800, 800, 500), "义务教育学校公用经费", "62.50"),
        _direct("城乡义务教育补助经费", "示例市西城区", (600, 0, 550, 300), "义务教育学校公用经费", "50.00"),
    ]
    last: list[Cell] = ["合计", None, None, None, 2_600, 800, 2_550, 1_760, None, None, None, None]
    title = "2026年财政直达资金分配使用情况表"
    return Grid("直达资金", [*opening(title, "示例市财政局", Money("万元"), 12), heads, *rows, last])


def _direct(name: str, payee: str, amounts: tuple[int, int, int, int], use: str, progress: str) -> list[Cell]:
    return ["Z2601", name, payee, "财教〔2025〕901号", *amounts, amounts[0] * 5, use, "2026-03-02", progress]


def _policies() -> Grid:
    heads: list[Cell] = [
        *("政策编码", "补贴名称", "政策依据", "补贴对象", "补贴标准", "主管部门", "发放方式", "咨询电话", "印发日期"),
    ]
    rows: list[list[Cell]] = [
        [
            *("BT01", "耕地地力保护补贴", "示财农〔2026〕5号", "拥有耕地承包权的种地农民", "每亩60元", "示例市财政局"),
            *("惠民惠农一卡通", "0000-1234501", "2026-03-02"),
        ],
        [
            *("BT02", "高龄津贴", "示民发〔2026〕8号", "80周岁以上户籍老人", "每人每月100元", "示例市民政局"),
            *("惠民惠农一卡通", "0000-1234502", "2026-03-02"),
        ],
    ]
    return Grid("政策清单", [["2026年惠民惠农补贴政策清单"], ["编制部门：示例市财政局"], heads, *rows])


def _payments(village: str, number: int) -> Grid:
    heads: list[Cell] = [
        *("序号", "政策编码", "发放期", "村代码", "村名", "领取人", "人数", "补贴标准", "补贴金额", "名单确定日期"),
        *("发放日期", "批次"),
    ]
    names = (("甲子丑", "乙寅"), ("丙卯辰", "丁巳"))[number - 1]
    rows: list[list[Cell]] = [
        [
            *(line, "BT02", "一季度", f"99990110120{number}", village, name, 1, 300, 300, "2026-03-05"),
            *("2026-03-10", "2026年第一批"),
        ]
        for line, name in enumerate(names, 1)
    ]
    last: list[Cell] = ["合计", *[None] * 5, 2, None, 600, None, None, None]
    title = "2026年惠民惠农补贴发放明细表"
    return Grid(village, [*opening(title, "示例市民政局", Money("元"), 12), heads, *rows, last])


def _hotline() -> Grid:
    heads: list[Cell] = [
        *("类别", "受理数", "办结数", "按时办结数", "满意数", "办结率", "按时办结率", "满意率", "统计截止日期"),
    ]
    rows: list[list[Cell]] = [
        ["住房和城乡建设", 420, 402, 388, 371, "95.71", "96.52", "92.29", "2026-02-28"],
        ["交通运输", 260, 255, 250, 240, "98.08", "98.04", "94.12", "2026-02-28"],
        ["劳动和社会保障", 180, 171, 160, 150, "95.00", "93.57", "87.72", "2026-02-28"],
    ]
    last: list[Cell] = ["合计", 860, 828, 798, 761, "96.28", "96.38", "91.91", None]
    return Grid("2月", [["2026年2月12345热线受理办理情况统计表"], ["编制部门：示例市统计局"], heads, *rows, last])
