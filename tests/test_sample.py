"""The bundled sample: true ids and months, clean text, and boards that have a history."""

import re
from datetime import date

import orjson
import pytest

from leaderboard.linking import Extractor
from leaderboard.records import Document
from leaderboard.sample import sample_papers

PAPERS = [orjson.loads(line) for line in sample_papers().read_bytes().splitlines()]
each_paper = pytest.mark.parametrize("paper", PAPERS, ids=[paper["id"] for paper in PAPERS])


def papers_that_say(*words: str) -> int:
    return sum(all(word.lower() in paper["text"].lower() for word in words) for paper in PAPERS)


def test_the_sample_holds_at_least_eighty_papers() -> None:
    assert len(PAPERS) >= 80


@pytest.mark.parametrize("field", ["id", "title", "text"])
def test_no_two_papers_share(field: str) -> None:
    assert len({paper[field] for paper in PAPERS}) == len(PAPERS)


def test_papers_stand_in_the_order_of_their_ids() -> None:
    assert [paper["id"] for paper in PAPERS] == sorted(paper["id"] for paper in PAPERS)


def test_the_file_is_plain_ascii_that_any_tool_reads() -> None:
    assert sample_papers().read_bytes().isascii()


@each_paper
def test_every_line_is_a_document(paper: dict[str, str]) -> None:
    assert list(paper) == ["id", "title", "text", "date", "url"]
    assert Document(**paper).source is None


@each_paper
def test_the_id_is_a_modern_arxiv_id_and_the_url_leads_to_it(paper: dict[str, str]) -> None:
    # four digits after the point until the end of 2014, five since
    digits = 4 if paper["id"] < "1501" else 5
    assert re.fullmatch(rf"\d{{4}}\.\d{{{digits}}}", paper["id"])
    assert paper["url"] == f"https://arxiv.org/abs/{paper['id']}"


@each_paper
def test_the_month_is_the_one_the_id_was_given_in(paper: dict[str, str]) -> None:
    year, month = paper["date"].split("-")
    assert paper["id"].startswith(year[2:] + month)
    assert date(2010, 1, 1) <= date(int(year), int(month), 1) <= date.today()


@each_paper
def test_the_text_is_a_few_clean_sentences_with_numbers(paper: dict[str, str]) -> None:
    text = paper["text"]
    assert text == " ".join(text.split())
    assert text.endswith(".")
    assert 80 <= len(text) <= 700
    assert re.search(r"\d", text)


@pytest.mark.parametrize(
    ("words", "papers"),
    [
        (("ImageNet", "top-1", "fine-tun"), 8),
        (("ImageNet", "zero-shot"), 10),
        (("ImageNet", "linear"), 5),
        (("COCO", "box AP"), 4),
        (("COCO", "mask AP"), 5),
        (("ADE20K", "mIoU"), 6),
        (("ImageNet 256x256", "FID"), 2),
        (("Kinetics-400",), 3),
    ],
    ids=lambda value: " + ".join(value) if isinstance(value, tuple) else None,
)
def test_enough_papers_report_on_a_board_to_give_it_a_history(words: tuple[str, ...], papers: int) -> None:
    assert papers_that_say(*words) >= papers


# What whoever builds the sample looks for first: a rule that loses one of these, or gives it to another, is no gain.
KNOWN = [
    ("1706.03762", "28.4", "WMT14 English-German", "BLEU", "big Transformer", "proposed"),
    ("1810.04805", "80.5", "GLUE", "score", "BERT", "proposed"),
    ("1910.10683", "90.3", "GLUE", "score", "T5", "proposed"),
    ("2005.14165", "71.2", "TriviaQA", "accuracy", "GPT-3", "proposed"),
    ("2009.03300", "43.9", "MMLU", "accuracy", "GPT-3", "other"),
    ("2010.11929", "88.55", "ImageNet-1k", "top-1 accuracy", "ViT-H/14", "proposed"),
    ("2103.00020", "76.2", "ImageNet-1k", "top-1 accuracy", "CLIP", "proposed"),
    ("2107.03374", "11.4", "HumanEval", "pass@1", "GPT-J", "other"),
    ("2111.06377", "87.8", "ImageNet-1k", "top-1 accuracy", "MAE", "proposed"),
    ("2112.10752", "3.60", "ImageNet 256x256", "FID", "LDM-4-G", "proposed"),
    ("2203.15556", "67.5", "MMLU", "accuracy", "Chinchilla", "proposed"),
    ("2205.01917", "91.0", "ImageNet-1k", "top-1 accuracy", "CoCa", "proposed"),
    ("2206.10789", "7.23", "COCO", "FID", "Parti", "proposed"),
    ("2212.09748", "2.27", "ImageNet 256x256", "FID", "DiT-XL/2", "proposed"),
    ("2303.08774", "92.0", "GSM8K", "accuracy", "GPT-4", "proposed"),
    ("2304.07193", "86.5", "ImageNet-1k", "top-1 accuracy", "DINOv2", "proposed"),
    ("2309.12314", "41.1", "ImageNet-1k", "top-1 accuracy", "TinyCLIP ViT-8M/16", "proposed"),
    ("2309.16671", "70.8", "ImageNet-1k", "top-1 accuracy", "MetaCLIP", "proposed"),
    ("2309.16671", "68.3", "ImageNet-1k", "top-1 accuracy", "CLIP", "other"),
]


@pytest.mark.parametrize(("id", "value", "dataset", "metric", "model", "subject"), KNOWN)
def test_well_known_numbers_are_whose_and_of_what_they_are(
    extractor: Extractor, id: str, value: str, dataset: str, metric: str, model: str, subject: str
) -> None:
    paper = next(Document(**paper) for paper in PAPERS if paper["id"] == id)
    [found] = [result for result in extractor.extract(paper) if result.value_text == value]
    assert (found.dataset, found.metric, found.model, found.subject) == (dataset, metric, model, subject)
