"""Review (审查): may this submission be published? The negative list, the sign-offs, and the gate that decides.

Writing the release does not belong here.
"""
