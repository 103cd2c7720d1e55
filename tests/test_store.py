"""The store: each paper once, whole or not at all, and errors that say what to do."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import textwrap
import time
from contextlib import contextmanager
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from leaderboard.errors import DatabaseError, QueryError, UnknownName
from leaderboard.records import Document, Result
from leaderboard.store import Added, Store, database, questions, schema
from leaderboard.store import store as store_module
from leaderboard.store.rows import board_key, first_day, loosely_same
from tests.results import VERSION, a_document, a_result, a_store, columns_of


@pytest.fixture
def path(tmp_path):
    return tmp_path / "papers.duckdb"


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    """An empty database to copy: making one takes longer than a test."""
    path = tmp_path_factory.mktemp("empty") / "papers.duckdb"
    a_store(path).close()
    return path


@pytest.fixture
def store(path, empty):
    shutil.copyfile(empty, path)
    with a_store(path) as store:
        yield store


def add(store, *documents, results=None, extractor=VERSION):
    """Add documents, with one result each unless others are given."""
    results = [a_result(each.id) for each in documents] if results is None else results
    return store.add(documents, columns_of(results), extractor=extractor)


def _plain(value):
    """What pandas makes of a list and of a missing value, as the record has it."""
    if isinstance(value, np.ndarray):
        return tuple(value)
    return None if pd.isna(value) else value


def rows(store, table):
    return len(store.query(f"FROM {table}"))


# Adding


def test_what_goes_in_comes_out(store):
    document = a_document("p", title="A title", date="2021-03", url="https://example.org/p", source="papers.txt:1")
    result = a_result(
        "p", "84.50", value_high=90.0, also=("CIFAR-10", "CIFAR-100"), settings=("zero-shot",),
        setting="zero-shot", split="val", model="Swin-L", task="image classification", better=True,
        bound="over", flags=("arithmetic",),
    )  # fmt: skip
    add(store, document, results=[result])
    stored = store.query("SELECT * EXCLUDE (result_id, system_key, board) FROM result").to_dict("records")[0]
    assert {name: _plain(value) for name, value in stored.items()} == result.model_dump()
    kept = store.query("SELECT * EXCLUDE (published, fingerprint, extractor, run) FROM document").to_dict("records")[0]
    assert Document(**kept) == document
    assert str(store.query("SELECT published FROM document").published[0].date()) == "2021-03-01"


def test_adding_twice_adds_nothing(store):
    assert add(store, a_document("p"), a_document("q")) == Added(new=2, results=2)
    assert add(store, a_document("p"), a_document("q")) == Added(unchanged=2)
    assert (rows(store, "document"), rows(store, "result"), rows(store, "run")) == (2, 2, 1)


def test_building_twice_leaves_the_file_as_it_was(path):
    with a_store(path) as store:
        add(store, a_document("p"))
        store.record_problems([("a.jsonl", 3, "no text")])
    before = path.read_bytes()
    with a_store(path) as store:
        add(store, a_document("p"))
        store.record_problems([("a.jsonl", 3, "no text")])
    assert path.read_bytes() == before


def test_a_changed_text_replaces_all_results_of_the_document(store):
    add(
        store,
        a_document("p"),
        a_document("q"),
        results=[a_result("p", 1, start=0), a_result("p", 2, start=9)],
    )
    changed = a_document("p", "Another text.")
    assert add(store, changed, results=[a_result("p", 3)]) == Added(changed=1, results=1)
    assert store.query("SELECT value FROM result").value.tolist() == [3]
    assert rows(store, "document") == 2


def test_another_extractor_reads_the_document_anew(store):
    add(store, a_document("p"))
    assert add(store, a_document("p"), extractor="2") == Added(changed=1, results=1)
    assert add(store, a_document("p"), extractor="2") == Added(unchanged=1)


def test_the_same_text_under_another_id_is_the_same_paper(store):
    add(store, a_document("p", "One text."))
    assert add(store, a_document("q", "One  text.\n")) == Added(again=1)
    assert store.query("SELECT document_id FROM result").document_id.tolist() == ["p"]


def test_the_same_text_twice_in_one_batch_is_stored_once(store):
    assert add(store, a_document("p", "One text."), a_document("q", "One text.")) == Added(new=1, again=1, results=1)
    assert store.query("SELECT document_id FROM result").document_id.tolist() == ["p"]


def test_a_date_that_comes_later_is_taken_over(store):
    add(store, a_document("p"))
    assert add(store, a_document("p", date="2021-03")) == Added(changed=1, results=1)
    assert add(store, a_document("p")) == Added(unchanged=1)
    assert store.query("SELECT date FROM document").date.tolist() == ["2021-03"]


def test_the_same_paper_under_a_better_id_takes_the_place_of_the_bare_one_for_good(store):
    bare = a_document("text-abc", "One text.")
    full = a_document("2103.14030", "One text.", title="A title", date="2021-03")
    add(store, bare)
    assert add(store, full) == Added(changed=1, results=1)
    assert add(store, bare, full) == Added(unchanged=1, again=1)
    assert store.query("SELECT id FROM document").id.tolist() == ["2103.14030"]
    assert store.query("SELECT document_id FROM result").document_id.tolist() == ["2103.14030"]


def test_of_two_ids_that_each_say_something_the_first_stays(store):
    titled, dated = (
        a_document("p", "One text.", title="A title"),
        a_document("q", "One text.", date="2021-03"),
    )
    assert add(store, titled, dated) == Added(new=1, again=1, results=1)
    assert add(store, dated, titled) == Added(unchanged=1, again=1)
    assert store.query("SELECT id FROM document").id.tolist() == ["p"]


def test_of_two_texts_with_one_id_the_later_one_stays(store):
    first, later = a_document("p", "84.5 and more."), a_document("p", "We reach 91.5.")
    results = [a_result("p", 84.5), a_result("p", 91.5, start=9), a_result("p", 91.5, start=9), a_result("q")]
    added = store.add([first, later, later, a_document("q")], columns_of(results), extractor=VERSION)
    assert added == Added(new=2, changed=1, unchanged=1, results=2)
    assert store.query("SELECT text FROM document WHERE id = 'p'").text.tolist() == ["We reach 91.5."]
    assert store.query("SELECT value FROM result WHERE document_id = 'p'").value.tolist() == [91.5]


def test_of_two_texts_with_one_id_the_second_run_changes_nothing(store):
    first, later = a_document("p", "We reach 84.5."), a_document("p", "We reach 91.5.")
    add(store, first, later, results=[a_result("p", 91.5, start=9)])
    assert add(store, first, later) == Added(unchanged=2)
    assert store.query("SELECT text FROM document").text.tolist() == ["We reach 91.5."]
    assert rows(store, "run") == 1


def test_a_newer_version_takes_the_place_of_an_older_one_and_not_the_other_way(store):
    old, new = (
        a_document("p", f"Version {version}.", url=f"https://arxiv.org/abs/2103.14030v{version}") for version in (2, 10)
    )
    add(store, old)
    assert add(store, new) == Added(changed=1, results=1)
    assert add(store, old) == Added(unchanged=1)
    assert add(store, old, new) == Added(unchanged=2)
    assert store.query("SELECT text FROM document").text.tolist() == ["Version 10."]


def test_no_database_is_made_beside_the_log_of_another_one(path):
    path.with_name("papers.duckdb.wal").write_bytes(b"changes")
    with pytest.raises(DatabaseError, match="of a database that is gone") as refused:
        Store(path)
    assert "put the database back" in refused.value.hint
    assert [each.name for each in path.parent.iterdir()] == ["papers.duckdb.wal"]


def test_what_a_killed_making_of_a_database_left_does_not_matter(path):
    path.with_name("papers.duckdb.new").write_bytes(b"half")
    path.with_name("papers.duckdb.new.wal").write_bytes(b"half")
    Store(path).close()
    assert list(path.parent.iterdir()) == [path]


def test_known_documents_need_not_be_read_again(store):
    add(store, a_document("p"))
    known = store.known([a_document("p"), a_document("q"), a_document("p", "New text.")], extractor=VERSION)
    assert [each.id for each in known.to_read] == ["q", "p"]
    assert known.to_read[1].text == "New text."
    assert store.add(known, columns_of([a_result("q"), a_result("p", 1)])) == Added(1, 1, 1, 0, 2)


def test_a_document_without_results_is_stored_and_known(store):
    assert add(store, a_document("p"), results=[]) == Added(new=1)
    assert store.known([a_document("p")], extractor=VERSION).to_read == []


def test_results_of_other_documents_are_left_out(store):
    add(store, a_document("p"), results=[a_result("p"), a_result("stranger")])
    assert store.query("SELECT document_id FROM result").document_id.tolist() == ["p"]


def test_two_readings_of_one_number_have_ids_of_their_own(store):
    add(store, a_document("p"), results=[a_result("p"), a_result("p", metric="accuracy")])
    assert store.query("SELECT result_id FROM result ORDER BY ALL").result_id.tolist() == ["p:0", "p:0#2"]


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_is_refused_with_its_whole_batch(store, bad):
    columns = columns_of([a_result("p")])
    columns["value"] = [bad]
    with pytest.raises(DatabaseError):
        store.add([a_document("p"), a_document("q")], columns, extractor=VERSION)
    assert rows(store, "document") == 0
    assert add(store, a_document("p")) == Added(new=1, results=1)


@pytest.mark.parametrize(
    ("column", "bad"),
    [
        ("kind", "guess"),
        ("change", "wild"),
        ("bound", "near"),
        ("subject", "nobody"),
        ("confidence", 1.5),
        ("start", -1),
    ],
)
def test_a_word_outside_the_contract_is_refused(store, column, bad):
    columns = columns_of([a_result("p")])
    columns[column] = [bad]
    with pytest.raises(DatabaseError):
        store.add([a_document("p")], columns, extractor=VERSION)


def test_columns_that_are_not_the_fields_of_a_result_are_refused(store):
    with pytest.raises(ValueError, match="mood"):
        store.add([a_document("p")], columns_of([]) | {"mood": []}, extractor=VERSION)


def test_hostile_text_is_only_text(store):
    names = ["'; DROP TABLE result; --", "</script><script>", "a\x00b", "\u202egnirts", "=1+1", "💥"]
    documents = [a_document(f"{number} {name}", title=name) for number, name in enumerate(names)]
    add(store, *documents, results=[a_result(each.id, model=each.title) for each in documents])
    assert store.query("SELECT model FROM result ORDER BY document_id").model.tolist() == names
    found = store.query("SELECT count(*) AS n FROM leaderboard WHERE model = $model", {"model": names[0]})
    assert found.n.tolist() == [1]


def test_problems_of_the_last_run_replace_those_of_the_run_before(store):
    store.record_problems([("a.jsonl", 3, "no text"), ("b.txt", None, "is empty")])
    store.record_problems([("c.txt", 1, "is empty")])
    assert store.query("SELECT * EXCLUDE position FROM problem").values.tolist() == [["c.txt", 1, "is empty"]]


def test_the_vocabulary_comes_with_the_papers(store):
    add(store, a_document("p"))
    known = store.query("SELECT higher_is_better, high FROM metric WHERE name = 'top-1 accuracy'")
    assert known.values.tolist() == [[True, 100.0]]
    assert store.query("SELECT task FROM dataset WHERE name = 'ImageNet-1k'").task.tolist() == ["image classification"]


# The shape of the database


def test_every_table_view_and_column_says_what_it_is(store):
    uncommented = store.query("""
        SELECT table_name AS name FROM duckdb_tables() WHERE comment IS NULL
        UNION ALL
        SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL
        UNION ALL
        SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL
    """)
    assert uncommented.name.tolist() == []


@pytest.mark.parametrize(("table", "record"), [("result", Result), ("document", Document)])
def test_the_tables_have_the_fields_of_the_records_in_their_order_and_words(store, table, record):
    found = store.query(
        "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = $table ORDER BY column_index",
        {"table": table},
    )
    fields = {name: field.description for name, field in record.model_fields.items()}
    comments = dict(found.itertuples(index=False))
    assert {name: comment for name, comment in comments.items() if name in fields} == fields
    assert [name for name in comments if name in fields] == list(fields)


def test_an_older_duckdb_can_open_the_file(path):
    with a_store(path) as store:
        add(store, a_document("p"))
    version = int.from_bytes(path.read_bytes()[12:20], "little")
    assert version <= 67  # the storage version of DuckDB 1.4; 2.0's own is newer


def test_nothing_lies_beside_a_closed_database(path):
    with a_store(path) as store:
        add(store, a_document("p"))
    assert list(path.parent.iterdir()) == [path]


def test_views_of_another_version_are_renewed(path, monkeypatch):
    with a_store(path) as store:
        add(store, a_document("p"))
    old, new = schema.views_sql(), schema.views_sql().replace("s.rank,", "s.rank, 1 AS novelty,", 1)
    assert old != new
    monkeypatch.setattr(schema, "views_sql", lambda: new)
    with a_store(path, read_only=True) as store:
        assert store.query("SELECT novelty FROM leaderboard").novelty.tolist() == [1]
    with duckdb.connect(str(path), read_only=True) as plain, pytest.raises(duckdb.BinderException):
        plain.execute("SELECT novelty FROM leaderboard")


def test_a_newer_schema_is_refused_and_left_alone(path, monkeypatch):
    monkeypatch.setattr(schema, "SCHEMA_VERSION", 99)
    Store(path).close()
    monkeypatch.undo()
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(DatabaseError, match="newer version") as refused:
            Store(path, read_only)
        assert refused.value.hint
    assert path.read_bytes() == before


def test_an_older_schema_is_migrated_after_a_copy(path, monkeypatch):
    with a_store(path) as store:
        add(store, a_document("p"))
    before, old = path.read_bytes(), schema.SCHEMA_VERSION
    monkeypatch.setattr(schema, "SCHEMA_VERSION", old + 1)
    monkeypatch.setattr(schema, "migration", {old: "ALTER TABLE run ADD COLUMN mood VARCHAR"}.__getitem__)
    with pytest.raises(DatabaseError, match="older schema"):
        Store(path, read_only=True)
    with a_store(path) as store:
        assert store.metadata()["schema_version"] == str(old + 1)
        assert "mood" in store.query("FROM run").columns
        assert rows(store, "leaderboard") == 1
    assert path.with_name(f"papers.duckdb.schema-{old}").read_bytes() == before


def test_a_migration_that_fails_leaves_the_old_schema(path, monkeypatch):
    Store(path).close()
    old = schema.SCHEMA_VERSION
    statements = {old: "ALTER TABLE run ADD COLUMN mood VARCHAR", old + 1: "nonsense"}
    monkeypatch.setattr(schema, "SCHEMA_VERSION", old + 2)
    monkeypatch.setattr(schema, "migration", statements.__getitem__)
    with pytest.raises(DatabaseError):
        Store(path)
    monkeypatch.undo()
    with a_store(path) as store:
        assert store.metadata()["schema_version"] == str(old)
        assert "mood" not in store.query("FROM run").columns


def test_a_database_of_schema_1_keeps_its_results_and_takes_imported_ones(path, monkeypatch):
    before = schema.schema_sql().replace("'other', 'imported')", "'other')")
    assert before != schema.schema_sql()
    monkeypatch.setattr(schema, "schema_sql", lambda: before)
    monkeypatch.setattr(schema, "SCHEMA_VERSION", 1)
    with a_store(path) as store:
        add(store, a_document("p"), a_document("q"))
        kept = store.query("FROM result ORDER BY result_id").to_json()
        with pytest.raises(DatabaseError, match="contract"):
            add(store, a_document("r"), results=[a_result("r", subject="imported")])
    monkeypatch.undo()
    with a_store(path) as store:
        assert store.query("FROM result ORDER BY result_id").to_json() == kept
        add(store, a_document("r"), results=[a_result("r", subject="imported")])
        assert store.query("SELECT imported FROM board").imported.tolist() == [1]
        uncommented = "SELECT column_name FROM duckdb_columns() WHERE table_name = 'result' AND comment IS NULL"
        assert store.query(uncommented).empty


# Files that are not what they should be


def test_a_missing_database_is_not_made_by_reading(path):
    with pytest.raises(DatabaseError, match="no such database") as refused:
        Store(path, read_only=True)
    assert "leaderboard build" in refused.value.hint
    assert not path.exists()


def test_the_folder_of_a_new_database_is_made(tmp_path):
    with a_store(tmp_path / "some" / "where" / "x.duckdb") as store:
        assert rows(store, "document") == 0


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"id,title\n1,2\n", "not a DuckDB database"),
        (b"\0" * 4096, "not a DuckDB database"),
        (b"SQLite format 3\0" + b"\0" * 4080, "not a DuckDB database"),
        (b"12345678DUCK" + b"\xff" * 20_000, "damaged|another version|DuckDB"),
    ],
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(path, content, what, read_only):
    path.write_bytes(content)
    with pytest.raises(DatabaseError, match=what) as refused:
        Store(path, read_only)
    assert refused.value.hint
    assert path.read_bytes() == content


def test_a_foreign_duckdb_database_is_refused_and_left_alone(path):
    with duckdb.connect(str(path)) as foreign:
        foreign.execute("CREATE TABLE birds (name VARCHAR)")
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(DatabaseError, match="holds no leaderboard"):
            Store(path, read_only)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_database(path):
    path.touch()
    with a_store(path) as store:
        assert rows(store, "document") == 0


def test_a_folder_and_a_fifo_are_refused_at_once(tmp_path):
    with pytest.raises(DatabaseError, match="is a folder"):
        Store(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DatabaseError, match="not a regular file"):
        Store(tmp_path / "pipe", read_only=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_file_that_may_not_be_written_says_so(path):
    Store(path).close()
    path.chmod(stat.S_IRUSR)
    with pytest.raises(DatabaseError, match="may not be opened or written"):
        Store(path)
    with a_store(path, read_only=True) as store:
        assert rows(store, "document") == 0


@pytest.mark.parametrize(
    ("message", "what"),
    [
        ('IO Error: Cannot open file "x": Permission denied', "may not be opened or written"),
        ("FatalException: Failed to write: No space left on device", "the disk is full"),
        ("IO Error: Corrupt database file: computed checksum 1 does not match", "is damaged"),
        ("INTERNAL Error: Attempted to dereference\n\nStack Trace:\n0x1", "is damaged"),
        (
            "Connection Error: Can't open a connection to same database file with a different configuration",
            "open twice",
        ),
    ],
)
def test_what_duckdb_says_becomes_what_a_user_can_mend(message, what):
    error = database.database_error(RuntimeError(message), Path("x.duckdb"))
    assert what in str(error)
    assert error.hint
    assert "Stack" not in str(error)


def read_everything(path):
    with a_store(path, read_only=True) as store:
        for table in ("document", "result", "leaderboard"):
            store.query(f"FROM {table}")


def test_a_damaged_database_is_named_and_left_alone(path):
    with a_store(path) as store:
        add(store, *(a_document(f"p{number}") for number in range(2000)))
    whole = bytearray(path.read_bytes())
    whole[12_288 + 4096 : 12_288 + 8192] = b"\xa5" * 4096
    path.write_bytes(whole)
    with pytest.raises(DatabaseError):
        read_everything(path)
    assert path.read_bytes() == whole


# Other processes


def run(code, *arguments, **how):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        **how,
    )


HOLD = """
    import sys
    from tests.results import a_store
    with a_store(sys.argv[1], read_only=sys.argv[2] == "reading"):
        print("open", flush=True)
        sys.stdin.readline()
"""


@pytest.mark.parametrize(("theirs", "ours"), [("writing", "writing"), ("writing", "reading"), ("reading", "writing")])
def test_a_database_in_use_says_who_holds_it(path, theirs, ours, monkeypatch):
    monkeypatch.setattr(database, "LOCK_PATIENCE", 0.2)
    Store(path).close()
    with run(HOLD, path, theirs, stdin=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(DatabaseError, match=rf"in use by another process \(PID {holder.pid}\)"):
            Store(path, read_only=ours == "reading")
        holder.communicate("\n")
    Store(path).close()


def test_a_lock_that_is_given_back_in_time_does_not_matter(path, monkeypatch):
    monkeypatch.setattr(database, "LOCK_PATIENCE", 30)
    Store(path).close()
    with run(HOLD, path, "writing", stdin=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == "open\n"
        holder.stdin.write("\n")
        holder.stdin.flush()
        Store(path).close()


def test_two_readers_share_the_database(path):
    Store(path).close()
    with run(HOLD, path, "reading", stdin=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == "open\n"
        with a_store(path, read_only=True) as store:
            assert rows(store, "document") == 0
        holder.communicate("\n")


INGEST = """
    import sys
    from tests.results import a_document, a_result, a_store, columns_of
    with a_store(sys.argv[1]) as store:
        for batch in range(40):
            documents = [a_document(f"{batch}-{number}") for number in range(20)]
            results = [a_result(each.id, start=start) for each in documents for start in (0, 9, 99)]
            store.add(documents, columns_of(results), extractor="1")
            print(batch, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [0, 3, 20])
def test_killed_at_any_moment_every_acknowledged_document_is_whole(path, acknowledged):
    with run(INGEST, path) as ingest:
        while int(ingest.stdout.readline()) < acknowledged:
            pass
        ingest.send_signal(signal.SIGKILL)
    with a_store(path) as store:
        partial = store.query(
            "SELECT d.id FROM document AS d LEFT JOIN result AS r ON r.document_id = d.id"
            " GROUP BY d.id HAVING count(*) <> 3"
        )
        assert partial.empty
        assert rows(store, "document") >= 20 * (acknowledged + 1)
    with run(INGEST, path) as again:
        again.communicate()
    with a_store(path, read_only=True) as store:
        assert (rows(store, "document"), rows(store, "result")) == (800, 2400)


def test_interrupted_in_the_middle_of_a_batch_nothing_of_it_is_stored(store, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "_remove", interrupt)
    with pytest.raises(KeyboardInterrupt):
        add(store, a_document("p"))
    monkeypatch.undo()
    assert (rows(store, "document"), rows(store, "run")) == (0, 0)
    assert add(store, a_document("p")) == Added(new=1, results=1)


FILL = """
    import resource, sys
    from leaderboard.errors import DatabaseError
    from tests.results import a_document, a_result, a_store, columns_of
    limit = int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        with a_store(sys.argv[1]) as store:
            for batch in range(400):
                ids = [f"{batch}-{number}" for number in range(50)]
                documents = [a_document(id, f"{id} {hash(id)} " * 100) for id in ids]
                store.add(documents, columns_of([a_result(each.id) for each in documents]), extractor="1")
                print(batch, flush=True)
    except DatabaseError as error:
        print(error)
"""


def test_on_a_full_disk_nothing_stored_is_lost(path):
    Store(path).close()
    with run(FILL, path, path.stat().st_size + 3_000_000) as fill:
        *stored, what, hint = fill.communicate()[0].splitlines()
    assert fill.returncode == 0
    assert "disk is full" in what
    assert "free some space" in hint
    with a_store(path, read_only=True) as store:
        assert rows(store, "document") >= 50 * len(stored) > 0
        assert rows(store, "document") == rows(store, "result")


# Asking


def test_a_user_may_ask_for_anything_in_the_database(store):
    add(store, a_document("p"))
    for sql in (
        "FROM leaderboard",
        "SELECT count(*) FROM result;",
        "DESCRIBE result",
        "SUMMARIZE result",
        "SHOW TABLES",
    ):
        assert len(store.user_query(sql)) > 0


def test_an_empty_answer_still_has_its_columns(store):
    assert store.user_query("SELECT dataset, value FROM leaderboard").columns.tolist() == ["dataset", "value"]


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    "sql",
    [
        "",
        "-- nothing",
        "SELECT 1; SELECT 2",
        "DROP TABLE result",
        "DELETE FROM result",
        "INSERT INTO meta VALUES ('a', 'b')",
        "CREATE TABLE x AS SELECT 1",
        "COPY result TO 'stolen.csv'",
        "ATTACH 'other.duckdb'",
        "EXPORT DATABASE 'stolen'",
        "INSTALL httpfs",
        "SET threads = 1",
        "SET enable_external_access = true",
        "PRAGMA force_checkpoint",
        "CHECKPOINT",
        "EXPLAIN ANALYZE DELETE FROM result",
        "FROM '/etc/passwd'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('https://example.org/x.csv')",
        "SELECT * FROM glob('/*')",
        "FROM nowhere",
        "SELEC 1",
        "SELECT 'a'::INTEGER",
        "SELECT error('</script>')",
    ],
)
def test_anything_but_one_select_on_this_database_is_refused(path, sql, read_only):
    with a_store(path) as store:
        add(store, a_document("p"))
    before = path.read_bytes()
    with a_store(path, read_only) as store, pytest.raises(QueryError) as refused:
        store.user_query(sql)
    assert refused.value.hint
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_query_without_end_is_stopped_and_the_next_one_runs(store):
    begin = time.monotonic()
    with pytest.raises(QueryError, match=r"takes longer than 0\.2 seconds"):
        store.user_query("SELECT count(*) FROM range(1000000000) AS a, range(1000000000) AS b", seconds=0.2)
    assert time.monotonic() - begin < 10
    assert len(store.user_query("SELECT 1")) == 1


def test_an_answer_without_end_is_refused(store, monkeypatch):
    monkeypatch.setattr(store_module, "LONGEST_ANSWER", 1000)
    with pytest.raises(QueryError, match="more than 1,000 rows"):
        store.user_query("FROM range(10000000)")


def test_a_wrong_query_names_the_near_name(store):
    with pytest.raises(QueryError, match="leaderboard"):
        store.user_query("FROM leaderbord")


# Named questions

QUESTIONS = {
    "best-zero-shot-imagenet-by-year", "conflicts", "pareto", "history", "sentence", "extra-data",
    "first-above", "matrix", "coverage", "double-check", "progress-per-year", "changed-since", "model",
    "paper", "boards",
}  # fmt: skip


@pytest.fixture
def field(store):
    """A small field of papers: two years of zero-shot accuracy, a cost, a doubtful number."""
    papers = [
        a_document("old", title="An older paper", date="2020-05"),
        a_document("new", title="A newer paper", date="2021-01-15"),
        a_document("newest", title="The newest paper", date="2021-11"),
    ]
    shot = {"setting": "zero-shot", "settings": ("zero-shot",)}
    results = [
        a_result("old", 70.1, model="A", **shot),
        a_result("new", 76.2, model="B", **shot),
        a_result("new", 75.0, model="A", subject="other", start=50, **shot),
        a_result("newest", 75.5, model="C", start=5, **shot),
        a_result(
            "newest",
            90.5,
            model="C",
            start=50,
            dataset="CIFAR-10",
            settings=("extra-data",),
            setting="extra-data",
        ),
        a_result("old", 88.5, model="A", start=50, dataset="CIFAR-10", flags=("arithmetic",), confidence=0.6),
        *(
            a_result(
                paper,
                value,
                model=model,
                start=90,
                kind="cost",
                metric="parameters",
                unit="parameters",
                dataset=None,
            )
            for paper, value, model in (("old", 50, "A"), ("new", 200, "B"), ("newest", 300, "C"))
        ),
    ]
    add(store, *papers, results=results)
    return store


def test_every_question_that_users_ask_is_there():
    assert set(questions()) == QUESTIONS


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_every_question_says_what_it_answers_and_runs_as_it_is(field, name):
    asked = questions()[name]
    assert asked.answers.endswith((".", "?"))
    assert len(field.ask(name, **dict.fromkeys(asked.needs[:1], "something")).columns) > 0


@pytest.mark.parametrize(("name", "said"), [("model", "model=…"), ("paper", "paper=…"), ("sentence", "dataset=…")])
def test_a_question_without_what_it_needs_says_what_that_is(field, name, said):
    with pytest.raises(QueryError, match="does not say which") as refused:
        field.ask(name)
    assert said in refused.value.hint


@pytest.mark.parametrize(
    ("name", "given", "column", "answer"),
    [
        ("best-zero-shot-imagenet-by-year", {}, "value_text", ["70.1", "76.2"]),
        ("conflicts", {}, "model", ["A"]),
        ("conflicts", {"model": "C"}, "model", []),
        ("pareto", {}, "system", ["A", "B"]),
        ("history", {"setting": "zero-shot"}, "value_text", ["70.1", "76.2"]),
        ("history", {"dataset": "imagenet-1K", "metric": "Top-1 accuracy"}, "value_text", ["70.1", "76.2"]),
        ("sentence", {"result": "new:0"}, "sentence", ["We reach 76.2."]),
        ("sentence", {"value": "76.2", "dataset": "ImageNet-1k"}, "result_id", ["new:0"]),
        ("extra-data", {}, "extra_data", ["with", "unsaid"]),
        ("first-above", {"value": "74"}, "result_id", ["new:0"]),
        ("first-above", {"value": 99}, "result_id", []),
        ("matrix", {"metric": "top-1 accuracy"}, "model", ["A", "C", "B"]),
        ("coverage", {}, "dataset", ["ImageNet-1k", "CIFAR-10"]),
        ("double-check", {}, "result_id", ["old:50"]),
        ("progress-per-year", {}, "best", [70.1, 76.2]),
        ("model", {"model": "b"}, "result_id", ["new:0", "new:90"]),
        ("paper", {"paper": "older"}, "result_id", ["old:0", "old:50", "old:90"]),
        ("paper", {"paper": "'; DROP TABLE result; --"}, "result_id", []),
        ("boards", {"dataset": "CIFAR-10"}, "results", [1, 1]),
    ],
)
def test_questions_answer_what_they_say(field, name, given, column, answer):
    assert field.ask(name, **given)[column].tolist() == answer


def test_the_matrix_has_models_for_rows_and_datasets_for_columns(field):
    matrix = field.ask("matrix", metric="top-1 accuracy")
    assert matrix.columns.tolist() == ["model", "ImageNet-1k", "CIFAR-10"]
    assert matrix.iloc[0].tolist() == ["A", "75.0", "88.5"]


def test_only_what_the_last_run_did_counts_as_changed(path):
    with a_store(path) as store:
        add(store, a_document("p"), a_document("q"))
    with a_store(path) as store:
        add(store, a_document("q", "Another text."), a_document("r"))
        assert store.ask("changed-since").document_id.tolist() == ["q", "r"]
        assert store.ask("changed-since", since=0).document_id.tolist() == ["p", "q", "r"]


@pytest.mark.parametrize("name", ["histroy", "conflict", "first_above"])
def test_an_unknown_question_suggests_a_near_one(store, name):
    with pytest.raises(UnknownName) as refused:
        store.ask(name)
    assert "did you mean" in refused.value.hint


def test_an_unknown_parameter_suggests_a_near_one_and_a_wrong_number_is_refused(store):
    with pytest.raises(UnknownName, match="datset") as refused:
        store.ask("history", datset="COCO")
    assert "dataset" in refused.value.hint
    with pytest.raises(QueryError, match="not a number"):
        store.ask("first-above", value="high")


# Names


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Swin-L", "swin L", True),
        ("ViT-L/14", "ViT L/14", True),
        ("GPT-4", "GPT-4o", False),
        ("Llama-2-7B", "Llama 2 7B", True),
        ("Llama-2-7B", "Llama-27B", False),
        ("Llama 3.1", "Llama 31", False),
        ("DETR", "DETR++", False),
        ("BERT‑base", "BERT-base", True),  # a non-breaking hyphen
        ("---", "--", True),
    ],
)
def test_models_are_the_same_when_only_case_spaces_and_hyphens_differ(one, other, same):
    assert (loosely_same(one) == loosely_same(other)) is same


def test_boards_differ_by_each_of_their_parts():
    parts = [
        ("D", "s", "m", "z"),
        ("D", None, "m", "z"),
        ("D", "s", "m", None),
        ("D", "z", "m", "s"),
        ("E", "s", "m", "z"),
    ]
    assert len({board_key(*each) for each in parts}) == len(parts)
    assert board_key(None, "s", "m", "z") is board_key("D", "s", None, "z") is None


@pytest.mark.parametrize(
    ("date", "day"),
    [("2020", "2020-01-01"), ("2020-02", "2020-02-01"), ("2020-02-30", "None"), (None, "None")],
)
def test_a_date_of_any_precision_has_a_first_day(date, day):
    assert str(first_day(date)) == day


# What else can go wrong


def test_views_of_another_version_are_written_anew_by_the_next_build(path, monkeypatch):
    with a_store(path) as store:
        add(store, a_document("p"))
    new = schema.views_sql().replace("s.rank,", "s.rank, 1 AS novelty,", 1)
    monkeypatch.setattr(schema, "views_sql", lambda: new)
    a_store(path).close()
    with duckdb.connect(str(path), read_only=True) as plain:
        assert plain.execute("SELECT novelty FROM leaderboard").fetchall() == [(1,)]


def test_a_folder_that_cannot_be_made_is_named():
    with pytest.raises(DatabaseError) as refused:
        Store("/dev/null/my.duckdb")
    assert "choose another place" in refused.value.hint


def test_a_database_that_cannot_be_put_in_its_place_is_told_and_nothing_is_left(path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(DatabaseError, match="Permission denied") as refused:
        Store(path)
    assert "you may not write there" in refused.value.hint
    assert list(path.parent.iterdir()) == []


def test_a_database_that_another_process_makes_meanwhile_is_taken_as_it_is(path, empty, monkeypatch):
    @contextmanager
    def slower(_):
        shutil.copyfile(empty, path)
        yield

    monkeypatch.setattr(database, "_alone_in", slower)
    monkeypatch.setattr(database, "_make_whole", None)
    with a_store(path) as store:
        assert rows(store, "document") == 0


def test_a_fault_while_a_database_is_made_names_its_place_and_leaves_nothing(path):
    def refuse(_):
        raise DatabaseError("cannot be made", where="elsewhere", hint="mend it")

    with pytest.raises(DatabaseError) as refused:
        database.open_database(path, refuse, read_only=False)
    assert (refused.value.where, refused.value.hint) == (str(path), "mend it")
    assert list(path.parent.iterdir()) == []


def test_a_query_of_what_there_is_not_is_the_query_s_fault(path):
    with a_store(path) as store, pytest.raises(QueryError, match="nowhere"):
        store.query("SELECT nothing FROM nowhere")


def test_a_fault_of_the_file_is_no_fault_of_the_query():
    fault = database.query_error(duckdb.IOException("Could not read enough bytes"), Path("x.duckdb"))
    assert isinstance(fault, DatabaseError)


def test_fingerprints_that_are_known_need_not_be_worked_out(path):
    with a_store(path) as store:
        add(store, a_document("p"))
        known = store.known([a_document("q", "Another text.")], extractor=VERSION, fingerprints=["of another text"])
        assert (len(known.new), known.fingerprints) == (1, ["of another text"])


def test_a_store_says_which_it_is(path):
    with a_store(path) as store:
        assert repr(store) == f"Store({str(path)!r}, read_only=False)"


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (duckdb.OutOfMemoryException("Out of Memory Error"), "needs more memory"),
        (duckdb.InterruptException("INTERRUPT Error"), "was interrupted"),
        (duckdb.InvalidInputException("Cannot execute in read-only mode"), "may read, not write"),
    ],
)
def test_what_stops_a_query_is_told(error, what):
    refused = database.query_error(error, Path("x.duckdb"))
    assert isinstance(refused, QueryError)
    assert what in str(refused)
    assert refused.hint


def test_what_is_open_for_reading_takes_no_document(path):
    Store(path).close()
    with a_store(path, read_only=True) as store, pytest.raises(DatabaseError, match="for reading only"):
        add(store, a_document("p"))
