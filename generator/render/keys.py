"""What pages depend on, as digests: where a page's key is the same, so is its text.

A page shows briefings and, of each of their actors and topics, the face that the whole site gives it: its
name, its address, whether it has a page. A key is made of these and nothing else, so a change in one
article changes the keys of the pages that show it, and of those that name somebody whose face it changed.
What every page depends on (the generator, its templates, the settings) is not part of a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator import fingerprint
from generator.crossindex import Appearance, Disagreement, SiteActor, SiteIndex, Topic
from generator.model import Briefing
from generator.render.agenda import Dated
from generator.render.board import Asking
from generator.render.directory import BRIEFINGS, Letter
from generator.render.onward import Glance, Onward
from generator.render.paging import Part
from generator.render.twin import to_json

Face = tuple[Any, ...]


class Keys:
    """The keys of a site's pages.

    Args:
        index: what the pages are made from.
        page_from: in how many briefings an actor must be named to have a page without a position.
        twins: id → key of the JSON twin, for briefings that are as they were when it was made.

    Attributes:
        twins: those that are known by now.
    """

    def __init__(self, index: SiteIndex, page_from: int, twins: Mapping[str, str] | None = None) -> None:
        self._index, self._page_from = index, page_from
        self.twins: dict[str, str] = dict(twins or {})
        self._whole: dict[str, str] = {}
        self._faces: dict[int, Face] = {}  # by identity: an actor that is hidden may share its address

    def of(self, index: SiteIndex) -> Keys:
        """The keys of pages that show the same briefings by another index."""
        keys = Keys(index, self._page_from)
        keys.twins = self.twins
        return keys

    def twin(self, briefing: Briefing) -> str:
        """A briefing's JSON, which holds all of it that is shown but where its corrections stand."""
        known = self.twins.get(briefing.id)
        if known is None:
            known = fingerprint.of(to_json(briefing), briefing.article.path, briefing.has_corrections)
            self.twins[briefing.id] = known
        return known

    def whole(self, briefing: Briefing) -> str:
        """A briefing with everything that the site says of its actors and topics."""
        known = self._whole.get(briefing.id)
        if known is None:
            actors = [self._face(self._index.actor_of[briefing.id, actor.id]) for actor in briefing.actors]
            topics = [_topic(topic) for topic in self._index.topics_of.get(briefing.id, ())]
            known = fingerprint.of(briefing.id, self.twin(briefing), actors, topics)
            self._whole[briefing.id] = known
        return known

    def briefing(
        self,
        briefing: Briefing,
        *,
        stale: str | None,
        past: str,
        glance: Glance,
        onward: Onward,
    ) -> str:
        """A briefing's page; see its template for what it is told. ``past`` is a digest of its history."""
        beside = [_neighbour(one) for one in (onward.earlier, onward.later)]
        related = [(_neighbour(one), [actor.name for actor in shared]) for one, shared in onward.related]
        told = [stale, past, [_quarrel(one) for one in glance.quarrels]]
        return fingerprint.of(
            "briefing", self.whole(briefing), told, onward.topic and _topic(onward.topic), beside, related
        )

    def actor(self, actor: SiteActor, parts: Sequence[Part[Appearance]], part: Part[Appearance]) -> str:
        """A page of an actor: the first tells of all its briefings, a later one of those that it lists."""
        shown = part.items if part.key else actor.appearances
        own = [self._face(actor), actor.description, actor.links, actor.other_names]
        counts = len(actor.appearances), actor.position_count
        wholes = self._wholes(seen.briefing for seen in shown)
        return fingerprint.of("actor", own, counts, _places(parts), part.key, len(part.items), wholes)

    def topic(self, topic: Topic, parts: Sequence[Part[Briefing]], part: Part[Briefing]) -> str:
        """A page of a topic; see ``actor``."""
        shown = part.items if part.key else topic.briefings
        own = [_topic(topic), topic.description, len(topic.briefings)]
        return fingerprint.of("topic", own, _places(parts), part.key, len(part.items), self._wholes(shown))

    def listed(self, what: str, briefings: Iterable[Briefing]) -> str:
        """A page that lists briefings, and shows no other."""
        return fingerprint.of("list", what, self._wholes(briefings))

    def calendar(self, parts: Sequence[Part[Dated]], part: Part[Dated], told: object) -> str:
        """A page of the calendar; ``told`` is what else it is told."""
        events = [(self.whole(briefing), event.id) for briefing, event in part.items]
        return fingerprint.of("calendar", _places(parts), part.key, repr(told), events)

    def board(self, parts: Sequence[Part[Asking]], part: Part[Asking]) -> str:
        """A page of the board of open questions."""
        asked = [(self.whole(briefing), len(questions)) for briefing, questions in part.items]
        return fingerprint.of("board", _places(parts), part.key, asked)

    def letter(self, letters: Sequence[Letter], letter: Letter) -> str:
        """A page of the directory."""
        pages = [(one.key, one.label, one.number) for one in letters]
        listed = [(self._face(one), *self._seen(one)) for one in letter.actors]
        return fingerprint.of("letter", pages, letter.key, listed)

    def _seen(self, actor: SiteActor) -> Face:
        """What stands beside a name in the directory."""
        named_in = [
            (seen.briefing.id, seen.briefing.article.title, seen.ids[0])
            for seen in actor.appearances[:BRIEFINGS]
        ]
        return len(actor.appearances), actor.position_count, named_in

    def _wholes(self, briefings: Iterable[Briefing]) -> list[str]:
        return [self.whole(briefing) for briefing in briefings]

    def _face(self, actor: SiteActor) -> Face:
        known = self._faces.get(id(actor))
        if known is None:
            page = actor.has_page(self._page_from)
            known = (actor.slug, actor.name, actor.kind, actor.hidden, page, actor.role)
            self._faces[id(actor)] = known
        return known


def _places(parts: Sequence[Part[Any]]) -> list[tuple[str, str]]:
    return [(part.key, part.label) for part in parts]


def _topic(topic: Topic) -> Face:
    return topic.slug, topic.name


def _neighbour(briefing: Briefing | None) -> Face | None:
    if briefing is None:
        return None
    published = briefing.article.published
    return briefing.id, briefing.article.title, published.isoformat() if published else None


def _quarrel(quarrel: Disagreement) -> Face:
    return quarrel.one.id, quarrel.other.id, [position.id for position in quarrel.positions]
