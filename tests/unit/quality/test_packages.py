"""A published package as frictionless sees it."""

import hashlib
import json
from pathlib import Path

import pytest

from quality.engines.tables import package_faults

# Importing the library warns of what it imports itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    data = b"contract_no,amount\nHT-1,1.00\nHT-2,2.00\n"
    (tmp_path / "data.csv").write_bytes(data)
    resource = {
        "name": "data",
        "type": "table",
        "path": "data.csv",
        "format": "csv",
        "encoding": "utf-8",
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "bytes": len(data),
        "schema": {
            "fields": [{"name": "contract_no", "type": "string"}, {"name": "amount", "type": "number"}],
            "primaryKey": ["contract_no"],
        },
    }
    path = tmp_path / "datapackage.json"
    path.write_text(json.dumps({"name": "sample", "resources": [resource]}), encoding="utf-8")
    return path


def test_a_package_that_says_what_it_holds_has_no_faults(package: Path) -> None:
    assert package_faults(package) == []


def test_a_changed_file_is_a_fault(package: Path) -> None:
    (package.parent / "data.csv").write_text("contract_no,amount\nHT-1,1.00\nHT-2,2.50\n", encoding="utf-8")
    assert [fault.partition("]")[0] for fault in package_faults(package)] == ["data: [hash-count"]


def test_a_bad_value_and_a_repeated_key_are_faults(package: Path) -> None:
    (package.parent / "data.csv").write_text("contract_no,amount\nHT-1,x\nHT-1,2.00\n", encoding="utf-8")
    kinds = {fault.partition("]")[0] for fault in package_faults(package)}
    assert {"data: [type-error", "data: [primary-key"} <= kinds


def test_a_missing_file_is_a_fault(package: Path) -> None:
    (package.parent / "data.csv").unlink()
    assert package_faults(package)


def test_what_is_no_package_is_a_fault(package: Path) -> None:
    package.write_text("[]", encoding="utf-8")
    assert package_faults(package)
