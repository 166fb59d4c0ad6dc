"""Stage 3, standardise (标准化): texts become values in the columns of the schema; what cannot be interpreted is set
aside.

Here belongs interpretation: units, dates, codes, totals. Whether the values are right belongs to `validate`.
"""

from pipelines.stages.standardise.run import STAGE, slots, standardise

__all__ = ["STAGE", "slots", "standardise"]
