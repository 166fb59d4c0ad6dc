"""How the explainer finds what may be wrong with a sum: one module for each family of causes.

Belongs here: pure arithmetic on one sum. Does not belong here: rows, files, findings, and any repair.
"""
