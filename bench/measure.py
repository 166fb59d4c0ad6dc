"""One step, measured: run in a process of its own, timed from inside after its imports, with its own peak of memory.

Here belongs how a figure is taken and shown. What is measured belongs to the modules beside this one.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Measured:
    """`seconds` of the wall clock, `cpu` seconds over all threads, `peak` memory in MB, `facts` of the step."""

    seconds: float
    cpu: float
    peak: float
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """A measured value beside its goal, which it meets by being at most (or, with `at_least`, at least) as much."""

    name: str
    value: float
    goal: float
    unit: str
    detail: str
    at_least: bool = False

    @property
    def verdict(self) -> str:
        """Met, or missed by how much of the goal."""
        met = self.value >= self.goal if self.at_least else self.value <= self.goal
        return "met" if met else f"missed by {abs(self.value - self.goal) / self.goal:.0%}"


def measure(step: str, *arguments: object) -> Measured:
    """Run a step of `bench.step`. Raises CalledProcessError when it fails; what it says goes to standard error."""
    command = [sys.executable, "-m", "bench.step", step, *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Measured(**json.loads(done.stdout.splitlines()[-1]))
