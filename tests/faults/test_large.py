"""Files larger than memory should be: a gigabyte of lines, and a gigabyte in one line."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from effort import Effort
from papers import text_of

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell what memory was used"),
]

MEGABYTE = 1_000_000
# The greatest memory since the process began its own program: getrusage also counts what its parent had.
MEMORY = """
from pathlib import Path
memory = next(int(line.split()[1]) for line in Path("/proc/self/status").open() if line.startswith("VmHWM")) // 1024
"""
READ = f"""
from leaderboard.reading import read_documents
problems = []
count = sum(1 for _ in read_documents("-", input_format="jsonl", problems=problems))
{MEMORY}
print(count, len(problems), memory, problems[-1].reason)
"""
BUILD = f"""
import sys
from leaderboard.pipeline import build
done = build(["-"], sys.argv[1], input_format="jsonl")
{MEMORY}
print()
print(done.new, len(done.problems), memory, done.problems[-1].reason)
"""


def lines_of(megabytes: int) -> Iterator[bytes]:
    """JSON lines of papers as long as ten abstracts, one bad line in ten."""
    number = size = 0
    while size < megabytes * MEGABYTE:
        text = f"{text_of(number % 1000)} {number} " + "We describe the method at length. " * 300
        line = json.dumps({"id": f"p{number}", "text": text}).encode() if number % 10 else b"no JSON at all"
        yield line + b"\n"
        number, size = number + 1, size + len(line) + 1


def one_line(megabytes: int) -> Iterator[bytes]:
    """A line without an end, and a good one behind it."""
    yield b'{"text": "'
    for _ in range(megabytes):
        yield b"a" * MEGABYTE
    yield b'"}\n{"id": "last", "text": "We reach 91%."}\n'


def fed(program: str, chunks: Iterator[bytes], *arguments: str) -> tuple[int, int, int, str]:
    """Feed another process; the documents and problems it saw, its greatest memory in MB, and the last reason."""
    command = [sys.executable, "-c", program, *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.writelines(chunks)
        out = process.communicate()[0].decode().splitlines()[-1]  # DuckDB's bar of progress may stand before it
    documents, problems, memory, reason = out.split(maxsplit=3)
    return int(documents), int(problems), int(memory), reason


def test_a_file_of_any_size_is_read_in_the_same_memory(effort: Effort, figure: Callable[[str, str, str], None]) -> None:
    size = effort.times(1_000, least=20)
    documents, problems, memory, _ = fed(READ, lines_of(size))
    figure(
        "JSON lines, one in ten bad",
        f"{size:,} MB",
        f"{documents:,} read, {problems:,} faults told, {memory} MB of memory",
    )
    assert documents > 80 * size
    assert memory < 200


def test_a_line_of_any_size_is_refused_by_its_limit(effort: Effort, figure: Callable[[str, str, str], None]) -> None:
    size = effort.times(1_000, least=50)
    documents, problems, memory, reason = fed(READ, one_line(size))
    figure("a single line", f"{size:,} MB", f"refused with --limit line, the next line read, {memory} MB of memory")
    assert (documents, problems) == (1, 1)
    assert "--limit line" in reason
    assert memory < 200


def test_a_build_of_a_large_file_stays_in_bounded_memory(
    tmp_path: Path, effort: Effort, figure: Callable[[str, str, str], None]
) -> None:
    size = effort.times(1_000, least=10)
    documents, problems, memory, _ = fed(BUILD, lines_of(size), str(tmp_path / "my.duckdb"))
    figure(
        "a build of JSON lines",
        f"{size:,} MB",
        f"{documents:,} stored, {problems:,} faults told, {memory} MB of memory",
    )
    assert documents > 80 * size
    assert memory < 1_000
