"""WHERE results stay: one DuckDB file, with views that rank.

    with Store("outputs/leaderboard.duckdb") as store:       # makes the file when it is missing
        known = store.known(documents, extractor=version)    # what need not be read again
        columns = extractor.columns(known.to_read)           # outside the write window
        added = store.add(known.to_read, columns, extractor=version)

    with Store(path, read_only=True) as store:
        store.query("FROM leaderboard WHERE dataset = $name ORDER BY rank", {"name": "COCO"})  # a DataFrame
        store.ask("history", dataset="COCO", metric="box AP")   # a named question; questions() lists them
        store.user_query("FROM board", seconds=10)              # a user's own SQL

Tables: document, result, metric, dataset, run, problem, meta (schema.sql explains each column). Views:
leaderboard, best, history, gain, cost, conflict, board, coverage (views.sql). Everything raised on purpose is
a DatabaseError, a QueryError or an UnknownName.
"""

from leaderboard.store.questions import Question, questions
from leaderboard.store.store import Added, Known, Store

__all__ = ["Added", "Known", "Question", "Store", "questions"]
