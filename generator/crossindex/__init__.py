"""Briefings → SiteIndex: actors, calendar, questions, topics and stories across articles.

Two articles' actors become one only on good grounds: the same full name, a compatible kind and roles
that fit. A surname, a title or a demonym alone never merges; nor does a name that many bodies share
("Supreme Court"). Countries merge through the lexicon. What an editor says goes before all of this.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.crossindex import actors, related, topics
from generator.crossindex.addresses import slug, sort_name
from generator.crossindex.company import positions_by_topic
from generator.crossindex.order import calendar_day, date_order, newest_first
from generator.crossindex.records import (
    Appearance,
    Disagreement,
    Neighbours,
    RoleSeen,
    SiteActor,
    SiteIndex,
    Topic,
)
from generator.crossindex.shares import Shares
from generator.editorial import Editorial
from generator.model import Briefing

__all__ = [
    "Appearance",
    "Disagreement",
    "Neighbours",
    "RoleSeen",
    "Shares",
    "SiteActor",
    "SiteIndex",
    "Topic",
    "build",
    "calendar_day",
    "positions_by_topic",
    "slug",
    "sort_name",
]


def build(
    briefings: Sequence[Briefing], editorial: Editorial | None = None, shares: Shares | None = None
) -> SiteIndex:
    """Index what briefings share.

    Args:
        briefings: with distinct ids, in any order: the result does not depend on it.
        editorial: what editors say about actors and topics.
        shares: what is known of them beforehand.
    """
    said, shares = editorial or Editorial(), shares or Shares()
    newest = tuple(sorted(briefings, key=newest_first))
    found, unknown = actors.across(map(shares.parts, newest), said.actors)
    actor_of = {
        (seen.briefing.id, own): actor for actor in found for seen in actor.appearances for own in seen.ids
    }
    named = {briefing.id: _named(briefing, actor_of) for briefing in newest}
    subjects, empty = topics.across(newest, found, said.topics)
    topics_of = topics.by_briefing(subjects)
    return SiteIndex(
        briefings=newest,
        actors=tuple(actor for actor in found if not actor.hidden),
        actor_of=actor_of,
        named=named,
        events=tuple(sorted(((b, e) for b in newest for e in b.events), key=date_order)),
        questions=tuple((b, question) for b in newest for question in b.open_questions),
        topics=subjects,
        months=_months(newest),
        topics_of=topics_of,
        related=related.across(newest, related.keys(newest, named, topics_of, shares)),
        story=topics.stories(newest, topics_of),
        disagreements={b.id: quarrels for b in newest if (quarrels := shares.quarrels(b))},
        notes=(*unknown, *empty),
        editorial=said,
    )


def _named(briefing: Briefing, actor_of: Mapping[tuple[str, str], SiteActor]) -> dict[str, SiteActor]:
    across = (actor_of[briefing.id, actor.id] for actor in briefing.actors)
    return {actor.slug: actor for actor in across if actor.kind != "unnamed" and not actor.hidden}


def _months(newest: Iterable[Briefing]) -> dict[str, tuple[Briefing, ...]]:
    groups: dict[str, list[Briefing]] = defaultdict(list)
    for briefing in newest:
        published = briefing.article.published
        groups[f"{published:%Y-%m}" if published else "undated"].append(briefing)
    return {key: tuple(group) for key, group in groups.items()}
