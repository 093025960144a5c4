"""What each briefing gives to the index, whatever the others say: it can be worked out beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.crossindex import disagreements
from generator.crossindex.parts import Part, parts_of
from generator.crossindex.records import Disagreement
from generator.crossindex.words import content_words
from generator.model import Briefing


@dataclass(frozen=True, slots=True)
class _Share:
    briefing: Briefing
    parts: tuple[Part, ...]
    words: frozenset[str]
    quarrels: tuple[Disagreement, ...]


class Shares:
    """The shares of briefings; what was not worked out beforehand is when it is asked for, and not held.

    Args:
        briefings: whose shares are worked out now.
    """

    def __init__(self, briefings: Iterable[Briefing] = ()) -> None:
        self._known = {
            briefing.id: _Share(
                briefing, tuple(parts_of(briefing)), _words(briefing), disagreements.within(briefing)
            )
            for briefing in briefings
        }

    def parts(self, briefing: Briefing) -> tuple[Part, ...]:
        """A briefing's actors."""
        known = self._of(briefing)
        return known.parts if known else tuple(parts_of(briefing))

    def words(self, briefing: Briefing) -> frozenset[str]:
        """The words of its top, by which a briefing is related to others."""
        known = self._of(briefing)
        return known.words if known else _words(briefing)

    def quarrels(self, briefing: Briefing) -> tuple[Disagreement, ...]:
        """Who stands against whom in a briefing."""
        known = self._of(briefing)
        return known.quarrels if known else disagreements.within(briefing)

    def _of(self, briefing: Briefing) -> _Share | None:
        known = self._known.get(briefing.id)
        return known if known and known.briefing is briefing else None  # not of an earlier record of it


def _words(briefing: Briefing) -> frozenset[str]:
    return content_words(" ".join([briefing.article.title, *briefing.summary]))
