"""What the public sees: the decision to release, formats, metadata standards, versions, and the site of plain files.

Does not belong here: whether the data are right (`quality`). The two meet in `Finding` and `ReleaseDecision` only.
"""
