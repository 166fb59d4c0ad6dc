"""The journal: what happened, when, and by whom. Deliveries, work done, findings, decisions, sign-offs, releases,
audit trail, and what was counted every night.

A relational database through SQLAlchemy Core; nothing here is SQLite's own, so that PostgreSQL can serve later.
"""

from gongkai.journal.store import Journal

__all__ = ["Journal"]
