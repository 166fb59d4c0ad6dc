"""Exit codes, and how an error becomes one. What a command does when nothing goes wrong does not belong here."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from traceback import print_exception

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
    """A person's mistake ends the process with one clear block and no trace; a fault of the program with its trace and
    a code that no other end has.
    """
    try:
        yield
    except GongkaiError as mistake:
        complain(mistake.zh, mistake.en, mistake.next_zh, mistake.next_en)
        raise SystemExit(Exit.LOCKED if isinstance(mistake, Locked) else Exit.USAGE) from None
    except KeyboardInterrupt:
        complain("已中断", "interrupted", "再运行一次会从断处继续", "run it again; it goes on where it stopped")
        raise SystemExit(Exit.INTERRUPTED) from None
    except Exception as fault:  # noqa: BLE001 - told with its trace, and the process ends
        # Loading the class at the start would cost more than `--help` may take.
        from gongkai.contract.errors import DeclarationError

        if not isinstance(fault, DeclarationError):
            _tell_fault(fault)
            raise SystemExit(Exit.BROKE_OFF) from None
        places = "\n".join(f"  {each}" for each in fault.faults)
        complain(
            f"声明有误：\n{places}", "the declarations above are wrong", "改正后再试", "correct them and try again"
        )
        raise SystemExit(Exit.USAGE) from None


def _tell_fault(fault: Exception) -> None:
    print_exception(fault)
    complain(
        f"程序故障：{type(fault).__name__}，详见上面的记录",
        f"a fault of the program: {type(fault).__name__}, see the trace above",
        "请把以上全部内容转给系统管理员；已公开的内容不受影响",
        "pass all of this on to the administrator; what was published stays as it is",
    )
