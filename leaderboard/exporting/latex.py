r"""LaTeX: a booktabs table for each board, with \cite for each paper; the keys are those of the BibTeX export."""

from leaderboard.exporting.bibtex import key_of
from leaderboard.exporting.selection import Export, Row, Selection, records
from leaderboard.ranking import Leaderboard, reported
from leaderboard.showing import heading, printable

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "↑": r"$\uparrow$",
    "↓": r"$\downarrow$",
    "≤": r"$\leq$",
    "≥": r"$\geq$",
    "±": r"$\pm$",
    "×": r"$\times$",
    "·": r"$\cdot$",
    "–": "--",
    "−": "$-$",
}
NEEDS = "% needs \\usepackage{booktabs} and, for \\textquotedbl, \\usepackage[T1]{fontenc}\n"


def write(selection: Selection) -> Export:
    """Write each board as a table, each model once at its best."""
    tables = [_table(board, number, selection) for number, board in enumerate(selection.boards, 1)]
    return Export({"": (NEEDS + "".join(tables)).encode("utf-8", "replace")})


def escaped(text: str) -> str:
    r"""Write a text so that LaTeX shows it and runs none of it.

    >>> escaped("95% of {a_b} \\input{x}")
    '95\\% of \\{a\\_b\\} \\textbackslash{}input\\{x\\}'
    """
    return "".join(SPECIAL.get(character, character) for character in printable(text))


def _table(board: Leaderboard, number: int, selection: Selection) -> str:
    rows = "".join(map(_line, records(board.rows), board.numbers))
    return (
        "\n\\begin{table}\n\\centering\n"
        f"\\caption{{{escaped(heading(board))}}}\n\\label{{tab:leaderboard-{number}}}\n"
        "\\begin{tabular}{rlrllc}\n\\toprule\n"
        "rank & system & value & date & reported & paper \\\\\n\\midrule\n"
        f"{rows}\\bottomrule\n\\end{{tabular}}\n\\end{{table}}\n"
    )


def _line(row: Row, number: str) -> str:
    rank = "--" if row["rank"] is None else str(row["rank"])
    told = (rank, row["system"], number, row["date"] or "", reported(row["subject"]))
    cells = [each if each == "--" else escaped(each) for each in told]
    return " & ".join([*cells, f"\\cite{{{key_of(row['document_id'])}}}"]) + " \\\\\n"
