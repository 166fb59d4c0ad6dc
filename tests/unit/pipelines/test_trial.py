"""A look at a file is a look with the city's own registers."""

from pathlib import Path

from pipelines.trial import trial_home
from tests.support.town import Town


def test_the_regions_of_the_city_are_known_in_a_trial(tmp_path: Path) -> None:
    town = Town(tmp_path / "home")
    (town.root / "regions.csv").write_text("code,name\n999901,示例市东城区\n", encoding="utf-8")
    (tmp_path / "work").mkdir()
    assert "999901" in trial_home(tmp_path / "work", town.home).registers.regions(2026)
    town.home.close()
