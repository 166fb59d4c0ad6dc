"""How well the city discloses: so far, whether each disclosure item was published within its statutory time limit.

Here belong measures of what is published. Checks of the data belong to `quality.rules`.
"""

from quality.assess.clock import assess_dataset
from quality.assess.model import Assessment, Timeliness

__all__ = ["Assessment", "Timeliness", "assess_dataset"]
