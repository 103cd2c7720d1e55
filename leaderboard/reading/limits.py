"""How much of anything is read before it is refused. Every limit has its name and its reason here."""

KIB = 1024
MIB = 1024 * KIB

CHUNK = 256 * KIB  # bytes read, inflated or decoded at a time
HEAD = 64 * KIB  # bytes of the beginning that a format is recognised by

MAX_LINE = 32 * MIB  # bytes of one line: a book on one line still passes, a file without line ends does not fill memory
MAX_TEXT = 2 * MIB  # characters of one document's text: a long thesis has one million
MAX_RECORD = 2 * MAX_TEXT  # characters of one CSV record; more of them mean a quote that never closes
MAX_REREAD = 100_000  # lines of one table that stray quotes may cause to be read again: keeps hostile tables linear

MAX_RATIO = 250  # how many times larger than its file an archive may become: text reaches 5, gzip's worst is 1032
RATIO_GRACE = 32 * MIB  # bytes that any archive may become: a small file of one repeated line is no bomb
