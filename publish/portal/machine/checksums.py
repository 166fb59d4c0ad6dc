"""`/checksums.txt`: the SHA-256 of every file of the current versions, as `sha256sum -c` reads it at the root."""

from collections.abc import Iterator
from functools import partial

from publish.portal.context import Context
from publish.portal.sections import Page, Section


def sections(context: Context) -> Iterator[Section]:
    """The one file; made again after a release."""
    yield Section("checksums", context.inputs.released(context.home.contracts), partial(_pages, context))


def _pages(context: Context) -> Iterator[Page]:
    yield Page("checksums.txt", partial(checksums, context))


def checksums(context: Context) -> str:
    """One file a line, by path below the root."""
    every = (
        f"{file.sha256}  d/{summary.slug}/{release.path}/{file.name}\n"
        for summary in context.summaries.values()
        for release in summary.current
        for file in release.files
    )
    return "".join(sorted(every, key=lambda line: line.partition("  ")[2]))
