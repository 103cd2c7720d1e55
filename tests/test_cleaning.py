"""Cleaning and sentences: readable text, in which every character stays where it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaderboard.reading.cleaning import clean
from leaderboard.reading.sentences import LONGEST, split_sentences

# As printed, and as read; runs of spaces say nothing and are shown as one.
TABLE = {
    "an escaped percent sign": (r"84.5\%", "84.5 %"),
    "mathematics around a number": (r"$84.5\%$", " 84.5 % "),
    "a factor": (r"$4\times$ faster", " 4× faster"),
    "about": (r"$\sim$5 dB", " ~ 5 dB"),
    "a spread": (r"91.2 $\pm$ 0.3", "91.2 ± 0.3"),
    "at least": (r"\geq 90", "> 90"),
    "a subscript": ("AP$_{50}$", "AP _ 50 "),
    "bold face": (r"\textbf{84.5}", " 84.5 "),
    "bold face of old": (r"{\bf 84.5}", " 84.5 "),
    "emphasis": (r"\emph{Foo} scores", " Foo scores"),
    "a command that is a system's name": (r"\ours reaches 5", " ours reaches 5"),
    "a command without meaning": (r"\quad 84", " 84"),
    "a reference and its digits": (r"by 3\cite{smith2019}", "by 3 "),
    "a label": (r"\label{tab:84}5", " 5"),
    "a picture": (r"\includegraphics[width=3cm]{figure4} 5", " 5"),
    "a colour": (r"\color{red}84", " 84"),
    "an address and its digits": ("see https://x.org/v2/84.5% now", "see now"),
    "a tie": (r"about~5\%", "about 5 %"),
    "about, without mathematics": ("of ~5", "of ~5"),
    "a command that lost its backslash": ("3.72sim4.11times", "3.72~ 4.11× "),
    "a resolution that lost its backslash": ("128times128", "128× 128"),
    "an arrow that lost its backslash": ("54% to82", "54% → 82"),
    "a word that ends like a command": ("cossim 5", "cossim 5"),
    "words that begin like commands": ("simple times to 5", "simple times to 5"),
    "less than in HTML": ("&lt; 5", "< 5"),
    "times in HTML": ("5 &times; 3", "5 × 3"),
    "a hard space in HTML": ("5&nbsp;dB", "5 dB"),
    "an ampersand of its own": ("AT&T", "AT&T"),
    "a minus sign": ("\u22120.5", "-0.5"),
    "a dash between numbers": ("5\u201310", "5-10"),
    "a wide percent sign": ("84.5\uff05", "84.5%"),
    "quotation marks": ("\u201cq\u201d \u2018s\u2019", "\"q\" 's'"),
    "spaces of all kinds": ("a\tb\r\nc\x00d\u00a0e\u200bf\u202fg", "a b c d e f g"),
    "a price": ("costs $5.", "costs $5."),
    "two prices": ("costs $5, not $10", "costs $5, not $10"),
    "a thin space": (r"84.5\,\%", "84.5 %"),
    "a percent sign in HTML": ("84.5&#37;", "84.5%"),
    "a footnote": (r"84.5\%\footnote{see 3} on COCO", "84.5 % on COCO"),
    "a raised two": ("84.5%² and R²", "84.5% and R2"),
    "text that needs nothing": ("It scores 84.5% on COCO.", "It scores 84.5% on COCO."),
}


@pytest.mark.parametrize("name", TABLE)
def test_residue_becomes_readable(name: str) -> None:
    printed, read = TABLE[name]
    assert " ".join(clean(printed).split()) == " ".join(read.split())
    assert clean(printed).startswith(" ") == read.startswith(" ")


@pytest.mark.parametrize("name", TABLE)
def test_no_character_moves(name: str) -> None:
    printed, _ = TABLE[name]
    assert len(clean(printed)) == len(printed)
    assert len(clean(f"a {printed} b {printed}")) == len(f"a {printed} b {printed}")


def test_no_character_becomes_a_digit_of_the_number_before_it() -> None:
    for code in range(0x80, 0x2FFFF):
        if not 0xD800 <= code <= 0xDFFF:
            follows = clean("84" + chr(code))[2:].strip()
            assert not (follows.isascii() and follows.isdigit()), hex(code)


WORDS = r"""
    \times \% \sim $ $$ { } \ \\ \_ _ ^ ~ & &lt; &amp; &#37; &#99999; \cite{ \cite{a} \color{red} \includegraphics[
    http:// https://a.b/1{ 3sim4 times pm to5 rightarrow5 % 84.5 1,000 é 漢 \textbf{ \unknown
"""
RESIDUE = [*WORDS.split(), "\n", "\r\n", "\x00", "\u202e", "\u200b", " "]
fragments = st.lists(
    st.one_of(st.sampled_from(RESIDUE), st.text(max_size=6)),
    max_size=40,
)
texts = st.one_of(st.text(max_size=300), fragments.map("".join))


@given(texts)
def test_no_text_changes_its_length(text: str) -> None:
    assert len(clean(text)) == len(text)


@given(texts)
def test_digits_are_kept_or_hidden_but_never_changed(text: str) -> None:
    text = text.replace("²", "")
    assert all(now == was for was, now in zip(text, clean(text), strict=True) if now in "0123456789")


@given(texts)
def test_a_clean_text_has_no_line_ends_and_no_backslashes(text: str) -> None:
    assert not set(clean(text)) & set("\n\r\t\x00\\")


@pytest.mark.parametrize(
    "piece", ["\\", "$", "{", "\\cite{", "\\color{", "http://", "&#1", "~", "1sim", "\\x{", "$1", "(", "% "]
)
def test_a_long_text_of_one_piece_is_read_to_its_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert len(clean(text)) == len(text)
    assert all(end - start <= LONGEST for start, end in split_sentences(clean(text)))


# ---- sentences

SENTENCES = {
    "a full stop": ["It scores 84.5%.", "We win."],
    "a question, an exclamation": ["Is it?", "Yes!", "It is."],
    "both": ["What?!", "Yes."],
    "a decimal point": ["It gets 84.5 on COCO.", "Next."],
    "a number that ends one and a number that begins one": ["It is 3.5.", "84.5% is more."],
    "e.g., i.e., vs., cf., resp.": ["Some, e.g. COCO, i.e. X vs. Y (cf. Z, resp. W) win.", "Next."],
    "authors": ["J. Smith et al. 2017 won.", "Next."],
    "a figure": ["It wins (see Fig. 3 and Sec. 4).", "Next."],
    "an abbreviated measure": ["Acc. 84.5 is approx. 5 more.", "Next."],
    "a full stop within quotation marks": ['It said "yes."', "Then it left."],
    "a name that begins small": ["We reach 84.5%.", "iFormer follows."],
    "a bracket": ["It wins.", "(So does X.)"],
    "a version": ["We use GPT-4.", "Results follow."],
    "small letters go on": ["It wins. lower case goes on."],
    "no end mark": ["It scores 84.5%"],
    "only end marks": ["..."],
}


@pytest.mark.parametrize("name", SENTENCES)
@pytest.mark.parametrize("between", [" ", "   "])
def test_sentences_end_where_a_reader_ends_them(name: str, between: str) -> None:
    text = between + between.join(SENTENCES[name]) + between
    assert [text[start:end] for start, end in split_sentences(text)] == SENTENCES[name]


@pytest.mark.parametrize("text", ["", " ", " " * 1000])
def test_nothing_has_no_sentences(text: str) -> None:
    assert list(split_sentences(text)) == []


@given(st.one_of(texts, st.text(alphabet='aB1.?!"() ', max_size=200)))
def test_sentences_follow_one_another_and_leave_out_only_spaces(text: str) -> None:
    text = clean(text)
    done = 0
    for start, end in split_sentences(text):
        assert done <= start < end <= len(text)
        assert not text[done:start].strip()
        done = end
    assert not text[done:].strip()
