"""The published links between rows (采购和项目的链条), read as a graph: from a budget line to intention, tender, award,
contract and acceptance, from a project's approval to its completion.

`graph` walks it, `rows` tells what stands in a row, `follow` answers for one row, `listing` for many purchases and
projects at once. Only what is released is seen. Finding links does not belong here, nor does showing them.
"""

from publish.chains.follow import follow
from publish.chains.model import Chain, Edge, Fact, More, Node, Place

__all__ = ["Chain", "Edge", "Fact", "More", "Node", "Place", "follow"]
