"""What is wrong with a declaration, said so that its author can mend it: file, line, key, what was expected."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DeclarationFault:
    """One fault. `line` is 1-based; `key` is the path inside the YAML, `checks.2.kind`."""

    file: Path
    line: int
    key: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} - {self.key}: {self.expected}; found {self.found}"


class DeclarationError(Exception):
    """A dataset folder or a home's settings that cannot be used, with every fault found."""

    def __init__(self, faults: list[DeclarationFault]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))
