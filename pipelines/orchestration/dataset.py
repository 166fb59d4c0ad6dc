"""The three assets of one dataset: standardised, validated, published; partitions are its periods.

Faults in data never raise here, and neither does a fault of the program (`pipelines.steps` turns it into a finding):
an asset that raised would skip `assessment` and `site`, and freeze them.
"""

from collections.abc import Iterator

import dagster as dg

from gongkai.contract import Contract
from gongkai.home import Home
from gongkai.progress import Silent
from pipelines.orchestration.checks import check_specs, mirror
from pipelines.orchestration.metadata import column_schema, release_metadata, slots_metadata
from pipelines.orchestration.run import moment, periods_of, writing
from pipelines.steps import publish_dataset, standardise_dataset, validate_dataset

Result = dg.MaterializeResult[None]


def dataset_assets(contract: Contract, periods: dg.PartitionsDefinition[str]) -> list[dg.AssetsDefinition]:
    """The assets `<domain>/<name>/standardised`, `…/validated` and `…/published`."""
    key = contract.id.split("/")
    title = contract.dataset.title
    standardised_key, validated_key, published_key = (
        dg.AssetKey([*key, step]) for step in ("standardised", "validated", "published")
    )
    specs = check_specs(contract, validated_key, periods)

    @dg.asset(
        key=standardised_key,
        deps=["extracted"],
        partitions_def=periods,
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name=key[0],
        description=f"标准化 standardised · {title.zh} {title.en}",
        kinds={"parquet"},
    )
    def standardised(context: dg.AssetExecutionContext, home: dg.ResourceParam[Home]) -> Result:
        asked = periods_of(context, contract)
        with writing(home):
            standardise_dataset(home, contract, asked, Silent())
        for period in asked:
            context.add_asset_metadata(slots_metadata(home, contract, period), partition_key=str(period))
        return dg.MaterializeResult()

    @dg.asset(
        key=validated_key,
        deps=[standardised_key],
        check_specs=list(specs.values()),
        partitions_def=periods,
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name=key[0],
        description=f"校验 validated · {title.zh} {title.en}",
        kinds={"duckdb"},
    )
    def validated(context: dg.AssetExecutionContext, home: dg.ResourceParam[Home]) -> Iterator[Result]:
        asked = periods_of(context, contract)
        with writing(home):
            validate_dataset(home, contract, asked, Silent())
        yield dg.MaterializeResult(check_results=mirror(context, home, contract, asked, specs))

    @dg.asset(
        key=published_key,
        deps=[validated_key],
        partitions_def=periods,
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name=key[0],
        description=f"{title.zh} {title.en}\n\n{contract.dataset.lead.zh}\n\n{contract.dataset.lead.en}",
        metadata={"dagster/column_schema": column_schema(contract)},
        kinds={"csv", "parquet"},
    )
    def published(context: dg.AssetExecutionContext, home: dg.ResourceParam[Home]) -> Result:
        asked = periods_of(context, contract)
        with writing(home):
            done = {one.period: one for one in publish_dataset(home, contract, asked, moment(context, home))}
        for period in asked:
            shown = release_metadata(home, contract, period, done.get(period))
            context.add_asset_metadata(shown, partition_key=str(period))
        return dg.MaterializeResult()

    return [standardised, validated, published]
