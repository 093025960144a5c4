"""On which day something was said: "told them on Thursday that …", in its sentence or beside."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from spacy.tokens import Doc, Span

from generator.dates import Period
from generator.dates.expressions import Day
from generator.language.quotes import quotations
from generator.language.scheduling.outlook import listed, outlook
from generator.language.scheduling.times import Timed

_LATEST = 14  # days before publication: what was said earlier is hardly this news


class Spoken:
    """The days of saying in an article, and the time phrases that tell them."""

    def __init__(self, doc: Doc, body: list[tuple[Span, list[Timed]]]) -> None:
        self._own: list[date | None] = []
        self._frames: set[tuple[int, int]] = set()
        for _, times in body:
            day, frame = _day_of_saying(times, doc._.published)
            self._own.append(day)
            self._frames |= {_place(frame)} if frame else set()
        self._sentences = [sentence for sentence, _ in body]
        self._quotations = quotations(doc)

    def frames(self, item: Timed) -> bool:
        """Whether a time phrase tells when something was said: no event of its own."""
        return _place(item) in self._frames

    def day(self, number: int, item: Timed) -> date | None:
        """The day from which a time in sentence ``number`` counts, where it is another than publication.

        Outside quotations reporters tell "today" and "tomorrow" from the day of publication.
        """
        found = bisect_right(self._quotations, item.span.start, key=lambda one: one.first)
        quoted = self._quotations[found - 1] if found else None
        if quoted is None or item.span.start >= quoted.last:
            return None if isinstance(item.phrase.expression, Day) else self._own[number]
        if self._own[number] is not None:
            return self._own[number]
        beside = (
            self._own[i]
            for i in range(max(number - 1, 0), min(number + 2, len(self._sentences)))
            if i < number or self._sentences[i].start <= quoted.last + 1
        )
        return next((day for day in beside if day), None)


def _place(item: Timed) -> tuple[int, int]:
    """Where a time phrase stands: its first token in the article, its first character in the sentence."""
    return item.span.start, item.phrase.start


def _day_of_saying(times: list[Timed], published: date | None) -> tuple[date | None, Timed | None]:
    for item in times:
        verb = item.predicate
        if published is None or verb is None or item.noun is not None or not listed(verb, "reporting"):
            continue
        if outlook(verb) != "past" or item.preposition not in {"on", "", "late", "early"}:
            continue
        period = item.phrase.resolve(published, "past")
        if _one_day(period) and period and period.end and 0 <= (published - period.end).days <= _LATEST:
            return period.end, item
    return None, None


def _one_day(period: Period | None) -> bool:
    return period is not None and period.start is not None and period.start == period.end
