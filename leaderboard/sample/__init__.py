"""The bundled sample: real machine-learning papers, what each of them reports restated in our own words.

Titles, arXiv ids and months are the true ones, and every figure is one that the paper reports; the sentences
are not the papers'. `papers.jsonl` holds one JSON object a line: id, title, text, date (YYYY-MM), url.
It serves to try the program and to show boards with some history; it is no complete record of any benchmark.
"""

from pathlib import Path


def sample_papers() -> Path:
    """Give the path of the bundled papers, as JSON lines.

    >>> sample_papers().name
    'papers.jsonl'
    """
    return Path(__file__).with_name("papers.jsonl")


__all__ = ["sample_papers"]
