"""Which paper a text is: fingerprints, ids, and what an arXiv id tells.

Two documents are the same paper again when they have the same id or the same fingerprint.
"""

import hashlib
import re
import unicodedata
from typing import NamedTuple

SLUG_LENGTH = 48  # characters; keeps ids and the file names made of them short

ARXIV_ID = re.compile(
    r"""
    (?i: arxiv: \s{0,9} )?
    (?P<id> (?P<modern> \d\d (?:0[1-9]|1[0-2]) ) \. \d{4,5}          # since April 2007: 2103.14030
          | [a-z-]{2,9} (?: \.[A-Z]{2} )? /                          # before: cs.CL/0701001
            (?P<old> (?:9[1-9]|0[0-7]) (?:0[1-9]|1[0-2]) ) \d{3}
    )
    (?P<version> v [1-9] \d{0,2} )?
    """,
    re.VERBOSE | re.ASCII,
)


ARXIV_VERSION = re.compile(r"^https?://arxiv\.org/\w{1,9}/[\w./-]{1,30}v([1-9][0-9]{0,2})$")


def fingerprint(text: str) -> str:
    r"""Reduce a text to 32 hexadecimal digits that survive line breaks and doubled spaces only.

    Case, punctuation and every digit count: a corrected number is another text.

    >>> fingerprint("We reach\n  91.2%.") == fingerprint(" We reach 91.2%.\r\n")
    True
    >>> fingerprint("We reach 91.2%.") == fingerprint("We reach 91.3%.")
    False
    """
    folded = " ".join(text.split())
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def derived_id(title: str | None, text: str) -> str:
    """Make an id for a document that came without one: its title's words and a hash of its text.

    The hash is the text's, not the title's: there are different papers with the same title.

    >>> derived_id("Scaling Up: A Study", "We reach 91%."), derived_id(None, "We reach 91%.")
    ('scaling-up-a-study-42ac24e034', 'text-42ac24e034948cef')
    """
    words, digits = slug(title or ""), fingerprint(text)
    return f"{words}-{digits[:10]}" if words else f"text-{digits[:16]}"


def slug(title: str) -> str:
    """Reduce a title to lower-case ASCII words joined by hyphens, cut between words.

    >>> slug("Étude: IoU > 50%?"), slug("深度学习")
    ('etude-iou-50', '')
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))
    if len(words) <= SLUG_LENGTH:
        return words
    return words[: SLUG_LENGTH + 1].rpartition("-")[0] or words[:SLUG_LENGTH]


def folded_title(title: str) -> str:
    """Reduce a title to its letters and digits, so that case, spaces and punctuation do not matter.

    >>> folded_title("Mask R-CNN"), folded_title("mask  RCNN.")
    ('maskrcnn', 'maskrcnn')
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", title).casefold())


def arxiv_version(url: str | None) -> int | None:
    """Read the version off an arXiv paper's address; None when it names none.

    >>> arxiv_version("https://arxiv.org/abs/2103.14030v2"), arxiv_version("https://arxiv.org/abs/2103.14030")
    (2, None)
    """
    found = ARXIV_VERSION.search(url or "")
    return int(found[1]) if found else None


class ArxivPaper(NamedTuple):
    """What an arXiv id tells: the id without version, the month of the paper, the address of the version."""

    id: str
    date: str
    url: str


def arxiv_paper(id: str) -> ArxivPaper | None:
    """Read an arXiv id, with or without "arXiv:" and version; None when it is none.

    >>> arxiv_paper("arXiv:2103.14030v2")
    ArxivPaper(id='2103.14030', date='2021-03', url='https://arxiv.org/abs/2103.14030v2')
    >>> arxiv_paper("hep-th/9901001").date, arxiv_paper("2113.14030")
    ('1999-01', None)
    """
    found = ARXIV_ID.fullmatch(id)
    if not found:
        return None
    month = found["modern"] or found["old"]
    # The old scheme ran from August 1991 to March 2007, so only its ids can be of the last century.
    century = "19" if found["old"] and month >= "91" else "20"
    url = f"https://arxiv.org/abs/{found['id']}{found['version'] or ''}"
    return ArxivPaper(found["id"], f"{century}{month[:2]}-{month[2:]}", url)
