"""Reading: what each format gives, how it is recognised, and what each fault costs."""

import datetime
import gzip
import io
import json
import logging
import os
import sys
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaderboard.errors import InputError
from leaderboard.reading import INPUT_FORMATS, Limits, Problem, fingerprint, limits, read_documents, source
from leaderboard.reading.head import Head
from leaderboard.records import Document

SHARED = Path(__file__).parent.parent.parent / "shared"

ARXIV_LINE = {
    "id": "0704.0001",
    "submitter": "A. Author",
    "title": "Quantum\n  Chess",
    "journal-ref": None,
    "abstract": "  The error falls to 3\n% on the test set.\n",
    "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
    "update_date": "2008-11-26",
}
ABSTRACT = "A network of two branches is described at length, and it reaches 91.2% on the test set. " * 4
TITLE = "Two Branches Are Enough"


@pytest.fixture
def read(tmp_path):
    """Read one file with the given content; return its documents and problems."""

    def _read(content, name="input", **how):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        problems: list[Problem] = []
        return list(read_documents(path, problems=problems, **how)), problems

    return _read


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records)


def parquet(**columns):
    import pyarrow as pa
    import pyarrow.parquet

    file = io.BytesIO()
    pyarrow.parquet.write_table(pa.table(columns), file)
    return file.getvalue()


# --- what each format gives ---

LISTING = f"""Get trending papers in your email inbox once a day!
Get trending papers in your email inbox!
Subscribe{TITLE}
{ABSTRACT}
Subscribe to Everything
{ABSTRACT}
"""
LISTING_WITH_BLANK_LINES = f"""new

Get trending papers in your email inbox!

Subscribe

byAK and the research community

Mar 12

{TITLE}

{ABSTRACT}

New

{ABSTRACT}
"""

CONTENTS = {
    "listing": (LISTING, [(TITLE, ABSTRACT), ("Subscribe to Everything", ABSTRACT)]),
    "listing with blank lines": (LISTING_WITH_BLANK_LINES, [(TITLE, ABSTRACT), ("New", ABSTRACT)]),
    "listing with CRLF": (
        LISTING.replace("\n", "\r\n"),
        [(TITLE, ABSTRACT), ("Subscribe to Everything", ABSTRACT)],
    ),
    "abstracts": (
        "Abstract:We reach 1%.\nAbstract: We reach 2%.\n",
        [(None, "We reach 1%."), (None, "We reach 2%.")],
    ),
    "abstracts with CRLF": (
        "Abstract:We reach 1%.\r\n\r\nAbstract:B.\r\n",
        [(None, "We reach 1%."), (None, "B.")],
    ),
    "arxiv": (lines(ARXIV_LINE), [("Quantum Chess", "  The error falls to 3\n% on the test set.\n")]),
    "jsonl with text": (lines({"title": "T", "text": " a\r\nb "}), [("T", " a\r\nb ")]),
    "jsonl with abstract": (lines({"title": "", "text": None, "abstract": "a"}), [(None, "a")]),
    "jsonl with blank lines": ('\n{"text": "a"}\n\n  \n{"text": "b"}', [(None, "a"), (None, "b")]),
    "jsonl with U+2028": ('{"text": "a\u2028b\x85c"}', [(None, "a\u2028b\x85c")]),
    "jsonl with NUL": ('{"text": "a\\u0000b"}', [(None, "a\0b")]),
    "csv": ('title,text\nA,"one, two"\nB,three\n', [("A", "one, two"), ("B", "three")]),
    "csv with semicolons": ('Title;Abstract\nA;"1,5; 2"\n', [("A", "1,5; 2")]),
    "csv with line breaks in a cell": ('title,text\r\nA,"one\r\ntwo"\r\n', [("A", "one\r\ntwo")]),
    "csv with a long cell": ("title,text\nA," + "a" * 200_000, [("A", "a" * 200_000)]),
    "csv with blank lines": ("title,text\n\nA,one\n\n", [("A", "one")]),
    "csv with quotes inside": (
        'title,text\nA,a 5" disk\nB,"say ""x"""\n',
        [("A", 'a 5" disk'), ("B", 'say "x"')],
    ),
    "tsv": ("title\ttext\nA\tone, two\n", [("A", "one, two")]),
    "tsv whose title begins with a quoted word": (
        'title\ttext\n"Why" Trust?\tone\n',
        [('"Why" Trust?', "one")],
    ),
    "parquet": (parquet(title=["A", None], text=["one", "two"]), [("A", "one"), (None, "two")]),
    "markdown": ("# A Title #\n\nWe reach 1%.\n", [("A Title", "# A Title #\n\nWe reach 1%.\n")]),
    "text": ("A Title\n\nWe reach 1%.\r\n", [(None, "A Title\n\nWe reach 1%.\r\n")]),
    "text that begins with Abstract": (
        "Abstract: One\nline more\nand more",
        [(None, "Abstract: One\nline more\nand more")],
    ),
    "text whose second line ends the file": ("Abstract: One\ntwo", [(None, "Abstract: One\ntwo")]),
    "text of a single NUL": ("\0", [(None, "\0")]),
    "text that begins with a brace": ("{\\bf We} reach 1%.", [(None, "{\\bf We} reach 1%.")]),
    "text with the one word Abstract on its first line": (
        "Abstract\nOne, two.",
        [(None, "Abstract\nOne, two.")],
    ),
}


@pytest.mark.parametrize("name", CONTENTS)
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["", "BOM"])
def test_each_format_is_recognised_by_content_and_gives_its_titles_and_untouched_texts(read, name, start):
    content, expected = CONTENTS[name]
    content = content if isinstance(content, bytes) else start + content.encode()
    documents, problems = read(content)
    assert [(document.title, document.text) for document in documents] == expected
    assert not problems


@pytest.mark.parametrize("name", CONTENTS)
def test_each_format_is_recognised_inside_gzip(read, name):
    content, expected = CONTENTS[name]
    if name == "parquet":
        pytest.skip("Parquet packs itself")
    documents, _ = read(gzip.compress(content.encode()))
    assert [(document.title, document.text) for document in documents] == expected


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-8-sig"])
def test_an_encoding_that_is_named_is_read(read, encoding):
    documents, problems = read('title,text\nÉtude,"87 ± 1 %"\n'.encode(encoding), encoding=encoding)
    assert [(document.title, document.text) for document in documents] == [("Étude", "87 ± 1 %")]
    assert not problems


INSISTED = [
    ("text", '{"text": "a"}\n', [(None, '{"text": "a"}\n')]),
    ("listing", f"{TITLE}\n{ABSTRACT}\n", [(TITLE, ABSTRACT)]),
    ("jsonl", lines(ARXIV_LINE), [("Quantum Chess", ARXIV_LINE["abstract"])]),
    ("csv", "text\none\n", [(None, "one")]),
    ("tsv", "text\none, two\n", [(None, "one, two")]),
    ("markdown", "Title\n=====\nText", [("Title", "Title\n=====\nText")]),
    ("abstracts", "Abstract:a", [(None, "a")]),
]


@pytest.mark.parametrize(("input_format", "content", "expected"), INSISTED)
def test_input_format_overrides_what_the_content_looks_like(read, input_format, content, expected):
    documents, problems = read(content, input_format=input_format)
    assert [(document.title, document.text) for document in documents] == expected
    assert not problems


def test_a_gap_in_a_listing_costs_one_title_and_the_rest_stays_paired(read):
    page = f"Subscribe{TITLE}\nA Title Without Abstract\n{ABSTRACT}\n{ABSTRACT}\nLast\n{ABSTRACT}\nEnd\n"
    documents, problems = read("Get trending papers in your email inbox!\n" + page)
    assert [document.title for document in documents] == ["A Title Without Abstract", None, "Last"]
    assert [(problem.line, problem.reason) for problem in problems] == [
        (2, "a title without an abstract"),
        (8, "a title without an abstract"),
    ]


def test_a_short_abstract_in_a_listing_is_no_title(read):
    page = f"Get trending papers in your email inbox!\nSubscribe{TITLE}\nShort.\nLast\n{ABSTRACT}"
    documents, _ = read(page)
    assert [(document.title, document.text) for document in documents] == [
        (TITLE, "Short."),
        ("Last", ABSTRACT),
    ]


def test_front_matter_gives_the_facts_of_a_markdown_file_and_is_not_its_text(read):
    matter = '---\ntitle: "A: B"\nid: p-7\ndate: 2021-03-04\nurl: https://example.org\ntags: [x]\n---\n# Heading\n'
    (document,), problems = read(matter, name="paper.md")
    assert document == Document(
        id="p-7",
        title="A: B",
        text="# Heading\n",
        date="2021-03-04",
        url="https://example.org",
        source=document.source,
    )
    assert not problems


# --- ids, dates, addresses ---

IDENTITIES = [
    ({"id": "2103.14030"}, ("2103.14030", "2021-03", "https://arxiv.org/abs/2103.14030")),
    ({"id": "2103.14030v2"}, ("2103.14030", "2021-03", "https://arxiv.org/abs/2103.14030v2")),
    ({"id": "arXiv:2103.14030v1"}, ("2103.14030", "2021-03", "https://arxiv.org/abs/2103.14030v1")),
    ({"arxiv_id": "0704.0001"}, ("0704.0001", "2007-04", "https://arxiv.org/abs/0704.0001")),
    ({"id": "cs.CL/0701001"}, ("cs.CL/0701001", "2007-01", "https://arxiv.org/abs/cs.CL/0701001")),
    ({"id": "hep-th/9108001"}, ("hep-th/9108001", "1991-08", "https://arxiv.org/abs/hep-th/9108001")),
    ({"id": "2113.14030"}, ("2113.14030", None, None)),
    ({"id": "2103.１４０３０"}, ("2103.１４０３０", None, None)),
    ({"id": 7, "date": 2021}, ("7", "2021", None)),
    ({"id": "x", "date": "2021-03-25T17:00:00Z"}, ("x", "2021-03-25", None)),
    ({"id": "2103.14030", "date": "2020", "url": "http://a.b/c"}, ("2103.14030", "2020", "http://a.b/c")),
    ({"title": "Étude: A & B"}, ("etude-a-b-42ac24e034", None, None)),
    ({"title": "深度学习"}, ("text-42ac24e034948cef", None, None)),
    ({}, ("text-42ac24e034948cef", None, None)),
]


@pytest.mark.parametrize(("fields", "expected"), IDENTITIES)
def test_id_date_and_url_are_given_or_derived(read, fields, expected):
    (document,), problems = read(lines({"text": "We reach 91%.", **fields}))
    assert (document.id, document.date, document.url) == expected
    assert not problems


def test_two_papers_with_one_title_have_two_ids_and_one_paper_read_twice_has_one(read):
    records = [{"title": "T", "text": text} for text in ("We reach 91%.", "We reach 92%.", "We  reach\n91%.")]
    documents, _ = read(lines(*records))
    assert documents[0].id == documents[2].id != documents[1].id


@pytest.mark.parametrize("name", ["2103.14030.txt", "2103.14030.md", "2103.14030.txt.gz"])
def test_a_file_named_by_an_arxiv_id_gives_its_id(read, name):
    (document,), _ = read("We reach 91%.", name=name)
    assert (document.id, document.date) == ("2103.14030", "2021-03")


@pytest.mark.parametrize("name", ["paper.md", "paper.MARKDOWN", "paper.md.gz", "paper.md.zst"])
def test_markdown_that_looks_like_plain_text_is_recognised_by_its_name(read, name):
    (document,), _ = read("A Title\n=======\n\nWe reach 91%.", name=name)
    assert document.title == "A Title"


@pytest.mark.parametrize("name", ["papers.csv", "papers.CSV", "papers.tsv", "papers.csv.gz"])
def test_a_table_without_a_column_of_texts_is_an_error_and_no_running_text(read, name):
    documents, (problem,) = read("id,name\n1,We reach 91%.\n", name=name)
    assert documents == []
    assert "no column text or abstract" in problem.reason
    assert problem.is_whole_input


def test_a_line_that_the_head_may_have_cut_is_not_looked_at():
    assert Head(b"a" * limits.HEAD + b"\nb").lines == ["a" * limits.HEAD]
    assert Head(b"a\nb").lines == ["a", "b"]


def test_parquet_dates_and_numbers_are_read(read):
    content = parquet(id=[7], text=["one"], date=[datetime.date(2021, 3, 4)])
    (document,), _ = read(content)
    assert (document.id, document.date) == ("7", "2021-03-04")


def test_source_names_the_file_and_the_line(read):
    documents, _ = read('{"text": "a"}\n\n{"text": "b"}\n')
    assert [document.source.rpartition("/")[2] for document in documents] == ["input:1", "input:3"]


FINGERPRINTS = [
    ("a b", "a  b", True),
    ("a b", " a\r\nb\n", True),
    ("a b", "a\u00a0b", True),
    ("a b", "A b", False),
    ("91.2", "91.3", False),
    ("a b", "ab", False),
    ("a\ud800", "a\ud801", False),
]


@pytest.mark.parametrize(("one", "other", "same"), FINGERPRINTS)
def test_a_fingerprint_survives_white_space_and_nothing_else(one, other, same):
    assert (fingerprint(one) == fingerprint(other)) is same


# --- the sidecar ---

SIDECAR = (
    "id\ttitle\tarxiv_id\tdate\turl\n"
    "k-1\tTwo Branches are ENOUGH!\t2103.14030\t2021-03\t\n"
    "k-2\tTwins\t2001.00001\t\t\n"
    "k-3\tTwins\t2001.00002\t\t\n"
    "k-4\tDated\t2002.00004\tlast spring\t\n"
    "k-5\tElsewhere\t\t2019\thttps://example.org/e\n"
)
ADDED = [
    ({"title": TITLE}, ("2103.14030", "2021-03", "https://arxiv.org/abs/2103.14030")),
    ({"title": TITLE, "id": "own"}, ("own", "2021-03", "https://arxiv.org/abs/2103.14030")),
    ({"title": TITLE, "date": "2022"}, ("2103.14030", "2022", "https://arxiv.org/abs/2103.14030")),
    ({"id": "k-1"}, ("k-1", "2021-03", "https://arxiv.org/abs/2103.14030")),
    ({"id": "k-3", "title": "Twins"}, ("k-3", "2020-01", "https://arxiv.org/abs/2001.00002")),
    ({"title": "Twins"}, ("twins-42ac24e034", None, None)),
    ({"title": "elsewhere"}, ("k-5", "2019", "https://example.org/e")),
    ({"title": "Unknown"}, ("unknown-42ac24e034", None, None)),
]


@pytest.mark.parametrize(("fields", "expected"), ADDED)
@pytest.mark.parametrize("delimiter", "\t,;")
def test_a_sidecar_adds_id_date_and_url_by_title_or_id(read, tmp_path, fields, expected, delimiter):
    sidecar = tmp_path / "facts"
    sidecar.write_text(SIDECAR.replace("\t", delimiter), newline="")
    (document,), problems = read(lines({"text": "We reach 91%.", **fields}), metadata=sidecar)
    assert (document.id, document.date, document.url) == expected
    assert [(problem.line, problem.refused) for problem in problems] == [(4, False), (5, False)]


@pytest.mark.parametrize("content", ["", "name,year\na,2021\n", "title\nTwins\n"])
def test_a_sidecar_without_the_columns_is_an_error(read, tmp_path, content):
    sidecar = tmp_path / "facts.csv"
    sidecar.write_text(content)
    with pytest.raises(InputError, match=r"facts\.csv.*columns"):
        read("a", metadata=sidecar)


# --- faults that cost a line ---

GOOD = '{"id": "good", "text": "We reach 91%."}'
FAULTY_LINES = {
    "half-written": ('{"id": "2103.', "the line ends in the middle of its JSON"),
    "no JSON": ("We reach 91%.", "not JSON at column 1"),
    "something behind the JSON": ('{"text": "a"} b', "not JSON at column 15"),
    "a list": ('["a"]', "the line is a list, not an object"),
    "a number": ("7", "the line is a number, not an object"),
    "NaN": ('{"text": NaN}', "not JSON at column 10"),
    "deep nesting": ('{"a":' + "[" * 5000, "not JSON"),
    "a lone surrogate": ('{"text": "a\\ud800b"}', "half a surrogate pair"),
    "no text": ('{"id": "a"}', "no text"),
    "null text": ('{"text": null}', "no text"),
    "empty text": ('{"text": ""}', "the text is empty"),
    "blank text": ('{"text": " \\n "}', "the text is empty"),
    "text of wrong type": ('{"text": ["a"]}', "the text is a list, not text"),
    "title of wrong type": ('{"title": 7, "text": "a"}', "the title is a number, not text"),
    "id of wrong type": ('{"id": {"a": 1}, "text": "a"}', "the id is an object, not text"),
    "id true": ('{"id": true, "text": "a"}', "the id is true or false, not text"),
    "id that lost its zeros": ('{"id": 2103.1403, "text": "a"}', "a number loses its last zeros"),
}


@pytest.mark.parametrize("name", FAULTY_LINES)
def test_a_faulty_line_costs_only_itself(read, name):
    faulty, reason = FAULTY_LINES[name]
    documents, problems = read(f"{GOOD}\n{faulty}\n{GOOD}\n")
    assert [document.id for document in documents] == ["good", "good"]
    ((line, found, refused),) = [(problem.line, problem.reason, problem.refused) for problem in problems]
    assert (line, refused) == (2, True)
    assert reason in found


def test_faulty_utf8_in_json_lines_costs_only_its_line(read):
    documents, problems = read(f"{GOOD}\n".encode() + b'{"text": "caf\xe9"}\n' + GOOD.encode())
    assert len(documents) == 2
    assert str(problems[0]).endswith(
        "input:2: not UTF-8 at byte 13 of the line: name the file's encoding with --encoding"
    )


FAULTY_FIELDS = [
    ({"date": "last spring"}, "the date 'last spring' is not YYYY"),
    ({"date": "2021-13"}, "the date '2021-13'"),
    ({"date": "2021-02-30"}, "the date '2021-02-30'"),
    ({"date": "２０２１"}, "the date"),
    ({"date": True}, "the date True"),
    ({"date": ["2021"]}, "the date ['2021']"),
    ({"url": "javascript:alert(1)"}, "the url 'javascript:alert(1)'"),
    ({"url": 'https://a.b/"><svg>'}, "the url"),
    ({"url": 7}, "the url 7"),
    ({"url": "x\x1b[2J" * 1000}, "the url 'x\\x1b[2J"),
]


@pytest.mark.parametrize(("fields", "reason"), FAULTY_FIELDS)
def test_a_faulty_date_or_url_costs_only_itself(read, fields, reason):
    (document,), (problem,) = read(lines({"id": "a", "text": "b", **fields}))
    assert (document.id, document.date, document.url) == ("a", None, None)
    assert problem.reason.startswith(reason)
    assert problem.reason.isprintable()
    assert len(problem.reason) < 200
    assert not problem.refused


FAULTY_ROWS = {
    "too few cells": ("title,text\nA,one\nB\nC,three\n", ["A", "C"], [3]),
    "too many cells": ("title,text\nA,one\nB,two,2\nC,three\n", ["A", "C"], [3]),
    "a quote that never closes": ('title,text\nA,one\nB,"two\nC,three\nD,four\n', ["A", "C", "D"], [3]),
    "letters behind a closed quote": ('title,text\nA,one\n"B" b,two\nC,three\n', ["A", "C"], [3]),
    "a half-written last row": ('title,text\nA,one\nB,"tw', ["A"], [3]),
    "an empty text": ("title,text\nA,one\nB,\nC,three\n", ["A", "C"], [3]),
    "a quote that never closes in TSV": ('title\ttext\nA\tone\n"B\ttwo\nC\tthree\n', ["A", "C"], [3]),
    "several stray quotes": ('title,text\nA,"one\nB,two\nC,"three\nD,four\n', ["B", "D"], [2, 4]),
}


@pytest.mark.parametrize("name", FAULTY_ROWS)
def test_a_faulty_row_costs_only_itself(read, name):
    content, titles, refused = FAULTY_ROWS[name]
    documents, problems = read(content)
    assert [document.title for document in documents] == titles
    assert [problem.line for problem in problems] == refused


def test_a_hostile_table_takes_linear_time(read):
    content = "title,text\n" + 'x","z\n' * 100_000  # each line closes the quote that the line before it left open
    start = time.process_time()
    _, problems = read(content, limits=Limits(reread=2000))
    assert time.process_time() - start < 2
    assert problems


def test_faulty_bytes_in_a_parquet_row_cost_only_the_row(read):
    import pyarrow as pa

    content = parquet(text=pa.array([b"one", b"tw\xe9", b"three"]).view(pa.string()))
    documents, problems = read(content)
    assert [document.text for document in documents] == ["one", "three"]
    assert [problem.line for problem in problems] == [2]


def test_a_line_without_the_mark_costs_only_itself(read):
    documents, problems = read("Abstract:a\nAbstract:b\nNo mark\nAbstract:c\n")
    assert [document.text for document in documents] == ["a", "b", "c"]
    assert [problem.line for problem in problems] == [3]


def test_documents_with_the_same_id_are_all_handed_on(read):
    documents, problems = read(f"{GOOD}\n{GOOD}\n")
    assert [document.id for document in documents] == ["good", "good"]
    assert not problems


# --- faults of a whole file ---

FAULTY_FILES = {
    "UTF-16": ("Text of a paper".encode("utf-16"), "not UTF-8 but UTF-16", "--encoding utf-16"),
    "UTF-16 without mark": ("Text of a paper".encode("utf-16-le"), "probably UTF-16", "--encoding utf-16-le"),
    "UTF-32": ("Text of a paper".encode("utf-32"), "not UTF-8 but UTF-32", "--encoding utf-32"),
    "Latin-1": ("Der Fehler fällt".encode("latin-1"), "not UTF-8 at byte 12 (0xe4", "--encoding latin-1"),
    "Latin-1 after a BOM": (b"\xef\xbb\xbf\xe4", "not UTF-8 at byte 3 (0xe4", "--encoding latin-1"),
    "no text at all": (
        b"\x01\xff\x02\x03\x04\x05\x0e\xfe",
        "not UTF-8 at byte 1 (0xff",
        "it looks like no text at all",
    ),
    "half a character at the end": (b"a \xc3", "not UTF-8 at byte 2", "--encoding"),
    "surrogates in UTF-8": (b"a \xed\xa0\x80", "not UTF-8 at byte 2", "--encoding"),
    "an empty file": (b"", "the file is empty", ""),
    "a blank file": (b" \n\n", "the text is empty", ""),
    "a BOM alone": (b"\xef\xbb\xbf", "the file is empty", ""),
    "a PDF": (b"%PDF-1.7\n\xff", "a PDF, not text", "pdftotext"),
    "a ZIP archive": (b"PK\x03\x04", "a ZIP archive", "unpack"),
    "a database": (b"\0" * 8 + b"DUCK" + b"\0" * 100, "a DuckDB database", "--database"),
    "a tar archive": (b"a" * 257 + b"ustar", "a tar archive", "unpack"),
    "a web page": (b"<!DOCTYPE html><p>91%", "a web page", "save it as text"),
    "a JSON list": (b'[{"text": "a"}]', "a JSON list", "jq"),
    "JSON over several lines": (b'{\n "text": "a"\n}', "JSON spread over several lines", "jq"),
    "damaged Parquet": (b"PAR1 and then nothing", "damaged Parquet", "write the file again"),
    "Parquet without text": (parquet(id=["a"]), "no column text or abstract", "rename"),
    "damaged gzip": (b"\x1f\x8b\x08\x00nothing of this kind", "gzip", "again"),
    "half a gzip header": (b"\x1f\x8b\x08", "the gzip archive ends in the middle", "again"),
}


@pytest.mark.parametrize("name", FAULTY_FILES)
def test_a_faulty_file_is_a_problem_and_the_next_file_is_read(tmp_path, name):
    content, reason, hint = FAULTY_FILES[name]
    faulty, good = tmp_path / "faulty", tmp_path / "good"
    faulty.write_bytes(content)
    good.write_text("We reach 91%.")
    problems: list[Problem] = []
    documents = list(read_documents([faulty, good], problems=problems))
    assert [document.text for document in documents] == ["We reach 91%."]
    (problem,) = problems
    assert (problem.source, problem.line) == (str(faulty), None)
    assert reason in problem.reason
    assert hint in problem.reason


def test_without_a_list_of_problems_a_faulty_file_is_an_error_that_says_what_where_and_how(tmp_path):
    path = tmp_path / "latin"
    path.write_bytes(b"caf\xe9")
    with pytest.raises(InputError) as caught:
        list(read_documents([path]))
    assert str(caught.value) == (
        f"{path}: not UTF-8 at byte 3 (0xe9: unexpected end of data)\n"
        "  hint: name the file's encoding with --encoding, for example --encoding latin-1"
    )


def test_without_a_list_of_problems_a_faulty_line_is_logged(tmp_path, caplog):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a"}\n{"te')
    with caplog.at_level(logging.WARNING):
        assert len(list(read_documents(path))) == 1
    assert caplog.messages == [f"{path}:2: the line ends in the middle of its JSON"]


def test_what_stands_before_a_fault_in_a_file_is_read(read):
    many = lines(*({"id": f"p{n}", "text": "We reach 91%."} for n in range(5000))).encode()
    packed = gzip.compress(many)
    documents, problems = read(packed[: len(packed) // 2])
    assert 1000 < len(documents) < 4000
    assert "ends in the middle" in problems[0].reason
    documents, problems = read(LISTING.encode() + b"caf\xe9\n" + LISTING.encode())
    assert len(documents) == 2
    assert "at byte" in problems[-1].reason


def test_several_gzip_members_and_padding_are_one_file(read):
    documents, problems = read(gzip.compress(GOOD.encode() + b"\n") * 3 + b"\0" * 100)
    assert len(documents) == 3
    assert not problems


MISSING = {
    "no such file": ("nowhere.txt", "no such file"),
    "an empty folder": ("", "a folder without files"),
    "an impossible path": ("a\0b", "not a possible path"),
}


@pytest.mark.parametrize("name", MISSING)
def test_a_path_without_a_file_is_an_error_or_a_problem(tmp_path, name):
    below, reason = MISSING[name]
    path = f"{tmp_path}/{below}"
    with pytest.raises(InputError, match=reason):
        list(read_documents([path]))
    problems: list[Problem] = []
    assert list(read_documents([path], problems=problems)) == []
    assert reason in problems[0].reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_an_error(tmp_path):
    path = tmp_path / "secret"
    path.write_text("a")
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be read: Permission denied"):
        list(read_documents(path))


@pytest.mark.parametrize("name", ["jsnl", "xyz", ""])
def test_a_wrong_format_name_is_an_error_before_anything_is_read(name):
    with pytest.raises(InputError, match='did you mean "jsonl"' if name == "jsnl" else "choose one of parquet, arxiv"):
        read_documents("nowhere", input_format=name)


@pytest.mark.parametrize("encoding", ["utf-9", "hex", "undefined", "", "a\0b"])
def test_a_wrong_encoding_is_an_error_before_anything_is_read(encoding):
    with pytest.raises(InputError, match="unknown encoding"):
        read_documents("nowhere", encoding=encoding)


def test_zstd_without_its_library_is_an_error_that_says_what_to_install(read, monkeypatch):
    monkeypatch.setitem(sys.modules, "zstandard", None)  # as if it were not installed
    _, (problem,) = read(b"\x28\xb5\x2f\xfd" + b"x" * 20)
    assert "pip install zstandard" in problem.reason


def test_zstd_is_read_where_its_library_is_installed(read, monkeypatch):
    zstandard = pytest.importorskip("zstandard", reason="the optional zstandard is not installed")
    frame = zstandard.ZstdCompressor().compress(f"{GOOD}\n".encode() * 10)
    documents, problems = read(frame * 2)
    assert len(documents) == 20
    assert not problems
    _, problems = read(frame[:4] + b"damaged")
    assert "zstd" in problems[0].reason
    monkeypatch.setattr(source, "RATIO_GRACE", 1000)
    _, problems = read(zstandard.ZstdCompressor().compress(b"a" * 1_000_000))
    assert "--limit ratio" in problems[-1].reason


# --- folders and standard input ---


def test_a_folder_gives_every_file_inside_it_in_the_order_of_names(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/b.jsonl", ".hidden", ".git/config", "c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"text": "x"}' if name.endswith("jsonl") else name)
    os.mkfifo(tmp_path / "pipe")
    assert [document.text for document in read_documents(tmp_path)] == ["x", "a/z.txt", "b.txt", "c"]


def test_a_file_whose_name_is_not_utf8_is_read_and_its_source_can_be_stored(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("a")
    (document,) = read_documents(tmp_path)
    assert document.source is not None
    assert document.source.endswith("caf\\xe9.txt")


STANDARD_INPUT = [
    (None, b'{"text": "a"}\n', ['{"text": "a"}\n']),
    (None, b"\xef\xbb\xbfWe reach\r\n91%.\n", ["We reach\r\n91%.\n"]),
    (None, gzip.compress(b"We reach 91%."), ["We reach 91%."]),
    ("jsonl", b'{"text": "a"}\n{"text": "b"}\n', ["a", "b"]),
]


@pytest.mark.parametrize(("input_format", "content", "texts"), STANDARD_INPUT)
def test_standard_input_is_one_text_unless_a_format_is_named(monkeypatch, input_format, content, texts):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    documents = list(read_documents(Path("-"), input_format=input_format))
    assert [document.text for document in documents] == texts
    assert documents[0].source is not None
    assert documents[0].source.startswith("standard input")


def test_parquet_from_standard_input_is_an_error(monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(parquet(text=["a"]))))
    with pytest.raises(InputError, match="standard input: Parquet cannot be read from a pipe"):
        list(read_documents("-", input_format="parquet"))


# --- limits ---


@pytest.mark.parametrize("position", ["first", "middle", "last"])
def test_a_line_over_the_limit_is_skipped_and_reported(read, monkeypatch, position):
    monkeypatch.setattr(source, "CHUNK", 64)
    long = '{"text": "' + "a" * 2000 + '"}'
    at = {"first": 0, "middle": 1, "last": 2}[position]
    content = [GOOD, GOOD]
    content.insert(at, long)
    documents, problems = read("\n".join(content), limits=Limits(line=1000))
    assert len(documents) == 2
    assert [(problem.line, "--limit line" in problem.reason) for problem in problems] == [(at + 1, True)]


@pytest.mark.parametrize("name", ["listing", "abstracts", "csv", "tsv"])
def test_a_line_over_the_limit_is_reported_by_every_line_format(read, name):
    content, expected = CONTENTS[name]
    documents, problems = read(content + "a" * 3000 + "\n", limits=Limits(line=2000))
    assert len(documents) == len(expected)
    assert "--limit line" in problems[0].reason


@pytest.mark.parametrize(
    "content", [lines({"text": "a" * 101}), "a" * 101, "text,id\n" + "a" * 101 + ",1\n", "é" * 500]
)
def test_a_text_over_the_limit_is_refused(read, content):
    documents, problems = read(content, limits=Limits(text=100))
    assert not documents
    assert "--limit text" in problems[0].reason


def test_a_text_with_more_numbers_than_the_limit_is_refused(read):
    documents, problems = read(lines({"text": "1 2 3"}, {"text": "1 2 3 4"}), limits=Limits(numbers=3))
    assert [document.text for document in documents] == ["1 2 3"]
    assert [(problem.line, "--limit numbers" in problem.reason) for problem in problems] == [(2, True)]


def test_a_passage_with_more_numbers_than_a_sentence_has_is_told_and_kept(read):
    prose, table = "It has 1 of 2. ", "1 2 3 4 5 6 "
    documents, problems = read(lines({"text": prose * 2}, {"text": table + prose}), limits=Limits(sentence=5))
    assert [document.text for document in documents] == [prose * 2, table + prose]
    assert [(each.line, each.refused, "--limit sentence" in each.reason) for each in problems] == [(2, False, True)]


def test_faults_over_the_limit_are_counted(read):
    content = "x\n" * 7 + lines({"id": "a", "text": "b"}) + lines({"id": "a", "text": "b", "date": "soon"}) * 2
    documents, problems = read(content, input_format="jsonl", limits=Limits(problems=5))
    assert len(documents) == 3
    assert [(problem.line, problem.parts, problem.refused) for problem in problems] == [
        *((line, 1, True) for line in (1, 2, 3, 4, 5)),
        (None, 2, True),
        (None, 2, False),
    ]
    assert not any(problem.is_whole_input for problem in problems)


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ("lines=5", "no limit 'lines'"),
        ("line", "is no size"),
        ("line=", "is no size"),
        ("line=-5", "is no size"),
        ("line=0", "is no size"),
        ("line=1e3", "is no size"),
        ("line=٣", "is no size"),
        ("line=5MBit", "is no size"),
    ],
)
def test_a_limit_that_is_none_is_an_error(setting, reason):
    with pytest.raises(InputError, match=reason):
        limits.limits_of([setting])


def test_a_text_as_long_as_the_limit_is_read(read):
    (document,), _ = read("é" * limits.DEFAULT.text)
    assert len(document.text) == limits.DEFAULT.text


def test_a_gzip_bomb_is_stopped_in_less_than_a_second(read):
    bomb = gzip.compress(b"a" * 10_000_000) * 100  # a gigabyte
    start = time.process_time()
    documents, problems = read(bomb, input_format="jsonl")
    assert time.process_time() - start < 1
    assert not documents
    assert "--limit ratio" in problems[-1].reason


def test_a_large_file_is_read_in_bounded_memory(tmp_path):
    path = tmp_path / "large.jsonl.gz"
    with gzip.open(path, "wt", compresslevel=1) as file:
        for n in range(40_000):
            file.write(json.dumps({"id": f"p{n}", "text": f"{n} {n * n} {n**3}. Is so. " * 50}) + "\n")
        file.write('{"text": "' + "a" * 40_000_000)
    problems: list[Problem] = []
    tracemalloc.start()
    count = sum(1 for _ in read_documents(path, problems=problems))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 40_000
    assert "--limit line" in problems[0].reason
    assert peak < limits.DEFAULT.line + 8 * limits.MIB


# --- any input at all ---


@given(content=st.binary(max_size=300), input_format=st.sampled_from([None, *INPUT_FORMATS]))
def test_no_bytes_crash_it_and_every_text_can_be_stored(tmp_path_factory, content, input_format):
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(content)
    problems: list[Problem] = []
    for document in read_documents(path, input_format=input_format, problems=problems):
        assert Document.model_validate(document.model_dump()) == document
        document.model_dump_json().encode()
    assert all(str(problem).isprintable() for problem in problems)


@given(text=st.text(min_size=1).filter(lambda text: not text.isspace()))
def test_any_text_in_json_lines_comes_back_untouched(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.jsonl"
    path.write_text(json.dumps({"text": text}))
    (document,) = read_documents(path)
    assert document.text == text


# --- the real pages ---


@pytest.fixture
def seeds() -> Iterator[Path]:
    if not SHARED.is_dir():
        pytest.skip("the evaluation corpora are not beside this checkout")
    return SHARED / "corpus" / "seeds"


@pytest.mark.shared
def test_the_seed_pages_give_586_documents_of_which_564_are_distinct(seeds):
    problems: list[Problem] = []
    documents = list(read_documents(seeds, problems=problems))
    counts = [
        sum(Path(d.source or "").name.startswith(page) for d in documents)
        for page in ("000", "001", "002", "003", "004")
    ]
    assert counts == [8, 78, 262, 9, 229]
    assert len({fingerprint(document.text) for document in documents}) == 564
    assert not problems


@pytest.mark.shared
def test_the_seed_pages_give_the_annotated_titles_and_texts(seeds):
    ours = {}
    for page in sorted(seeds.iterdir()):
        for index, document in enumerate(read_documents(page)):
            ours[f"{page.name[:3]}-{index:04d}"] = (document.title, document.text)
    annotated = list(read_documents(SHARED / "evaluation" / "dev.documents.jsonl"))
    seen = [document for document in annotated if document.id in ours]
    assert len(annotated) == 331
    assert len(seen) == 165
    assert [(document.title, document.text) for document in seen] == [ours[document.id] for document in seen]


@pytest.mark.shared
def test_the_sidecar_dates_the_seed_papers_and_keeps_namesakes_apart(seeds):
    problems: list[Problem] = []
    documents = list(read_documents(seeds, metadata=SHARED / "corpus" / "paper_facts.tsv", problems=problems))
    assert sum(document.date is not None for document in documents) > 160
    assert len({fingerprint(document.text) for document in documents}) == 564
    assert [problem.refused for problem in problems] == [False]


# --- faults that a file system or an encoding makes ---


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="this system has no file that cannot be read")
def test_a_file_that_fails_while_it_is_read_is_an_error():
    with pytest.raises(InputError, match="cannot be read: Input/output error"):
        list(read_documents("/proc/self/mem"))


def test_a_file_or_folder_that_may_not_be_opened_is_an_error(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied", str(tmp_path))

    (tmp_path / "a.txt").write_text("a")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="cannot be read: Permission denied"):
        list(read_documents(tmp_path))
    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(InputError, match="cannot be listed: Permission denied"):
        list(read_documents(tmp_path))


def test_half_a_surrogate_pair_that_an_encoding_spells_is_an_error(read):
    documents, (problem,) = read(b"We reach 91% +2AA-.", encoding="utf-7")
    assert documents == []
    assert "half a surrogate pair" in problem.reason


def test_a_first_line_that_is_no_json_costs_only_itself(read):
    documents, (problem,) = read('{"id": 1,, "text": "a"}\n' + GOOD)
    assert [document.id for document in documents] == ["good"]
    assert problem.line == 1


def test_a_row_longer_than_a_text_may_be_is_refused(read):
    content = 'title,text\nA,"' + "one\n" * 20 + '"\nB,two\n'
    documents, problems = read(content, limits=Limits(text=20))
    assert [document.title for document in documents] == ["B"]
    assert "--limit text" in problems[0].reason


def test_a_row_of_the_sidecar_without_a_title_adds_nothing(read, tmp_path):
    sidecar = tmp_path / "facts.tsv"
    sidecar.write_text("title\tarxiv_id\n\t2103.14030\n")
    (document,), problems = read(lines({"text": "We reach 91%."}), metadata=sidecar)
    assert document.date is None
    assert problems == []
