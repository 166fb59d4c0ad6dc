"""What a text means: amounts, dates, labels, codes.

Belongs here: pure functions from one text (a cell, a header, a title) to one value, without files, settings or clock.
Does not belong here: tables, findings, and anything that needs more than the text itself.
"""
