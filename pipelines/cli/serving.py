"""The public tree over HTTP on loopback, under the rules that a web server should keep: to look at, not for the public.

What the rules are belongs to `publish.portal.headers`.
"""

import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.errors import GongkaiError
from publish.portal.headers import HEADERS, LEVEL, OCTETS, SMALLEST, TYPES, caching, content_type, is_compressed

if TYPE_CHECKING:
    import os

    import uvicorn
    from starlette.applications import Starlette
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

NOT_COMPRESSED = tuple({kind for kind in (OCTETS, *TYPES.values()) if not is_compressed(kind)})


def listen(port: int) -> socket.socket:
    """A socket on loopback. Raises GongkaiError when the port is taken."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError:
        raise GongkaiError(
            f"端口 {port} 已被占用", f"port {port} is taken", "用 --port 换一个端口", "choose another with --port"
        ) from None


class Headed:
    """Adds the headers of the site to every answer."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Answer one request."""
        from starlette.datastructures import MutableHeaders

        async def headed(message: "Message") -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if message["status"] < 400:
                    headers["cache-control"] = caching(scope["path"])
                # The same file, other bytes: a range of one must not be joined to a part of the other.
                if "content-encoding" in headers:
                    headers["etag"] = f"W/{headers['etag']}"
            await send(message)

        await self._app(scope, receive, headed)


def site_app(public: Path) -> "Starlette":
    """The application that serves the tree as it is on disk."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.gzip import GZipMiddleware
    from starlette.responses import FileResponse, Response
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    class Tree(StaticFiles):
        """Static files with the types of the site; what is only being written, whose name begins with a dot, is not
        there yet.
        """

        def lookup_path(self, path: str) -> "tuple[str, os.stat_result | None]":
            if any(part.startswith(".") for part in Path(path).parts):
                return "", None
            return super().lookup_path(path)

        async def get_response(self, path: str, scope: "Scope") -> Response:
            response = await super().get_response(path, scope)
            if isinstance(response, FileResponse):
                response.headers["content-type"] = content_type(str(response.path))
            return response

    compressing = Middleware(
        GZipMiddleware, minimum_size=SMALLEST, compresslevel=LEVEL, exclude_content_types=NOT_COMPRESSED
    )
    tree = Mount("/", Tree(directory=public, html=True))
    return Starlette(routes=[tree], middleware=[Middleware(Headed), compressing])


def site_server(public: Path) -> "uvicorn.Server":
    """The server of the tree, not yet running."""
    import uvicorn

    config = uvicorn.Config(site_app(public), log_level="warning", lifespan="off", ws="none", server_header=False)
    return uvicorn.Server(config)


def serve_site(public: Path, listening: socket.socket) -> None:
    """Serve until interrupted."""
    sys.stdout.flush()
    try:
        site_server(public).run(sockets=[listening])
    except KeyboardInterrupt:
        return
