"""Addresses of the web: which of them lead to a page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST_URL = 2_000


def is_web(url: str) -> bool:
    """Only http and https lead to a page; other schemes could run something when clicked."""
    if len(url) > LONGEST_URL or re.search(r"[\s<>\"\\]", url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def web_address(url: str | None) -> str | None:
    """Return the address where it is one of the web, else None."""
    return url if url and is_web(url) else None
