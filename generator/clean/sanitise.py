"""A saved web page → the same page with nothing in it that could act: only elements that hold text.

nh3 (the Ammonia library) reads the page as browsers do and writes it anew from a list of what is allowed.
"""

from __future__ import annotations

import json
import re

import nh3

from generator.clean.oversized import shallow

# What tells trafilatura where the article is, and what its lines are.
TAGS = frozenset(
    re.findall(
        r"\w+",
        "title meta main article section header footer nav aside address hgroup div p span br hr "
        "h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote q pre code figure figcaption "
        "table caption thead tbody tfoot tr th td details summary time "
        "a abbr b bdi bdo big cite data del dfn em font i ins kbd label mark s samp small strike strong "
        "sub sup tt u var wbr",
    )
)
# Their words are no part of an article, not even where a page gives them no end.
WITH_THEIR_WORDS = frozenset(
    re.findall(
        r"\w+",
        "script style template noscript iframe object embed svg math audio video canvas button select "
        "textarea noembed noframes xmp",
    )
)
ATTRIBUTES = {
    "*": {"class", "id", "role", "itemprop", "itemtype", "itemscope"},
    "meta": {"name", "property", "content"},
    "time": {"datetime", "pubdate"},
    "a": {"href"},
}
_DATA = re.compile(
    r"<script\b[^<>]{0,200}\bapplication/ld\+json\b[^<>]{0,200}>([^<]*)</script", re.IGNORECASE
)
_SIGNS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def harmless(page: str) -> str:
    """Take everything out of a web page that could run, load, or send something.

    Args:
        page: HTML, however broken.

    Returns:
        Well-formed HTML of text elements; what the head says of the article (title, meta, linked data) stays.
    """
    kept = nh3.clean(
        shallow(page),
        tags=set(TAGS),
        clean_content_tags=set(WITH_THEIR_WORDS),
        attributes=ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel=None,
        strip_comments=True,
    )
    return f"<!DOCTYPE html>\n<html>{_linked_data(page)}{kept}</html>"


def _linked_data(page: str) -> str:
    """The page's linked data (https://json-ld.org), read as JSON and written anew; no JSON, no data."""
    written = []
    for found in _DATA.findall(page):
        try:
            data = json.dumps(json.loads(found)).translate(_SIGNS)
        except (ValueError, RecursionError):
            continue
        written.append(f'<script type="application/ld+json">{data}</script>')
    return "".join(written)
