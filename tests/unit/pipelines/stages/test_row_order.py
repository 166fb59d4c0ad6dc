"""The rows of a submission stand in the order of its file, also where several cores and lookups work on it."""

from gongkai.engine import engine, parquet
from tests.support.sheets import contract, contracts
from tests.support.town import CONTRACTS, Town

ROWS = 400_000
FILE = "112/合同公告_2026.csv"


def test_a_large_file_with_rows_to_look_up_and_rows_set_aside_keeps_its_order(town: Town) -> None:
    header, line = contracts(contract("HT-0", **{"合同金额(元)": "AMOUNT"}), encoding="utf-8").decode().splitlines()
    lines = (line.replace("HT-0", f"HT-{n}").replace("AMOUNT", _amount(n)) for n in range(ROWS))
    given = town.submission(CONTRACTS, FILE, "\n".join([header, *lines, ""]).encode())
    rows = town.home.lake.standardised("procurement-contracts", 2026, given.key)
    with engine([rows.parent]) as connection:
        places = [row for (row,) in connection.execute(f"SELECT source_row FROM {parquet(rows)}").fetchall()]
    assert len(places) == ROWS - ROWS // 100
    assert places == sorted(places)


def _amount(number: int) -> str:
    return "待定" if number % 100 == 99 else "1 200.00" if number % 50 == 7 else f"{1000 + number}.00"
