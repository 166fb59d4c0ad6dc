"""The three assets of one dataset: standardised, validated, published; partitions are its periods.

Faults in data never raise here, and neither does a fault of the program (`pipelines.steps` turns it into a finding):
an asset that raised would skip `assessment` and `site`, and freeze them.
"""

from collections.abc import Iterator, Sequence

import dagster as dg

from gongkai.contract import Contract
from gongkai.home import Home
from gongkai.progress import Silent
from pipelines.orchestration.checks import check_specs, mirror
from pipelines.orchestration.metadata import column_schema, release_metadata, slots_metadata
from pipelines.orchestration.run import moment, periods_of, writing
from pipelines.steps import publish_dataset, standardise_dataset, validate_dataset

Result = dg.MaterializeResult[None]


def dataset_assets(
    contract: Contract, periods: dg.PartitionsDefinition[str], compared: Sequence[str]
) -> list[dg.AssetsDefinition]:
    """The assets `<domain>/<name>/standardised`, `…/validated` and `…/published`. What a dataset is `compared` with is
    standardised before it is validated.
    """
    return [_standardised(contract, periods), _validated(contract, periods, compared), _published(contract, periods)]


def _key(dataset: str, step: str) -> dg.AssetKey:
    return dg.AssetKey([*dataset.split("/"), step])


def _inputs(contract: Contract) -> Sequence[dg.AssetKey]:
    """What comes before: the files, or for a derived dataset the releases that it is put together from."""
    if contract.derived is None:
        return [dg.AssetKey("extracted")]
    return [_key(dataset, "published") for dataset in contract.derived.datasets]


def _standardised(contract: Contract, periods: dg.PartitionsDefinition[str]) -> dg.AssetsDefinition:
    @dg.asset(
        key=_key(contract.id, "standardised"),
        deps=_inputs(contract),
        description=f"标准化 standardised · {contract.dataset.title.zh} {contract.dataset.title.en}",
        kinds={"parquet"},
        partitions_def=periods,
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name=contract.dataset.domain,
    )
    def standardised(context: dg.AssetExecutionContext, home: dg.ResourceParam[Home]) -> Result:
        asked = periods_of(context, contract)
        with writing(home):
            standardise_dataset(home, contract, asked, Silent())
        for period in asked:
            context.add_asset_metadata(slots_metadata(home, contract, period), partition_key=str(period))
        return dg.MaterializeResult()

    return standardised


def _validated(
    contract: Contract, periods: dg.PartitionsDefinition[str], compared: Sequence[str]
) -> dg.AssetsDefinition:
    specs = check_specs(contract, _key(contract.id, "validated"), periods)

    @dg.asset(
        key=_key(contract.id, "validated"),
        deps=[_key(dataset, "standardised") for dataset in (contract.id, *compared)],
        check_specs=list(specs.values()),
        description=f"校验 validated · {contract.dataset.title.zh} {contract.dataset.title.en}",
        kinds={"duckdb"},
        partitions_def=periods,
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name=contract.dataset.domain,
    )
    def validated(context: dg.AssetExecutionContext, home: dg.ResourceParam[Home]) -> Iterator[Result]:
        asked = periods_of(context, contract)
        with writing(home):
            validate_dataset(home, contract, asked, Silent())
        yield dg.MaterializeResult(check_results=mirror(context, home, contract, asked, specs))

    return validated


def _published(contract: Contract, periods: dg.PartitionsDefinition[str]) -> dg.AssetsDefinition:
    title, lead = contract.dataset.title, contract.dataset.lead

    @dg.asset(
        key=_key(contract.id, "published"),
        deps=[_key(contract.id, "validated")],
        description=f"{title.zh} {title.en}\n\n{lead.zh}\n\n{lead.en}",
        metadata={"dagster/column_schema": column_schema(contract)},
        kinds={"csv", "parquet"},
        partitions_def=periods,
        backfill_policy=dg.BackfillPolicy.single_run(),
        group_name=contract.dataset.domain,
    )
    def published(context: dg.AssetExecutionContext, home: dg.ResourceParam[Home]) -> Result:
        asked = periods_of(context, contract)
        with writing(home):
            done = {one.period: one for one in publish_dataset(home, contract, asked, moment(context, home))}
        for period in asked:
            shown = release_metadata(home, contract, period, done.get(period))
            context.add_asset_metadata(shown, partition_key=str(period))
        return dg.MaterializeResult()

    return published
