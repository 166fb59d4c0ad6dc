"""What every section is made with: the home, digests, templates, departments, and what is known of each dataset."""

from collections.abc import Mapping
from functools import cached_property

from gongkai.contract import Contract
from gongkai.findings import Finding
from gongkai.home import Home
from gongkai.journal.work import Entry
from publish.portal.departments import Departments
from publish.portal.facts import DatasetFacts, Decisions, Releases, read_dataset
from publish.portal.inputs import Inputs
from publish.portal.render import Renderer
from publish.portal.summarise import summarise
from publish.portal.summary import Summary
from publish.portal.tell import public_findings

SUMMARY = "summary"


class Context:
    """One build of the site. Nothing of a dataset is read before somebody asks for it."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.inputs = Inputs(home)
        self.departments = Departments(home.registers)
        self.renderer = Renderer(home)
        self._facts: dict[str, DatasetFacts] = {}
        #: The files of the sections built so far; the last rooms tell of all others.
        self.paths: list[str] = []

    @cached_property
    def releases(self) -> Releases:
        """Every published release by dataset and period, oldest first."""
        return self.home.journal.releases.published()

    @cached_property
    def decisions(self) -> Decisions:
        """The last decision on every submission."""
        return self.home.journal.reviews.decisions()

    def facts(self, contract: Contract) -> DatasetFacts:
        """All that there is to say of a dataset."""
        if contract.id not in self._facts:
            self._facts[contract.id] = read_dataset(self.home, contract, self.releases, self.decisions)
        return self._facts[contract.id]

    def findings(self, contract: Contract) -> list[Finding]:
        """The findings about a dataset as the public may read them, worst first."""
        found = self.home.journal.work.findings(dataset=contract.id)
        return public_findings(self.departments, {contract.id: self.facts(contract)}, found)

    @cached_property
    def summaries(self) -> Mapping[str, Summary]:
        """The summary of every dataset in the city's order; those of unchanged datasets come from the journal."""
        known = self.home.journal.work.stage(SUMMARY)
        self.home.journal.work.forget([f"{SUMMARY}:{id_}" for id_ in _gone(known, self.home.contracts)])
        made: dict[str, Summary] = {}
        new = []
        for contract in self.home.contracts.values():
            scope, key = f"{SUMMARY}:{contract.id}", self.inputs.dataset(contract.id)
            if scope in known and known[scope].key == key:
                made[contract.id] = Summary.model_validate(known[scope].result)
                continue
            made[contract.id] = summarise(self.departments, self.facts(contract), self.findings(contract))
            new.append(Entry(scope, SUMMARY, key, made[contract.id].model_dump(mode="json")))
        if new:
            self.home.journal.work.keep(new)
        return made


def _gone(known: Mapping[str, Entry], contracts: Mapping[str, Contract]) -> list[str]:
    return [scope.removeprefix(f"{SUMMARY}:") for scope in known if scope.partition(":")[2] not in contracts]
