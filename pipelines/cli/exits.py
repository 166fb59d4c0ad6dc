"""Exit codes, and how an error becomes one. What a command does when nothing goes wrong does not belong here."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from gongkai.errors import GongkaiError, Locked
from pipelines.cli.terminal import complain


class Exit(IntEnum):
    """What the process says when it ends; documented in docs/cli.md."""

    OK = 0
    HELD = 1
    USAGE = 2
    LOCKED = 3
    BROKE_OFF = 4
    INTERRUPTED = 130


@contextmanager
def errors_told() -> Iterator[None]:
    """A person's mistake ends the process with one clear block and no trace; a fault of the program keeps its trace."""
    try:
        yield
    except GongkaiError as mistake:
        complain(mistake.zh, mistake.en, mistake.next_zh, mistake.next_en)
        raise SystemExit(Exit.LOCKED if isinstance(mistake, Locked) else Exit.USAGE) from None
    except KeyboardInterrupt:
        complain("已中断", "interrupted", "再运行一次会从断处继续", "run it again; it goes on where it stopped")
        raise SystemExit(Exit.INTERRUPTED) from None
    except Exception as fault:
        # Loading the class at the start would cost more than `--help` may take.
        from gongkai.contract.errors import DeclarationError

        if not isinstance(fault, DeclarationError):
            raise
        places = "\n".join(f"  {each}" for each in fault.faults)
        complain(
            f"声明有误：\n{places}", "the declarations above are wrong", "改正后再试", "correct them and try again"
        )
        raise SystemExit(Exit.USAGE) from None
