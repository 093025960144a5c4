"""The generator as a library: a text → its briefing, without folders, pages or settings."""

from __future__ import annotations

import functools
from datetime import date
from typing import TYPE_CHECKING, Literal

from generator import article as articles
from generator import gate, language
from generator.adding import compose
from generator.condense import condense
from generator.intake import frontmatter
from generator.model import Briefing

if TYPE_CHECKING:
    from spacy.language import Language

Form = Literal["text", "markdown", "html"]
SUFFIXES: dict[Form, str] = {"text": ".txt", "markdown": ".md", "html": ".html"}


def brief(
    text: str,
    *,
    title: str | None = None,
    published: date | str | None = None,
    form: Form = "text",
    model: str | None = None,
) -> Briefing:
    """Condense one article.

    Nothing is read from disk but the weights, once in a process; nothing is written, no clock is asked. The
    same text gives the same briefing.

    Args:
        text: the article in English: title, blank line, paragraphs; or Markdown, or a web page. It may have
            front matter.
        title: the headline; goes before what the text says.
        published: the day of publication, as a date or as "2026-03-02"; "next week" counts from it.
        form: how the text is written.
        model: another installed spaCy pipeline with a parser and entities; None for the shipped weights.

    Returns:
        The article as it was read, its actors, positions, open questions, scheduled events and a summary.
        Offsets count Unicode code points in ``briefing.article.text``.

    Raises:
        ArticleError: no article, none in English, or a field that cannot be used.
        GeneratorError: no such pipeline.
    """
    name = f"article{SUFFIXES[form]}"
    front = frontmatter.split(text, name)
    given = {"title": title, "published": published}
    values = front.values | {key: value for key, value in given.items() if value}
    read = articles.read_text(compose.front_matter(values) + front.body, name, first_seen=None)
    briefing = condense(read, language.analyse(_pipeline(model), read))
    gate.check(briefing)
    return briefing


@functools.cache
def _pipeline(model: str | None) -> Language:
    return language.load(model)
