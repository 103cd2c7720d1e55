"""Papers and results, made by hand, for the tests of the report."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leaderboard.records import Document, Result
from leaderboard.store import Store
from leaderboard.vocabulary import Vocabulary

NO_WORDS = Vocabulary(**{kind: {} for kind in Vocabulary._fields})  # the results say all that is needed

# What a hostile paper would put into every field: markup, a formula, a template, another reading direction.
HOSTILE = (
    "</script><script>hacked=1</script><img src=x onerror=hacked=1>",
    '" onmouseover="hacked=1" x="',
    "' onfocus='hacked=1' autofocus='",
    "{{ 7*7 }}{% raw %}${7*7}",
    "../../../etc/passwd",
    "=HYPERLINK(\"http://evil\")\t|calc",
    "\u202egnp.exe\u200b\u0000\u2028end",
    "<svg/onload=hacked=1><!--",
    "a" * 300,
    "名前 ﷽ 𝔘𝔫𝔦 é",
)  # fmt: skip


@dataclass
class Shelf:
    """Papers with their results, to be put into a store."""

    documents: list[Document] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)

    def paper(self, id: str, *sentences: tuple[str, dict[str, Any]], **said: Any) -> None:
        """Add a paper of sentences, each with one number and what is known of it."""
        text = ""
        for sentence, known in sentences:
            self.results.append(_result(id, sentence, len(text), **known))
            text += sentence + " "
        self.documents.append(Document(id=id, text=text, **{"title": f"Paper {id}", **said}))

    def store(self, path: Path | str) -> Store:
        """Make a store of it."""
        rows = [result.model_dump() for result in self.results]
        columns = {name: [_column(row[name]) for row in rows] for name in Result.model_fields}
        store = Store(path, vocabulary=NO_WORDS)
        store.add(self.documents, columns)
        return store


def _result(id: str, sentence: str, sentence_start: int, value_text: str, **known: Any) -> Result:
    start = sentence_start + sentence.index(value_text)
    plain: dict[str, Any] = {
        "document_id": id,
        "start": start,
        "end": start + len(value_text),
        "value_text": value_text,
        "value": float(value_text),
        "kind": "score",
        "confidence": 0.9,
        "pattern": "score.metric",
        "sentence": sentence,
        "sentence_start": sentence_start,
        "extractor": "0.1.0",
    }
    return Result(**{**plain, **known})


def _column(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def top1(value: str, model: str | None, **known: Any) -> tuple[str, dict[str, Any]]:
    """A sentence with a top-1 accuracy on ImageNet."""
    words = f"{model or 'Our network'} reaches {value}% top-1 accuracy on ImageNet."
    plain = {
        "value_text": value, "unit": "%", "metric": "top-1 accuracy", "higher_is_better": True,
        "dataset": "ImageNet-1k", "task": "image classification", "model": model,
    }  # fmt: skip
    return words, {**plain, **known}


def fid(value: str, model: str, **known: Any) -> tuple[str, dict[str, Any]]:
    """A sentence with a FID, where lower is better."""
    plain = {
        "value_text": value,
        "metric": "FID",
        "higher_is_better": False,
        "dataset": "CIFAR-10",
        "model": model,
    }
    return f"On CIFAR-10, {model} has a FID of {value}.", {**plain, **known}


def cost(value: str, model: str, **known: Any) -> tuple[str, dict[str, Any]]:
    """A sentence with a number of parameters."""
    plain = {
        "value_text": value,
        "value": float(value) * 1e6,
        "unit": "parameters",
        "kind": "cost",
        "higher_is_better": False,
    }
    return f"{model} has {value}M parameters.", {**plain, "metric": "parameters", "model": model, **known}


def ordinary() -> Shelf:
    """Eight papers: boards with history, ties and quotes, one of bars, one of two results; a conflict, costs."""
    shelf = Shelf()
    shelf.paper(
        "1512.03385",
        top1("76.1", "ResNet-50"),
        cost("25.6", "ResNet-50"),
        date="2015-12",
        url="https://arxiv.org/abs/1512.03385",
    )
    shelf.paper("2010.11929", top1("88.6", "ViT-H"), top1("77.2", "ResNet-50", subject="other"), date="2020-10")
    shelf.paper(
        "2103.14030",
        top1("87.3", "Swin-L"),
        top1("88.6", "ViT H", subject="other"),
        cost("197", "Swin-L"),
        date="2021-03",
    )
    shelf.paper("2201.03545", top1("88.6", "ConvNeXt-XL", bound="over"), date="2022-01")
    shelf.paper("undated", top1("80.0", None, settings=("frozen",)), fid("3.17", "DDPM"), fid("2.20", "NCSN++"))
    shelf.paper(
        "third",
        fid("1.97", "EDM"),
        top1("79.5", "CLIP", setting="zero-shot", settings=("zero-shot",)),
        cost("428", "CLIP"),
        date="2022",
    )
    shelf.paper("shots", top1("77.0", "Swin-L", setting="zero-shot", settings=("zero-shot",)), date="2023-04")
    gain = {"value_text": "2.5", "unit": "points", "kind": "gain", "change": "points", "better": True}
    shelf.paper("gain", ("We gain 2.5 points over ResNet.", {**gain, "versus": "ResNet"}), date="2023")
    return shelf


def hostile(texts: Sequence[str] = HOSTILE) -> Shelf:
    """Papers whose every field is hostile, several on each board so that all parts of the pages are made.

    Each text names two models on two boards of a task, with a cost each, so that they are compared and weighed.
    """
    shelf = Shelf()
    for number, text in enumerate(texts):
        for paper in range(3):
            known = {
                "dataset": text, "dataset_text": text, "split": text, "setting": text,
                "settings": (text, f"also {text}"), "task": text, "unit": text, "versus": text,
                "flags": (text,), "pattern": text, "higher_is_better": True,
            }  # fmt: skip
            model = {"model": f"also {text}" if paper else text}
            scores = [
                (f"{text} reaches {value} {text}", {**known, **model, "value_text": value, "metric": metric})
                for value, metric in ((f"{80 + paper}.{number}", text), (f"{60 + paper}.{number}", f"also {text}"))
            ]
            size = f"{number + 3}{paper + 1}"
            price = {"value_text": size, "kind": "cost", "metric": "parameters", "dataset": None}
            url = "javascript:hacked=1" if paper else f"https://example.org/{text}"
            shelf.paper(
                f"{text}/{paper}",
                *scores,
                (f"{text} has {size} of {text}", {**known, **model, **price}),
                title=text,
                url=url,
                date=f"20{10 + paper}-0{paper + 1}",
            )
    return shelf
