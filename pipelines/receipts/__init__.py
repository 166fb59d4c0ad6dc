"""The receipt (回执): one short page for each delivery, for the clerk who sent the file.

Here belongs what a clerk is told about one file, and the page that tells it. It stands in the home and is never
published; whatever a finding masks stays masked.
"""

from pipelines.receipts.write import RECEIPTS, write_receipts

__all__ = ["RECEIPTS", "write_receipts"]
