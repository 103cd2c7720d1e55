"""Files larger than memory should be: a gigabyte of lines, and a gigabyte in one line."""

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Effort
from papers import text_of

pytestmark = pytest.mark.torture

MEGABYTE = 1_000_000
READ = """
import resource, sys
from leaderboard.reading import read_documents
problems = []
count = sum(1 for _ in read_documents("-", input_format="jsonl", problems=problems))
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(count, len(problems), memory, problems[-1].reason)
"""


def lines_of(megabytes: int) -> Iterator[bytes]:
    """JSON lines of a megabyte each time, one bad line in ten."""
    number = size = 0
    while size < megabytes * MEGABYTE:
        text = f"{text_of(number % 1000)} {number} " + "We describe the method at length. " * 30
        line = json.dumps({"id": f"p{number}", "text": text}).encode() if number % 10 else b"no JSON at all"
        yield line + b"\n"
        number, size = number + 1, size + len(line) + 1


def one_line(megabytes: int) -> Iterator[bytes]:
    """A line without an end, and a good one behind it."""
    yield b'{"text": "'
    for _ in range(megabytes):
        yield b"a" * MEGABYTE
    yield b'"}\n{"id": "last", "text": "We reach 91%."}\n'


def read(chunks: Iterator[bytes]) -> tuple[int, int, int, str]:
    """Feed another process; the documents and problems it saw, its greatest memory in MB, and the last reason."""
    with subprocess.Popen([sys.executable, "-c", READ], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.writelines(chunks)
        out = process.communicate()[0].decode()
    documents, problems, memory, reason = out.split(maxsplit=3)
    return int(documents), int(problems), int(memory), reason


def test_a_file_of_any_size_is_read_in_the_same_memory(effort: Effort, figure: Callable[[str, str, str], None]) -> None:
    size = effort.times(1_000, least=20)
    documents, problems, memory, _ = read(lines_of(size))
    figure(
        "JSON lines, one in ten bad",
        f"{size:,} MB",
        f"{documents:,} read, {problems:,} faults told, {memory} MB of memory",
    )
    assert documents > 500 * size / 1.5
    assert memory < 200


def test_a_line_of_any_size_is_refused_by_its_limit(effort: Effort, figure: Callable[[str, str, str], None]) -> None:
    size = effort.times(1_000, least=50)
    documents, problems, memory, reason = read(one_line(size))
    figure("a single line", f"{size:,} MB", f"refused with --limit line, the next line read, {memory} MB of memory")
    assert (documents, problems) == (1, 1)
    assert "--limit line" in reason
    assert memory < 200


def test_a_build_of_a_large_file_stays_in_bounded_memory(
    tmp_path: Path, effort: Effort, figure: Callable[[str, str, str], None]
) -> None:
    size = effort.times(1_000, least=10)
    command = [sys.executable, "-m", "leaderboard", "build", "-", "--input-format", "jsonl"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with subprocess.Popen(
        [*command, "--database", str(tmp_path / "my.duckdb")], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as process:
        assert process.stdin is not None
        process.stdin.writelines(lines_of(size))
    memory = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024
    figure("a build of JSON lines", f"{size:,} MB", f"exit code {process.returncode}, at most {memory} MB of memory")
    assert process.returncode == 0
    assert memory < 4_000
