"""The table of rules on the sample city: `python -m samples.rules --home var/demo` plays it and writes `docs/rules.md`.

The figures are those of the public page of rules (`publish.portal.rules`), after the last night.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from gongkai.catalogue import Carried
from gongkai.files import write_whole
from gongkai.home import open_home
from pipelines.cli.exits import errors_told
from publish.portal.context import Context
from publish.portal.rules import RuleRow, RulesPage, rules_page
from samples.play import play

DOCUMENT = Path(__file__).parents[1] / "docs" / "rules.md"
HEAD = """# Rules on the sample city (规则目录)

Written by `python -m samples.rules`; do not edit. The rules stand in `datasets/_shared/rules.csv`, each dataset's use
of them in its `checks.yml`. Counted are the checks of the {submissions} submissions of 示例市, the fictional sample
city, with its planted faults: one for each line of a `checks.yml` and submission. **K** marks a source that nobody has
compared with the original text yet (依据待核).

| rule | 说明 · says | severity | source | datasets | passed | failed | not applicable |
|---|---|---|---|---|---|---|---|
"""
OTHERS = """
## Not carried out by a check (不由检查实行)

| rule | 说明 · says | where or why not |
|---|---|---|
"""
WHY = {Carried.ELSEWHERE: "found as {by}: ", Carried.NOT_YET: "not yet: ", Carried.LATER: "for no dataset so far: "}


def document(page: RulesPage) -> str:
    """The whole document."""
    carried = [row for row in page.rows if row.rule.status is Carried.IMPLEMENTED]
    others = [row for row in page.rows if row.rule.status is not Carried.IMPLEMENTED]
    lines = [*map(_counted, carried), OTHERS.rstrip("\n"), *map(_why, others)]
    return HEAD.format(submissions=page.submissions) + "\n".join(lines) + "\n"


def _counted(row: RuleRow) -> str:
    rule, counts = row.rule, row.counts
    tag = f" **{rule.tag}**" if rule.unverified else ""
    failed = f"{counts['fail']}" + (f" (+{counts['error']} not carried out)" if counts["error"] else "")
    cells = (
        f"`{rule.code}`",
        f"{rule.zh} {rule.en}",
        ", ".join(row.severities),
        f"{rule.source}{tag}",
        len(row.used),
        counts["pass"],
        failed,
        counts["not_applicable"],
    )
    return _line(cells)


def _why(row: RuleRow) -> str:
    rule = row.rule
    why = WHY[rule.status].format(by=", ".join(f"`{code}`" for code in rule.by))
    return _line((f"`{rule.code}`", f"{rule.zh} {rule.en}", f"{why}{rule.reason_zh} {rule.reason_en}"))


def _line(cells: tuple[object, ...]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def never_passed(page: RulesPage) -> Iterator[str]:
    """The rules that a check of this city carries out and that never passed in it."""
    return (row.rule.code for row in page.rows if row.used and not row.counts["pass"])


def main() -> None:
    """Read the arguments, play, and write the document."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--home", type=Path, required=True)
    arguments = parser.parse_args()
    with errors_told():
        play(arguments.home)
        home = open_home(arguments.home)
        try:
            page = rules_page(home.registers.shared, Context(home).summaries)
        finally:
            home.close()
        write_whole(DOCUMENT, document(page))
    print(f"{DOCUMENT.name}: never passed 从未通过: {', '.join(never_passed(page)) or '—'}")


if __name__ == "__main__":
    main()
