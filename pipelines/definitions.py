"""Where Dagster enters the house: everything is generated from the declarations, for the home GONGKAI_HOME names."""

from pipelines.orchestration.build import build
from pipelines.orchestration.run import home_root

defs = build(home_root())
