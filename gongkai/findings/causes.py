"""The cause of a fault of the program, told to those who run the house; the public reads less of it."""

import re
import traceback

from gongkai.masking import mask

_FOLDERS = re.compile(r"(?:/[^/\s\"']+)+/")


def cause_of(fault: Exception) -> tuple[str, str]:
    """(what happened, where in the code): one line, without folders of a machine and with personal numbers masked.

    The exception's type leads, up to the first colon. What follows may quote a cell, so it is not for the public.
    """
    first = next(iter(str(fault).splitlines()), "")
    where = traceback.extract_tb(fault.__traceback__)[-1]
    return f"{type(fault).__name__}: {mask(_FOLDERS.sub('', first))}", f"{where.name}:{where.lineno}"
