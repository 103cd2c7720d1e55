"""Keeping: what is worked out of the vocabulary is kept in the user's cache folder, because it takes half of a start.

The name of a file holds a digest of all that its content was made of, so no content can be stale. A file that is
damaged, or cannot be written, is none. It holds JSON, and nothing in it is run.
"""

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import orjson

MOST = 4  # files of one name: those of other versions that are in use, too


def kept(name: str, made_of: Iterable[bytes], make: Callable[[], Any]) -> Any:
    """What `make` returns, in the types of JSON, or what it returned before when that was made of the same."""
    digest = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in made_of)).hexdigest()
    path = cache_folder() / f"{name}-{digest[:32]}.json"
    content = _read(path)
    if content is not None:
        return orjson.loads(content)
    found = make()
    with suppress(OSError):
        _write(path, orjson.dumps(found))
        _forget(sorted(path.parent.glob(f"{name}-*.json"), key=lambda each: each.stat().st_mtime)[:-MOST])
    return found


def cache_folder() -> Path:
    """Where the user's caches lie: XDG_CACHE_HOME, on Windows LOCALAPPDATA, else ~/.cache."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")  # noqa: PTH111 - raises nothing where there is no home
    return Path(home, "leaderboard")


def _read(path: Path) -> bytes | None:
    """The content of a file, if it is whole: its first line is the digest of the rest."""
    try:
        digest, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if digest == _digest(content) else None


def _write(path: Path, content: bytes) -> None:
    """Write a file that is there as a whole or not at all, whoever else writes it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(_digest(content) + b"\n" + content)
    os.replace(file.name, path)  # noqa: PTH105 - the file's name is no Path


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _forget(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)
