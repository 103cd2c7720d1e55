"""Feed texts that nobody would write through decode, read, extract and store.

    python tests/faults/fuzz.py --texts 1000000 --seconds 3600 [--seed 0]

Texts are made of fragments that patterns look for, of the sample's sentences with characters changed, and of arbitrary
characters; files of them are JSON lines, whole or with damaged bytes, and dumps in another encoding. Every batch is
stored, and the database itself is asked whether each number slices back. Prints what was counted as JSON; texts that
broke something go to standard error.
"""

import argparse
import json
import math
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from leaderboard.linking import Extractor
from leaderboard.reading import Problem, read_documents
from leaderboard.records import Document
from leaderboard.sample import sample_papers
from leaderboard.store import Store

BATCH = 2_000
SLOW = 1.0  # seconds of processor time for one text of a few hundred characters: it hangs
FRAGMENTS = Path(__file__).with_name("fragments.txt").read_text(encoding="utf-8").split()
FRAGMENTS += [
    "\r\n",
    "\n",
    "\t",
    "\0",
    "\u202e",
    "\u200b",
    "\u200f",
    "\ufeff",
    "\u2028",
    "\u0301",
    "\u00a0",
    "\u2009",
    "\\",
    '"',
]
PLANES = (
    (0x20, 0x7E),
    (0xA0, 0x2FF),
    (0x300, 0x36F),
    (0x2000, 0x22FF),
    (0x3040, 0x9FFF),
    (0xFF00, 0xFFEF),
    (0x1D400, 0x1FAFF),
)

STORED = """
    SELECT
        count(*) AS numbers,
        count(*) FILTER (
            WHERE substr(d.text, r.start + 1, r.end - r.start) = r.value_text AND isfinite(r.value)
        ) AS whole
    FROM result AS r
    JOIN document AS d ON d.id = r.document_id
"""


class Maker:
    """Makes texts; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.sentences = [
            sentence for paper in read_documents(sample_papers()) for sentence in paper.text.split(". ") if sentence
        ]

    def text(self) -> str:
        """One text of up to a few hundred characters."""
        match self.chance.randrange(4):
            case 0:
                return self.of_fragments()
            case 1:
                return self.arbitrary()
            case _:
                return self.mutated()

    def of_fragments(self) -> str:
        """Fragments with nothing, one space or two between them."""
        chance = self.chance
        pieces = chance.choices(FRAGMENTS, k=chance.randint(1, 25))
        return "".join(piece + chance.choice(("", " ", " ", "  ")) for piece in pieces)

    def arbitrary(self) -> str:
        """Characters of all planes."""
        chance = self.chance
        return "".join(chr(chance.randint(*chance.choice(PLANES))) for _ in range(chance.randint(1, 60)))

    def mutated(self) -> str:
        """A sentence of the sample with pieces taken out, doubled, swapped or replaced."""
        chance, text = self.chance, self.chance.choice(self.sentences)
        for _ in range(chance.randint(1, 6)):
            start = chance.randrange(len(text) + 1)
            end = min(len(text), start + chance.randint(0, 12))
            piece = chance.choice(("", chance.choice(FRAGMENTS), text[start:end] * 2, text[start:end][::-1]))
            text = text[:start] + piece + text[end:]
        return text

    def files(self, count: int) -> Iterator[tuple[bytes, dict[str, str]]]:
        """Files of so many texts in all, with the options to read them with."""
        texts = [self.text() for _ in range(count)]
        whole, broken = count * 7 // 10, count * 9 // 10
        yield lines(texts[:whole]), {"input_format": "jsonl"}
        yield b"\n".join(map(self.damaged, lines(texts[whole:broken]).split(b"\n"))), {"input_format": "jsonl"}
        dump = "\n".join("Abstract: " + text.replace("\n", " ") for text in texts[broken:])
        yield dump.encode("utf-8"), {"input_format": "abstracts", "encoding": "latin-1"}

    def damaged(self, line: bytes) -> bytes:
        """A line with one byte changed."""
        if not line:
            return line
        at = self.chance.randrange(len(line))
        return line[:at] + self.chance.randbytes(1) + line[at + 1 :]


def lines(texts: list[str]) -> bytes:
    """JSON lines without ids: they are derived."""
    return "\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in texts).encode("utf-8", "replace")


def faults(documents: list[Document], columns: dict[str, list[object]]) -> Iterator[str]:
    """What a batch of results breaks of the promises."""
    texts = {each.id: each.text for each in documents}
    fields = ("document_id", "start", "end", "value_text", "value", "value_high", "sentence", "sentence_start")
    for id, start, end, printed, value, high, sentence, at in zip(*(columns[each] for each in fields), strict=True):
        text = texts[id]
        if (
            text[start:end] != printed
            or text[at : at + len(sentence)] != sentence
            or not at <= start < end <= at + len(sentence)
        ):
            yield f"span of {printed!a} in {text!a}"
        if not math.isfinite(value) or not (high is None or math.isfinite(high)):
            yield f"value {value} in {text!a}"


class Fuzz:
    """Counts what happens to batches of texts."""

    def __init__(self, seed: int) -> None:
        self.maker, self.extractor = Maker(seed), Extractor()
        self.found = Counter({"texts": 0, "read": 0, "refused": 0, "numbers": 0, "crashes": 0, "hangs": 0, "spans": 0})

    def batch(self, folder: Path) -> None:
        """Make, read, extract and store one batch."""
        for content, how in self.maker.files(BATCH):
            path, problems = folder / "texts", list[Problem]()
            path.write_bytes(content)
            documents = list({each.id: each for each in read_documents(path, problems=problems, **how)}.values())
            self.found["read"] += len(documents)
            self.found["refused"] += sum(problem.parts for problem in problems)
            self.extract_and_store(documents)
        self.found["texts"] += BATCH

    def extract_and_store(self, documents: list[Document]) -> None:
        """Look at the results before and after they are stored."""
        begin = time.process_time()
        columns = self.survived(documents)
        if time.process_time() - begin > SLOW * max(10, len(documents) / 100):
            self.complain("hangs", f"{len(documents)} texts took {time.process_time() - begin:.0f} s")
        for fault in faults(documents, columns):
            self.complain("spans", fault)
        with Store(":memory:") as store:
            store.add(documents, columns, extractor="fuzz")
            stored = store.query(STORED)
        numbers, whole = int(stored["numbers"][0]), int(stored["whole"][0])
        self.found["numbers"] += numbers
        if whole < numbers or (numbers < len(columns["start"]) and len(documents) == len({d.text for d in documents})):
            self.complain("spans", f"{len(columns['start'])} numbers read, {numbers} stored, {whole} of them whole")

    def survived(self, documents: list[Document]) -> dict[str, list[object]]:
        """The results of the texts; one by one where the batch crashes."""
        try:
            return self.extractor.columns(documents)
        except Exception:
            for each in list(documents):
                try:
                    self.extractor.columns([each])
                except Exception as error:
                    self.complain("crashes", f"{type(error).__name__}: {error} in {each.text!a}")
                    documents.remove(each)
            return self.extractor.columns(documents)

    def complain(self, kind: str, what: str) -> None:
        """Count it, and show it."""
        self.found[kind] += 1
        print(f"{kind}: {what}", file=sys.stderr, flush=True)


def main() -> None:
    """Fuzz until there are enough texts or the time is over."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    choice = parser.parse_args()
    fuzz, give_up = Fuzz(choice.seed), time.monotonic() + choice.seconds
    with tempfile.TemporaryDirectory(prefix="leaderboard-faults-") as folder:
        while fuzz.found["texts"] < choice.texts and time.monotonic() < give_up:
            fuzz.batch(Path(folder))
    print(json.dumps(fuzz.found))


if __name__ == "__main__":
    main()
