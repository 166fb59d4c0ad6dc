"""The tables of the journal."""

from sqlalchemy import Boolean, Column, Float, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

#: What is counted of a dataset each night.
NIGHT_COUNTS = (
    *("errors", "warnings", "notes"),
    *("passed", "failed", "warned", "broken", "not_applicable"),
    *("on_time", "late", "due", "overdue", "not_started", "not_assessable"),
    *("rows", "set_aside", "delivered", "held", "versions"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("department", String, nullable=False),
    Column("path", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("received_at", String, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("path", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("mtime_ns", Integer, nullable=False),
    Column("ctime_ns", Integer, nullable=False),
    Column("inode", Integer, nullable=False),
    Column("delivery", Integer, nullable=False),
    Column("present", Boolean, nullable=False),
)

work = Table(
    "work",
    metadata,
    Column("scope", String, primary_key=True),
    Column("stage", String, nullable=False),
    Column("key", String, nullable=False),
    Column("result", Text, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("scope", String, nullable=False),
    Column("dataset", String),
    Column("severity", String, nullable=False),
    Column("department", String),
    Column("finding", Text, nullable=False),
    Index("findings_by_scope", "scope"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset", String, nullable=False),
    Column("period", Integer, nullable=False),
    Column("entity", String, nullable=False),
    Column("at", String, nullable=False),
    Column("decision", Text, nullable=False),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset", String, nullable=False),
    Column("period", Integer, nullable=False),
    Column("entity", String, nullable=False),
    Column("role", String, nullable=False),
    Column("account", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("evidence", Text, nullable=False),
)

standing = Table(
    "standing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset", String, nullable=False),
    Column("entity", String, nullable=False),
    Column("role", String, nullable=False),
    Column("account", String, nullable=False),
    Column("contract", String, nullable=False),
    Column("columns", String, nullable=False),
    Column("policy", String, nullable=False),
    Column("max_rows_pct", Float, nullable=False),
    Column("max_amount_pct", Float, nullable=False),
    Column("valid_until", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String, nullable=False),
)

releases = Table(
    "releases",
    metadata,
    Column("dataset", String, primary_key=True),
    Column("period", Integer, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("content", String, nullable=False),
    Column("released_at", String, nullable=False),
    Column("state", String, nullable=False),
    Column("detail", Text, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("action", String, nullable=False),
    Column("detail", Text, nullable=False),
)

nights = Table(
    "nights",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset", String, nullable=False),
    Column("at", String, nullable=False),
    *(Column(count, Integer, nullable=False) for count in NIGHT_COUNTS),
    Index("nights_by_dataset", "dataset", "at", "id"),
    Index("nights_by_moment", "at", "dataset", "id"),
)

night_departments = Table(
    "night_departments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("dataset", String, nullable=False),
    Column("department", String, nullable=False),
    Column("at", String, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Index("night_departments_by_dataset", "dataset", "department", "at", "id"),
)
