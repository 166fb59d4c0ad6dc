"""收支决算 as provinces print it: revenue and expenditure, budget and final in one table each, made long. Fictional."""

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gongkai.home import DATASETS, Home
from tests.support.sheets import Cell, Sheet, workbook
from tests.support.town import Town

ACCOUNTS = "budget/accounts"
KEY = ["fiscal_year", "entity_code", "side", "stage", "subject_code"]

SUBJECTS = (
    "code,name,aliases,parent,side\n"
    "101,税收收入,,_TOT_IN,revenue\n10101,增值税,,101,revenue\n10104,企业所得税,,101,revenue\n"
    "10118,耕地占用税,,101,revenue\n10119,契税,,101,revenue\n10120,烟叶税,,101,revenue\n"
    "_TOT_IN,本年收入合计,合计,_GRAND_IN,revenue\n_XFER_IN,中央补助收入,,_GRAND_IN,revenue\n"
    "_RELOAN_LAST,国债转贷资金上年结余,,_GRAND_IN,revenue\n_GRAND_IN,收入总计,,,revenue\n"
    "205,教育支出,教育,_TOT_OUT,expenditure\n219,援助其他地区支出,,_TOT_OUT,expenditure\n"
    "229,其他支出,,_TOT_OUT,expenditure\n_TOT_OUT,本年支出合计,合计,_GRAND_OUT,expenditure\n"
    "_AID_OUT,援助其他地区支出,,_GRAND_OUT,expenditure\n_GRAND_OUT,支出总计,,,expenditure\n"
)


def _column(name: str, kind: str, role: str, title: str, **more: object) -> dict[str, object]:
    texts = {"title": title, "title_en": name, "description": title, "description_en": name}
    return {"name": name, "type": kind, "role": role, **texts, **more}


def _from(name: str, kind: str, what: str) -> dict[str, object]:
    return _column(name, kind, "provenance", name, derive={"provenance": what})


FIELDS = [
    _column("fiscal_year", "integer", "context", "年度", derive={"context": "fiscal_year"}),
    _column("entity_code", "string", "code", "部门", derive={"context": "entity_code"}),
    _column("side", "string", "code", "收支"),
    _column("stage", "string", "code", "阶段"),
    _column(
        "subject_code", "string", "key", "科目编码", codelist="account_subjects", derive={"code_of": "printed_name"}
    ),
    _column("printed_name", "string", "name", "原表科目"),
    _column("subject_name", "string", "name", "科目", derive={"name_of": "subject_code"}),
    _column("label", "string", "name", "原表科目（无序号）", derive={"label_of": "printed_name"}),
    _column("level", "integer", "code", "级次", derive={"level_of_label": "printed_name"}),
    _column("parent_code", "string", "code", "上级", derive={"parent_of": "subject_code"}),
    _column("is_of_which", "boolean", "code", "其中", derive={"of_which": "printed_name"}),
    _column("amount", "number", "amount", "金额", unit="元"),
    _from("src_unit", "string", "unit"),
    _from("src_text", "string", "text"),
    _from("src_derived", "boolean", "derived"),
    _from("src_precision", "number", "precision"),
    _from("source_file", "string", "file"),
    _from("source_sheet", "string", "sheet"),
    _from("source_row", "integer", "row"),
    _from("source_cell", "string", "cell"),
]

WIDE = {
    "column": "amount",
    "columns": [
        {"headers": ["预算数"], "set": {"stage": "budget"}},
        {"headers": ["决算数"], "set": {"stage": "final"}},
    ],
}


def layout(**changes: Any) -> dict[str, Any]:
    """The layout of both parts."""
    text = {"zh": "收支决算总表", "en": "Accounts"}
    said = {
        "id": "two_parts",
        "title": text,
        "recognise": {"title_contains": ["收支决算"]},
        "fiscal_year": ["title"],
        "unit": "stated",
        "columns": {"printed_name": {"headers": ["预算科目"]}},
        "parts": {
            "revenue": {"labels": ["收入"], "set": {"side": "revenue"}},
            "expenditure": {"labels": ["支出"], "set": {"side": "expenditure"}},
        },
        "wide": WIDE,
    }
    return {**said, **changes}


def declare(
    folder: Path,
    layouts: Sequence[Mapping[str, Any]] = (),
    checks: Sequence[Mapping[str, Any]] = (),
    without: Sequence[str] = (),
) -> Path:
    """A folder of datasets with this one alone and the shared lists; columns `without` and their keys left out."""
    text = {"zh": "收支决算", "en": "Accounts"}
    described = {
        "id": ACCOUNTS,
        **dict.fromkeys(("title", "lead", "description"), text),
        "keywords": [],
        "periods": [2016],
        "stage": "final",
        "disclosure": {"field": "F01", "item": text, "deadline": "T-BUD-DEP", "starts": {"event": "财政批复"}},
        "openness": {"attribute": "主动公开", "basis": "预算法第十四条", "tag": "V"},
        "review": {"standing_allowed": False},
        "licence": "CC-BY-4.0",
        "frequency": "annual",
    }
    key = [name for name in KEY if name not in without] + (["printed_name"] if "subject_code" in without else [])
    schema = {"fields": [field for field in FIELDS if field["name"] not in without], "primaryKey": key}
    files = {
        "dataset.yml": described,
        "schema.yml": schema,
        "sources.yml": {"layouts": list(layouts) or [layout()]},
        "checks.yml": {"schema_severity": "error", "checks": list(checks)},
    }
    shutil.copytree(DATASETS / "_shared", folder / "_shared")
    (folder / "_shared/account_subjects.csv").write_text(SUBJECTS, encoding="utf-8")
    target = folder / ACCOUNTS
    target.mkdir(parents=True)
    for name, content in files.items():
        (target / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return folder


def town(root: Path, **declared: Any) -> Town:
    """示例市 with this dataset alone."""
    found = Town(root / "home")
    found.home.close()
    city = found.root / "city.yml"
    city.write_text(
        re.sub(r"(?m)(?<=^datasets:\n)(?:  - .*\n)+", f"  - {ACCOUNTS}\n", city.read_text("utf-8")), "utf-8"
    )
    found.home = Home(found.root, declare(root / "datasets", **declared))
    return found


REVENUE: tuple[tuple[Cell, ...], ...] = (
    ("一、税收收入", 30, 33),
    ("  1.增值税", 10, 12),
    ("  2.企业所得税", 20, 21),
    ("本年收入合计", 30, 33),
    ("中央补助收入", None, 7),
    ("收入总计", None, 40),
)
EXPENDITURE: tuple[tuple[Cell, ...], ...] = (
    ("一、教育支出", 25, 28),
    ("二、援助其他地区支出", 5, 4),
    ("本年支出合计", 30, 32),
    ("援助其他地区支出", None, 8),
    ("支出总计", None, 40),
)
HEADER = ("预算科目", "预算数", "决算数")


def part(label: str, rows: Sequence[Sequence[Cell]], title: str = "2016年示例市一般公共预算收支决算总表") -> Sheet:
    """One part on a sheet of its own; figures begin in row 5."""
    return Sheet([[title, "", ""], ["", "", "单位：万元"], [label, "", ""], HEADER, *rows], ["A1:C1", "A3:C3"])


def two_sheets(
    revenue: Sequence[Sequence[Cell]] = REVENUE, expenditure: Sequence[Sequence[Cell]] = EXPENDITURE
) -> bytes:
    """A workbook with both parts."""
    return workbook({"收入表": part("收入", revenue), "支出表": part("支出", expenditure)})
