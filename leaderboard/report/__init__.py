"""The report: a folder of pages that opens without a server.

    with Store("outputs/leaderboard.duckdb", read_only=True) as store:
        summary = write_report(store, "outputs/report")

readings.py fetches, pages.py says what stands on each page, templates/ makes HTML of it, site.py
writes the files and swaps the folder in.
"""

from leaderboard.report.site import ReportSummary, write_report

__all__ = ["ReportSummary", "write_report"]
