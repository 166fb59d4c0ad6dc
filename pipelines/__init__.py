"""The way of a file from inbox to public site: readers, stages, their order, and who starts them.

Belongs here: the order of things, and what a stage does to its input. Does not belong here: what a rule says
(`quality`) or what a published file looks like (`publish`).
"""
