"""The report: a folder of pages that opens without a server.

    with Store("outputs/leaderboard.duckdb", read_only=True) as store:
        summary = write_report(store, "outputs/report")

readings.py fetches; pages/ says what stands on each page, a file for each; templates/ makes HTML of it; site.py
writes the files, into the folder that folder.py swaps in.
"""

from leaderboard.report.site import ReportSummary, write_report

__all__ = ["ReportSummary", "write_report"]
