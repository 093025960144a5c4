"""The sitemap, with the days on which pages changed instead of the day of the build."""

from __future__ import annotations

import gzip
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from datetime import date

from generator.model import Briefing
from generator.publish.disk import File
from generator.publish.site import Site
from generator.render import paths

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def files(site: Site) -> Iterator[File]:
    """``sitemap.xml`` and its compressed form; neither where the site's address is not known.

    A sitemap holds complete addresses alone, see https://www.sitemaps.org/protocol.html.
    """
    content = _sitemap(site) if site.url else None
    yield "sitemap.xml", content
    yield "sitemap.xml.gz", gzip.compress(content, mtime=0) if content else None


def _sitemap(site: Site) -> bytes:
    days = _last_changes(site)
    root = ElementTree.Element("urlset", xmlns=NAMESPACE)
    for path in site.sources():
        page = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(page, "loc").text = site.address(path)
        day = days.get(path)
        if day:
            ElementTree.SubElement(page, "lastmod").text = day.isoformat()
    ElementTree.indent(root, " ")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _last_changes(site: Site) -> dict[str, date]:
    """The day of the newest article behind each page that has any."""
    index = site.index
    behind: dict[str, Iterable[Briefing]] = {paths.briefing(b.id): [b] for b in index.briefings}
    behind |= {paths.actor(a.slug): [seen.briefing for seen in a.appearances] for a in index.actors}
    behind |= {paths.topic(topic.slug): topic.briefings for topic in index.topics}
    behind |= {paths.month(key): group for key, group in index.months.items()}
    overviews = ("index", "calendar", "questions", "actors/index", "topics/index", "archive/index")
    behind |= {f"{name}.md": index.briefings for name in overviews}
    found = {path: newest(briefings) for path, briefings in behind.items()}
    return {path: day for path, day in found.items() if day}


def newest(briefings: Iterable[Briefing]) -> date | None:
    """The latest day on which an article was published or changed; None where no briefing has one."""
    return max((b.article.changed for b in briefings if b.article.changed), default=None)
