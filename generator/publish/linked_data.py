"""JSON-LD in the words of https://schema.org: what a page says, for machines.

Nothing is said more exactly than the article has it: a period that is no day, month or year is left
out, since schema.org would take its first and last day for the beginning and the end of the event.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.crossindex import SiteActor
from generator.model import Actor, Briefing, Kind, ScheduledEvent, Status
from generator.publish import cards, wording
from generator.publish.site import Site
from generator.render import paths
from generator.render.escape import visible, web_address

TYPES: dict[Kind, str] = {
    "person": "Person",
    "organization": "Organization",
    "country": "Country",
    "group": "Organization",
    "unnamed": "Person",
}
ATTENDING = ("person", "organization", "group")  # the kinds that schema.org lets attend an event
STATUSES: dict[Status, str] = {
    "scheduled": "https://schema.org/EventScheduled",
    "postponed": "https://schema.org/EventPostponed",
    "cancelled": "https://schema.org/EventCancelled",
}

Node = dict[str, Any]


def website(site: Site) -> Node:
    """The home page."""
    return _context(_site(site) | _known(description=visible(site.description), inLanguage=site.language))


def briefing(site: Site, about: Briefing) -> Node:
    """A briefing's page: an article made from another one, with its events."""
    page = paths.briefing(about.id)
    here = site.address(page, seen_from=page)
    published = about.article.published
    article = {
        "@type": "NewsArticle",
        "@id": here,
        "headline": wording.title(about),
        "description": wording.description(about),
        "mainEntityOfPage": here,
        "inLanguage": about.article.language,
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": visible(site.name)},
    }
    article |= _known(
        datePublished=published.isoformat() if published else None,
        dateModified=about.article.changed.isoformat() if about.article.changed else None,
        image=site.address(cards.path(about), seen_from=page),
        isBasedOn=_source(about),
        keywords=[visible(topic.name) for topic in site.index.topics_of.get(about.id, ())],
        mentions=[_mention(site, about, one) for one in about.actors if one.salience == "main"],
    )
    return {"@context": "https://schema.org", "@graph": [article, *_events(site, about)]}


def actor_page(site: Site, actor: SiteActor) -> Node:
    """An actor's page."""
    page = paths.actor(actor.slug)
    links = [web_address(link) for link in actor.links]
    return _context(
        {"@type": TYPES[actor.kind], "name": visible(actor.name)}
        | {"mainEntityOfPage": site.address(page, seen_from=page)}
        | _known(
            alternateName=[visible(name) for name in actor.aliases],
            description=visible(actor.description or ""),
            jobTitle=visible(actor.role) if actor.kind == "person" and actor.role else None,
            sameAs=[link for link in links if link],
        )
    )


def _site(site: Site) -> Node:
    return {"@type": "WebSite", "name": visible(site.name)} | _known(url=site.url)


def _source(about: Briefing) -> Node | None:
    article = about.article
    address = web_address(article.url)
    if not address and not article.source:
        return None
    return {"@type": "NewsArticle", "headline": wording.title(about)} | _known(
        url=address,
        author=_named("Person", article.author),
        publisher=_named("Organization", article.source),
        license=visible(article.licence or ""),
        datePublished=article.published.isoformat() if article.published else None,
    )


def _named(type_: str, name: str | None) -> Node | None:
    return {"@type": type_, "name": visible(name)} if name else None


def _mention(site: Site, about: Briefing, actor: Actor) -> Node:
    across = site.index.actor_of[about.id, actor.id]
    address = None
    if across.has_page(site.settings.page_from):
        address = site.address(paths.actor(across.slug), seen_from=paths.briefing(about.id))
    return {"@type": TYPES[actor.kind], "name": visible(actor.name)} | _known(url=address)


def _events(site: Site, about: Briefing) -> Iterator[Node]:
    page = paths.briefing(about.id)
    actors = {actor.id: actor for actor in about.actors}
    for event in about.events:
        when = period(event)
        if when is None:
            continue
        attending = (actors[ident] for ident in event.participants)
        yield {
            "@type": "Event",
            "@id": site.address(page, event.id, seen_from=page),
            "name": visible(event.what),
            **when,
        } | _known(
            description=visible(event.sentence),
            eventStatus=STATUSES.get(event.status),
            attendee=[_mention(site, about, one) for one in attending if one.kind in ATTENDING],
        )


def period(event: ScheduledEvent) -> Node | None:
    """Its days, or the month or year that it falls in; None where schema.org has no word for it."""
    start, end = event.start, event.end
    if start is None or end is None:
        return None
    if event.granularity == "day":
        return {"startDate": start.isoformat(), "endDate": end.isoformat()}
    if event.granularity == "month" and end == _month_end(start) and start.day == 1:
        return {"startDate": f"{start:%Y-%m}"}
    if event.granularity == "year" and (start, end) == (date(start.year, 1, 1), date(start.year, 12, 31)):
        return {"startDate": f"{start.year:04}"}
    return None


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _known(**values: Any) -> Node:
    """Those values that are there."""
    return {key: value for key, value in values.items() if value}


def _context(node: Node) -> Node:
    return {"@context": "https://schema.org"} | node
