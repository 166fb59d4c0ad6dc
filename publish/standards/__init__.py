"""Open standards that describe a release, one module each, all from the contract and the release, none from each
other.
"""
