"""How well the city discloses: whether each disclosure item was published within its statutory time limit, and the
measure of each dataset that the data-quality dashboard and its history are made of.

Here belong measures of what is published. Checks of the data belong to `quality.rules`.
"""

from quality.assess.clock import assess_dataset
from quality.assess.model import Assessment, Timeliness

__all__ = ["Assessment", "Timeliness", "assess_dataset"]
