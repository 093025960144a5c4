"""What each page is about: what its head says to whoever shares it or reads it by machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from generator.crossindex import SiteActor, Topic
from generator.model import Briefing
from generator.publish import cards, linked_data, wording
from generator.publish.feeds import ATOM, JSON, Feed, feeds
from generator.publish.site import Site
from generator.render import paths
from generator.render.escape import visible
from generator.render.wording import KINDS, count

OpenGraph = Literal["article", "profile", "website"]


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page, or what is new on it, in another form."""

    type: str  # the media type
    path: str  # the file, below the site's folder
    title: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A page's subject.

    Attributes:
        title: None where the page's own title says it.
        description: None where the page's own description says it.
        card: the picture's file, below the site's folder.
        published: ISO day.
        data: JSON-LD.
    """

    title: str | None = None
    description: str | None = None
    type: OpenGraph = "website"
    card: str = cards.SITE_CARD
    published: str | None = None
    tags: tuple[str, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    data: Mapping[str, Any] | None = field(default=None)


def subjects(site: Site) -> dict[str, Subject]:
    """The subject of each page that has one of its own, by its generated file."""
    news = {feed.page: tuple(_alternates(feed)) for feed in feeds(site)}
    found = {"index.md": _home(site, news)}
    for briefing in site.index.briefings:
        found[paths.briefing(briefing.id)] = _briefing(site, briefing)
    for actor in site.index.actors:
        if actor.has_page(site.settings.page_from):
            found[paths.actor(actor.slug)] = _actor(site, actor, news)
    for topic in site.index.topics:
        found[paths.topic(topic.slug)] = _topic(site, topic, news)
    return found


def _home(site: Site, news: Mapping[str, tuple[Alternate, ...]]) -> Subject:
    return Subject(
        title=visible(site.name),
        description=visible(site.description) or None,
        alternates=news.get("index.md", ()),
        data=linked_data.website(site),
    )


def _briefing(site: Site, briefing: Briefing) -> Subject:
    published = briefing.article.published
    return Subject(
        title=wording.title(briefing),
        description=wording.description(briefing),
        type="article",
        card=cards.path(briefing),
        published=published.isoformat() if published else None,
        tags=tuple(visible(topic.name) for topic in site.index.topics_of.get(briefing.id, ())),
        alternates=(
            Alternate("application/json", f"{briefing.id}.json", "This briefing as data"),
            Alternate("text/markdown", f"{briefing.id}.md", "This briefing as Markdown"),
        ),
        data=linked_data.briefing(site, briefing),
    )


def _actor(site: Site, actor: SiteActor, news: Mapping[str, tuple[Alternate, ...]]) -> Subject:
    path = paths.actor(actor.slug)
    return Subject(
        title=visible(actor.name),
        description=_who(actor),
        type="profile" if actor.kind == "person" else "website",
        alternates=news.get(path, ()),
        data=linked_data.actor_page(site, actor),
    )


def _topic(site: Site, topic: Topic, news: Mapping[str, tuple[Alternate, ...]]) -> Subject:
    number = count(len(topic.briefings), "briefing")
    found = f"{visible(topic.name)}: {number} with positions, open questions and events"
    return Subject(
        title=visible(topic.name),
        description=wording.shorten(visible(topic.description or "") or found),
        alternates=news.get(paths.topic(topic.slug), ()),
    )


def _who(actor: SiteActor) -> str:
    """``Ada Brook, mayor: 3 positions in 2 briefings``; the editor's line where there is one."""
    if actor.description:
        return wording.shorten(visible(actor.description))
    role = visible(actor.role) if actor.role else KINDS[actor.kind].lower()
    numbers = f"{count(actor.position_count, 'position')} in {count(len(actor.appearances), 'briefing')}"
    return wording.shorten(f"{visible(actor.name)}, {role}: {numbers}")


def _alternates(feed: Feed) -> Iterator[Alternate]:
    yield Alternate("application/atom+xml", feed.folder + ATOM, feed.title)
    yield Alternate("application/feed+json", feed.folder + JSON, feed.title)
