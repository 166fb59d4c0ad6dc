"""A first draft of a dataset's declarations from an example file: suggestions that a person reads and corrects.

Here belongs guessing, which is allowed nowhere else: every guess stands in the draft with its evidence beside it.
"""

from pipelines.drafting.draft import Draft, draft_dataset

__all__ = ["Draft", "draft_dataset"]
