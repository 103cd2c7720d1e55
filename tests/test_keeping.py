"""What is worked out of the vocabulary is kept, and what is kept can be trusted."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from leaderboard.linking import Extractor
from leaderboard.vocabulary.keeping import MOST, cache_folder, kept
from leaderboard.vocabulary.names import name_index

SENTENCE = "Our ViT-L reaches 87.3% top-1 accuracy on ImageNet-1k."


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "leaderboard"


def test_what_was_made_of_other_words_is_made_again() -> None:
    assert [kept("sum", [words], lambda words=words: len(words)) for words in (b"a", b"ab", b"a")] == [1, 2, 1]


def test_what_was_made_of_the_same_is_not_made_again() -> None:
    made = [kept("sum", [b"a"], lambda number=number: number) for number in (1, 2)]
    assert made == [1, 1]


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"",
        lambda whole: whole[:-1],
        lambda whole: whole.replace(b"12", b"13"),
        lambda whole: b"\xff" * 99,
    ],
    ids=["empty", "cut", "changed", "foreign"],
)
def test_a_damaged_file_is_none(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    kept("sum", [b"a"], lambda: [12, 12])
    [file] = folder.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert kept("sum", [b"a"], lambda: [1]) == [1]
    assert kept("sum", [b"a"], lambda: [2]) == [1], "the damaged file was replaced"


def test_a_folder_that_cannot_be_made_costs_time_only(folder: Path) -> None:
    folder.write_text("a file is in the way")
    assert [kept("sum", [b"a"], lambda number=number: number) for number in (1, 2)] == [1, 2]


def test_writers_at_the_same_time_leave_a_whole_file(folder: Path) -> None:
    content = ["word"] * 50_000
    threads = [Thread(target=kept, args=("words", [b"a"], lambda: content)) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert kept("words", [b"a"], lambda: None) == content
    assert len(list(folder.iterdir())) == 1


def test_files_of_old_versions_are_not_heaped_up(folder: Path) -> None:
    for number in range(MOST + 3):
        kept("sum", [bytes([number])], lambda: 0)
    assert len(list(folder.iterdir())) == MOST


def test_names_are_found_the_same_from_what_was_kept() -> None:
    found = []
    for _ in ("made", "kept"):
        name_index.cache_clear()
        found.append(list(Extractor().extract(SENTENCE)))
    assert found[0] == found[1] != []
    assert any(file.name.startswith("spellings-") for file in cache_folder().iterdir())
