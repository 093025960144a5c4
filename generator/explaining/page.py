"""Explanations → one HTML page, with spaCy's displaCy for the grammar of each sentence.

The page is complete in itself: it fetches nothing, runs nothing, and its policy says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from spacy import displacy

from generator.explaining import Explanation, Word

OPTIONS = {"compact": True, "distance": 110, "bg": "transparent", "color": "currentColor", "font": "inherit"}


def page(title: str, explanations: Sequence[Explanation]) -> str:
    """The page as one text.

    Args:
        title: the article's.
        explanations: the items to show.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("page.html.j2")
    return template.render(title=title, explanations=explanations, drawn=_drawn)


def _drawn(sentence: Sequence[Word]) -> Markup:
    """The arcs of a sentence; displaCy escapes the words."""
    places = {word.number: place for place, word in enumerate(sentence)}
    words = [{"text": word.text, "tag": word.tag} for word in sentence]
    arcs = []
    for place, word in enumerate(sentence):
        head = places.get(word.head_number)
        if head is not None and head != place:
            left = place < head
            ends = (place, head) if left else (head, place)
            arcs.append(
                {"start": ends[0], "end": ends[1], "label": word.relation, "dir": "left" if left else "right"}
            )
    given = {"words": words, "arcs": arcs, "settings": {}}
    return Markup(
        displacy.render(given, style="dep", manual=True, page=False, jupyter=False, options=OPTIONS)
    )
