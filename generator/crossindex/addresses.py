"""Names → addresses and places in a list; both depend on the name alone."""

from __future__ import annotations

import hashlib
import re
import unicodedata


def slug(text: str) -> str:
    """An address for a name: ASCII letters and digits where it has any, else a digest of it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return plain if plain and plain != "index" else f"{plain or 'name'}-{digest(text)}"


def digest(text: str) -> str:
    """Six characters that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:6]


def sort_name(name: str) -> str:
    """A name as lists order it: without regard to case and accents."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold() or name
