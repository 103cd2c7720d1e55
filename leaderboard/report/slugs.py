"""File names made of names that strangers chose."""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from hashlib import sha256
from typing import TypeVar

LONGEST = 80  # characters; with the folder and ".html" every file system takes it
# Windows opens these as devices, whatever their ending.
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
SIGNED = re.compile(r"(?:^|-)[0-9a-f]{10}$")  # a name that looks signed could meet one that is
Key = TypeVar("Key", bound=Hashable)


def folded(name: str) -> str:
    """Reduce a name to lower-case letters, digits and hyphens.

    >>> folded("ImageNet-1k / top-1 accuracy"), folded("../../etc/passwd"), folded("Évaluation №5")
    ('imagenet-1k-top-1-accuracy', 'etc-passwd', 'evaluation-no5')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def signed(name: str, key: Hashable) -> str:
    """Add a short hash of what is named to a name that would be cut or would meet another.

    >>> signed("数据", "a"), len(signed("x" * 500, "a"))
    ('d749929fe9', 80)
    """
    digest = sha256(repr(key).encode("utf-8", "backslashreplace")).hexdigest()[:10]
    return f"{folded(name)[: LONGEST - 11].strip('-')}-{digest}".strip("-")


def slugs(names: Mapping[Key, str]) -> dict[Key, str]:
    """Give each key a file name of its own, whatever the order; names that look alike all get a hash.

    >>> slugs({1: "CIFAR-10", 2: "C++", 3: "C"})
    {1: 'cifar-10', 2: 'c-d4735e3a26', 3: 'c-4e07408562'}
    """
    plain = {key: folded(name) for key, name in names.items()}
    met = Counter(plain.values())
    return {key: _own(key, names[key], plain[key], met[plain[key]]) for key in names}


def _own(key: Hashable, name: str, plain: str, owners: int) -> str:
    taken = owners > 1 or plain in DEVICES or SIGNED.search(plain)
    return plain if plain and not taken and len(plain) <= LONGEST else signed(name, key)


def joined(parts: Iterable[str | None]) -> str:
    """Join what names a board; what is not said leaves nothing.

    >>> joined(["COCO", None, "box AP"])
    'COCO box AP'
    """
    return " ".join(part for part in parts if part)
