"""The released contracts and awards as relations `deals` and `wins`, each with the parties and the method as one key.

A party (采购人, 供应商) is told by its credit code (统一社会信用代码); where a row has none, by the only code that
other rows state beside the same name, else by its name. Persons, whose names are hidden when a table is read, are told
apart by nothing, and have the key ''.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from gongkai.digests import digest_of
from publish.portal.chains import NAME
from publish.portal.coded import make_codes
from publish.portal.context import Context
from publish.portal.relation import make_relation, number
from publish.portal.released import Reader, reader

CONTRACTS, AWARDS = "procurement/contracts", "procurement/awards"
METHODS = "procurement_methods"
SINGLE_SOURCE = "single_source"
#: What the names of persons have instead of their end.
HIDDEN = "*"
#: What a party without a credit code has before its name.
NAMED = "="

PARTIES = {"buyer_name": "VARCHAR", "buyer_uscc": "VARCHAR", "supplier_name": "VARCHAR", "supplier_uscc": "VARCHAR"}
COMMON = {"fiscal_year": "INTEGER", "project_no": "VARCHAR", "project_name": "VARCHAR", "method": "VARCHAR", **PARTIES}
CONTRACT_COLUMNS = {
    **COMMON,
    "contract_no": "VARCHAR",
    "contract_name": "VARCHAR",
    "change_of": "VARCHAR",
    "amount": "DECIMAL(18, 2)",
    "signed_on": "DATE",
    "published_on": "DATE",
}
AWARD_COLUMNS = {
    **COMMON,
    "notice_no": "VARCHAR",
    "package_no": "VARCHAR",
    "price_basis": "VARCHAR",
    "currency": "VARCHAR",
    "award_amount": "DECIMAL(18, 2)",
    "awarded_on": "DATE",
    "published_on": "DATE",
}
SIDES = ("buyer", "supplier")
BUYERS, SUPPLIERS = "procurement/buyers", "procurement/suppliers"


@contextmanager
def deals(context: Context) -> Iterator[Reader]:
    """A reader that has the relations."""
    with reader(context) as asked:
        make_relation(asked, context, "contracts", CONTRACTS, CONTRACT_COLUMNS)
        make_relation(asked, context, "awards", AWARDS, AWARD_COLUMNS)
        make_codes(asked, context.home.registers, METHODS, "methods")
        for side in SIDES:
            asked.ask(f"CREATE TEMP TABLE {side}_codes AS {_codes(side)}")
        asked.ask(f"CREATE TEMP TABLE deals AS {_told('contracts')}")
        asked.ask(f"CREATE TEMP TABLE wins AS {_told('awards')}")
        yield asked


def _codes(side: str) -> str:
    """The SQL of (name, code) of every name that has one code only."""
    rows = f"SELECT {_name(side)} AS name, {number(f'{side}_uscc')} AS code FROM"
    return (
        f"SELECT name, max(code) AS code FROM ({rows} contracts UNION ALL {rows} awards) WHERE code <> '' "
        "GROUP BY name HAVING count(DISTINCT code) = 1"
    )


def _name(side: str) -> str:
    return f"regexp_replace(trim(coalesce({side}_name, '')), '\\s+', ' ', 'g')"


def _told(table: str) -> str:
    keys = ", ".join(f"{_key(side)} AS {side}, {_name(side)} AS {side}_told" for side in SIDES)
    joins = " ".join(f"LEFT JOIN {side}_codes ON {side}_codes.name = {_name(side)}" for side in SIDES)
    return (
        f"SELECT t.*, {keys}, {number('project_no')} AS purchase, coalesce(m.code, trim(t.method), '') AS how "
        f"FROM {table} AS t LEFT JOIN methods AS m ON m.printed = trim(t.method) {joins}"
    )


def _key(side: str) -> str:
    code, told = number(f"{side}_uscc"), _name(side)
    return (
        f"CASE WHEN {told} = '' AND {code} = '' OR contains({told}, '{HIDDEN}') THEN '' WHEN {code} <> '' THEN {code} "
        f"ELSE coalesce({side}_codes.code, '{NAMED}' || {told}) END"
    )


def page_name(party: str) -> str:
    """The file name of a party's page without ending: its code, or a digest, which has small letters."""
    return party if NAME.fullmatch(party) else f"x{digest_of(party)[:16]}"
