"""The rules: one module per kind of check, its docstring the rule in one public sentence, Chinese and then English.

Belongs here: what is right or wrong about one submission, as SQL over its rows. Does not belong here: how severe that
is (`checks.yml`), the words of a finding (its template), and the running of rules (`quality.engines`).
"""
