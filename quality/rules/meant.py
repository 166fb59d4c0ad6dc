"""Which rows a check means, and how a sentence speaks of columns, those of links (`links.yml`) too."""

from gongkai.contract.checked import Where
from gongkai.engine import literal
from quality.context import TableContext, column, has_text


def rows_meant(where: Where) -> str:
    """The SQL of whether a row has one of the texts in each column of `where`."""
    return " AND ".join(has_text(column(key), texts) for key, texts in where.items()) or "true"


def given(*columns: str) -> str:
    """The SQL of whether all of the columns have a value."""
    return " AND ".join(f"{column(each)} IS NOT NULL" for each in columns)


def blamed(context: TableContext, *columns: str) -> str:
    """The first of the columns that the table itself has, for what a link found stands in another file."""
    return next(each for each in columns if each in context.contract.table.by_name)


def called(context: TableContext, **columns: str) -> dict[str, object]:
    """What the columns are called, `earlier` as `earlier_zh` and `earlier_en`."""
    titles = {part: context.contract.titled(each) for part, each in columns.items()}
    zh, en = ({f"{part}_zh": t.zh for part, t in titles.items()}, {f"{part}_en": t.en for part, t in titles.items()})
    return {**zh, **en}


def found_by(context: TableContext, *columns: str) -> dict[str, str]:
    """The SQL of what the links of these columns found, by its key, as `found_zh` and `found_en`: “（中标结果 ZB-1）”;
    an empty text where none is of a link.
    """
    named = {each.partition(".")[0] for each in columns if each in context.contract.linked}
    links = [link for link in context.contract.links if link.name in named]
    zh = [f"coalesce({literal(f'（{link.title.zh} ')} || {column(f'{link.name}.key')} || '）', '')" for link in links]
    en = [f"coalesce({literal(f' ({link.title.en} ')} || {column(f'{link.name}.key')} || ')', '')" for link in links]
    return {"found_zh": " || ".join(zh) or "''", "found_en": " || ".join(en) or "''"}
