"""Reading: files of any accepted format in, `Document`s out, streamed in bounded memory.

`read_documents` is the way in. One file per input format; `formats.py` says how to add one. `source.py`
opens, unpacks and decodes, the format's file splits into drafts, `intake.py` checks them and makes documents.
All limits stand in `limits.py`.

A document's text is the source's text, character for character: an abstract keeps its hard line breaks and
leading spaces, a file's line ends stay as they are (CRLF included). Left out are only what is no part of the
text: a byte order mark, the line end of a format with one paper a line, the mark "Abstract:", and a Markdown
file's front matter.
"""

from leaderboard.reading.formats import INPUT_FORMATS
from leaderboard.reading.identity import fingerprint
from leaderboard.reading.limits import Limits
from leaderboard.reading.problem import Problem, Problems
from leaderboard.reading.reader import read_documents

__all__ = ["INPUT_FORMATS", "Limits", "Problem", "Problems", "fingerprint", "read_documents"]
