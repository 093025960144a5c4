"""What a shared link, a feed or a card says about a briefing: plain text, one line each."""

from __future__ import annotations

import textwrap

from generator.model import Briefing
from generator.render.escape import visible
from generator.render.wording import count

DESCRIPTION = 300  # characters; what shows a link cuts it at about two hundred
UNTITLED = "Untitled"


def title(briefing: Briefing) -> str:
    """The article's title as a reader sees it."""
    return visible(briefing.article.title).strip() or UNTITLED


def lines(briefing: Briefing) -> list[str]:
    """What the briefing says in brief; how much there is of it, where a site shows no sentences."""
    return [visible(line).strip() for line in briefing.summary] or [_counts(briefing)]


def description(briefing: Briefing) -> str:
    """The first of its lines, not longer than a shared link can show."""
    return shorten(lines(briefing)[0])


def shorten(text: str) -> str:
    """A text cut between words."""
    return textwrap.shorten(text, DESCRIPTION, placeholder=" …") if len(text) > DESCRIPTION else text


def _counts(briefing: Briefing) -> str:
    found = (
        count(len(briefing.positions), "position"),
        count(len(briefing.open_questions), "open question"),
        count(len(briefing.events), "event"),
    )
    return f"{found[0]}, {found[1]} and {found[2]}."
