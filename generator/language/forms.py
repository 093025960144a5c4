"""The tokens of a document as strings, which spaCy puts together anew each time it is asked for one."""

from __future__ import annotations

from spacy.tokens import Doc

from generator.language.once import once


@once
def texts(doc: Doc) -> tuple[str, ...]:
    """Each token as it is written."""
    return tuple([token.text for token in doc])


@once
def lowers(doc: Doc) -> tuple[str, ...]:
    """Each token in lower case."""
    return tuple([token.lower_ for token in doc])
