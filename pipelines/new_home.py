"""A new city's home from the files in `templates/`. Nothing that is there already is touched."""

import json
from pathlib import Path
from string import Template

from gongkai.contract import load_contracts
from gongkai.errors import GongkaiError
from gongkai.files import write_whole
from gongkai.home import DATASETS

TEMPLATES = Path(__file__).parent / "templates"
FILES = ("city.yml", "organisations.csv", "events.csv", "README.md")
FIRST_INBOX = "001"


def new_home(root: Path, name_zh: str, name_en: str, region_code: str) -> list[Path]:
    """Write the templates and an inbox below `root`; returns the files. `region_code` has six digits (GB/T 2260).

    Raises GongkaiError when one of the files exists, or for a region code of another form.
    """
    there = [name for name in (*FILES, "journal.sqlite") if (root / name).exists()]
    if there:
        raise GongkaiError(
            f"{root} 已有 {'、'.join(there)}，什么都没有写",
            f"{root} has {', '.join(there)} already; nothing was written",
            "换一个空目录",
            "choose an empty folder",
        )
    if not (len(region_code) == 6 and region_code.isascii() and region_code.isdecimal()):
        raise GongkaiError(
            f"区划代码“{region_code}”不是六位数字",
            f"the region code {region_code} does not have six digits",
            "按 GB/T 2260 填写六位代码",
            "give the six digits of GB/T 2260",
        )
    datasets = "\n".join(f"  - {dataset}" for dataset in load_contracts(DATASETS))
    # A JSON string is a YAML string whatever the name holds.
    names = {"name_zh": json.dumps(name_zh, ensure_ascii=False), "name_en": json.dumps(name_en, ensure_ascii=False)}
    values = {**names, "region_code": region_code, "datasets": datasets}
    for name in FILES:
        text = (TEMPLATES / name).read_text(encoding="utf-8")
        write_whole(root / name, Template(text).substitute(values) if name == "city.yml" else text)
    (root / "inbox" / FIRST_INBOX).mkdir(parents=True, exist_ok=True)
    return [root / name for name in FILES]
