"""Sentences end where paragraphs end: a blank line is a boundary that no parse may cross.

Also the title line, which has no full stop, thus stays a sentence of its own.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("briefing_paragraphs", assigns=["token.is_sent_start"])
def briefing_paragraphs(doc: Doc) -> Doc:
    """Set a sentence start behind every whitespace token that holds a line break; runs before the parser."""
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc
