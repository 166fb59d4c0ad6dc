"""Which links a check names, and whether they could be sought."""

from collections.abc import Iterator, Mapping

from gongkai.contract.base import Text
from gongkai.contract.chain import Linked
from gongkai.contract.checked import CheckBase
from quality.context import TableContext


def unsought(check: CheckBase, context: TableContext) -> Text | None:
    """What a check would look at and nobody states; None where it can be carried out."""
    texts = list(_texts(check.model_dump(exclude={"code", "kind"})))
    columns = {text.partition(".")[0] for text in texts if text in context.contract.linked}
    named = columns | ({check.link} if isinstance(check, Linked) else set())
    absent = [link for link in context.contract.links if link.name in named and link.name not in context.sought]
    return absent[0].title if absent else None


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for pair in value.items() for part in pair for text in _texts(part))
    elif isinstance(value, list | tuple):
        yield from (text for part in value for text in _texts(part))
