"""Files appear whole: written beside their place, brought to the disk, then put there at one blow."""

import os
from contextlib import suppress
from pathlib import Path

from leaderboard.errors import LeaderboardError


def write_whole(path: str | Path, content: bytes) -> Path:
    """Write a file, and its folder where that is missing; after a failure the old file is still there.

    Behind a link, the file is replaced and the link stays. What is no file (a pipe, a terminal) is written to.
    Raises LeaderboardError when it cannot be written.
    """
    place = Path(os.path.realpath(path))
    try:
        if place.exists() and not place.is_file():
            place.write_bytes(content)
        else:
            _replace(place, content)
    except OSError as error:
        hint = "the old file, if there was one, is untouched; name another one, or make room"
        raise LeaderboardError(error.strerror or str(error), where=str(path), hint=hint) from error
    return Path(path)


def _replace(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f"{place.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, place)  # noqa: PTH105 - the one call that replaces a file as a whole on every system
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
