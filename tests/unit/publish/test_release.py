"""Releases: versions that never change, nothing written when nothing is new, the same bytes after an interruption."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import publish.release
import publish.version
from gongkai.contract import Contract
from gongkai.decision import Outcome, Reason, ReleaseDecision
from gongkai.digests import sha256_file
from gongkai.errors import GongkaiError
from gongkai.home import Home
from gongkai.journal.releases import Releases
from gongkai.submission import Submission
from publish.composition import compose
from publish.formats import csv as csv_format
from publish.release import last_release, recover, release
from publish.review.signing import evidence_of

NIGHT = datetime.fromisoformat("2026-03-02T02:00:00+08:00")
NEXT = NIGHT + timedelta(days=1)
EDUCATION = [("205", "教育支出", "100.00"), ("208", "社会保障", "50.00")]
HEALTH = [("210", "卫生健康支出", "80.00")]
Submit = Callable[..., Submission]
Clear = Callable[[Submission], tuple[Submission, ReleaseDecision]]


def tree(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): sha256_file(path) for path in folder.rglob("*") if path.is_file()}


def stamps(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in [folder, *folder.rglob("*")]}


def read(home: Home, name: str) -> Any:
    return json.loads((home.public / "d/budget-spending" / name).read_text("utf-8"))


def lines(home: Home, version: int) -> list[str]:
    path = home.public / f"d/budget-spending/2026/v{version}/budget-spending-2026.csv"
    return path.read_text("utf-8-sig").splitlines()


def test_a_first_release(home: Home, contract: Contract, submit: Submit, clear: Clear) -> None:
    cleared = [clear(submit("102", HEALTH)), clear(submit("101", EDUCATION))]
    done = release(home, contract, 2026, cleared, NIGHT)
    assert done is not None
    assert (done.version, done.state, done.rows) == (1, "published", 3)
    assert lines(home, 1)[0] == "entity_code,code,name,amount,src_file,src_row"
    assert [line.split(",")[:2] for line in lines(home, 1)[1:]] == [["101", "205"], ["101", "208"], ["102", "210"]]
    entry = read(home, "manifest.json")["periods"]["2026"]
    assert (entry["version"], entry["path"], entry["content"], entry["rows"]) == (1, "2026/v1", done.content, 3)
    folder = home.public / "d/budget-spending/2026/v1"
    assert {each["name"]: each["sha256"] for each in entry["files"]} == tree(folder)
    assert all(each["bytes"] == (folder / each["name"]).stat().st_size for each in entry["files"])
    assert list(entry["departments"]) == ["101", "102"]


def test_only_the_allowed_files_are_published(home: Home, contract: Contract, submit: Submit, clear: Clear) -> None:
    release(home, contract, 2026, [clear(submit("101", EDUCATION))], NIGHT)
    data = {f"v1/budget-spending-2026.{kind}" for kind in ("csv", "csv.gz", "parquet")}
    about = {f"v1/{name}.json" for name in ("changes", "datapackage", "sources")}
    assert tree(home.public / "d/budget-spending/2026").keys() == data | about


def test_a_stranger_in_the_folder_is_refused(
    home: Home, contract: Contract, submit: Submit, clear: Clear, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_stranger(source: Path, target: Path) -> str:
        (target.parent / "notes.txt").write_text("内部", encoding="utf-8")
        return compress(source, target)

    compress = csv_format.compress
    monkeypatch.setattr(csv_format, "compress", with_stranger)
    with pytest.raises(RuntimeError, match=r"notes\.txt"):
        release(home, contract, 2026, [clear(submit("101", EDUCATION))], NIGHT)
    assert not (home.public / "d/budget-spending/2026/v1").exists()


def test_a_single_table_is_published_as_it_stands_in_the_lake(
    home: Home, contract: Contract, submit: Submit, clear: Clear
) -> None:
    submission = submit("101", EDUCATION)
    release(home, contract, 2026, [clear(submission)], NIGHT)
    lake = home.lake.standardised("budget-spending", 2026, submission.key)
    assert tree(home.public / "d/budget-spending/2026/v1")["budget-spending-2026.parquet"] == sha256_file(lake)


def test_rows_lead_to_file_sheet_and_column(home: Home, contract: Contract, submit: Submit, clear: Clear) -> None:
    submission = submit("101", EDUCATION)
    release(home, contract, 2026, [clear(submission)], NIGHT)
    source_id, row = lines(home, 1)[1].split(",")[4:]
    assert (source_id, row) == (submission.source_id, "5")
    (table,) = read(home, "2026/v1/sources.json")["sources"][source_id]["tables"]
    assert (table["entity"], table["file"], table["sheet"], table["unit"]) == ("101", "预算.xlsx", "表一", "元")
    assert table["columns"] == {"code": ["B"], "name": ["C"], "amount": ["D"]}
    assert table["received_at"] == "2026-03-01T18:00:00+00:00"


def test_a_quiet_night_writes_nothing(home: Home, contract: Contract, submit: Submit, clear: Clear) -> None:
    cleared = [clear(submit("101", EDUCATION))]
    release(home, contract, 2026, cleared, NIGHT)
    before = stamps(home.public) | stamps(home.root / "lake")
    assert release(home, contract, 2026, cleared, NEXT) is None
    assert release(home, contract, 2026, [clear(submit("101", EDUCATION[::-1], "另存.xlsx"))], NEXT) is None
    assert stamps(home.public) == {path: at for path, at in before.items() if path.startswith(str(home.public))}
    assert len(home.journal.releases.published()[(contract.id, 2026)]) == 1


def test_a_version_never_changes_and_the_next_tells_what_did(
    home: Home, contract: Contract, submit: Submit, clear: Clear
) -> None:
    health = clear(submit("102", HEALTH))
    release(home, contract, 2026, [clear(submit("101", EDUCATION)), health], NIGHT)
    first = tree(home.public / "d/budget-spending/2026/v1")
    changed = [("205", "教育支出", "120.00"), ("211", "节能环保支出", "5.00")]
    second = release(home, contract, 2026, [clear(submit("101", changed, "更正.xlsx")), health], NEXT)
    assert second is not None
    assert second.version == 2
    assert tree(home.public / "d/budget-spending/2026/v1") == first
    log = read(home, "2026/v2/changes.json")
    assert (log["previous"], log["released_at"]) == (1, "2026-03-03T02:00:00+08:00")
    told = log["departments"]["101"]
    assert (told["change"], told["file"]) == ("updated", "更正.xlsx")
    assert (told["rows_added"], told["rows_removed"], told["rows_changed"]) == (1, 1, 1)
    assert (told["amounts_before"], told["amounts_after"]) == ({"amount": "150.00"}, {"amount": "125.00"})
    assert log["departments"]["102"]["change"] == "kept"
    parts = {part.entity: part for part in second.parts}
    assert parts["101"].first_released == "2026-03-02T02:00:00+08:00"
    assert parts["101"].released == "2026-03-03T02:00:00+08:00"
    assert parts["102"].released == "2026-03-02T02:00:00+08:00"


def test_a_department_that_waits_keeps_its_last_good_content(
    home: Home, contract: Contract, submit: Submit, clear: Clear
) -> None:
    release(home, contract, 2026, [clear(submit("101", EDUCATION)), clear(submit("102", HEALTH))], NIGHT)
    submit("101", [("205", "教育支出", "999.00")])
    more = release(home, contract, 2026, [clear(submit("102", [*HEALTH, ("213", "农林水支出", "1.00")]))], NEXT)
    assert more is not None
    assert more.rows == 4
    assert "100.00" in lines(home, 2)[1]
    assert not any("999.00" in line for line in lines(home, 2))
    assert read(home, "2026/v2/sources.json")["sources"].keys() == {part.sha256[:12] for part in more.parts}


def refused(cleared: tuple[Submission, ReleaseDecision], code: str = "REV-REJECTED") -> ReleaseDecision:
    """The decision once the gate refuses what it cleared."""
    why = Reason(code=code, zh="yi（审核）退回：含内部电话 8888", en="yi (reviewer) rejected it: internal phone 8888")
    return cleared[1].model_copy(update={"outcome": Outcome.BLOCKED, "blockers": (why,)})


@pytest.mark.parametrize("code", ["REV-REJECTED", "NEG-LIST", "NEG-MASK", "OPN-ATTRIBUTE", "DER-WITHDRAWN"])
def test_what_is_refused_now_is_withdrawn_from_the_next_version(
    home: Home, contract: Contract, submit: Submit, clear: Clear, code: str
) -> None:
    education, health = clear(submit("101", EDUCATION)), clear(submit("102", HEALTH))
    release(home, contract, 2026, [education, health], NIGHT)
    first = tree(home.public / "d/budget-spending/2026/v1")
    done = release(home, contract, 2026, [health], NEXT, [refused(education, code)])
    assert done is not None
    assert (done.version, [part.entity for part in done.parts]) == (2, ["102"])
    assert not any("教育支出" in line for line in lines(home, 2))
    assert list(read(home, "manifest.json")["periods"]["2026"]["departments"]) == ["102"]
    told = read(home, "2026/v2/changes.json")["departments"]["101"]
    assert (told["change"], told["rows_removed"], told["rows_after"]) == ("withdrawn", 2, 0)
    assert [each["code"] for each in told["reasons"]] == [code]
    assert tree(home.public / "d/budget-spending/2026/v1") == first
    assert release(home, contract, 2026, [health], NEXT, [refused(education, code)]) is None


def test_a_withdrawal_alone_cuts_a_version(home: Home, contract: Contract, submit: Submit, clear: Clear) -> None:
    education, health = clear(submit("101", EDUCATION)), clear(submit("102", HEALTH))
    release(home, contract, 2026, [education, health], NIGHT)
    done = release(home, contract, 2026, [], NEXT, [refused(education)])
    assert done is not None
    assert [part.entity for part in done.parts] == ["102"]
    assert "yi" not in (home.public / "d/budget-spending/2026/v2/changes.json").read_text("utf-8").split("reasons")[1]
    assert "8888" not in (home.public / "d/budget-spending/2026/v2/changes.json").read_text("utf-8")


def test_the_last_department_is_not_withdrawn(home: Home, contract: Contract, submit: Submit, clear: Clear) -> None:
    education = clear(submit("101", EDUCATION))
    release(home, contract, 2026, [education], NIGHT)
    assert release(home, contract, 2026, [], NEXT, [refused(education)]) is None
    done = release(home, contract, 2026, [clear(submit("102", HEALTH))], NEXT, [refused(education)])
    assert done is not None
    assert [part.entity for part in done.parts] == ["102"]


def test_a_failed_check_or_a_refusal_of_newer_content_keeps_the_last_good(
    home: Home, contract: Contract, submit: Submit, clear: Clear
) -> None:
    education, health = clear(submit("101", EDUCATION)), clear(submit("102", HEALTH))
    release(home, contract, 2026, [education, health], NIGHT)
    newer = clear(submit("101", [("205", "教育支出", "999.00")]))
    for held in (refused(education, "CHK-FAILED"), refused(newer)):
        assert release(home, contract, 2026, [health], NEXT, [held]) is None


def test_what_is_cleared_again_comes_back(home: Home, contract: Contract, submit: Submit, clear: Clear) -> None:
    education, health = clear(submit("101", EDUCATION)), clear(submit("102", HEALTH))
    release(home, contract, 2026, [education, health], NIGHT)
    release(home, contract, 2026, [health], NEXT, [refused(education)])
    back = release(home, contract, 2026, [education, health], NEXT + timedelta(days=1))
    assert back is not None
    assert (back.version, [part.entity for part in back.parts]) == (3, ["101", "102"])


def test_a_part_says_how_it_was_cleared(home: Home, contract: Contract, submit: Submit, clear: Clear) -> None:
    submission, decision = clear(submit("101", EDUCATION))
    feed = decision.model_copy(update={"way": "standing", "entity": "102"})
    health = submit("102", HEALTH)
    cleared = [
        (submission, decision),
        (health, feed.model_copy(update={"evidence": evidence_of(home, health)})),
    ]
    release(home, contract, 2026, cleared, NIGHT)
    last = last_release(home, contract, 2026)
    assert last is not None
    assert [part.way for part in last.parts] == ["sign_offs", "standing"]


def test_without_a_decision_nothing_is_composed(contract: Contract, submit: Submit, clear: Clear) -> None:
    submission, decision = clear(submit("101", EDUCATION))
    waiting = decision.model_copy(update={"outcome": Outcome.WAITING})
    with pytest.raises(ValueError, match="no decision clears"):
        compose(contract, [(submission, waiting)], None, NIGHT)
    with pytest.raises(ValueError, match="no decision clears"):
        compose(contract, [(submit("101", HEALTH), decision)], None, NIGHT)


def test_times_are_the_citys_whatever_zone_the_caller_keeps(
    home: Home, contract: Contract, submit: Submit, clear: Clear
) -> None:
    done = release(home, contract, 2026, [clear(submit("101", EDUCATION))], NIGHT.astimezone(UTC))
    assert done is not None
    assert done.released_at == done.parts[0].released == "2026-03-02T02:00:00+08:00"


def test_nothing_cleared_releases_nothing(home: Home, contract: Contract) -> None:
    assert release(home, contract, 2026, [], NIGHT) is None
    assert not home.public.exists()


def test_a_changed_description_cuts_a_version_once_cleared(
    home: Home, contract: Contract, submit: Submit, clear: Clear, declare: Callable[[dict[str, Any]], Home]
) -> None:
    cleared = [clear(submit("101", EDUCATION))]
    release(home, contract, 2026, cleared, NIGHT)
    dataset = contract.dataset.model_dump(mode="json")
    told = declare({"dataset.yml": {**dataset, "description": {"zh": "新的说明", "en": "New"}}})
    renewed = told.contract(contract.id)
    assert release(told, renewed, 2026, [], NEXT) is None
    done = release(told, renewed, 2026, cleared, NEXT)
    assert done is not None
    assert done.version == 2
    assert read(told, "2026/v2/datapackage.json")["description"] == "新的说明"
    assert read(told, "2026/v2/changes.json")["departments"]["101"]["change"] == "kept"
    told.close()


def test_new_columns_wait_for_every_department_of_the_last_release(
    home: Home, contract: Contract, submit: Submit, clear: Clear, declare: Callable[[dict[str, Any]], Home]
) -> None:
    both = [clear(submit("101", EDUCATION)), clear(submit("102", HEALTH))]
    release(home, contract, 2026, both, NIGHT)
    fields = contract.table.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    fields["fields"] = [each for each in fields["fields"] if each["name"] != "name"]
    sources = contract.sources.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    del sources["layouts"][0]["columns"]["name"]
    narrow = declare({"schema.yml": fields, "sources.yml": sources})
    reshaped = narrow.contract(contract.id)
    assert release(narrow, reshaped, 2026, both[:1], NEXT) is None
    done = release(narrow, reshaped, 2026, both, NEXT)
    assert done is not None
    assert lines(narrow, 2)[0] == "entity_code,code,amount,src_file,src_row"
    assert read(narrow, "2026/v2/changes.json")["columns_changed"] is True
    narrow.close()


def test_periods_share_one_manifest(home: Home, contract: Contract, submit: Submit, clear: Clear) -> None:
    release(home, contract, 2026, [clear(submit("101", EDUCATION))], NIGHT)
    release(home, contract, 2025, [clear(submit("101", HEALTH, period=2025))], NEXT)
    periods = read(home, "manifest.json")["periods"]
    assert [(period, entry["path"]) for period, entry in periods.items()] == [("2025", "2025/v1"), ("2026", "2026/v1")]


def test_a_lost_journal_overwrites_no_version(home: Home, contract: Contract, submit: Submit, clear: Clear) -> None:
    cleared = [clear(submit("101", EDUCATION))]
    release(home, contract, 2026, cleared, NIGHT)
    first = tree(home.public)
    with home.journal.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM releases")
    with pytest.raises(GongkaiError, match="does not know"):
        release(home, contract, 2026, cleared, NEXT)
    assert tree(home.public) == first


def start_over(home: Home) -> None:
    """Before the first release; what was handed in stays."""
    shutil.rmtree(home.public)
    with home.journal.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM releases")


class Killed(BaseException):
    """Stands for a SIGKILL: nothing in the house catches it."""


STEPS: list[tuple[Any, str]] = [
    (publish.release, "change_of"),
    (Releases, "prepare"),
    (publish.release, "write_version"),
    (csv_format, "write"),
    (csv_format, "compress"),
    (publish.version, "data_package"),
    (publish.version, "replace_folder"),
    (publish.release, "swap_manifest"),
    (publish.release, "write_whole"),
    (Releases, "publish"),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("place", "step"), STEPS, ids=[step for _, step in STEPS])
def test_a_killed_run_is_finished_by_the_next_with_the_same_bytes(
    home: Home,
    contract: Contract,
    submit: Submit,
    clear: Clear,
    monkeypatch: pytest.MonkeyPatch,
    place: Any,
    step: str,
    after: bool,
) -> None:
    first = [clear(submit("101", EDUCATION))]
    grown = [clear(submit("101", [*EDUCATION, ("211", "节能环保支出", "5.00")])), clear(submit("102", HEALTH))]
    release(home, contract, 2026, first, NIGHT)
    release(home, contract, 2026, grown, NEXT)
    undisturbed = tree(home.public)
    start_over(home)
    release(home, contract, 2026, first, NIGHT)
    real = getattr(place, step)

    def killed(*arguments: Any, **named: Any) -> None:
        if after:
            real(*arguments, **named)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(place, step, killed)
        with pytest.raises(Killed):
            release(home, contract, 2026, grown, NEXT)
    named = read(home, "manifest.json")["periods"]["2026"]
    folder = home.public / "d/budget-spending" / named["path"]
    assert {each["name"]: each["sha256"] for each in named["files"]} == tree(folder)

    release(home, contract, 2026, grown, NEXT)
    last = last_release(home, contract, 2026)
    assert last is not None
    assert last.version == 2
    assert home.journal.releases.prepared() == {}
    assert tree(home.public) == undisturbed


def test_an_abandoned_intention_gives_way_to_newer_content(
    home: Home, contract: Contract, submit: Submit, clear: Clear, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(publish.release, "swap_manifest", killed)
        with pytest.raises(Killed):
            release(home, contract, 2026, [clear(submit("101", EDUCATION))], NIGHT)
    assert (home.public / "d/budget-spending/2026/v1").is_dir()
    recover(home, contract, 2026)
    assert last_release(home, contract, 2026) is None
    assert not (home.public / "d/budget-spending/2026/v1").exists()
    done = release(home, contract, 2026, [clear(submit("101", HEALTH))], NEXT)
    assert done is not None
    assert (done.version, done.released_at) == (1, "2026-03-03T02:00:00+08:00")
    assert len(lines(home, 1)) == 2


@pytest.mark.parametrize("step", ["write_version", "swap_manifest"])
def test_an_unnamed_version_whose_approval_is_gone_does_not_stay_reachable(
    home: Home, contract: Contract, submit: Submit, clear: Clear, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    first, grown = clear(submit("101", EDUCATION)), clear(submit("101", [*EDUCATION, ("211", "节能", "5.00")]))
    release(home, contract, 2026, [first], NIGHT)
    published = tree(home.public)
    real = getattr(publish.release, step)

    def killed(*arguments: Any) -> None:
        if step == "write_version":
            real(*arguments)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(publish.release, step, killed)
        with pytest.raises(Killed):
            release(home, contract, 2026, [grown], NEXT)
    (home.public / "d/budget-spending/2026/.v2.part").mkdir()
    assert release(home, contract, 2026, [], NEXT) is None
    assert tree(home.public) == published
    assert [path.name for path in (home.public / "d/budget-spending/2026").iterdir()] == ["v1"]
    assert home.journal.releases.prepared() == {}


def test_a_lost_manifest_costs_no_version(home: Home, contract: Contract, submit: Submit, clear: Clear) -> None:
    release(home, contract, 2026, [clear(submit("101", EDUCATION))], NIGHT)
    (home.public / "d/budget-spending/manifest.json").unlink()
    recover(home, contract, 2026)
    assert (home.public / "d/budget-spending/2026/v1").is_dir()
