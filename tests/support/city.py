"""Where the settings of the small 示例市 stand that tests begin with."""

from pathlib import Path

SETTINGS = Path(__file__).parent / "small_city"
