"""`city.yml`: what belongs to one city and therefore never to the code."""

from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field as Key
from pydantic import field_validator

from gongkai.contract.base import Declaration, Text
from gongkai.contract.dataset import Role


class Account(Declaration):
    """A person who may sign, and in which roles."""

    id: str = Key(pattern=r"^[a-z][a-z0-9_-]*$")
    name: str
    roles: tuple[Role, ...] = Key(min_length=1)


class Schedule(Declaration):
    """When the nightly run starts, in the city's time zone."""

    cron: str = Key(default="0 2 * * *", pattern=r"^\S+( \S+){4}$")


class Thresholds(Declaration):
    """Local amounts and limits (元) that no law fixes for the whole country."""

    major_project_min_invest: int = 5_000_000
    large_change_government: int = 10_000_000
    large_change_department: int = 1_000_000
    #: 采购限额标准 and 公开招标数额标准 are set by each province (依据待核).
    procurement_limit: int = 500_000
    open_tender_limit: int = 4_000_000


class Expectations(Declaration):
    """Whether the nightly job looks at the data with Great Expectations, too, and at their shape."""

    enabled: bool = True


class Portal(Declaration):
    """How large the public site may grow: so many purchases, and as many projects, get a page of their own, and so many
    suppliers, and as many buyers; and whether the `.duckdb` files that the SQL page reads are made.
    """

    chain_pages: int = Key(default=2000, ge=0)
    supplier_pages: int = Key(default=1000, ge=0)
    databases: bool = True


class Population(Declaration):
    """How many people live in the city (常住人口), on which day, and who says so."""

    people: int = Key(gt=0)
    on: date
    source: Text


class City(Declaration):
    """The settings of a home."""

    name: Text
    fictional: bool = False
    region_code: str = Key(pattern=r"^\d{6}$")
    timezone: str = "Asia/Shanghai"
    base_url: str = Key(pattern=r"^https?://.+/$")
    #: Where readers report an error, as the site shows it: an office, a telephone, an address.
    contact: Text | None = None
    datasets: tuple[str, ...]
    accounts: tuple[Account, ...] = ()
    schedule: Schedule = Schedule()
    thresholds: Thresholds = Thresholds()
    expectations: Expectations = Expectations()
    portal: Portal = Portal()
    #: Without it no amount is given per resident.
    population: Population | None = None

    @field_validator("timezone")
    @classmethod
    def known_zone(cls, zone: str) -> str:
        """The zone must exist."""
        try:
            ZoneInfo(zone)
        except ZoneInfoNotFoundError:
            raise ValueError("a time zone such as Asia/Shanghai") from None
        return zone

    @field_validator("accounts")
    @classmethod
    def one_person_each(cls, accounts: tuple[Account, ...]) -> tuple[Account, ...]:
        """Two persons under one id would make four eyes two."""
        if len({account.id for account in accounts}) < len(accounts):
            raise ValueError("every account id once")
        return accounts

    @property
    def zone(self) -> ZoneInfo:
        """The city's time zone."""
        return ZoneInfo(self.timezone)

    def account(self, account_id: str) -> Account | None:
        """The account with this id."""
        return next((account for account in self.accounts if account.id == account_id), None)
