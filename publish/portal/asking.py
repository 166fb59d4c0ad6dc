"""One question to a web server, with just the headers that are given: what a browser would add is part of the question.

What an answer should be belongs to `publish.portal.doctor`.
"""

from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from gongkai.errors import GongkaiError

SECONDS = 20


@dataclass(frozen=True)
class Answer:
    """What a server answered; the names of its headers in small letters."""

    status: int
    headers: dict[str, str]
    content: bytes


def ask(address: str, method: str = "GET", *, most: int | None = None, **headers: str) -> Answer:
    """One request: `ask(address, range="bytes=0-3")`; reads `most` bytes of the content, else all of it.

    Redirects are not followed. Raises GongkaiError when nobody answers in HTTP within 20 seconds.
    """
    where = urlsplit(address)
    kind = HTTPSConnection if where.scheme == "https" else HTTPConnection
    connection = kind(where.netloc, timeout=SECONDS)
    try:
        connection.putrequest(method, where.path or "/", skip_accept_encoding=True)
        for name, value in {**headers, "user_agent": "gongkai"}.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, named, answer.read(most))
    except (OSError, HTTPException) as cause:
        raise GongkaiError(
            f"{address} 没有回答（{cause}）",
            f"{address} does not answer ({cause})",
            "核对地址，服务器是否在运行、能否从这里访问",
            "check the address, whether the server runs, and whether it can be reached from here",
        ) from None
    finally:
        connection.close()
