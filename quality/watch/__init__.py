"""What the rules do not know: whether data look as they did in earlier releases.

Belongs here: the shape of data, its ranges, and what people are told when it leaves them. Does not belong here: whether
a value is right (`quality.rules`); nothing here holds a release back.
"""
