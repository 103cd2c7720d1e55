"""Parquet: a row for each result, every field, with types: lists stay lists, days are days."""

import io
from typing import TYPE_CHECKING

from leaderboard.exporting.selection import Export, Selection

if TYPE_CHECKING:
    import pyarrow as pa

LISTS = ("also", "settings", "flags")
TRUTHS = ("better", "higher_is_better")


def write(selection: Selection) -> Export:
    """Write all results as one table."""
    import pyarrow as pa
    from pyarrow import parquet

    rows = list(selection.rows())
    frame = selection.results.assign(**{name: [row[name] for row in rows] for name in ("url", "reported")})
    table = pa.Table.from_pandas(frame, preserve_index=False)
    table = table.cast(pa.schema([_typed(each) for each in table.schema])).replace_schema_metadata(None)
    file = io.BytesIO()
    parquet.write_table(table, file, compression="zstd")
    return Export({"": file.getvalue()})


def _typed(column: "pa.Field") -> "pa.Field":
    """Give a column its type where pandas cannot say it: a day, a list, or what is missing everywhere."""
    import pyarrow as pa

    if column.name == "published":
        return column.with_type(pa.date32())
    if column.name in LISTS:
        return column.with_type(pa.list_(pa.string()))
    if pa.types.is_null(column.type):
        return column.with_type(pa.bool_() if column.name in TRUTHS else pa.large_string())
    return column.with_type(pa.large_string()) if pa.types.is_string(column.type) else column
