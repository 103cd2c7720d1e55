"""Parquet with the columns id, title, text or abstract, and perhaps date and url."""

from collections.abc import Iterator
from typing import Any

from leaderboard.errors import InputError
from leaderboard.reading.draft import Draft, Refusal, draft_of
from leaderboard.reading.head import Head
from leaderboard.reading.source import Source
from leaderboard.reading.tables import COLUMNS, TEXT_COLUMNS

MAGIC = b"PAR1"
BATCH = 1000  # rows in memory at a time


def recognise(head: Head) -> bool:
    """Tell Parquet by its four magic bytes."""
    return head.raw.startswith(MAGIC)


def read(source: Source) -> Iterator[Draft | Refusal]:
    """Yield a draft for each row, counted from 1; a row with faulty bytes costs only itself."""
    if source.path is None or not source.path.is_file():
        raise InputError("Parquet cannot be read from a pipe", where=source.name, hint="write it to a file first")
    import pyarrow as pa  # 0.1 s that only those pay who read Parquet
    import pyarrow.parquet

    try:
        with pyarrow.parquet.ParquetFile(source.path) as table:
            yield from _drafts(table, source.name)
    except (pa.ArrowException, OSError) as error:
        reason = str(error).splitlines()[0] if str(error) else "no reason given"
        raise InputError(f"damaged Parquet: {reason}", where=source.name, hint="write the file again") from error


def _drafts(table: Any, name: str) -> Iterator[Draft | Refusal]:
    columns = [column for column in table.schema_arrow.names if column in COLUMNS]
    if not TEXT_COLUMNS.intersection(columns):
        raise InputError("no column text or abstract", where=name, hint="rename the column that holds the text")
    row = 0
    for batch in table.iter_batches(batch_size=BATCH, columns=columns):
        for index in range(batch.num_rows):
            row += 1
            try:
                fields = {column: batch.column(at)[index].as_py() for at, column in enumerate(columns)}
            except UnicodeDecodeError as error:
                yield Refusal(row, f"not UTF-8: {error.reason}")
                continue
            yield draft_of(fields, row)
