"""Whether data can be trusted: rules, detectors of personal data, their engines, and how well the city discloses.

Everything here ends in a `Finding` or in a score with its evidence. Does not belong here: what may be published
(`publish.review`).
"""
