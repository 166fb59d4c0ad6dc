"""The engines that run the same contract: DuckDB for every row, Great Expectations and frictionless as second opinions.

Belongs here: running rules and turning results into verdicts and findings. Does not belong here: what a rule means.
"""
