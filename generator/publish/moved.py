"""Former addresses: a page that moved leads on, one that is gone says so.

They are plain files that need no script and no server's settings, so they work under a sub-path and on
any web server. What is gone is not named again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jinja2

from generator import history
from generator.publish.disk import File
from generator.publish.site import Site
from generator.render import paths

BRIEFING_GONE = "The briefing that stood here was withdrawn, or its article was deleted."
PAGE_GONE = "The page that stood here is no longer made: no briefing calls for it."
_ASSETS = "assets/briefings/"
_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
)


def files(site: Site) -> Iterator[File]:
    """A page at every former address at which no other page stands, and what machines read there."""
    for old, new in sorted(moves(site).items()):
        if not _taken(site, old):
            yield _page(site, old, target=new)
            yield from _followers(site, old, new)
    for old, note in sorted(notes(site).items()):
        if not _taken(site, old):
            yield _page(site, old, note=note)


def moves(site: Site) -> dict[str, str]:
    """Former page → the page in its place, as files of the generated pages."""
    found: dict[str, str] = {}
    for briefing in site.index.briefings:
        found |= {
            paths.briefing(address): paths.briefing(briefing.id)
            for address in site.history.past(briefing.id).addresses
            if address != briefing.id
        }
    actors, topics = site.history.pages_of("actors"), site.history.pages_of("topics")
    found |= {paths.actor(old): paths.actor(new) for old in actors.moved if (new := actors.now(old))}
    found |= {paths.topic(old): paths.topic(new) for old in topics.moved if (new := topics.now(old))}
    for actor in site.index.actors:
        if actor.has_page(site.settings.page_from):
            found |= {paths.actor(old): paths.actor(actor.slug) for old in actor.former}
    for topic in site.index.topics:
        found |= {paths.topic(old): paths.topic(topic.slug) for old in topic.former}
    return found


def notes(site: Site) -> dict[str, str]:
    """Page that is gone → what stands there now."""
    live = {briefing.id for briefing in site.index.briefings}
    past = site.history.past
    gone = {
        paths.briefing(address): BRIEFING_GONE
        for ident in history.orphans(site.history, live)
        for address in past(ident).addresses
    }
    gone |= {paths.briefing(address): BRIEFING_GONE for address in site.history.purged if address not in live}
    for kind, path in (("actors", paths.actor), ("topics", paths.topic)):
        log = site.history.pages_of(kind)
        gone |= {path(old): PAGE_GONE for old in [*log.gone, *log.moved] if log.now(old) is None}
    moved = moves(site)
    return {old: note for old, note in gone.items() if old not in moved}


def _taken(site: Site, old: str) -> bool:
    return (site.docs / old).exists()


def _page(site: Site, old: str, *, target: str | None = None, note: str = "") -> File:
    directories = site.settings.use_directory_urls

    def link(path: str) -> str:
        return paths.link(old, path, directories=directories)

    written = _TEMPLATES.get_template("moved.html.j2").render(
        site_name=site.name,
        target=link(target) if target else None,
        canonical=site.address(target, seen_from=old) if target else None,
        note=note,
        home=link("index.md"),
        styles=link(f"{_ASSETS}moved.css"),
        script=link(f"{_ASSETS}moved.js"),
    )
    return paths.served(old, directories), written.encode("utf-8")


def _followers(site: Site, old: str, new: str) -> Iterator[File]:
    """What programs ask for by a former address: data, calendars and feeds. They follow no page."""
    before, now = old.removesuffix(".md"), new.removesuffix(".md")
    for suffix in (".json", ".md", ".ics"):
        file = site.folder / f"{now}{suffix}"
        if file.is_file():
            yield f"{before}{suffix}", file.read_bytes()
    beside = site.folder / now
    for file in sorted([*beside.glob("*.ics"), *beside.glob("feed.*")]):
        yield f"{before}/{file.name}", file.read_bytes()
