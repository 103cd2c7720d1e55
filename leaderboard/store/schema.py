"""The SQL of tables and views, with the comments that are generated from the records."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import leaderboard
from leaderboard.records import Document, Result

if TYPE_CHECKING:
    import duckdb
    from pydantic import BaseModel

SCHEMA_VERSION = 2


def migration(version: int) -> str:
    """The statements that lead from an older schema to the next.

    A change of the tables raises SCHEMA_VERSION and adds a file to migrations/; views need none, they are made
    anew, and so are the descriptions that come from the records.
    """
    return (
        _file(f"migrations/{version}.sql") + _field_comments("document", Document) + _field_comments("result", Result)
    )


@cache
def schema_sql() -> str:
    """The statements that make the tables, comments included."""
    return _file("schema.sql") + "\n" + _field_comments("document", Document) + _field_comments("result", Result)


@cache
def views_sql() -> str:
    """The statements that make the views, with the comments that are not inherited."""
    return _file("views.sql")


def views_digest() -> str:
    """Changes when the views or the descriptions of the records do: then a database gets its views anew."""
    return hashlib.sha256((views_sql() + schema_sql()).encode()).hexdigest()[:16]


def _file(name: str) -> str:
    return files("leaderboard.store").joinpath(name).read_text(encoding="utf-8")


def _field_comments(table: str, record: type[BaseModel]) -> str:
    return "".join(
        f'COMMENT ON COLUMN {table}."{name}" IS {_quoted(field.description or "")};\n'
        for name, field in record.model_fields.items()
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def make_database(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill a new database: tables, views, and what it says of itself."""
    connection.execute("BEGIN")  # one sync to the disk, not one for each of the comments
    connection.execute(schema_sql())
    make_views(connection)
    facts = {"schema_version": str(SCHEMA_VERSION), "tool": leaderboard.__version__, "views": views_digest()}
    for name, value in facts.items():
        connection.execute("INSERT INTO meta VALUES (?, ?)", (name, value))
    connection.execute("COMMIT")


def make_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the views, or make them again as this version of the tool has them."""
    connection.execute(views_sql())
    inherit_comments(connection)


def inherit_comments(connection: duckdb.DuckDBPyConnection) -> None:
    """Give each uncommented column of a view the comment of the table's column of that name."""
    uncommented = connection.execute("""
        SELECT of_view.table_name, of_view.column_name, of_table.comment
        FROM duckdb_columns() AS of_view
        JOIN duckdb_views() AS v USING (schema_name, database_name)
        JOIN duckdb_columns() AS of_table USING (schema_name, database_name, column_name)
        WHERE v.view_name = of_view.table_name AND NOT v.internal AND of_view.comment IS NULL
            AND of_table.table_name IN ('result', 'document', 'dataset') AND of_table.comment IS NOT NULL
        ORDER BY of_view.table_name, of_view.column_index, of_table.table_name <> 'result'
    """).fetchall()
    chosen: dict[tuple[str, str], str] = {}
    for (
        view,
        column,
        comment,
    ) in uncommented:  # document and result share a name or two; the result's word counts
        chosen.setdefault((view, column), comment)
    statements = [f'COMMENT ON COLUMN {view}."{column}" IS {_quoted(text)}' for (view, column), text in chosen.items()]
    connection.execute(";\n".join(statements))


def make_temporary_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Put this version's views in front of those in a file that may not be written."""
    for statement in connection.extract_statements(views_sql()):
        made = statement.query.strip()
        if "CREATE OR REPLACE VIEW" in made:  # a temporary view takes no comment
            connection.execute(made.replace("CREATE OR REPLACE VIEW", "CREATE OR REPLACE TEMP VIEW", 1))
