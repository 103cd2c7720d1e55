"""Makes documents of drafts: the checks that all formats share, and what is derived when absent."""

from collections.abc import Callable

from leaderboard.reading import identity, values
from leaderboard.reading.cleaning import clean
from leaderboard.reading.draft import Draft, Refusal
from leaderboard.reading.limits import DEFAULT, Limits
from leaderboard.reading.problem import Problem, Problems
from leaderboard.reading.sentences import split_sentences
from leaderboard.reading.sidecar import NOTHING, Sidecar
from leaderboard.records import Document


class Intake:
    """Makes the documents of one input.

    Id, title and text must be right, or the document is refused; a faulty date or url costs only itself.
    Faults beyond the limit are counted, and told by `close`.
    """

    def __init__(self, source: str, sidecar: Sidecar | None, problems: Problems, limits: Limits = DEFAULT) -> None:
        self.source, self.sidecar, self.problems, self.limits = source, sidecar, problems, limits
        self._listed = 0
        self._unlisted = {True: 0, False: 0}  # of refused documents, of faults that cost only themselves

    def document(self, draft: Draft | Refusal) -> Document | None:
        """Make the document, or note a problem and return None."""
        if isinstance(draft, Refusal):
            self._refused(draft.line, draft.reason)
            return None
        try:
            text = values.clean_text(draft.text, self.limits)
            title = values.clean_title(draft.title)
            own = values.clean_id(draft.id)
        except ValueError as error:
            self._refused(draft.line, str(error))
            return None
        self._tell_tables(draft.line, text)
        date = self._optional(values.clean_date, draft.date, draft.line)
        url = self._optional(values.clean_url, draft.url, draft.line)
        facts = self.sidecar.facts(own, title) if self.sidecar else NOTHING
        known = own or facts.id
        arxiv = identity.arxiv_paper(known) if known else None
        if arxiv:
            known = arxiv.id  # versions of a paper are one paper; its address names the version
        elif facts.id:
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
            self._note(line, f"{error}; kept without it", refused=False)
            return None

    def _tell_tables(self, line: int | None, text: str) -> None:
        """Tell of passages whose numbers the extractor will leave."""
        most = self.limits.sentence
        if not values.has_more_numbers(text, most):
            return
        tidy = clean(text)
        if tables := sum(values.has_more_numbers(tidy[start:end], most) for start, end in split_sentences(tidy)):
            what = "a passage has" if tables == 1 else f"{tables:,} passages have"
            reason = f"{what} more than {most:,} numbers (raise it with --limit sentence=…)"
            self._note(line, f"{reason}; kept without these numbers", refused=False)

    def _refused(self, line: int | None, reason: str) -> None:
        self._note(line, reason, refused=True)

    def _note(self, line: int | None, reason: str, *, refused: bool) -> None:
        if self._listed == self.limits.problems:
            self._unlisted[refused] += 1
            return
        self._listed += 1
        self.problems.append(Problem(self.source, line, reason, refused=refused))

    def close(self) -> None:
        """Tell how many faults were not listed."""
        for refused, times in self._unlisted.items():
            if times:
                what = "parts were refused" if refused else "dates, urls or tables were left out"
                reason = f"{times:,} more {what} (list them with --limit problems=…)"
                self.problems.append(Problem(self.source, None, reason, refused=refused, more=times))
