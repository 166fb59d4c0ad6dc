"""The digest of everything the site is made from. Asked every night: it reads keys, never the contents behind them.

A result and its findings follow from the key of their work; decisions and releases are only ever added.
"""

from pathlib import Path

from sqlalchemy import func, select

from gongkai.digests import code_digest, digest_of, sha256_file
from gongkai.home import Home
from gongkai.journal.tables import decisions, releases, work
from publish.chains.released import chained, link_tables, numbered

REGISTERS = ("organisations.csv", "events.csv")
CODE = ("publish.portal", "publish.chains", "gongkai.findings", "gongkai.catalogue")
#: Lists that pages name things by, beside the code lists of columns.
NAMED = {"licences", "deadlines", "rules", "link_methods"}
#: Stages whose work comes of the site or after it, so that it is made from none of theirs.
AFTER = ("site", "receipt", "expect", "expectations")


def inputs_digest(home: Home) -> str:
    """One digest of the settings and the journal."""
    return digest_of(settings_digest(home), _journal(home))


def settings_digest(home: Home) -> str:
    """One digest of settings, declarations, registers, lists and this program."""
    declared = {name: contract.digest for name, contract in home.contracts.items()}
    files = [home.root / name for name in REGISTERS] + [path for path in _lists(home) if path.is_file()]
    read = {path.name: sha256_file(path) for path in files if path.is_file()}
    return digest_of(home.city.model_dump(mode="json"), declared, read, code_digest(*CODE))


def chains_digest(home: Home) -> str:
    """One digest of what the pages of purchases and projects are made from: the settings, and the contents released of
    the links and of the datasets that are linked.
    """
    made_of = {contract.id for contract in (*link_tables(home), *chained(home), *numbered(home))}
    released = [
        (dataset, period, history[-1].version, history[-1].content)
        for (dataset, period), history in sorted(home.journal.releases.published().items())
        if dataset in made_of
    ]
    return digest_of(settings_digest(home), released)


def _lists(home: Home) -> list[Path]:
    fields = (field for contract in home.contracts.values() for field in contract.table.fields)
    named = {field.codelist for field in fields if field.codelist} | NAMED
    return [home.registers.code_list_path(name) for name in sorted(named)]


def _journal(home: Home) -> list[object]:
    versions = (releases.c.dataset, releases.c.period, releases.c.version, releases.c.content, releases.c.released_at)
    with home.journal.engine.connect() as connection:
        before = select(work.c.scope, work.c.key).where(work.c.stage.not_in(AFTER))
        done = connection.execute(before.order_by(work.c.scope))
        last = connection.execute(select(func.max(decisions.c.id))).scalar()
        published = select(*versions).where(releases.c.state == "published").order_by(*versions[:3])
        return [[list(row) for row in done], last, [list(row) for row in connection.execute(published)]]
