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
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))
from papers import write_papers

from leaderboard.errors import LeaderboardError

FIRST, ALL, CHANGED = 60, 160, range(20, 40)  # papers stored before, papers after, of them with another text
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

    def __init__(self, folder: Path) -> None:
        from leaderboard import pipeline
        from leaderboard.linking import Extractor

        pipeline.BATCH = BATCH
        self.extractor = Extractor()
        self.extractor.extract("Warm reaches 84.5% accuracy on COCO.")
        self.start, self.papers = folder / "start.duckdb", folder / "all.jsonl"
        first = write_papers(folder / "first.jsonl", FIRST)
        write_papers(self.papers, ALL, changed=CHANGED)
        assert done(child(lambda: self.build(first, self.start))) == 0
        self.before = answer(lambda: whole_papers(self.start))
        clean = folder / "clean.duckdb"
        shutil.copyfile(self.start, clean)
        assert done(child(lambda: self.build(self.papers, clean))) == 0
        self.after = answer(lambda: whole_papers(clean))
        self.exported = answer(lambda: parquet_digest(clean))
        assert (len(self.before), len(self.after)) == (FIRST, ALL)

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
    """Something that writes a folder or a file anew: the old one must be there, or the new one, as a whole."""

    name = ""

    def __init__(self, folder: Path) -> None:
        build = Build(folder)
        self.old, self.new = build.start, folder / "clean.duckdb"
        self.digests = set()
        for database in (self.old, self.new):
            place = Path(tempfile.mkdtemp(dir=folder))
            assert done(child(lambda to=place, of=database: self.write(of, to))) == 0
            self.digests.add(tree_digest(place / self.name))
            if database == self.old:
                self.template = place
        assert len(self.digests) == 2

    def write(self, database: Path, place: Path) -> None:
        raise NotImplementedError

    def prepare(self, place: Path) -> None:
        shutil.copytree(self.template, place, dirs_exist_ok=True)

    def work(self, place: Path) -> None:
        self.write(self.new, place)

    def judge(self, place: Path) -> Counter[str]:
        found = Counter(WORDS)
        if not (place / self.name).exists():
            found["lost"] += 1
        elif tree_digest(place / self.name) not in self.digests:
            found["half"] += 1
        return found


class Report(Folder):
    """The static report."""

    name = "report"

    def write(self, database: Path, place: Path) -> None:
        from leaderboard.report import write_report
        from leaderboard.store import Store

        with Store(database, read_only=True) as store:
            write_report(store, place / self.name)


def tree_digest(path: Path) -> str:
    """Every name and every byte below a path."""
    digest = hashlib.sha256()
    for each in sorted(path.rglob("*")) if path.is_dir() else [path]:
        digest.update(str(each.relative_to(path)).encode() + (each.read_bytes() if each.is_file() else b"/"))
    return digest.hexdigest()


TASKS = {"build": Build, "report": Report}


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


def measured(task: Build | Folder, folder: Path) -> dict[str, float]:
    """Let the task run undisturbed: its seconds, its calls, its largest file."""
    place = Path(tempfile.mkdtemp(dir=folder))
    task.prepare(place)

    def work() -> dict[str, float]:
        begin = time.monotonic()
        armed("kill", 0, place)
        task.work(place)
        seconds, library = time.monotonic() - begin, shim()
        sizes = [each.stat().st_size for each in place.rglob("*") if each.is_file()]
        return {"seconds": seconds, "calls": library.shim_calls() if library else 0, "bytes": max(sizes)}

    full = answer(work)
    shutil.rmtree(place)
    assert isinstance(full, dict)
    return full


def points(fault: str, full: dict[str, float], runs: int, chance: Random) -> Iterator[float]:
    """Where to interrupt: at random moments, else at places spread evenly, all where there are few."""
    if fault == "moment":
        for _ in range(runs):
            yield chance.uniform(0, full["seconds"])
        return
    last = int(full["bytes"] if fault == "full" else full["calls"])
    yield from sorted({1 + last * run // runs for run in range(runs)})


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
