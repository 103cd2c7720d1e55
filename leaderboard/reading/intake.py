"""Makes documents of drafts: the checks that all formats share, and what is derived when absent."""

from collections.abc import Callable

from leaderboard.reading import identity, limits, values
from leaderboard.reading.draft import Draft, Refusal
from leaderboard.reading.problem import Problem, Problems
from leaderboard.reading.sidecar import NOTHING, Sidecar
from leaderboard.records import Document


class Intake:
    """Makes the documents of one input.

    Id, title and text must be right, or the document is refused; a faulty date or url costs only itself.
    """

    def __init__(self, source: str, sidecar: Sidecar | None, problems: Problems) -> None:
        self.source, self.sidecar, self.problems = source, sidecar, problems

    def document(self, draft: Draft | Refusal) -> Document | None:
        """Make the document, or note a problem and return None."""
        if isinstance(draft, Refusal):
            self._refused(draft.line, draft.reason)
            return None
        try:
            text = values.clean_text(draft.text, limits.MAX_TEXT)
            title = values.clean_title(draft.title)
            own = values.clean_id(draft.id)
        except ValueError as error:
            self._refused(draft.line, str(error))
            return None
        date = self._optional(values.clean_date, draft.date, draft.line)
        url = self._optional(values.clean_url, draft.url, draft.line)
        facts = self.sidecar.facts(own, title) if self.sidecar else NOTHING
        known = own or facts.id
        arxiv = identity.arxiv_paper(known) if known else None
        if arxiv is None and facts.id:
            arxiv = identity.arxiv_paper(facts.id)
        return Document(
            id=known or identity.derived_id(title, text),
            title=title,
            text=text,
            date=date or facts.date or (arxiv and arxiv.date),
            url=url or facts.url or (arxiv and arxiv.url),
            source=self.source if draft.line is None else f"{self.source}:{draft.line}",
        )

    def _optional(self, clean: Callable[[object], str | None], value: object, line: int | None) -> str | None:
        try:
            return clean(value)
        except ValueError as error:
            self.problems.append(Problem(self.source, line, f"{error}; kept without it", refused=False))
            return None

    def _refused(self, line: int | None, reason: str) -> None:
        self.problems.append(Problem(self.source, line, reason))
