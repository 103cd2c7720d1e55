"""Proposals: what a paper calls its own system, told from the words around the name.

A name counts by its evidence: the title opens with it, "we propose" has it as its object, "called" stands before it,
"our" owns it, or it is the subject of a verb of achievement. An acronym of the field that merely stands in the text
has none of these.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from leaderboard import regexes
from leaderboard.linking.parties import party_words
from leaderboard.patterns.open_names import is_word, places
from leaderboard.patterns.signs import Signs

# One printed word that is shaped like a name ("MoCo", "S&S", "ViT-L/14"), and a name of up to four words.
_STRONG = r"(?:(?![A-Z][a-z]+(?:-[A-Za-z][a-z]+)+(?![\w-]))(?=[\w+./&*-]*[A-Z])(?=[\w+./&*-]+[A-Z0-9&])(?:[A-Z]?[a-z0-9]*[A-Z0-9&][\w+./&*-]*|[A-Z][a-z]+-[A-Z0-9][\w+-]*)(?<![.,/&-])(?!\w))"
_CAPITAL = r"(?:[A-Z][a-z]{2,}(?:-[A-Z]?[a-z]+)*)"
_NAME = rf"(?:(?:{_CAPITAL}\s){{0,2}}{_STRONG}(?:\s(?:{_STRONG}|{_CAPITAL}|v?[0-9]+(?:\.[0-9]+)?\b))?)"
_NOT_FIRST = r"(?!(?:It|This|That|We|Our|Results?|Experiments?|These|Those|They|Which|The|Training|Evaluation|Analysis|One|Each|Both|Scaling|Extensive|Code|However|While|When|Using|With|In|On|For|Here|Thus|Unlike|Given|By|As|Its|A|An|To|Then|Finally|Also)\b)"

# A match of a pattern begins with one of the signs below it: what stands before those, it looks back at.
_AUTHOR = r"\b(?:[Ww]e|[Tt]h(?:is|e)\ (?:present\ )?(?:paper|work|article|study|report|thesis|letter|research)|[Aa]uthors|[Ii]t|and|to|I)"
_PROPOSES = regexes.rich(
    rf"\b(?:propos(?:e|es|ed|ing)|present(?:s|ed)?|introduc(?:e|es|ed|ing)|develop(?:s|ed)?|describes?|releases?|design(?:s|ed)?|builds?|built|devis(?:e|es|ed)|creates?|created|contributes?|offers?|unveil|put\sforward)\s(?<={_AUTHOR}\s(?:[a-z]+,?\s){{0,3}}(?:then\s)?[a-z]+(?:\sforward)?\s)(?P<object>[^.;:]{{3,220}})"
)
_PROPOSING = Signs("propos", "present", "introduc", "develop", "describe", "release", "design", "buil", "devis", "create", "contribute", "offer", "unveil", "put ")  # fmt: skip
_CALLED = regexes.plain(
    rf"\b(?:called|named|dubbed|termed|coined|namely|denoted\sas|denoted\sby|abbreviated\sas|referred\sto\sas|known\sas|call(?:\sit|\sthis|\sour|\sthe)?(?:\s[a-z]+){{0,3}}|name(?:\sit|\sthis|\sour|\sthe)(?:\s[a-z]+){{0,3}})\s(?:as\s|the\s)?[\"'`“‘]{{0,2}}(?P<name>{_NAME}|{_CAPITAL}(?:\s{_CAPITAL}){{0,3}}|[a-z]{{1,4}}[A-Z][\w-]+)"
)
# "A tracker named deep expansion overlap (Deep-EO)"; what is only known as something is another's.
_CALLED_SHORT = regexes.plain(
    r"\b(?:called|named|dubbed|termed|coined)\s(?:as\s|the\s)?(?:[\w-]+\s){1,6}?\((?P<name>[A-Za-z]*[A-Z][\w+-]{1,15})\)"
)
_CALLING = Signs("call", "name", "dubbed ", "termed ", "coined ", "denoted ", "abbreviated ", "referred ", "known ")
_CALLING_SHORT = Signs("called ", "named ", "dubbed ", "termed ", "coined ")
_NOUN = r"(?:approach|method|methods|model|models|framework|system|algorithm|architecture|network|networks|technique|strategy|pipeline|solution|module|mechanism|paradigm|scheme|agent|baseline|backbone|recipe|procedure|loss|optimizer|variant|version|dubbed|family)"
_OWNED = regexes.plain(
    rf"\b(?:[Oo]ur|[Pp]roposed|[Oo]ur\sproposed)\s(?:(?:new|novel|simple|best|largest|full|proposed|final|{_NOUN})\s){{0,3}}(?P<name>{_NAME})(?!-based)"
)
_OWNERS = Signs("our ", "Our ", "proposed ", "Proposed ")
# "our method, FooNet," and "we use a new algorithm, FooNet, that".
_APPOSED = regexes.rich(
    rf"(?<=\b(?:[Oo]ur|[Pp]roposed?|[Nn]ew|[Nn]ovel|[Ss]imple|[Ii]ntroduc\w+|[Pp]resent\w*|[Dd]evelop\w*)\s(?:[\w-]+\s){{0,7}}){_NOUN}\s?(?:,|--|–|—|:)\s?(?P<name>{_NAME}|{_CAPITAL}|(?:{_CAPITAL}\s){{1,5}}{_CAPITAL}(?=\s\())(?=,|\s?(?:--|–|—|\()|\.|\s(?:to|for|that|which|an?|based|with|achiev|outperform)|$)"
)
_PAUSES = (",", "--", "–", "—", ":", " ,", " --", " –", " —", " :")
_APPOSING = Signs(
    *(noun + pause for noun in _NOUN.removeprefix("(?:").removesuffix(")").split("|") for pause in _PAUSES)
)
_ACTING = Signs("achieves", "attains", "reaches", "outperforms", "surpasses", "improves", "obtains", "yields", "boosts", "reduces", "delivers", "sets", "exceeds", "beats", "exhibits", "scores", "significantly", "consistently", "substantially", "brings", "enables", "requires", "introduces", "leverages", "combines", "uses", "integrates", "employs")  # fmt: skip
_ACTS = " | ".join(_ACTING.signs)
_ACTOR = regexes.rich(
    rf"""(?<! [\w-] ) {_NOT_FIRST} (?P<name> [A-Z][\w+./&-]{{1,30}} (?: (?<! \. ) \s (?! (?:and|or)\b ) [A-Z0-9][\w+./-]{{0,20}} ){{0,2}} ) (?: \s \( [^()]{{1,20}} \) )?
        \s (?: also \s | significantly \s | consistently \s | substantially \s | further \s | can \s | not\sonly\s | successfully\s | effectively\s )?
        (?: (?! scores \s (?! [0-9] | a | over | only | up ) ) (?: {_ACTS} ) ) \b""",
    re.VERBOSE,
)
_SPELLED = regexes.rich(
    r"(?<=\b(?:[Oo]ur|[Pp]roposed|[Nn]ew|[Nn]ovel|[Pp]ropos\w+|[Ii]ntroduc\w+|[Pp]resent\w*|[Dd]evelop\w*)\s(?:a\s|an\s|the\s)?(?:(?:[A-Z][\w-]+|of|for|with|by|and|in|from)\s){1,7})\((?P<name>[A-Za-z]*[A-Z][\w+-]{1,15})\)"
)
_BRACKET = Signs("(")
_BRACKETED = regexes.plain(r"\(\s*(?P<name>[A-Z][\w+./&*-]{1,20}|[a-z]{1,3}[A-Z][\w+-]{1,20})\s*\)")
# Where the object of "we propose" ends and what it is for, or made of, begins.
_ASIDE = regexes.plain(
    r"\s(?:for|with|on|using|based|that|which|where|to|from|by|in|into|of|via|through|towards?|against|between|under|over|as|whose|and|capable|leveraging|utilizing|employing|integrating|combining|exploiting|incorporating|built|inspired|designed|trained)\s|,"
)
_LEADING = regexes.plain(rf"^(?:(?:[a-z][a-z-]*|[A-Z][a-z]+-[a-z]+)\s|[\"'`“‘]){{0,6}}?(?P<name>{_NAME})")
_TITLED = regexes.rich(
    rf"^(?:(?:a|an|the|new|novel|simple)\s){{0,3}}(?P<name>{_CAPITAL}(?:\s(?:by|of|with|and|in|for|{_CAPITAL}|{_STRONG})){{1,5}})"
)
_LEAD = regexes.plain(
    r"^\s*(?:\\[a-zA-Z]+\s*)?[\"'`]?(?P<name>[^:]{1,60}?)[\"'`]?(?:\s*:\s*|\s(?:--|-|–|—)\s)(?=\S)(?P<rest>.*)", re.S
)
_COLLECTION = regexes.rich(
    r"\b(?:dataset|data\sset|benchmark|benchmarking|corpus|testbed|test\ssuite|challenge|database|collection|leaderboard|arena|evaluating|evaluation|survey|review)\b",
    re.I,
)
_SENTENCE_LIKE = regexes.plain(
    r"[?!]|\b(?:is|are|do|does|can|how|what|why|when|where|towards?|beyond|rethinking|understanding|exploring|learning to|on the|revisited|study|report|lost|not|you|your|i|we|it|its)\b",
    re.I,
)
_SHAPE = regexes.plain(r"(?<=[A-Za-z0-9&])[A-Z]|(?<![A-Za-z])[0-9]|[A-Za-z][0-9]|&")
_NO_NAME = regexes.plain(
    r"^[^A-Za-z]*$|^[0-9.]+[A-Za-z]?(?:-.*)?$|\b(?:Task|Report)$|^SemEval|^(?:I|A|ViTs?|Transformers?|CNNs?|SOTA|State-of-the-Art|AI|Position|Perspective|Opinion|Viewpoint|Correction|Tutorial|Survey|Review|Demo|Poster|.)$|-(?:[a-z]{3,})$"
    r"|^(?:Towards?|Beyond|Rethinking|Learning|Understanding|Exploring|On|How|What|When|Why|Is|Are|Can|Do|Does|Scaling|Revisiting|Enhancing|Improving)\b"
)


class _Evidence(NamedTuple):
    """A name, and how much the place where it stands says that the paper proposes it."""

    name: str
    weight: float


_WORDS = regexes.plain(r"[A-Za-z0-9]+")
_ENOUGH = 2.5
_ENOUGH_TO_RENAME = 5.0


def proposed_systems(title: str | None, text: str, existing: Callable[[str], bool] = lambda name: False) -> list[str]:
    """Names of what the paper itself proposes, most certain first; `existing` tells well-known systems.

    >>> proposed_systems("LiT: Zero-Shot Transfer with Locked-image text Tuning", "We present LiT.")
    ['LiT']
    >>> proposed_systems("Faster Parsing", "Recurrent neural networks (RNN) are slow. We propose a pointer (TarnPtr).")
    ['TarnPtr']
    >>> proposed_systems("Parsing Networks Faster by Plans", "We propose a fast way of parsing VNE and VNE graphs.")
    []
    """
    weights: dict[str, list[float]] = {}
    for name, weight in _evidence(title or "", text):
        short = _abbreviated(name, text)
        if not _NO_NAME.search(short):
            weights.setdefault(short, []).append(weight)
    sure = {}
    for name, found in weights.items():
        total = max(found) + min(2.0, 0.5 * (len(found) - 1)) + _prominence(name, title or "", text)
        if total >= _ENOUGH_TO_RENAME or (total >= _ENOUGH and (max(found) >= 3 or not existing(name))):
            sure[name] = total
    return sorted(sure, key=lambda name: -sure[name])


def _evidence(title: str, text: str) -> Iterator[_Evidence]:
    lead = _LEAD.match(title)
    if lead is not None:
        yield from _from_lead(lead, text)
    yield from _from_title(lead["rest"] if lead else title, text, lead is None)
    for match in _matches(_PROPOSES, _PROPOSING, text):
        yield from _objects(match["object"])
    for match in _matches(_CALLED, _CALLING, text):
        yield _Evidence(match["name"].strip(), 4.0)
    for match in _matches(_CALLED_SHORT, _CALLING_SHORT, text):
        yield _Evidence(match["name"], 4.0)
    for match in _matches(_APPOSED, _APPOSING, text):
        yield _Evidence(match["name"], 3.5)
    for match in _matches(_OWNED, _OWNERS, text):
        yield _Evidence(match["name"], 1.5)
    for match in _actors(text):
        yield _Evidence(match["name"], 1.0)
    for match in _matches(_SPELLED, _BRACKET, text):
        yield _Evidence(match["name"], 2.0 if _is_part(text, match) else 3.0)
    initials, lettered = _initials(title), _initials(title.partition(":")[0])
    for match in _BRACKETED.finditer(text):
        if _abbreviates(match["name"], initials) and (
            match["name"] == lettered or _OWN_SENTENCE.search(text, max(0, match.start() - 200), match.start())
        ):
            yield _Evidence(match["name"], 1.5)


def _is_part(text: str, bracket: re.Match[str]) -> bool:
    """Whether what a bracket shortens is a part of a system: "a frequency decoupling (FD) module"."""
    before = _LAST_WORD.search(text, max(0, bracket.start() - 30), bracket.start())
    nouns = {match["word"].lower() for match in (before, _NEXT_WORD.match(text, bracket.end())) if match}
    return not party_words("part").isdisjoint(nouns)


_LAST_WORD = regexes.plain(r"(?P<word>[A-Za-z]+)\s?\Z")
_NEXT_WORD = regexes.plain(r"\s(?P<word>[A-Za-z]+)")


def _initials(words: str) -> str:
    return "".join(word[0] for word in _WORDS.findall(words)).upper()


def _matches(pattern: re.Pattern[str], signs: Signs, text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begins with one of the signs, to find which takes a fraction of the time."""
    done = 0
    for begin in signs.places(text):
        match = pattern.match(text, begin) if begin >= done else None
        if match is not None:
            done = match.end()
            yield match


def _actors(text: str) -> Iterator[re.Match[str]]:
    """The matches of a name as the subject of a verb, looked for in front of the verbs."""
    done = 0
    for verb in _ACTING.places(text):
        match = _ACTOR.search(text, max(done, verb - _LONGEST_ACTOR), verb + _LONGEST_VERB)
        if match is not None:
            done = match.end()
            yield match


_LONGEST_ACTOR, _LONGEST_VERB = 120, 14  # characters


# A sentence in which a paper speaks of itself: "we", "this paper", "a novel"; not one about its field.
_OWN_SENTENCE = regexes.plain(
    r"\b(?:[Ww]e|[Oo]ur|[Tt]his (?:paper|work|article|study)|[Pp]ropos\w+|[Pp]resent\w*|[Ii]ntroduc\w+|[Nn]ovel|[Nn]ew)\b(?:[^.]|\.\S)*\Z"
)


def _abbreviates(short: str, initials: str) -> bool:
    """Whether the first words of a title have the initials of an abbreviation."""
    letters = "".join(each for each in short if each.isupper())
    return len(letters) > 1 and initials.startswith(letters)


def _from_lead(lead: re.Match[str], text: str) -> Iterator[_Evidence]:
    name = lead["name"].strip("\"'` ").split(" at ")[0]  # "TarnTeam at SharedTask-2019 Task 8: ..."
    ends = _ENDS_WITH.search(name)
    if ends is not None:
        yield _Evidence(ends["name"], 2.5)
    words = len(name.split())
    if not _SHAPE.search(name) and not name.istitle() and words > 1:
        return
    if words == 1:
        yield _Evidence(name, 2.0 if _COLLECTION.search(lead["rest"]) else 5.0)
    elif (words <= 5 and not _SENTENCE_LIKE.search(name) and name.lower() in text.lower()) or (
        words <= 3 and _SHAPE.search(name.split()[0])
    ):
        yield _Evidence(name, 4.0)


_ENDS_WITH = regexes.rich(rf"\s(?:with|via|by)\s(?P<name>{_STRONG})$")
_TITLE_PART = regexes.rich(
    r"\s(?:for|with|via|by|using|through|in|on|from|based\son|to|under|at)\s|,\s|\sand\sits\s", re.I
)


_ARTICLE = regexes.rich(r"^(?:An?|The)\s")


def _from_title(title: str, text: str, whole: bool) -> Iterator[_Evidence]:
    """A title that is a name, and the phrases of a title that the text says to be its own: "X for Y", "Y with X"."""
    low = text.lower()
    if (
        whole
        and len(title.split()) <= 3
        and (_SHAPE.search(title) or (title.istitle() and title.lower() in low))
        and not _SENTENCE_LIKE.search(title)
    ):
        yield _Evidence(title.strip(), 3.0)
    for number, part in enumerate(_TITLE_PART.split(title)):
        part = _ARTICLE.sub("", part.strip())
        if not 2 <= len(part.split()) <= 5 or _SENTENCE_LIKE.search(part) or not part[0].isupper():
            continue
        words = part.lower().split()
        if not (party_words("unnamed").isdisjoint(words) and party_words("study").isdisjoint(words)):
            continue  # "A Large-Scale Dataset for", "A Controlled Experiment on"
        at = low.find(part.lower().removesuffix("s"))
        short = _SHORT.match(text, at + len(part)) if number == 0 and at >= 0 and text[at].isupper() else None
        if short is not None and part.split()[-1].lower() in party_words("method") | party_words("doer"):
            yield _Evidence(short["short"], 3.5)  # "Geometry Normalization Networks (GNNets)"
            continue
        if at >= 0 and not _FIELD.fullmatch(part) and _OWNING.search(text, max(0, at - 50), at):
            end = (
                at + len(part)
                if text[at : at + len(part)].lower() == part.lower()
                else at + len(part.removesuffix("s"))
            )
            yield _Evidence(text[at:end], 3.5 if number == 0 else 3.0)


# "We propose a federated learning protocol" names no system of a paper on federated learning.
_FIELD = regexes.plain(r"\S+ (?:learning|ai|intelligence)|\S+ language models?", re.I)
_OWNING = regexes.plain(
    r"\b(?:[Oo]ur|propos\w+|present\w*|introduc\w+|develop\w*|called|named|termed)\s(?:the\s|a\s|an\s)?(?:new\s|novel\s|simple\s|[a-z-]+\s){0,2}$"
)


def _objects(said: str) -> Iterator[_Evidence]:
    """The names that are the object of "we propose", rather than what it is for or made of."""
    aside = _ASIDE.search(said)
    end = aside.start() if aside else len(said)
    for bracket in _BRACKETED.finditer(said):
        if bracket.start() <= end + 1 or _spells_out(bracket["name"], said[: bracket.start()], end):
            yield _Evidence(bracket["name"], 2.0 if _is_part(said, bracket) else 4.0)
            return
    leading = _LEADING.match(said)
    if leading is not None and leading.start("name") <= end and not _GOES_ON.match(said, leading.end()):
        yield _Evidence(leading["name"], 4.0)
        return
    word = _WORD.match(said)
    if word is not None:
        yield _Evidence(word["name"], 4.0)
        return
    titled = _TITLED.match(said)
    if titled is not None:
        yield _Evidence(titled["name"], 3.0)
    for match in _FARTHER.finditer(said, end):
        nouns = {(match["before"] or "").lower(), match["behind"]}
        if match["before"] is None or not party_words("doer").isdisjoint(nouns):
            yield _Evidence(match["name"], 2.0)


# Beyond what it is for, only a noun tells: "a loss for parsing, the TarnLoss, which", "a tagging framework (TarnTag)".
_FARTHER = regexes.rich(
    rf",\s(?:namely\s|the\s){{0,2}}(?P<name>{_NAME})(?=,\s(?:an?|the|which|that|to)\b)|\sin\s(?P<name>{_STRONG})(?=,\san?\s)|\b(?P<before>[A-Za-z]+)\s\(\s?(?P<name>{_STRONG})\s?\)(?:\s(?P<behind>[a-z]+))?"
)
# "we present Pythia, a pipeline": a name that is one plain word.
_WORD = regexes.rich(rf"(?:[a-z]+\s){{0,1}}?(?P<name>{_CAPITAL})(?=,|\s?\(|\s(?:an?|to|that|which)\s|$)")
# Behind a name: it was the beginning of a longer one, or tells what kind of thing is proposed ("a CLIP adapter").
_GOES_ON = regexes.rich(
    r"\s[A-Z][a-z]{2,}|-?based\b|\s(?!(?:model|framework|method|algorithm|network|system|approach|dataset|benchmark|and|or|is|are|can|architecture)s?\b)[a-z-]{3,}(?=\s(?:for|with|that|to|which|based|using|in|on)\b|[,.]|$)"
)


def _spells_out(short: str, before: str, end: int) -> bool:
    """Whether the words whose initials an abbreviation has begin before `end`."""
    words = list(_WORDS.finditer(before))
    initials = "".join(match.group()[0] for match in words).lower()
    letters = "".join(each for each in short if each.isupper()).lower() or short.lower()
    at = initials.rfind(letters[:1])
    best = -1
    while at >= 0:
        if initials[at:].startswith(letters[:2]) or len(letters) == 1:
            best = at
            break
        at = initials.rfind(letters[:1], 0, at)
    if best < 0:  # letters from within the words: "TransPose (TrP)"
        best = initials.rfind(letters[:1])
    return best >= 0 and words[best].start() <= end


def _abbreviated(name: str, text: str) -> str:
    """ "Fine-Grained Visual Prompting (FGVP)" goes by its abbreviation."""
    if (" " not in name and "-" not in name) or "(" not in text:
        return name
    low, wanted = text.lower(), name.lower()
    at = low.find(wanted)
    while at >= 0:
        match = _SHORT.match(text, at + len(name))
        if match is not None:
            return match["short"]
        at = low.find(wanted, at + 1)
    return name


_SHORT = regexes.rich(r"s?\s?\(\s?(?P<short>[A-Za-z]*[A-Z][\w+.-]{1,15})\s?\)")


def times(name: str, text: str, most: int) -> int:
    """How often a text prints a name as a word of its own, up to `most`.

    >>> times("LiT", "LiT and LiT2 and LiT", 6)
    2
    """
    count, at = 0, text.find(name)
    while at >= 0 and count < most:
        end = at + len(name)
        whole = not (is_word(text[at - 1 : at]) or is_word(text[end : end + 1]))
        count += whole
        at = text.find(name, end if whole else at + 1)
    return count


def _prominence(name: str, title: str, text: str) -> float:
    """A paper's own system stands in its title, is named again and again, and mostly is one word of its own shape."""
    words = len(name.split())
    shaped = _SHAPE.search(name) is not None
    return (
        0.5 * times(name, text, 6)
        + 1.5 * (name in title)
        + shaped
        - 0.5 * (words > 3)
        - (not shaped and words == 1 and not title.startswith(name))
    )


_HEAD = r"(?:data\s?sets?|[Bb]enchmarks?|corpus|corpora|testbed|test\ssuite|test\sset|database|leaderboard|arena)"
_COLLECTION_NAME = regexes.plain(r"(?:[Bb]ench(?:mark)?|BENCH|Arena|-DB|Dataset|Corpus)(?:-?[0-9.]+|[+-][\w+]{1,12})?$")
_COLLECTION_REST = regexes.plain(
    rf"^(?:an?|the)?\s?(?:[\w-]+\s){{0,8}}{_HEAD}(?:\s(?:for|of|on|to|with|and|in|from|towards?|across)\b|[,.]|$)|^(?:Benchmarking|Evaluating|Dataset|Towards? Evaluating)\b",
    re.I,
)


_ACHIEVES = r"(?:achiev|attain|reach|outperform|surpass|improv|obtain|yield|boost|reduc|exceed|lift|increas|rais|beat|cut|deliver|enhanc|sav|sustain|outscor|employ|learn|accelerat|speed)\w{0,3}"


def is_collection(name: str, title: str, text: str) -> bool:
    """Whether what a paper proposes under a name is a dataset or a benchmark.

    >>> is_collection("FooSet", "FooSet: A Large-Scale Dataset for Parsing", "")
    True
    >>> is_collection("TarnNet", "TarnNet: Parsing", "We introduce TarnNet, a parser. TarnNet wins on our benchmark.")
    False
    """
    if _COLLECTION_NAME.search(name):
        return True
    spans = [(begin, begin + len(name)) for begin in places(name, text)]
    if any(_ACHIEVES_BEHIND.match(text, end) for _, end in spans):
        return False
    if title.startswith(name + ":") and _COLLECTION_REST.search(title[len(name) + 1 :].strip()):
        return True
    return any(
        _HEAD_BEHIND.match(text, end) or (not _WORD_GOES_ON.match(text, end) and _is_introduced(text, begin))
        for begin, end in spans
    )


def _is_introduced(text: str, begin: int) -> bool:
    """Whether a noun of collections leads to the name that begins at a place."""
    near = _HEADS.search(text, max(0, begin - 80), begin)
    if near is None or _HEAD_BEFORE.search(text, max(0, begin - 300), begin) is None:
        return False
    sentence = max(text.rfind(". ", 0, begin) + 2, text.rfind("\n", 0, begin) + 1, 0)
    return not (text[near.end() : begin] == ", " and _PLACE.match(text, sentence))  # "On the Foo benchmark, LALE sets"


_HEADS = regexes.rich(rf"\b{_HEAD}\b")
# What stands right behind a name, or ends right before it; tried at its places, so nothing is compiled for each name.
_ACHIEVES_BEHIND = regexes.plain(rf"(?:\s\([^()]*\))?\s(?:[a-z]+ly\s|also\s|can\s)?{_ACHIEVES}\b")
_HEAD_BEHIND = regexes.plain(
    rf"(?:\s\([^()]*\))?(?:,|\sis|:)\s(?:an?|the|our)\s(?:[\w-]+,?\s){{0,7}}?{_HEAD}\b|\s{_HEAD}\b"
)
_HEAD_BEFORE = regexes.rich(
    rf"\b(?:introduc|present|propos|releas|construct|buil[dt]|creat|collect|curat)\w*\s(?:[\w-]+,?\s){{0,8}}{_HEAD}\b[^.;]{{0,60}}?(?<![\w-])\Z"
    rf"|\b{_HEAD}(?:\s(?:called|named|dubbed|termed)|(?<!s),|\s\()\s?\Z"
)
_PLACE = regexes.plain(r"\s*(?:On|In|Across|Over|Against|Under|For)\s")
_WORD_GOES_ON = regexes.rich(r"[\w-]")


_BY_MEANS = regexes.rich(r"\s(?:via|with|using|through|by|based\son)\s", re.I)
_FOR = regexes.rich(r"\s(?:for|in|on|of|to|from|towards?|against|under|as|and)\s", re.I)
_GERUND = regexes.rich(
    r"^(?:[A-Z][a-z]+ing|Towards?|On|Is|Are|Can|Do|Does|How|What|Why|When|Beyond|Rethinking|Improved?|From|Two|Empirical)\s"
)
_NAMED = regexes.plain(_NAME)
_USES = regexes.rich(
    rf"\b(?:fine-?tun(?:e[sd]?|ing)|(?:pre-?)?train(?:s|ed|ing)?|us(?:e[sd]?|ing)|employ(?:s|ed|ing)?|adopt(?:s|ed|ing)?|appl(?:y|ies|ied|ying)|utiliz(?:e[sd]?|ing)|built\s(?:up)?on|based\son)\s(?:[a-z][\w-]*\s){{0,4}}?(?P<name>{_NAME})"
)


# "GPT-4 Technical Report"
_KIND_OF_PAPER = regexes.rich(r"\s(?:Technical\s|System\s|Model\s)?(?:Report|Card)$")


def stand_in(title: str | None, text: str, existing: Callable[[str], bool]) -> str | None:
    """What to call the system of a paper that names none: the method of its title, or the known system it builds on.

    >>> stand_in("Label-Description Training for Text Classification", "Our method is better.", lambda name: False)
    'Label-Description Training'
    >>> stand_in("Detecting Hate Speech in Memes", "We fine-tune VisualBERT.", lambda name: name == "VisualBERT")
    'VisualBERT'
    >>> stand_in("Whales Found: A Human-in-the-loop Detection Method for Images", "Our method is better.", lambda name: False)
    'Human-in-the-loop Detection Method'
    >>> stand_in("GPT-4 Technical Report", "It scores 67%.", lambda name: name.startswith("GPT-4"))
    'GPT-4'
    >>> stand_in("Directional Graph Networks", "", lambda name: False)
    'Directional Graph Networks'
    >>> stand_in("FooBench: Testing Planners with Multi-Scale Averaging", "", lambda name: False)
    """
    title = _KIND_OF_PAPER.sub("", title or "")
    lead, *rest = title.split(": ")[:2]
    alone = rest and " " not in lead and _NAMED.fullmatch(lead)  # the name of a benchmark
    for heading in () if alone else (lead, *rest):
        first, *means = _BY_MEANS.split(heading)
        told = (
            means
            or _FOR.search(first)
            or (rest and heading is lead and " " in lead)
            or (not rest and len(heading.split()) <= 4)
        )  # "Sparse Logit Sampling: Faster Distillation", "Directional Graph Networks"
        for part in (*means, first if told else ""):
            phrase = _method_of(_FOR.split(part)[0].strip())
            if phrase is not None and (not existing(phrase) or title.startswith(phrase)):
                return phrase
    titled = {match.group() for match in _NAMED.finditer(title) if existing(match.group().split()[0])}
    if len(titled) == 1:
        return titled.pop()
    said = described(text)
    if said is not None:
        return said
    used = {match["name"] for match in _USES.finditer(text) if existing(match["name"])}
    return used.pop() if len(used) == 1 else None


def _method_of(part: str) -> str | None:
    """The name of a method that a part of a title is: capitalised words, the last of which says what it is.

    >>> _method_of("A Novel Cost-Aware Inference Framework"), _method_of("Large Language Models"), _method_of("Learning")
    ('Cost-Aware Inference Framework', None, None)
    """
    if _GERUND.match(part) or _ONE_NAME.fullmatch(part):
        return None if _GERUND.match(part) else part
    words = part.split()
    while words and (words[0] in ("A", "An", "The") or words[0].lower() in party_words("plain")):
        words = words[1:]
    if not all(_CAPITALISED.fullmatch(word) for word in words) or not 2 <= len(words) <= 5:
        return None
    low = [word.lower() for word in words]
    if low[0] in party_words("kind") or not party_words("unnamed").isdisjoint(low):
        return None
    told = low[-1] in party_words("method") or (low[-1] in party_words("doer") and len(words) > 2)
    return " ".join(words) if told else None


_CAPITALISED = regexes.rich(r"[A-Z][\w/-]*")
_ONE_NAME = regexes.rich(rf"(?![A-Z]{{2,5}}s?$){_STRONG}")

# The noun phrase that is the object of "we propose", up to what it is for or made of.
_WITHIN = r"(?!(?:and|or|for|of|with|to|that|which|in|on|by|from|as|is|are|using|via|based|where|whose|called|named|through|between|under|over|into|at|than|towards?)\s)[\w/+'’-]+\s"
_OBJECT = regexes.plain(
    rf"(?:(?:an?|the|our|its)\s|(?!(?:an?|the|our|its|\w+ing)\s))(?:\w+,?\s(?:and|yet|but)\s)?(?P<words>(?:{_WITHIN}){{1,7}}?(?:\(\w{{2,12}}\)\s)?)(?P<head>[a-z]+)(?=\s(?:\((?!\w{{2,12}}\)-)|for|with|that|which|to|of|based|using|in|on|by|built|where|called|named|from|and|whose|as|capable|able|leveraging|combining|designed|trained|via|through|integrating|consisting|tailored|inspired|aimed|over|under|at|across|against|when|is|are|it|specifically)\b|\s?[,(.:]|$)"
)


def described(text: str) -> str | None:
    """What a paper calls a system that it gives no name: the object of "we propose".

    >>> described("We propose a novel cost-aware inference framework for drivers.")
    'cost-aware inference framework'
    >>> described("In this paper, an online gesture recognition system is proposed.")
    'online gesture recognition system'
    >>> described("We present an evaluation framework. We propose training models on less.")
    """
    for match in _matches(_PROPOSES, _PROPOSING, text):
        phrase = _OBJECT.match(match["object"])
        said = _singled_out(phrase["words"].split(), phrase["head"]) if phrase is not None else None
        if said is not None:
            return said
    for verb in _PASSIVES.places(text):
        phrase = _PASSIVE.search(text, max(0, verb - _LONGEST_ACTOR), verb + 1)
        said = _singled_out(phrase["words"].split(), phrase["head"]) if phrase is not None else None
        if said is not None:
            return said
    return None


def _singled_out(words: list[str], head: str) -> str | None:
    """The words of a phrase that single a system out, if its head is what one is called."""
    while words and (words[0] in ("a", "an", "the", "this", "these", "those", "such") or _singles_out_nothing(words)):
        words = words[1:]
    low = [word.lower() for word in words]
    if head not in party_words("doer") or not words or not party_words("unnamed").isdisjoint(low):
        return None
    return None if " ".join([*low, head]) in party_words("everyone") else " ".join([*words, head])


# "An online gesture recognition system is proposed": the phrase that ends before the verb.
_PASSIVE = regexes.plain(rf"\b[Aa]n?\s(?P<words>(?:{_WITHIN}){{1,7}}?)(?P<head>[a-z]+)(?=\s(?:is|are|was)\s[a-z]*\Z)")
_PASSIVES = Signs("proposed", "presented", "introduced", "developed")


def _singles_out_nothing(words: list[str]) -> bool:
    """Whether a phrase begins with a plain word, or with an adverb of one: "highly effective", but "fully quantum"."""
    plain = party_words("plain")
    return words[0].lower() in plain or (words[0].endswith("ly") and len(words) > 1 and words[1].lower() in plain)
