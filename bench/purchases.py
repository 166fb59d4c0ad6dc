"""(e) All procurement rules and links over two million rows: intentions, tenders, awards, contracts and acceptances of
a hundred departments; then one day's notices of ten of them.

The rows are made up where standardising would have put them. What is measured begins there.
"""

import shutil
from decimal import Decimal
from pathlib import Path

import duckdb

from bench.bulk import Say
from bench.measure import Figure, measure
from bench.organisations import Body, departments, write_register
from gongkai.contract import Contract
from gongkai.home import Home, open_home
from gongkai.journal.work import Entry
from gongkai.submission import Slot, SourceTable, Submission
from pipelines.stages.standardise import STAGE
from samples.city import SETTINGS

YEAR, BODIES, A_DAY, BUSY = 2026, 100, 40, 10
GOAL_ALL, GOAL_DAY, GOAL_MEMORY = 20, 3, 2000

#: Column -> SQL over the number `n` of the purchase; the same in every stage.
SHARED = {
    "project_no": "printf('SLCG2026-%s-%06d', entity, n)",
    "package_no": "'1'",
    "project_name": "printf('%s第%d号采购项目', buyer, n)",
    "buyer_name": "buyer",
    "buyer_uscc": "uscc",
    "supplier_name": "printf('示例市第%d供应有限公司', n % 5000)",
    "method": "['公开招标', '竞争性磋商', '询价'][n % 3 + 1]",
    "category_code": "['A02010104', 'B01010000', 'C04010000'][n % 3 + 1]",
    "item_class": "['货物', '工程', '服务'][n % 3 + 1]",
    "contract_no": "printf('HT-%s-%06d', entity, n)",
    "contract_name": "printf('%s第%d号采购项目合同', buyer, n)",
}
DAY = "DATE '2026-05-05' + (n % 200)::INTEGER"
#: Dataset -> its own columns.
OWN = {
    "procurement/intentions": {
        "intention_no": "printf('YX-%06d', n)",
        "budget_amount": "100000 + n % 900",
        "need_summary": "'按采购文件'",
        "expected_month": "'2026年3月'",
        "published_on": f"{DAY} - 100",
    },
    "procurement/tenders": {
        "notice_no": "printf('ZB-%s-%06d', entity, n)",
        "notice_kind": "'招标公告'",
        "notice_title": "printf('%s第%d号采购项目招标公告', buyer, n)",
        "budget_amount": "100000 + n % 900",
        "max_price": "100000 + n % 900",
        "published_on": f"{DAY} - 60",
        "bid_deadline": f"{DAY} - 30",
        "doc_from": f"{DAY} - 60",
        "doc_to": f"{DAY} - 50",
        "opened_on": f"{DAY} - 30",
        "place": "'公共资源交易中心'",
    },
    "procurement/awards": {
        "notice_no": "printf('JG-%s-%06d', entity, n)",
        "notice_title": "printf('%s第%d号采购项目结果公告', buyer, n)",
        "rank": "'1'",
        "result": "'中标'",
        "price_basis": "'总价'",
        "experts": "'评审专家甲'",
        "award_amount": "99000 + n % 900",
        "awarded_on": f"{DAY} - 20",
        "published_on": f"{DAY} - 20",
    },
    "procurement/contracts": {
        # One contract in a thousand is above its award.
        "amount": "99000 + n % 900 + CASE WHEN n % 1000 = 7 THEN 5000 ELSE 0 END",
        "signed_on": DAY,
        "published_on": f"{DAY} + 1",
        "performance_period": "'自合同签订之日起12个月'",
    },
    "procurement/acceptances": {
        "seq": "'1'",
        "accepted_on": f"{DAY} + 60",
        "published_on": f"{DAY} + 61",
        "result": "'合格'",
        "amount_paid": "90000",
    },
}


def purchases(folder: Path, rows: int, runs: int, say: Say) -> list[Figure]:
    """Judge everything, then what one day adds."""
    root, bodies = folder / "purchases", departments(BODIES)
    each = rows // BODIES // len(OWN)
    every, day = [], []
    for run in range(1, runs + 1):
        say(f"run {run} of {runs}: {rows:,} rows of {BODIES} departments")
        home = _home(root, bodies)
        _state(home, bodies, each)
        every.append(measure("validate_all", root))
        _state(home, bodies[:BUSY], each + A_DAY)
        day.append(measure("validate_all", root))
        home.close()
    again, total = day[0].facts["judged"], every[0].facts["judged"]
    if total != BODIES * len(OWN) or not BUSY * len(OWN) <= again < total:
        raise RuntimeError(f"{total} statements were judged, then {again}")
    detail = f"{each * BODIES * len(OWN):,} rows, {total} statements"
    more = f"{A_DAY} more rows of {BUSY} departments at each stage: {again} statements judged again"
    return [
        Figure("e: procurement rules and links", min(one.seconds for one in every), GOAL_ALL, "s", detail),
        Figure("e: peak memory", max(one.peak for one in every), GOAL_MEMORY, "MB", detail),
        Figure("e: a day's notices", min(one.seconds for one in day), GOAL_DAY, "s", more),
    ]


def _home(root: Path, bodies: list[Body]) -> Home:
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(SETTINGS, root)
    write_register(root / "organisations.csv", bodies)
    settings = (root / "city.yml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in settings if not (line.startswith("  - ") and "/" in line)]
    at = kept.index("datasets:") + 1
    kept[at:at] = [f"  - {name}" for name in OWN]
    (root / "city.yml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    return open_home(root)


def _state(home: Home, bodies: list[Body], rows: int) -> None:
    """What these departments state, so many rows at each stage."""
    for dataset in OWN:
        contract = home.contract(dataset)
        made = [_submission(home, contract, body, rows) for body in bodies]
        home.journal.work.keep(_entry(contract, submission) for submission in made)


def _entry(contract: Contract, submission: Submission) -> Entry:
    where = {"dataset": contract.id, "period": submission.period, "entity": submission.entity}
    slot = Slot.model_validate({**where, "submission": submission})
    return Entry(f"{STAGE}:{slot.name}", f"{STAGE}:{contract.id}", submission.key, slot.model_dump(mode="json"))


def _submission(home: Home, contract: Contract, body: Body, rows: int) -> Submission:
    """The rows, written to the lake, and their submission."""
    key = f"{contract.dataset.slug}-{body.code}-{rows}"
    target = home.lake.standardised(contract.dataset.slug, YEAR, key)
    target.parent.mkdir(parents=True, exist_ok=True)
    said = {**SHARED, **OWN[contract.id]}
    said |= {"region_code": "'999900'", "fiscal_year": str(YEAR), "entity_code": "entity", "entity_name": "buyer"}
    said |= {"source_file": "'000000000000'", "source_row": "n + 1", "src_precision": "0.01", "src_unit": "'元'"}
    columns = ", ".join(f"({said.get(f.name, 'NULL')})::{f.sql_type} AS {f.name}" for f in contract.table.fields)
    about = f"'{body.code}' AS entity, '{body.name}' AS buyer, '{body.uscc}' AS uscc"
    with duckdb.connect() as connection:
        numbers = f"SELECT range AS n, {about} FROM range(1, {rows + 1})"
        connection.execute(f"COPY (SELECT {columns} FROM ({numbers})) TO '{target}' (FORMAT parquet)")
    return Submission(
        dataset=contract.id,
        period=YEAR,
        entity=body.code,
        department=body.code,
        tables=(_table(rows),),
        key=key,
        content=key,
        rows=rows,
        set_aside=0,
        precision=Decimal("0.01"),
        amounts={},
        totals=(),
    )


def _table(rows: int) -> SourceTable:
    return SourceTable(
        delivery=0,
        file="导出.csv",
        sha256="0" * 64,
        sheet=None,
        layout="export",
        unit="元",
        columns={},
        first_column=1,
        width=1,
        first_row=2,
        last_row=rows + 1,
        rows=rows,
        precision=Decimal("0.01"),
        extracted="",
    )
