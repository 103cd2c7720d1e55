"""The published shapes are those of the code, and what the code makes has these shapes."""

import json
import tomllib
from pathlib import Path

import duckdb
import jsonschema
import pytest

from leaderboard.records import Document, Result
from leaderboard.schemas import LINES, published, write_schemas

ROOT = Path(__file__).parent.parent
VOCABULARY = ROOT / "leaderboard" / "vocabulary"


def test_the_published_schemas_are_those_of_the_code():
    stored = {
        str(file.relative_to(ROOT / "schemas")): file.read_text("utf-8") for file in (ROOT / "schemas").rglob("*.*")
    }
    assert stored == published(), "run `make schemas`"


def test_writing_twice_writes_the_same_and_leaves_nothing_beside(tmp_path):
    first = {file: file.read_bytes() for file in write_schemas(tmp_path)}
    assert {file: file.read_bytes() for file in write_schemas(tmp_path)} == first
    assert {file for file in tmp_path.rglob("*") if file.is_file()} == set(first)


def test_every_json_schema_is_one():
    for name, text in published().items():
        if name.endswith(".json"):
            jsonschema.Draft202012Validator.check_schema(json.loads(text))


def test_a_record_has_its_published_shape():
    result = Result(
        document_id="p", start=0, end=4, value_text="84.5", value=84.5, kind="score", confidence=0.9,
        pattern="p", sentence="84.5", sentence_start=0, extractor="1",
    )  # fmt: skip
    jsonschema.validate(json.loads(result.model_dump_json()), json.loads(published()["result.schema.json"]))
    document = Document(id="p", text="84.5", date="2021-03")
    jsonschema.validate(json.loads(document.model_dump_json()), json.loads(published()["document.schema.json"]))


def test_a_record_of_another_shape_is_refused_by_the_schema():
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"id": "p", "text": "x", "mood": "good"}, json.loads(published()["document.schema.json"]))


def test_every_field_of_a_published_record_is_described():
    for name in ("document", "result"):
        fields = json.loads(published()[f"{name}.schema.json"])["properties"]
        assert [field for field, shape in fields.items() if not shape.get("description")] == []


@pytest.mark.parametrize("file", sorted(VOCABULARY.rglob("*.toml")), ids=lambda file: file.stem)
def test_every_vocabulary_file_has_its_published_shape(file):
    kind = file.parent.name if file.parent.name == "datasets" else file.stem
    assert kind in LINES, f"leaderboard/schemas.py knows no shape for {file.name}"
    schema = json.loads(published()[f"vocabulary/{kind}.schema.json"])
    jsonschema.validate(tomllib.loads(file.read_text("utf-8")), schema)


def test_the_published_sql_makes_a_database():
    connection = duckdb.connect(":memory:")
    connection.execute(published()["schema.sql"])
    connection.execute(published()["views.sql"])
    assert connection.execute("SELECT count(*) FROM leaderboard").fetchall() == [(0,)]
