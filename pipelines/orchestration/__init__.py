"""How Dagster holds the house: thin shells over the steps, their order, schedule, sensors and what it shows of them.

Here belongs everything that imports dagster. What a step does belongs to `pipelines.stages` and `pipelines.steps`; the
verdict belongs to the journal, and a check here only mirrors it.
"""
