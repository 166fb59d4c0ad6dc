"""The manifest of a dataset: the one small file that changes, and says for each period which version folder is the
current one.

Readers follow it; a folder that it does not name is not published. What stands inside the folders does not belong
here.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from gongkai.contract import Contract
from gongkai.files import write_whole
from gongkai.journal.releases import Release
from publish.standards.data_package import Missing, PublishedFile


def dataset_folder(public: Path, contract: Contract) -> Path:
    """`public/d/<slug>`."""
    return public / "d" / contract.dataset.slug


def version_folder(public: Path, contract: Contract, period: int, version: int) -> Path:
    """`public/d/<slug>/<period>/v<version>`."""
    return dataset_folder(public, contract) / str(period) / f"v{version}"


def read_manifest(public: Path, contract: Contract) -> dict[str, Any]:
    """The manifest; without periods when nothing has been published."""
    path = dataset_folder(public, contract) / "manifest.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"periods": {}}
    return found


def named(public: Path, contract: Contract, period: int) -> tuple[int, str] | None:
    """The version of a period that the manifest names, and its content; None where it names none."""
    entry = read_manifest(public, contract)["periods"].get(str(period))
    return (int(entry["version"]), str(entry["content"])) if entry else None


def swap_manifest(
    public: Path,
    contract: Contract,
    release: Release,
    files: Sequence[PublishedFile],
    missing: Sequence[Missing] = (),
) -> None:
    """Name this release as the current one of its period, in one step."""
    periods = read_manifest(public, contract)["periods"]
    periods[str(release.period)] = _entry(release, files, missing)
    manifest = {
        "dataset": contract.id,
        "title": contract.dataset.title.zh,
        "title_en": contract.dataset.title.en,
        "periods": {period: periods[period] for period in sorted(periods, key=int)},
    }
    write_whole(dataset_folder(public, contract) / "manifest.json", as_json(manifest))


def _entry(release: Release, files: Sequence[PublishedFile], missing: Sequence[Missing]) -> dict[str, Any]:
    told = {"missing": [asdict(each) for each in missing]} if missing else {}
    return {
        "version": release.version,
        "path": f"{release.period}/v{release.version}",
        "content": release.content,
        "released_at": release.released_at,
        "rows": release.rows,
        "files": [{"name": file.name, "bytes": file.size, "sha256": file.sha256} for file in files],
        **told,
        "departments": {
            part.entity: {
                "rows": part.rows,
                "first_released": part.first_released,
                "released": part.released,
                "source": part.sha256[:12],
            }
            for part in release.parts
        },
    }


def as_json(content: Any) -> str:
    """JSON as it is published: readable, in a fixed form."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
