"""The one error of the readers and its closed list of reasons. The clerk's sentence for a reason is made elsewhere."""

from typing import Literal

Reason = Literal["empty", "truncated", "encrypted", "corrupt", "unsupported", "too_large", "encoding"]


class Unreadable(Exception):
    """A file that cannot be read as a whole; `detail` says what was met, without a path and without cell values.

    `line` is the line of a text file on which it was met (from 1), None where it is no matter of a line.
    """

    def __init__(self, reason_key: Reason, detail: str = "", line: int | None = None) -> None:
        self.reason_key: Reason = reason_key
        self.detail = detail
        self.line = line
        super().__init__(f"{reason_key}: {detail}" if detail else reason_key)
