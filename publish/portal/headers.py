"""What a web server says of the site's files: their types, what is compressed on the way, how long a copy is good, and
what a page may do.

`gongkai serve`, `deploy/nginx.conf` and `gongkai portal doctor` keep these rules; here they are written down once.
"""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

#: A page loads nothing from elsewhere and runs nothing that stands in its text; `wasm-unsafe-eval` lets the SQL engine
#: be compiled (Content Security Policy Level 3).
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self' blob:",
        "worker-src 'self' blob:",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
#: Sent with every answer.
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    # Open data: a notebook on another site may read every file. There is nothing to log into.
    "Access-Control-Allow-Origin": "*",
}

OCTETS = "application/octet-stream"
FEED = "application/atom+xml"
#: By the last suffix: a .csv.gz stays a gzip file, and the page inflates the SQL engine's .wasm.gz itself.
TYPES: Mapping[str, str] = {
    ".atom": FEED,
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".duckdb": OCTETS,
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
#: Compressed on the way, unless a byte range is asked for; every other type is so already or is read by ranges.
COMPRESSED = frozenset(
    {
        "application/atom+xml",
        "application/json",
        "application/ld+json",
        "application/xml",
        "image/svg+xml",
        "text/css",
        "text/csv",
        "text/html",
        "text/javascript",
        "text/markdown",
        "text/plain",
    }
)
#: Below this many bytes compressing gains nothing.
SMALLEST = 512
LEVEL = 6

#: Addresses whose content never changes: version folders; databases and libraries named by their content.
IMMUTABLE = (
    re.compile(r"^/d/[^/]+/[^/]+/v[0-9]+/"),
    re.compile(r"^/db/.+-[0-9a-f]{8,64}\.duckdb$"),
    re.compile(r"^/static/vendor/.+-[0-9a-f]{8,64}\.[a-z.]+$"),
)
FOREVER = "public, max-age=31536000, immutable"
ASK = "no-cache"


def content_type(name: str) -> str:
    """The type of a file by its name, with the encoding where it is text."""
    path = PurePosixPath(name)
    return FEED if path.name == "feed.xml" else TYPES.get(path.suffix, OCTETS)


def is_compressed(kind: str) -> bool:
    """Whether files of a content type are compressed on the way."""
    return kind.partition(";")[0].strip() in COMPRESSED


def caching(address: str) -> str:
    """The Cache-Control of an address, which begins with a slash: for ever, or ask each time whether it has changed."""
    return FOREVER if any(pattern.search(address) for pattern in IMMUTABLE) else ASK
