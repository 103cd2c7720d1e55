"""Names that no list knows: what the shape of a word, and the words beside it, tell."""

import re
from collections.abc import Iterable, Iterator

from leaderboard import regexes
from leaderboard.patterns.pattern import Pattern
from leaderboard.patterns.signs import Signs

# A capital or digit beyond the first letter ("MoCo", "ViT-L/14", "V-MoE", "BERT", "Qwen2.5", "GPT-4o").
NAME_SHAPE = Pattern(
    name="name.shape",
    regex=r"""
        ^ (?! [A-Z] [a-z]{1,40} $ ) (?! [A-Z] [a-z]{1,30} - [a-z]{1,30} $ )
        (?= .{0,60} [A-Z] )
        (?: [A-Za-zµα-ω0-9] (?= .{0,40} (?: [A-Z] | [0-9] ) ) [\w+./@*^&'-]{1,60} )
        $
    """,
    finds={"MoCo": ["MoCo"], "ViT-L/14": ["ViT-L/14"], "BERT": ["BERT"], "LiT": ["LiT"]},
    ignores=["Experiments", "the", "Vision-language"],
)

_CAPITALISED = regexes.rich(r"^[A-Z][a-z]{2,20}(?:-[A-Z]?[a-z0-9]{1,20}){0,3}$")

# One printed word of a name, and a name of up to four.
_STRONG_WORD = r"(?: [A-Z][a-z0-9]*[A-Z0-9][\w+./-]{0,30} | [a-z]{1,4}[A-Z][\w+-]{1,30} | [A-Z]\w{1,20}-to-[A-Z][\w-]{1,20} | [A-Z][a-z]+-[A-Z0-9][\w+-]{0,30} | [A-Z]{2,}[\w+-]{0,20} )(?<![./-])"
_PLAIN_WORD = r"(?: [A-Z][a-z]{1,20} )"
_NOT_FIRST = r"(?! (?: The | No | Not | Our | This | These | A | An | In | On | We | For | To | With | New | Each | Its | Their | Both | Using | Many | Most | Such | As | By | From | Existing | Current | Public | Large | Several | Recent | However | While | Experiments | Results | Code | Two | Three | Four | Popular | Standard | Real | Unlike | Given | Under | Among | Through | And | Across | Five | Six | Seven | Eight | Nine | Ten | Extensive | Comprehensive | Beyond | Additional | Other | All | Various | Different | Multiple | Numerous | Some | After | When | Despite | Evaluated | Evaluating | Tested | Trained ) \b )"
_NAME = rf"(?: {_NOT_FIRST} (?: {_STRONG_WORD} | {_PLAIN_WORD} (?= \ (?:{_STRONG_WORD}|{_PLAIN_WORD}|[0-9]{{2,4}}\b) ) ) (?: \ (?: {_STRONG_WORD} | {_PLAIN_WORD} | v?[0-9]{{1,4}}(?:\.[0-9])?\b ) ){{0,3}} | {_NOT_FIRST} {_PLAIN_WORD} (?= \ [a-z] ) )"
_PREPOSITION = r"(?: for | with | that | which | to | of | on | in | by | using | from | via | through | across | over | against | and | into | as | is | are ) \s"
# What may stand between an article and the noun: no preposition, or the noun is of another phrase.
_ADJECTIVES = r"(?: (?! (?: for | with | that | which | to | of | on | in | by | using | from | via | trained | over ) \s ) [\w'()-]{1,30} ,? \s ){0,10}?"
# One name of a list, which may be a plain word, and may have a bracket behind it.
_LISTED = rf"(?: {_NOT_FIRST} (?: [A-Z][\w+./@-]{{1,30}} | [a-z]{{1,4}}[A-Z][\w+-]{{1,30}} ) (?: \ [A-Z0-9][\w+.-]{{0,30}} ){{0,3}} (?<![./-]) (?: \s \( [^()]{{1,40}} \) )? )"
_HOST = r"(?: (?:[Dd]ata\ ?set | [Bb]enchmark | [Cc]orpus | [Cc]orpora | [Dd]atabase | [Cc]hallenge | [Cc]ompetition | test\ set | testbed | leaderboard | [Ss]hared\ [Tt]ask | evaluation\ set | test\ suite | collection )s? \b )"

LOCAL_DATASET = Pattern(
    name="dataset.open",
    regex=rf"""
        (?<! [\w-] ) (?<! custom\  ) (?<! \bown\  ) (?<! in-house\  ) (?<! proprietary\  ) (?<! private\  ) (?<! internal\  ) (?<! collected\  )
        (?:
            (?P<before> {_NAME} ) \s (?: \( [^()]{{1,30}} \) \s )? {_HOST}                       # the FooSet dataset
          | (?P<list> {_NAME} (?: (?: ,\s | ,?\sand\s(?:the\s)? | / ) {_NAME} ){{1,8}} ) \s (?: [a-z]+ \s )? {_HOST}   # A, B and C datasets
          | (?P<strong> {_STRONG_WORD} (?: \ {_STRONG_WORD} | \ [0-9]{{4}} ){{0,2}} ) \s (?: (?! {_PREPOSITION} ) [a-z-]+ \s ){{1,2}} {_HOST}    # FooSet retrieval benchmark
          | (?: data\ ?sets | benchmarks | corpora ) (?: \s? (?: : | -- | — ) \s? | \s \( | ,? \s (?: including | namely ) \s ) (?: the \s )?
            (?P<listed> {_LISTED} (?: (?: , | ,? \s and ) \s (?: and \s )? (?: the \s )? {_LISTED} ){{1,9}} ) (?= [.,;:)] )      # benchmarks: A, B (c) and D
          | {_HOST} (?: , (?= \s (?: called | named | dubbed | termed | namely ) ) )? \s (?: (?: called | named | dubbed | termed | namely | known\ as | : ) \s | \( )? (?P<after> {_STRONG_WORD} (?: \ {_STRONG_WORD} | \ [0-9]{{4}} ){{0,2}} )
          | (?P<apposed> {_STRONG_WORD} (?: \ [Vv]?[0-9]{{1,4}} (?: \.[0-9] )? )? ) (?: \s \( [^()]{{1,30}} \) )? (?: , | \s? (?: --- | -- | — | – ) ) \s? \b (?: a | an | the | our ) \s {_ADJECTIVES} {_HOST}
          | {_HOST} , \s (?: the \s )? (?P<named> {_NAME} ) \s (?= \( [A-Z] )                                # a benchmark, the Foo Bar 2020 (FB20)
          | (?<= [a-z]\ \( ) (?P<bracket> {_STRONG_WORD} ) \) \s (?: dataset | benchmark | corpus | database | testbed ) \b   # a few-shot learning (FSX) benchmark
          | (?: Data\ ?set | Database | Benchmark | Challenge | Corpus ) \s [^().;]{{0,60}} \( (?P<short> {_STRONG_WORD} ) \)   # Database for Foo (DBF)
          | (?P<suffix> {_NOT_FIRST} (?: [A-Z]\w* [ -] )? [A-Z] [\w+-]{{0,30}} (?: Bench | BENCH | -Eval | Eval | QA | Arena ) (?: [+-][\w+]{{1,12}} )? ) (?! \w )
        )
    """,
    finds={
        "on the FooSet dataset": ["FooSet dataset"],
        "on FooBench": ["FooBench"],
        "a benchmark called FooNav": ["benchmark called FooNav"],
        "a new few-shot (FSX) benchmark": ["FSX) benchmark"],
        "introduces FooGraph, a large, multi-entity graph dataset": ["FooGraph, a large, multi-entity graph dataset"],
    },
    ignores=[
        "on several datasets",
        "This dataset",
        "FooNet, a network trained on one dataset",
        "Five datasets and more",
        "Extensive benchmarks show it",
    ],
)

_COMPOUND = regexes.rich(r"-[a-z]{3,}$|^[A-Z]{2}-[A-Z]{2}$")  # "AI-generated" is an adjective
_ONE_PLAIN_WORD = regexes.rich(r"[A-Z][a-z]+")
_CAPITAL_HOST = regexes.rich(r" (?:Data ?set|Database|Benchmark|Challenge|Corpus|Collection|Competition)$")
_SEPARATOR = regexes.rich(r",\s(?:and\s)?(?:the\s)?|,?\sand\s(?:the\s)?|/")


_DOES_BENCHMARK = regexes.rich(r"\b(?:[Ww]e|to|and|also|then|by)\s$")
_SEVERAL = regexes.rich(r"\w+s\s[A-Z]")
_ACRONYM_OF_A_TASK = regexes.rich(r"[A-Z]{2,4}")

# What every match of LOCAL_DATASET holds, and how far behind its beginning at most.
_SIGNS = Signs(
    "ataset", "ata set", "enchmark", "orpus", "orpora", "atabase", "hallenge", "ompetition", "test set", "testbed", "leaderboard",
    "shared task", "Shared Task", "evaluation set", "test suite", "collection", "Bench", "BENCH", "Eval", "QA", "Arena",
)  # fmt: skip
_REACH = 300
_BEGINNING = regexes.plain(
    r"(?<![\w-])(?!(?:The|Our|This|These|In|On|We|For|To|With|Each|Its|Both|Using|By|From|However|While|Experiments|Results|Code|Two|Given|As|An|A)\s)(?!(?!Data|Bench|Chall|Corp|Comp)[A-Z][a-z]*\s(?!data|bench|corp|chall|comp|test|lead|shared|eval|coll|and\s|[a-z]{1,4}[A-Z])[a-z])(?:[A-Z]|[a-z]{1,4}[A-Z]|data\s?set|benchmark|corp|database|challenge|competition|test|leaderboard|shared|evaluation|collection)"
)


def local_dataset_matches(text: str) -> Iterator[re.Match[str]]:
    """The matches of LOCAL_DATASET at each place, tried only where one can begin."""
    windows: list[list[int]] = []
    for place in _SIGNS.places(text):
        begin = _beginning_of_phrase(text, place)
        if windows and begin <= windows[-1][1]:
            windows[-1][1] = place
        else:
            windows.append([begin, place])
    for first, last in windows:
        for beginning in _BEGINNING.finditer(text, first, last + 12):
            match = LOCAL_DATASET.compiled.match(text, beginning.start())
            if match is not None:
                yield match


def _beginning_of_phrase(text: str, sign: int) -> int:
    """Where a match that holds the sign can begin at most: only brackets may hold the end of a sentence."""
    first = max(0, sign - _REACH)
    stop = text.rfind(". ", first, sign)
    return first if stop < 0 or text.find(")", stop, sign) >= 0 else stop + 1


def places(sign: str, text: str) -> Iterator[int]:
    """Where a string stands in a text, also within words.

    >>> list(places("net", "a net of nets"))
    [2, 9]
    """
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


_TITLED = regexes.rich(
    rf"""^ \s* (?P<name> {_NOT_FIRST} [A-Z][\w+@.'-]{{1,30}} (?: \s [A-Z0-9][\w+@.'-]{{0,30}} ){{0,3}} ) \s? (?: : | \s - ) \s
    (?: (?: A | An | The | Towards? \s (?: a | an | the ) | Introducing \s (?: a | the ) ) \s {_ADJECTIVES}
        (?i: benchmark | dataset | data \s set | corpus | testbed | challenge | test \s suite ) s?
        (?= \s (?: for | of | on | in | to | with | that | and | from | using | via | across | towards? | based ) \b | [,.] | \s? $ )
      | (?<= [A-Z] \w* [A-Z] .* ) Benchmarking \s )""",
    re.VERBOSE,
)


# "FooBench: Deep Learning for Downscaling": the name says what it is.
_TITLED_BENCH = regexes.rich(r"^\s*(?P<name>[A-Z][\w-]{1,30}-?(?:Bench|BENCH|Arena)(?:[-+ ]?[0-9A-Z][\w.]{0,6})?)\s?:")


# "The voraus-AD Dataset for Anomaly Detection", "CrafText Benchmark: Instructions": a title that says what the name is.
_TITLED_HOST = regexes.rich(
    r"^\s*(?:The\s(?!First\b)(?P<name>[\w-]*[A-Z][\w-]*)|(?P<name>[\w-]*[A-Za-z0-9-][A-Z][\w-]*|[A-Z][\w]*-[0-9A-Z][\w-]*))\s(?:Dataset|Benchmark|Corpus|Challenge)(?=\s?:|\s(?:for|of|in|on)\b|\s*$)"
)


def titled_dataset(title: str) -> str | None:
    """The name that a title gives to the dataset or benchmark of its paper.

    >>> titled_dataset("FooNav: A Large-Scale Benchmark for Indoor Navigation"), titled_dataset("FooNet: A Network on a Dataset")
    ('FooNav', None)
    >>> titled_dataset("The Foo-AD Dataset for Robots"), titled_dataset("Adaptive Dataset Quantization: A New Way")
    ('Foo-AD', None)
    """
    match = _TITLED.match(title) if ":" in title or " -" in title else None
    match = match or _TITLED_BENCH.match(title) or _TITLED_HOST.match(title)
    return match["name"] if match else None


_CAMPAIGN = regexes.rich(
    r"""^ \S{1,25} (?: \s \S{1,20} ){0,2} \s at \s (?: the \s )?
    (?P<name> [A-Z][\w!-]{1,20} ) (?: \s Shared \s Task )? [ -] (?P<year> 20[0-9]{2} ) (?: \s Shared (?= \s Task ) )? (?P<task> \s Task \s [0-9]{1,2}[A-Z]? )?
    (?= \s? : | \s (?: on | for ) \b | \s Shared | \s? $ )""",
    re.VERBOSE,
)


def campaign(title: str) -> str | None:
    """The shared task that a team's paper is about.

    >>> campaign("TeamFoo at FooEval-2025 Task 8: An Ensemble"), campaign("!Bar at BAREC Shared Task 2025: Readability")
    ('FooEval-2025 Task 8', 'BAREC 2025')
    """
    match = _CAMPAIGN.match(title)
    if match is None:
        return None
    dash = title[match.start("year") - 1] if "Shared" not in match.group() else " "
    return match["name"] + dash + match["year"] + (match["task"] or "")


_SHORT = regexes.rich(
    rf"\s? (?: {_HOST} \s )? \( \s? (?P<short> [A-Z][\w+-]{{1,15}} | [a-z]{{1,3}}[A-Z][\w+-]{{1,15}} ) \s? \)",
    re.VERBOSE,
)


def short_names(text: str, names: Iterable[str]) -> dict[str, str]:
    """What a text calls its long names for short: "the Foo Fungi 2020 (FF20)".

    >>> short_names("We present the Foo Fungi 2020 (FF20).", ["Foo Fungi 2020"])
    {'Foo Fungi 2020': 'FF20'}
    """
    found = {}
    for name in names:
        for place in places(name, text) if " " in name else ():
            match = _SHORT.match(text, place + len(name))
            if match is not None and _abbreviates(match["short"], name):
                found[name] = match["short"]
                break
    return found


def _abbreviates(short: str, name: str) -> bool:
    """Whether at least two capitals or digits of a short name, and half of them, stand in the long one in order."""
    letters = [letter for letter in short if letter.isupper() or letter.isdigit()]
    at, held = 0, 0
    for letter in letters:
        found = name.upper().find(letter, at)
        if found >= 0:
            at, held = found + 1, held + 1
    return held >= 2 and 2 * held >= len(letters)


def local_datasets(text: str, stop: frozenset[str]) -> frozenset[str]:
    """Names that a document treats as datasets, whether or not a list knows them.

    >>> sorted(local_datasets("We introduce FooBench and evaluate on the BarSet dataset.", frozenset()))
    ['BarSet', 'FooBench']
    """
    found: set[str] = set()
    for match in local_dataset_matches(text):
        kind = match.lastgroup
        printed = match[kind] if kind else ""
        if kind == "listed":
            found.update(name for name in _listed(printed, text) if not _known(name, stop))
            continue
        names = _SEPARATOR.split(printed) if kind == "list" else [printed]
        if names and _ONE_PLAIN_WORD.fullmatch(names[0]) and _CAPITAL_HOST.search(match.group()):
            continue  # "Digital Database for Screening ...": the name goes on
        if kind in ("before", "strong") and _ACRONYM_OF_A_TASK.fullmatch(printed) and match.group().endswith("s"):
            continue  # "IQA datasets", "OSR benchmarks"
        if kind == "after" and _DOES_BENCHMARK.search(text, max(0, match.start() - 9), match.start()):
            continue  # "we benchmark FooNet"
        if kind == "after" and _SEVERAL.match(match.group()):
            continue  # "over three benchmarks FooNet lifts accuracy"
        if kind == "bracket" and not text[: match.start() - 2].rsplit(None, 1)[-1].islower():
            continue  # "PathSet (Foo) dataset": a part of the one before
        if kind == "suffix" and printed.endswith("QA") and _acts(printed, text):
            continue  # "GraphQA outperforms the baseline" on another dataset
        found.update(name for name in names if len(name) > 1 and not _COMPOUND.search(name) and not _known(name, stop))
    return frozenset(found)


def _listed(printed: str, text: str) -> Iterator[str]:
    """The names of a list behind "datasets:"; a word that the text also prints small is none."""
    for name in _SEPARATOR.split(_BRACKETED.sub("", printed)):
        if len(name) > 1 and not _COMPOUND.search(name) and not (name.istitle() and name.lower() in text):
            yield name


_BRACKETED = regexes.rich(r"\s\([^()]*\)")


def _known(name: str, stop: frozenset[str]) -> bool:
    """Whether a name is one of the field's that is no dataset, or that of a conference with its year."""
    first, _, rest = name.lower().partition(" ")
    return name.lower() in stop or (first in stop and rest.isdigit())


_ACTS = regexes.rich(
    r"\s(?:significantly |consistently |also )?(?:outperforms|achieves|surpasses|improves|obtains|attains)\b"
)


def _acts(name: str, text: str) -> bool:
    """Whether a name does what systems do."""
    return any(_ACTS.match(text, place + len(name)) for place in places(name, text))


def is_word(character: str) -> bool:
    """Whether a character, if there is one, is of a word.

    >>> is_word("a"), is_word(""), is_word("-")
    (True, False, False)
    """
    return character.isalnum() or character == "_"


def looks_like_a_name(piece: str, first: bool) -> bool:
    """Whether a word is printed like the name of a system or a dataset.

    `first` tells that it opens the sentence, where any word has a capital.

    >>> looks_like_a_name("ViT-L/14", False), looks_like_a_name("Experiments", True), looks_like_a_name("Lion", False)
    (True, False, True)
    """
    if NAME_SHAPE.compiled.match(piece):
        return True
    return not first and _CAPITALISED.match(piece) is not None
