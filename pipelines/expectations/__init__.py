"""The pages of the expectations (期望) for those who run the house: an index, and one page for each dataset.

Here belongs showing results. They stand in the home, load nothing from outside, and are never published.
"""

from pipelines.expectations.write import PAGES, write_expectations

__all__ = ["PAGES", "write_expectations"]
