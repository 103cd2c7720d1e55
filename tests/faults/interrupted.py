"""Interrupt a build, a report or an export again and again, and look at what is left.

    python tests/faults/interrupted.py build moment=200 kill=100 --seconds 600

The work is done in forked children of one warm process. `moment` kills them after a random time, `kill` at their n-th
write, sync or rename, `fail` lets that call and all later ones fail, `full` lets no file grow beyond a size. Prints
what was counted as JSON; anything but zeros behind "lost", "partial", "half", "crashed" and "different" is a fault.
"""

import argparse
import ctypes
import hashlib
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any, ClassVar

sys.path.insert(0, str(Path(__file__).parent))
from papers import write_papers

from leaderboard.errors import LeaderboardError

FIRST, ALL, CHANGED = 60, 160, range(20, 40)  # papers stored before, papers after, of them with another text
FEW, MORE = 3, 6  # the same of what a report or an export shows: it has few files, so that each can fail
BATCH = 30  # papers of one transaction: several in a short run
CRASHED = 99
WORDS = {"lost": 0, "partial": 0, "half": 0, "crashed": 0, "different": 0}

Rows = dict[str, tuple[object, ...]]


def child(work: Callable[[], None]) -> int:
    """Do something in a forked child; its process id."""
    pid = os.fork()
    if pid:
        return pid
    code = 0
    try:
        work()
    except LeaderboardError as error:
        code = error.exit_code
    except BaseException:
        traceback.print_exc()
        code = CRASHED
    os._exit(code)


def done(pid: int) -> int:
    """Wait for a child; its exit code, minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def answer(question: Callable[[], object]) -> object:
    """Ask in a child, so that this process never opens a database: its forks could not use it."""
    reading, writing = os.pipe()

    def work() -> None:
        with os.fdopen(writing, "w") as told:
            json.dump(question(), told)

    pid = child(work)
    os.close(writing)
    with os.fdopen(reading) as told:
        said = told.read()
    if done(pid):
        raise RuntimeError(f"what was left cannot be opened: {said}")
    return json.loads(said)


# What is done, and how it is judged


class Build:
    """A build over a database that holds an older state; each paper must be whole, old or new."""

    def __init__(self, folder: Path, before: int = FIRST, after: int = ALL) -> None:
        from leaderboard import pipeline
        from leaderboard.linking import Extractor

        pipeline.BATCH = BATCH
        self.extractor = Extractor()
        self.extractor.extract("Warm reaches 84.5% accuracy on COCO.")
        self.start, self.papers = folder / "start.duckdb", folder / "all.jsonl"
        first = write_papers(folder / "first.jsonl", before)
        write_papers(self.papers, after, changed=CHANGED)
        assert done(child(lambda: self.build(first, self.start))) == 0
        self.before = answer(lambda: whole_papers(self.start))
        clean = folder / "clean.duckdb"
        shutil.copyfile(self.start, clean)
        assert done(child(lambda: self.build(self.papers, clean))) == 0
        self.after = answer(lambda: whole_papers(clean))
        self.exported = answer(lambda: parquet_digest(clean))
        assert (len(self.before), len(self.after)) == (before, after)

    def build(self, papers: Path, database: Path, watch: Callable[[int], None] = lambda read: None) -> None:
        from leaderboard.pipeline import build

        build([papers], database, extractor=self.extractor, watch=watch)

    def prepare(self, place: Path) -> None:
        shutil.copyfile(self.start, place / "my.duckdb")

    def work(self, place: Path) -> None:
        told = os.open(place / "told", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self.build(self.papers, place / "my.duckdb", watch=lambda read: os.truncate(told, read))

    def judge(self, place: Path) -> Counter[str]:
        found = Counter(WORDS)
        database = place / "my.duckdb"
        acknowledged = (place / "told").stat().st_size if (place / "told").exists() else 0
        left = answer(lambda: whole_papers(database))
        for id, paper in left.items():
            found["partial"] += paper not in (self.before.get(id), self.after[id])
        found["lost"] += len(set(self.before) - set(left))
        found["lost"] += sum(left.get(id) != self.after[id] for id in sorted(self.after)[:acknowledged])
        found["crashed"] += done(child(lambda: self.build(self.papers, database))) != 0
        found["different"] += answer(lambda: parquet_digest(database)) != self.exported
        found["half"] += {each.name for each in place.iterdir()} > {"my.duckdb", "told"}
        return found


def whole_papers(database: Path) -> dict[str, str]:
    """Each stored paper with all its results, as a digest."""
    from leaderboard.store import Store

    with Store(database, read_only=True) as store:
        papers = store.query("SELECT * EXCLUDE (run, source) FROM document ORDER BY id").itertuples(index=False)
        results = store.query("SELECT * FROM result ORDER BY document_id, start, result_id").itertuples(index=False)
        whole = {paper.id: hashlib.sha256(repr(paper).encode()) for paper in papers}
        for result in results:
            whole[result.document_id].update(repr(result).encode())
    return {id: digest.hexdigest() for id, digest in whole.items()}


def parquet_digest(database: Path) -> str:
    """The tables as sorted Parquet, byte for byte; without what counts the runs."""
    import duckdb

    digest = hashlib.sha256()
    with duckdb.connect(str(database), read_only=True) as connection, tempfile.TemporaryDirectory() as folder:
        connection.execute("SET threads = 1")
        for table, left_out in (("document", "(run, source)"), ("result", "(extractor)")):
            target = Path(folder, table)
            sorted_rows = f"SELECT * EXCLUDE {left_out} FROM {table} ORDER BY ALL"
            connection.execute(f"COPY ({sorted_rows}) TO '{target}' (FORMAT parquet)")
            digest.update(target.read_bytes())
    return digest.hexdigest()


class Folder:
    """Something that writes a folder anew: the old one must be there, or the new one, as a whole."""

    name = ""
    needs: tuple[str, ...] = ()

    def __init__(self, folder: Path) -> None:
        build = Build(folder, FEW, MORE)
        for module in self.needs:  # once, so that the children need not
            import_module(module)
        self.old, self.new = build.start, folder / "clean.duckdb"
        places = [Path(tempfile.mkdtemp(dir=folder)) for _ in range(2)]
        for database, place in zip((self.old, self.new), places, strict=True):
            assert done(child(lambda of=database, to=place: self.write(of, to))) == 0
        self.template = places[0]
        self.states = [tree(place / self.name) for place in places]
        assert self.states[0] != self.states[1]

    def write(self, database: Path, place: Path) -> None:
        raise NotImplementedError

    def prepare(self, place: Path) -> None:
        shutil.copytree(self.template, place, dirs_exist_ok=True)

    def work(self, place: Path) -> None:
        self.write(self.new, place)

    def judge(self, place: Path) -> Counter[str]:
        found, left = Counter(WORDS), tree(place / self.name)
        found["lost"] += not left
        found["half"] += bool(left) and left not in self.states
        return found


class Report(Folder):
    """The static report."""

    name = "report"
    needs = ("leaderboard.report", "leaderboard.charts.saving", "altair", "duckdb", "pandas", "pyarrow", "vl_convert")

    def write(self, database: Path, place: Path) -> None:
        from leaderboard.report import write_report
        from leaderboard.store import Store

        with Store(database, read_only=True) as store:
            write_report(store, place / self.name)


class Exports(Folder):
    """A table, a text, and a format that is a folder: of each file the old one must be there, or the new one."""

    name = "exports"
    needs = ("leaderboard.exporting", "duckdb", "pandas", "pyarrow.parquet")
    formats: ClassVar = {"parquet": "all.parquet", "latex": "boards.tex", "every-eval-ever": "models"}

    def write(self, database: Path, place: Path) -> None:
        from leaderboard.exporting import export
        from leaderboard.store import Store

        with Store(database, read_only=True) as store:
            for format, name in self.formats.items():
                export(store, format, place / self.name / name)

    def judge(self, place: Path) -> Counter[str]:
        found, left = Counter(WORDS), tree(place / self.name)
        old, new = self.states
        found["lost"] += len(set(old) - set(left))
        # What was being written beside its place when it was killed is nobody's file.
        found["half"] += sum(
            digest not in (old.get(name), new.get(name)) for name, digest in left.items() if not name.endswith(".new")
        )
        return found


def tree(path: Path) -> dict[str, str]:
    """Each file below a path, with a digest of its bytes."""
    files = sorted(each for each in path.rglob("*") if each.is_file())
    return {str(each.relative_to(path)): hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


TASKS = {"build": Build, "report": Report, "export": Exports}


# How it is interrupted


def interrupt(task: Build | Folder, fault: str, runs: int, seconds: float, folder: Path) -> Counter[str]:
    """Interrupt the task so often, or for so long, and count what went wrong."""
    chance, found = Random(runs), Counter({"runs": 0, "interrupted": 0, **WORDS})
    full = measured(task, folder)
    give_up = time.monotonic() + seconds
    for at in points(fault, full, runs, chance):
        if time.monotonic() > give_up:
            break
        place = Path(tempfile.mkdtemp(dir=folder))
        task.prepare(place)
        pid = child(partial(work_until, task, fault, at, place))
        if fault == "moment":
            time.sleep(at)
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        code = done(pid)
        found["runs"] += 1
        found["interrupted"] += code != 0
        found["crashed"] += code == CRASHED
        wrong = task.judge(place)
        if any(wrong.values()) or code == CRASHED:
            print(f"{fault} at {at}: exit code {code}, {dict(wrong)}", file=sys.stderr)
        found += wrong
        shutil.rmtree(place)
    return Counter({**dict.fromkeys(("runs", "interrupted", *WORDS), 0), **found})


def work_until(task: Build | Folder, fault: str, at: float, place: Path) -> None:
    """Work, in the child, with a fault lying in wait."""
    armed(fault, at, place)
    task.work(place)


def measured(task: Build | Folder, folder: Path) -> dict[str, Any]:
    """Let the task run undisturbed: its seconds, its calls, the sizes of its files."""
    place = Path(tempfile.mkdtemp(dir=folder))
    task.prepare(place)

    def work() -> dict[str, Any]:
        begin = time.monotonic()
        armed("kill", 0, place)
        task.work(place)
        seconds, library = time.monotonic() - begin, shim()
        sizes = {each.stat().st_size for each in place.rglob("*") if each.is_file()}
        return {"seconds": seconds, "calls": library.shim_calls() if library else 0, "sizes": sorted(sizes)}

    full = answer(work)
    shutil.rmtree(place)
    assert isinstance(full, dict)
    return full


def points(fault: str, full: dict[str, Any], runs: int, chance: Random) -> Iterator[float]:
    """Where to interrupt: at random moments, else at places spread evenly, all where there are few.

    Files that may not grow are tried without room for the last byte of each; then within the largest.
    """
    if fault == "moment":
        for _ in range(runs):
            yield chance.uniform(0, full["seconds"])
        return
    if fault == "full":
        ends = {size - 1 for size in full["sizes"] if size}
        within = max(0, runs - len(ends))
        places = sorted(ends | {max(ends) * run // within for run in range(within)})
    else:
        places = list(range(1, full["calls"] + 1))
    yield from sorted({places[len(places) * run // runs] for run in range(runs)})


def armed(fault: str, at: float, place: Path) -> None:
    """Lie in wait, in the child."""
    library = shim()
    if fault in ("kill", "fail") and library:
        library.shim_arm(os.fsencode(place), int(at), fault == "kill")
    if fault == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(at), int(at)))


def shim() -> ctypes.CDLL | None:
    """The counting library, where the process was started with it."""
    path = os.environ.get("LD_PRELOAD")
    if not path:
        return None
    library = ctypes.CDLL(path)
    library.shim_arm.argtypes = (ctypes.c_char_p, ctypes.c_long, ctypes.c_int)
    library.shim_calls.restype = ctypes.c_long
    return library


def main() -> None:
    """Run, print what was counted."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("faults", nargs="+", metavar="FAULT=RUNS", help="moment, kill, fail, full")
    parser.add_argument("--seconds", type=float, default=600, help="for each fault at most")
    choice = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="leaderboard-faults-") as folder:
        task, found = TASKS[choice.task](Path(folder)), {}
        for each in choice.faults:
            fault, _, runs = each.partition("=")
            found[fault] = interrupt(task, fault, int(runs), choice.seconds, Path(folder))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
