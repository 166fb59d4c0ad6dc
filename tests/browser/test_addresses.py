"""Every kind of address that was ever published leads somewhere in the sample city, and the site has no others."""

from pathlib import Path

from publish.portal.machine.addresses import ADDRESSES, kind_of

#: A city needs thousands of pages or datasets to have these.
LARGE = ("datasets/{theme}/index.html", "sitemap-{version}.xml", "quality/{theme}/{number}/index.html")


def test_every_kind_of_address_leads_to_a_file_and_every_file_is_of_one(public: Path) -> None:
    files = [path.relative_to(public).as_posix().removeprefix("en/") for path in public.rglob("*") if path.is_file()]
    kinds = {file: kind_of(file) for file in files}
    assert [file for file, kind in kinds.items() if kind is None] == []
    found = {kind.pattern for kind in kinds.values() if kind}
    assert [each.pattern for each in ADDRESSES if each.pattern not in {*found, *LARGE}] == []
