"""The faults planted in the tables of projects of the housing bureau (104); each has its entry in `planted_faults.yml`.

The tables of the reform commission (103) are right. Faults in tenders of works are in `works_tables`.
"""

from samples.page import Cell
from samples.project_tables import with_changes

Row = dict[str, Cell]

_CODES = {
    1: "2504-999900-04-01-182375",
    2: "2306-999900-04-01-306429",
    5: "2408-999900-04-01-680953",
    6: "2304-999900-04-01-480383",
    7: "2501-999900-04-01-353868",
    8: "2406-999900-04-02-678529",
    9: "2312-999900-04-01-210540",
    10: "2307-999900-04-01-988208",
    11: "2310-999900-04-01-797060",
    14: "2401-999900-04-01-666438",
    15: "2402-999900-04-01-413169",
    17: "2410-999900-04-01-776976",
}
_UNKNOWN: Row = {"项目代码": "2403-999900-04-01-123458", "项目名称": "示例市西环路改造项目"}
# By table: which column tells rows of a project apart, and what is printed otherwise.
_FAULTS: dict[str, tuple[str, dict[tuple[int, str], Row]]] = {
    "资金来源": (
        "统计截止日期",
        {
            (1, "2026-02-28"): {"计划资金/市": 4_629.05},
            (2, "2026-02-28"): {"到位资金/专项债券": 6_208.24},
        },
    ),
    "里程碑": (
        "里程碑",
        {
            (5, "施工许可"): {"计划完成时间": "2025年3月"},
            (8, "开工"): {"实际完成时间": "2024-12-20", "公开日期": "2024-12-26"},
            (17, "交付使用"): {"里程碑": "主体封顶"},
        },
    ),
    "批准结果": (
        "批准事项",
        {
            (11, "初步设计"): {"批复金额": 33_500.0},
            (14, "施工图预算"): {"批复金额": 12_100.5},
            (9, "施工许可"): {"公开日期": "2024-07-08"},
            (15, "环境影响评价"): {"项目代码": "2402-999900-04-01-413160"},
            (17, "用地预审与选址意见书"): _UNKNOWN,
        },
    ),
    "设计变更": ("变更编号", {(8, "BG02"): {"变更后金额": 15_200.0}}),
    "竣工": (
        "备案编号",
        {(6, "示建备2025-006"): {"财务决算金额": 9_650.0}, (10, "示建备2025-010"): {"交付使用日期": "2025-11-14"}},
    ),
    "施工有关信息": ("参建角色", {(1, "监理"): {"统一社会信用代码": "91999900MA95QW3W8A"}}),
    "质量安全监督": ("处罚决定书文号", {(7, "示建罚〔2026〕3号"): {"公开日期": "2026-02-28"}}),
}


def planted(table: str, rows: list[Row]) -> list[Row]:
    """The rows of a table with its faults in them."""
    beside, faults = _FAULTS.get(table, ("", {}))
    return with_changes(rows, {(_CODES[number], text): change for (number, text), change in faults.items()}, beside)
