"""The seven stages, one module or package each: land, extract, standardise, validate, review, publish, assess.

A stage is a plain function `(contract, input) -> output + findings` that runs and is tested on its own. Does not belong
here: the order of the stages (`pipelines.flow`), schedules and retries (`pipelines.orchestration`).
"""
