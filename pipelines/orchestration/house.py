"""The four home-wide assets: landed, extracted, assessment, site. They belong to no period and run every night."""

from collections.abc import Iterator, Sequence

import dagster as dg

from gongkai.contract import Contract
from gongkai.home import Home
from gongkai.progress import Silent
from pipelines.orchestration.metadata import findings_metadata, page
from pipelines.orchestration.run import moment, writing
from pipelines.receipts import write_receipts
from pipelines.stages.site import site
from pipelines.steps import assess_datasets, broken_off, extract_deliveries, land_inbox, watch_datasets

# Two groups, so that the picture of the house runs one way.
INTAKE, OUTCOME = "inbox", "public"


@dg.asset(group_name=INTAKE, kinds={"file"})
def landed(context: dg.AssetExecutionContext, home: dg.ResourceParam[Home]) -> dg.MaterializeResult[None]:
    """接收：收件目录里的新文件，原样存放。 New files of the inbox, kept as they came."""
    with writing(home):
        landing = land_inbox(home, moment(context, home))
    seen = {"seen": landing.seen, "new": landing.new, "resent": landing.resent}
    return dg.MaterializeResult(metadata={**seen, **findings_metadata(landing.findings)})


@dg.asset(group_name=INTAKE, deps=[landed], kinds={"parquet"})
def extracted(home: dg.ResourceParam[Home]) -> dg.MaterializeResult[None]:
    """提取：文件中的表，文本加单元格地址。 The tables in the files: text and cell addresses."""
    with writing(home):
        read = extract_deliveries(home, Silent())
    # A finding about the file itself names no period yet; those of a period stand with the dataset's release.
    found = [one for one in home.journal.work.findings() if one.sha256 and one.period is None]
    return dg.MaterializeResult(metadata={"files_read": read, **findings_metadata(found)})


def closing_assets(contracts: Sequence[Contract]) -> list[dg.AssetsDefinition]:
    """`assessment` and `site`, which come after every dataset."""
    published = [dg.AssetKey([*contract.id.split("/"), "published"]) for contract in contracts]

    @dg.asset(group_name=OUTCOME, deps=published, kinds={"json"})
    def assessment(context: dg.AssetExecutionContext, home: dg.ResourceParam[Home]) -> dg.MaterializeResult[None]:
        """评估：已发布内容是否按时限公开。 What is published, measured against its time limits."""
        with writing(home):
            found = assess_datasets(home, moment(context, home))
        timings = {name: ", ".join(sorted({one.timing for one in each.timeliness})) for name, each in found.items()}
        return dg.MaterializeResult(metadata=timings)

    # The run fails here, at its very end, when a fault of the program must wake a person: the site is up by then.
    @dg.asset(name="site", group_name=OUTCOME, deps=[assessment], kinds={"html"})
    def public_site(
        context: dg.AssetExecutionContext, home: dg.ResourceParam[Home]
    ) -> Iterator[dg.MaterializeResult[None]]:
        """公开网站。 The public site, and the pages for those who run the house: receipts, expectations."""
        with writing(home):
            site(home)
            write_receipts(home)
            watch_datasets(home, home.contracts.values(), moment(context, home))
        broken = broken_off(home, home.contracts.values())
        yield dg.MaterializeResult(metadata={"page": page(home, ""), "broken_off": broken})
        if broken:
            told = "; ".join(f"{name} ({cause})" for name, cause in broken.items())
            raise dg.Failure(f"broke off, everything else is published: {told}", allow_retries=False)

    return [assessment, public_site]
