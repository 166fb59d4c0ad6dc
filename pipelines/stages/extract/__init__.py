"""Stage 2, extract (提取): finds the tables in a file and offers each to every dataset. The output is text plus
address.

Here belongs finding and naming tables. What a text means belongs to `standardise`.
"""

from pipelines.stages.extract.model import Extraction, FoundTable
from pipelines.stages.extract.reading import extract_file
from pipelines.stages.extract.run import STAGE, extract

__all__ = ["STAGE", "Extraction", "FoundTable", "extract", "extract_file"]
