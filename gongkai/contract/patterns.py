"""Regular expressions in declarations."""

import re


def compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression. Raises ValueError, so that it is told with its line."""
    try:
        return re.compile(pattern)
    except re.error as fault:
        raise ValueError(f"not a regular expression: {fault}") from fault
