"""Which paper a text is: fingerprints, ids, and what an arXiv id tells.

Two documents are the same paper again when they have the same id or the same fingerprint.
"""

import hashlib
import re
import unicodedata

SLUG_LENGTH = 48  # characters; keeps ids and the file names made of them short

MODERN_ID = re.compile(r"(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])\.\d{4,5}", re.ASCII)
OLD_ID = re.compile(
    r"[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])\d{3}", re.ASCII
)
PREFIX = re.compile(r"arxiv:\s*", re.IGNORECASE)
VERSION = re.compile(r"v[1-9]\d{0,2}\Z", re.ASCII)


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


def arxiv_id(text: str) -> str | None:
    """Read an arXiv id, without "arXiv:" and version; None when it is none.

    >>> arxiv_id("2103.14030v2"), arxiv_id("arXiv:cs.CL/0701001"), arxiv_id("2113.14030")
    ('2103.14030', 'cs.CL/0701001', None)
    """
    bare = VERSION.sub("", PREFIX.sub("", text, count=1))
    return bare if MODERN_ID.fullmatch(bare) or OLD_ID.fullmatch(bare) else None


def arxiv_date(text: str) -> str | None:
    """Read the month in which an arXiv id was given.

    >>> arxiv_date("2103.14030v2"), arxiv_date("hep-th/9901001"), arxiv_date("paper-7")
    ('2021-03', '1999-01', None)
    """
    bare = arxiv_id(text)
    found = bare and (MODERN_ID.fullmatch(bare) or OLD_ID.fullmatch(bare))
    if not found:
        return None
    year, month = int(found["year"]), found["month"]
    # The old scheme ran from 1991 to March 2007, so only its years can lie in the last century.
    century = 1900 if found.re is OLD_ID and year >= 91 else 2000
    return f"{century + year}-{month}"


def arxiv_url(text: str) -> str | None:
    """Give the address of an arXiv id's abstract page, at the version that the id names.

    >>> arxiv_url("arXiv:2103.14030v2"), arxiv_url("paper-7")
    ('https://arxiv.org/abs/2103.14030v2', None)
    """
    return f"https://arxiv.org/abs/{PREFIX.sub('', text, count=1)}" if arxiv_id(text) else None
