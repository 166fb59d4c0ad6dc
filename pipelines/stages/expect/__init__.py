"""The expectations (期望) of a dataset: what its contract asks, seen by a second engine, and the shape of its data
against earlier releases.

Here belongs when to look, and at which rows. It comes after publishing and never holds anything back: what is unusual
is told to those who run the house. On a night in which nothing changed nothing is read, and no library imported.
"""

from pipelines.stages.expect.run import STAGE, expect, results

__all__ = ["STAGE", "expect", "results"]
