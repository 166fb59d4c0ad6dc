"""The public tree over HTTP on loopback, with byte ranges and the right types: to look at, not for the public."""

import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.errors import GongkaiError

if TYPE_CHECKING:
    from starlette.applications import Starlette

TYPES = {
    ".parquet": "application/vnd.apache.parquet",
    ".gz": "application/gzip",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def listen(port: int) -> socket.socket:
    """A socket on loopback. Raises GongkaiError when the port is taken."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError:
        raise GongkaiError(
            f"端口 {port} 已被占用", f"port {port} is taken", "用 --port 换一个端口", "choose another with --port"
        ) from None


def site_app(public: Path) -> "Starlette":
    """The application that serves the tree as it is on disk."""
    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles
    from starlette.types import Scope

    class Tree(StaticFiles):
        """Static files whose type is told by their last suffix: a .csv.gz is not decompressed on the way."""

        async def get_response(self, path: str, scope: Scope) -> Response:
            response = await super().get_response(path, scope)
            kind = TYPES.get(Path(path).suffix)
            if kind and response.status_code < 300:
                response.headers["content-type"] = kind
            return response

    return Starlette(routes=[Mount("/", Tree(directory=public, html=True))])


def serve_site(public: Path, listening: socket.socket) -> None:
    """Serve until interrupted."""
    import uvicorn

    sys.stdout.flush()
    server = uvicorn.Server(uvicorn.Config(site_app(public), log_level="warning", lifespan="off"))
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        return
