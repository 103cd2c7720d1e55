"""WHAT flows through the house. Imports nothing of ours."""

from leaderboard.records.document import Document
from leaderboard.records.result import Bound, Change, Kind, Result, Subject
from leaderboard.records.results import Results, typed

__all__ = ["Bound", "Change", "Document", "Kind", "Result", "Results", "Subject", "typed"]
