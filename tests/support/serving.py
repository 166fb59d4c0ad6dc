"""A folder over HTTP on loopback, in a thread of the test process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.cli.serving import listen, site_server


@contextmanager
def served(public: Path) -> Iterator[str]:
    """`gongkai serve` of the tree; gives its address, which ends with a slash."""
    server = site_server(public)
    with listen(0) as socket:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{socket.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join(20)
