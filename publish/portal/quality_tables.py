"""The tables that the figures of the dashboard are published as: their columns, in Chinese and in English.

What stands in them belongs to `publish.portal.quality_data`.
"""

from collections.abc import Sequence
from dataclasses import fields

from gongkai.contract import Text
from gongkai.journal.nights import Counts
from gongkai.measure import CheckCounts, Severe, State
from publish.standards.table_package import Column, Table

TIMINGS = ("on_time", "late", "due", "overdue", "not_started", "not_assessable")
WORDS = {
    "dataset": ("数据集（“-”：不属于任何数据集的文件）", "dataset (-: files that belong to none)"),
    "slug": ("地址中的名称", "name in addresses"),
    "domain": ("主题", "theme"),
    "title": ("标题", "title"),
    "title_en": ("英文标题", "English title"),
    "standing": ("状态", "standing"),
    "department": ("部门代码", "code of the department"),
    "name": ("部门", "department"),
    "period": ("年度", "year"),
    "state": ("报送状态", "state of the submission"),
    "timing": ("时限情况", "standing against the time limit"),
    "due_on": ("期限", "due on"),
    "published_on": ("首次公开日", "first published on"),
    "on_time_rows": ("按时的行", "rows on time"),
    "late_rows": ("迟的行", "rows late"),
    "released_at": ("最近发布", "last release"),
    "family": ("检查类别", "family of checks"),
    "column": ("列", "column"),
    "month": ("月", "month"),
    "at": ("记录时间", "recorded at"),
    "errors": ("错误", "errors"),
    "warnings": ("提示", "warnings"),
    "notes": ("说明", "notes"),
    "passed": ("通过的检查", "checks passed"),
    "failed": ("未通过的检查（错误）", "checks failed (errors)"),
    "warned": ("未通过的检查（提示）", "checks failed (warnings)"),
    "broken": ("未能进行的检查", "checks that could not be carried out"),
    "not_applicable": ("不适用的检查", "checks not applicable"),
    "on_time": ("按时公开", "published on time"),
    "late": ("迟公开", "published late"),
    "due": ("未到期", "not due yet"),
    "overdue": ("逾期未公开", "overdue"),
    "not_started": ("未起算", "clock not started"),
    "not_assessable": ("无法评估", "not assessable"),
    "rows": ("公开的行", "released rows"),
    "set_aside": ("搁置的行", "rows set aside"),
    "delivered": ("报送", "submissions"),
    "held": ("暂缓公开的报送", "submissions held back"),
    "released": ("已公开的报送", "submissions released"),
    "kept": ("公开的仍是以前内容的报送", "submissions with older content public"),
    "missing": ("没有收到的报送", "submissions missing"),
    "versions": ("版本", "versions"),
    "cells": ("单元格", "cells"),
    "filled": ("有内容的单元格", "cells filled"),
    "datasets": ("数据集数", "datasets"),
}
TEXTS = {
    *("dataset", "slug", "domain", "title", "title_en", "standing", "department", "name", "state", "timing"),
    *("family", "column", "month"),
}
DATES, MOMENTS = {"due_on", "published_on"}, {"at", "released_at"}
COUNTS = tuple(field.name for field in fields(Counts))
SEVERE, CHECKS = (tuple(each.name for each in fields(model)) for model in (Severe, CheckCounts))


def table_of(name: str, title: tuple[str, str], columns: Sequence[str], key: int) -> Table:
    """A table of these columns; its title is in Chinese and in English."""
    told = tuple(Column(each, _kind(each), Text(zh=WORDS[each][0], en=WORDS[each][1])) for each in columns)
    return Table(name, Text(zh=title[0], en=title[1]), told, key)


def _kind(column: str) -> str:
    kinds = {"string": TEXTS, "date": DATES, "datetime": MOMENTS}
    return next((kind for kind, names in kinds.items() if column in names), "integer")


DATASETS = table_of(
    "datasets",
    ("数据集", "Datasets"),
    ("dataset", "slug", "domain", "title", "title_en", "standing", "released_at", *COUNTS, "cells", "filled"),
    1,
)
FAMILIES = table_of("checks", ("数据集与检查类别", "Datasets by family of checks"), ("dataset", "family", *CHECKS), 2)
DEPARTMENTS = table_of(
    "departments",
    ("部门", "Departments"),
    ("department", "name", *SEVERE, "datasets", *(state.value for state in State), *TIMINGS, "rows", "set_aside"),
    1,
)
SUBMISSIONS = table_of(
    "submissions",
    ("报送与时限", "Submissions and time limits"),
    (
        *("dataset", "period", "department", "state", "rows", "set_aside", "released_at"),
        *("timing", "due_on", "published_on", "on_time_rows", "late_rows"),
    ),
    3,
)
FILL = table_of(
    "fill", ("各列填报情况", "Filled cells by column"), ("dataset", "period", "column", "rows", "filled"), 3
)
HISTORY = ("month", "dataset", "at", *COUNTS)
TABLES = (DATASETS, FAMILIES, DEPARTMENTS, SUBMISSIONS, FILL)
