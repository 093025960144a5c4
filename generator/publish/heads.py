"""What stands in a page's head for those who share it, follow it or read it by machine.

Added after the build, so that pages in ``briefings/`` stay free of it and any theme gets it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from lxml import html  # type: ignore[import-untyped]

from generator.publish import cards
from generator.publish.disk import File
from generator.publish.site import Site
from generator.publish.subjects import Alternate, Subject, subjects
from generator.render import paths

END = "</head>"
# What could end the script element, or begin a comment in it, as JSON's own references.
_IN_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def files(site: Site) -> Iterator[File]:
    """Every generated page, with its head made whole."""
    known = subjects(site)
    for path in site.sources():
        served = site.served(path)
        head, end, rest = (site.folder / served).read_text(encoding="utf-8").partition(END)
        if end:
            made = "".join(_head(site, path, known.get(path, Subject()), head))
            yield served, (head + made + end + rest).encode("utf-8")


def script(value: Any) -> str:
    """JSON that is safe in a script element: it can neither end it nor begin a comment."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)


def _head(site: Site, path: str, subject: Subject, head: str) -> Iterator[str]:
    title, description = _own(head, site.name)
    title, description = subject.title or title, subject.description or description or site.description
    image = site.address(subject.card, seen_from=path)
    yield _meta("property", "og:type", subject.type)
    yield _meta("property", "og:site_name", site.name)
    yield _meta("property", "og:title", title)
    yield _meta("property", "og:description", description)
    if site.url:
        yield _meta("property", "og:url", site.address(path))
    yield _meta("property", "og:image", image)
    yield _meta("property", "og:image:type", "image/png")
    yield _meta("property", "og:image:width", str(cards.WIDTH))
    yield _meta("property", "og:image:height", str(cards.HEIGHT))
    yield _meta("property", "og:image:alt", title)
    if subject.published:
        yield _meta("property", "article:published_time", subject.published)
    for tag in subject.tags:
        yield _meta("property", "article:tag", tag)
    yield _meta("name", "twitter:card", "summary_large_image")
    yield _meta("name", "twitter:title", title)
    yield _meta("name", "twitter:description", description)
    yield _meta("name", "twitter:image", image)
    for alternate in [*subject.alternates, *_calendar(site, path)]:
        href = paths.file_link(path, alternate.path, directories=site.settings.use_directory_urls)
        about = f'type="{alternate.type}" title="{escape(alternate.title)}" href="{escape(href)}"'
        yield f'<link rel="alternate" {about}>\n'
    if subject.data:
        yield f'<script type="application/ld+json">{script(subject.data)}</script>\n'


def _calendar(site: Site, path: str) -> Iterator[Alternate]:
    """The calendar to subscribe to that a page has beside it; the home page has that of everything."""
    file = paths.calendar_file("calendar.md" if path == "index.md" else path)
    if (site.folder / file).is_file():
        yield Alternate("text/calendar", file, "Calendar")


def _meta(key: str, name: str, content: str) -> str:
    return f'<meta {key}="{name}" content="{escape(content)}">\n' if content else ""


def _own(head: str, site_name: str) -> tuple[str, str]:
    """The title and the description that the theme gave the page."""
    tree = html.document_fromstring(head)
    title = str(tree.findtext(".//title") or "").strip().removesuffix(f" - {site_name}")
    found = tree.xpath('//meta[@name="description"]/@content')
    return title or site_name, str(found[0]) if found else ""
