"""Opens one input and hands on its bytes, lines or text: unpacked, in UTF-8, in bounded memory.

The stages between the file and its lines are generators from chunks of bytes to chunks of bytes, so a file
larger than memory passes through, compressed or not.
"""

import codecs
import importlib
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from leaderboard.errors import InputError
from leaderboard.reading.limits import CHUNK, DEFAULT, HEAD, RATIO_GRACE, Limits

STANDARD_INPUT = "standard input"

GZIP, ZSTANDARD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
BOM = codecs.BOM_UTF8
FOREIGN_BOMS = {  # the longer ones first: UTF-32's begins with UTF-16's
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
PACK_AGAIN = "fetch or pack it again"
ZSTANDARD_BITE = 1024  # bytes given to zstandard at a time: each may become 30,000 times as many at once


class Source:
    """One opened input: its name for messages, its beginning, and its content, which can be read once.

    `head` is the beginning in UTF-8, for recognising the format. `limits` is how much of it is read.
    """

    def __init__(
        self, name: str, path: Path | None, chunks: Iterator[bytes], encoding: str, limits: Limits = DEFAULT
    ) -> None:
        self.name, self.path, self.limits = name, path, limits
        self._checked = codecs.lookup(encoding).name not in ("utf-8", "utf-8-sig")
        chunks = _unpacked(chunks, name, limits.ratio)
        start, chunks = _ahead(chunks, HEAD)
        if not self._checked:
            _refuse_other_encodings(start, name)
        else:
            start, chunks = _ahead(_as_utf8(chunks, encoding, name), HEAD)
        self.head = start[:HEAD].removeprefix(BOM)
        self._chunks = chunks

    def raw_lines(self) -> Iterator[bytes | None]:
        """Yield the lines in UTF-8, unchecked, without their line feed; None for one over the limit."""
        return _lines(_without_bom(self._chunks), self.limits.line)

    def lines(self) -> Iterator[str | None]:
        """Yield the lines as text without their line feed; None for one over the limit.

        A carriage return before the line feed stays. Raises InputError at the first faulty byte.
        """
        return (line if line is None else line.decode("utf-8") for line in _lines(self._utf8(), self.limits.line))

    def text(self) -> str | None:
        """Return the whole content untouched, line ends included; None when it is over the limit for sure."""
        content = bytearray()
        for chunk in self._utf8():
            content += chunk
            if len(content) > 4 * self.limits.text:  # UTF-8 spends at most four bytes on a character
                return None
        return content.decode("utf-8")

    def _utf8(self) -> Iterator[bytes]:
        return _without_bom(self._chunks if self._checked else _as_utf8(self._chunks, "utf-8", self.name))


@contextmanager
def open_source(path: str | os.PathLike[str], encoding: str, limits: Limits = DEFAULT) -> Iterator[Source]:
    """Open a file, or standard input for "-"; every failure of reading is an InputError."""
    if os.fspath(path) == "-":
        yield Source(STANDARD_INPUT, None, _chunks(sys.stdin.buffer, STANDARD_INPUT), encoding, limits)
        return
    place, name = Path(path), display_name(path)
    with _opened(place, name) as file:
        yield Source(name, place, _chunks(file, name), encoding, limits)


def display_name(path: str | os.PathLike[str]) -> str:
    r"""Spell a path as text that can be printed and stored, whatever bytes its name has.

    >>> display_name("caf\udce9.txt")
    'caf\\xe9.txt'
    """
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def check_encoding(encoding: str) -> None:
    """Raise InputError unless Python knows the text encoding."""
    try:
        " ".encode(encoding)
        codecs.getincrementaldecoder(encoding)
    except (LookupError, ValueError) as error:
        raise InputError(
            f"unknown encoding {encoding!a}", hint='use a name such as "utf-8", "latin-1" or "utf-16"'
        ) from error


def _opened(path: Path, name: str) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise InputError("no such file", where=name, hint="check the path") from error
    except ValueError as error:  # a NUL in the path
        raise InputError("not a possible path", where=name) from error
    except OSError as error:
        raise _cannot_read(error, name) from error


def _cannot_read(error: OSError, name: str) -> InputError:
    return InputError(f"cannot be read: {error.strerror or error}", where=name)


def _chunks(file: BinaryIO, name: str) -> Iterator[bytes]:
    while True:
        try:
            chunk = file.read(CHUNK)
        except OSError as error:
            raise _cannot_read(error, name) from error
        if not chunk:
            return
        yield chunk


def _ahead(chunks: Iterator[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """Read `size` bytes ahead, or what there is, and return them beside the whole stream.

    A failure is raised at its place in the stream, so that what stands before it is read.
    """
    start, failure = b"", None
    try:
        while len(start) < size:
            start += next(chunks)
    except StopIteration:
        pass
    except InputError as error:
        failure = error
    return start, _resumed(start, chunks, failure)


def _resumed(start: bytes, chunks: Iterator[bytes], failure: InputError | None) -> Iterator[bytes]:
    if start:
        yield start
    if failure:
        raise failure
    yield from chunks


def _without_bom(chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield next(chunks, b"").removeprefix(BOM)
    yield from chunks


# --- compression ---


def _unpacked(chunks: Iterator[bytes], name: str, most: int) -> Iterator[bytes]:
    start, chunks = _ahead(chunks, len(ZSTANDARD))
    if start.startswith(GZIP):
        return _gunzipped(chunks, _Ratio(name, most))
    if start.startswith(ZSTANDARD):
        return _unzstandarded(chunks, _Ratio(name, most))
    return chunks


class _Ratio:
    """Stops an archive that grows out of all proportion."""

    def __init__(self, name: str, most: int) -> None:
        self.name, self.most, self.packed, self.unpacked = name, most, 0, 0

    def add(self, unpacked: int) -> None:
        self.unpacked += unpacked
        if self.unpacked > max(RATIO_GRACE, self.most * self.packed):
            raise InputError(
                f"the archive becomes more than {self.most} times its size",
                where=self.name,
                hint="if you trust it, unpack it or raise it with --limit ratio=…",
            )


def _gunzipped(chunks: Iterator[bytes], ratio: _Ratio) -> Iterator[bytes]:
    inflater = zlib.decompressobj(wbits=31)
    for chunk in chunks:
        ratio.packed += len(chunk)
        while chunk:
            if inflater.eof:  # a further member, or the zeros that tapes leave at the end
                chunk = chunk.lstrip(b"\0")
                inflater = zlib.decompressobj(wbits=31) if chunk else inflater
                continue
            piece = _inflated(inflater, chunk, ratio.name)
            ratio.add(len(piece))
            yield piece
            chunk = inflater.unused_data or inflater.unconsumed_tail
    yield inflater.flush()
    if not inflater.eof:
        raise InputError("the gzip archive ends in the middle", where=ratio.name, hint=PACK_AGAIN)


def _inflated(inflater: "zlib._Decompress", chunk: bytes, name: str) -> bytes:
    try:
        return inflater.decompress(chunk, CHUNK)
    except zlib.error as error:
        raise InputError(f"damaged gzip archive: {error}", where=name, hint=PACK_AGAIN) from error


def _unzstandarded(chunks: Iterator[bytes], ratio: _Ratio) -> Iterator[bytes]:
    try:
        zstandard = importlib.import_module("zstandard")
    except ImportError as error:
        raise InputError(
            "packed with zstd, which needs an optional library",
            where=ratio.name,
            hint='run "pip install zstandard", or unpack the file with "zstd -d"',
        ) from error
    inflater = zstandard.ZstdDecompressor().decompressobj(read_across_frames=True)
    for chunk in chunks:
        ratio.packed += len(chunk)
        pieces = []
        for start in range(0, len(chunk), ZSTANDARD_BITE):
            try:
                pieces.append(inflater.decompress(chunk[start : start + ZSTANDARD_BITE]))
            except zstandard.ZstdError as error:
                raise InputError(f"damaged zstd archive: {error}", where=ratio.name, hint=PACK_AGAIN) from error
            ratio.add(len(pieces[-1]))
        yield b"".join(pieces)


# --- encoding ---


def _refuse_other_encodings(start: bytes, name: str) -> None:
    for bom, encoding in FOREIGN_BOMS.items():
        if start.startswith(bom):
            raise InputError(f"not UTF-8 but {encoding.upper()}", where=name, hint=f"say --encoding {encoding}")
    # UTF-16 of Latin text without a mark is valid UTF-8 with a NUL in every second place.
    evens, odds = start[::2].count(0), start[1::2].count(0)
    if max(evens, odds) > max(3, len(start) // 4) and min(evens, odds) <= len(start) // 20:
        encoding = "utf-16-be" if evens > odds else "utf-16-le"
        raise InputError("not UTF-8 but probably UTF-16", where=name, hint=f"say --encoding {encoding}")


def _as_utf8(chunks: Iterator[bytes], encoding: str, name: str) -> Iterator[bytes]:
    """Decode and encode again; what stands before a faulty byte is handed on before InputError is raised."""
    decoder = codecs.getincrementaldecoder(encoding)()
    done = 0
    for chunk, last in chain(((chunk, False) for chunk in chunks), [(b"", True)]):
        state = decoder.getstate()
        try:
            piece = decoder.decode(chunk, last)
        except UnicodeDecodeError as error:
            behind = len(error.object) - error.start  # bytes of this chunk from the faulty one on
            decoder.setstate(state)
            yield decoder.decode(chunk[: max(0, len(chunk) - behind)]).encode("utf-8", "ignore")
            raise _not_decodable(error, encoding, done + len(chunk) - behind, name) from error
        done += len(chunk)
        yield _encoded(piece, encoding, name)


def _not_decodable(error: UnicodeDecodeError, encoding: str, position: int, name: str) -> InputError:
    start = error.object[:4096]
    control = sum(byte < 9 or 13 < byte < 32 for byte in start)  # text has tabs and line ends, hardly others
    hint = "name the file's encoding with --encoding, for example --encoding latin-1"
    return InputError(
        f"not {encoding.upper()} at byte {position} (0x{error.object[error.start]:02x}: {error.reason})",
        where=name,
        hint="it looks like no text at all; convert it to text first" if control > len(start) // 25 else hint,
    )


def _encoded(piece: str, encoding: str, name: str) -> bytes:
    try:
        return piece.encode("utf-8")
    except UnicodeEncodeError as error:  # UTF-7 and escapes can spell half a surrogate pair
        raise InputError(f"half a surrogate pair, spelled in {encoding}", where=name) from error


# --- lines ---


def _lines(chunks: Iterator[bytes], longest: int) -> Iterator[bytes | None]:
    """Split at line feeds only: U+2028 and form feeds stand inside sentences."""
    begun: list[bytes] = []
    size = 0  # bytes of the line that is begun; those over the limit are dropped as they come
    for chunk in chunks:
        first, *others = chunk.split(b"\n")
        size += len(first)
        if size <= longest:
            begun.append(first)
        else:
            begun.clear()
        if not others:
            continue
        yield b"".join(begun) if size <= longest else None
        tail = others.pop()
        for line in others:
            yield line if len(line) <= longest else None
        size, begun = len(tail), [tail]
    if size:
        yield b"".join(begun) if size <= longest else None
