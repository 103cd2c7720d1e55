"""The folder of a report: written beside the old one, whose place it takes once all is written."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from leaderboard.errors import LeaderboardError

MARK = "report.json"  # says that a folder is a report, and may be replaced by the next one


class Folder:
    """The folder that is being written, and how much has been."""

    def __init__(self, path: Path) -> None:
        self.path, self.bytes, self.pages = path, 0, 0

    def write(self, name: str, text: str) -> None:
        """Write a file; a lone surrogate, which UTF-8 cannot hold, becomes a question mark."""
        content = text.encode("utf-8", "replace")
        place = self.path / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
        self.bytes += len(content)
        self.pages += name.endswith(".html")


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give a new folder to write into; when all went well it takes the place of the old one.

    Both are on one disk, so they change places at one blow. Nothing is touched when writing fails.
    """
    folder = Path(os.path.realpath(folder))  # behind a link, the folder is replaced and the link stays
    _refuse_what_is_no_report(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise LeaderboardError(error.strerror or str(error), where=str(folder), hint="choose another folder") from error
    try:
        new.chmod(0o755)  # mkdtemp makes it for one user alone; a web server may be another
        yield new
        _swap(new, folder)
    except OSError as error:
        where = str(error.filename or folder)
        hint = "the old report, if there was one, is untouched; make room or choose another folder"
        raise LeaderboardError(error.strerror or str(error), where=where, hint=hint) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _swap(new: Path, folder: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    if _exchange(new, folder):
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    try:
        folder.rename(old / "report")
        try:
            new.rename(folder)
        except OSError:
            (old / "report").rename(folder)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places at one blow, where the system can: there is a report at every moment."""
    import ctypes

    at_here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError):
        return False
    return bool(renameat2(at_here, os.fsencode(one), at_here, os.fsencode(other), exchange) == 0)


def _refuse_what_is_no_report(folder: Path) -> None:
    """Never delete what we did not write."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise LeaderboardError("is a file, not a folder", where=str(folder), hint="name a folder for the report")
    if (folder / MARK).is_file() or not any(folder.iterdir()):
        return
    hint = "name a new or an empty folder, or an earlier report"
    raise LeaderboardError("holds something that is not a report; nothing was written", where=str(folder), hint=hint)
