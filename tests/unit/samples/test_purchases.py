"""The purchases of the sample: every stage follows the one before, within the limits of the law, and no amount grows."""

from datetime import timedelta

from chinese_calendar import is_workday

from samples import workdays
from samples.budget import budget
from samples.city import YEAR, departments
from samples.contracts import records
from samples.contracts_before import ACCOUNTED_YEAR, contracts_of, purchased
from samples.purchase_tables import awards, corrections, every, intentions, tenders
from samples.purchases import purchases

FOUND = every()
DAYS = {"公开招标": 20, "竞争性磋商": 10}
# Its contract is signed late on purpose.
LATE = "SLCG2026-GK-0390"


def test_the_stages_of_a_purchase_keep_the_limits_of_the_law() -> None:
    for found in FOUND:
        assert (found.tendered - found.intended).days >= 30, found.number
        assert found.tendered <= (found.deadline or found.awarded) <= found.awarded, found.number
        assert found.awarded <= found.announced < found.signed, found.number
        assert found.announced <= workdays.after(found.awarded, 2), found.number
        assert (found.signed - found.announced).days <= 30 or found.number == LATE, found.number
        assert all(map(is_workday, (found.intended, found.tendered, found.awarded, found.announced))), found.number


def test_bidders_have_the_time_that_their_method_gives() -> None:
    for found in FOUND:
        if found.deadline is None:
            assert found.method == "单一来源", found.number
            assert found.awarded > workdays.after(found.tendered, 5), found.number
        elif found.method in DAYS:
            assert (found.deadline - found.tendered).days >= DAYS[found.method], found.number
        else:
            assert found.deadline >= workdays.after(found.tendered, 3), found.number


def test_no_amount_of_a_purchase_grows() -> None:
    for found in FOUND:
        assert 0 < found.price <= found.ceiling <= found.budget, found.number


def test_every_contract_of_the_export_is_a_purchase_but_the_one_without_an_amount_and_the_second_of_a_number() -> None:
    told = [found.contract["合同编号"] for found in purchases(YEAR)]
    assert [record["合同编号"] for record in records(2) if record["合同编号"] not in told] == ["SLHT-2026-0058"]
    assert len(told) == len(set(told)) == 405


def test_a_budget_line_lasts_for_the_contracts_that_name_it_but_for_one() -> None:
    for code, department in departments().items():
        paid: dict[str, int] = {}
        for found in purchases(YEAR):
            if found.buyer == department.name and found.func_code and found.contract["合同编号"] != "SLHT-2026-0242":
                paid[found.func_code] = paid.get(found.func_code, 0) + found.price
        for line, spent in paid.items():
            assert spent <= 100 * sum(each.total for each in budget(code, 1).lines if each.code == line)


def test_the_contracts_of_an_accounted_year_are_what_the_accounts_state() -> None:
    signed = sum(
        int(record["合同金额(元)"].replace(".", "").replace(",", "")) for record in contracts_of(ACCOUNTED_YEAR)
    )
    assert abs(signed - purchased("102", ACCOUNTED_YEAR)) * 1_000 < signed


def test_what_is_told_on_a_night_has_happened() -> None:
    for night, last in ((1, "2026-03-12"), (2, "2026-03-13")):
        for row in (*tenders(YEAR, night), *awards(YEAR, night)):
            assert f"{YEAR}-01-01" <= row["公告日期"] <= last


def test_tables_stay_small() -> None:
    for year in (YEAR - 1, YEAR):
        for rows in (intentions(year), tenders(year, 2), awards(year, 2), corrections(year)):
            assert 0 < len(rows) <= 400


def test_a_purchase_with_two_packages_states_two_budgets() -> None:
    first, second = (row for row in tenders(YEAR, 1) if row["公告编号"] == "SLGG2026-GK-0377")
    assert (first["包号"], second["包号"]) == ("1", "2")
    assert first["预算金额(元)"] != second["预算金额(元)"]


def test_a_correction_follows_the_notice_it_corrects() -> None:
    published = {
        row["公告编号"]: row["公告日期"] for year in (YEAR - 1, YEAR) for row in (*tenders(year, 1), *awards(year, 1))
    }
    for year in (YEAR - 1, YEAR):
        for row in corrections(year):
            assert published[row["原公告编号"]] < row["公告日期"]


def test_working_days_are_counted_both_ways() -> None:
    for found in FOUND[::20]:
        assert workdays.before(workdays.after(found.signed, 7), 7) == found.signed
        assert workdays.on_or_after(found.signed) == found.signed == workdays.on_or_before(found.signed)
        assert workdays.days_before(found.signed, 30) <= found.signed - timedelta(days=30)
