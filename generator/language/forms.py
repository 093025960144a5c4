"""A document and its tokens as strings, which spaCy puts together anew each time it is asked for one."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from generator.language.once import once


@once
def texts(doc: Doc) -> tuple[str, ...]:
    """Each token as it is written."""
    return tuple([token.text for token in doc])


@once
def lowers(doc: Doc) -> tuple[str, ...]:
    """Each token in lower case."""
    return tuple([token.lower_ for token in doc])


@once
def lemmas(doc: Doc) -> tuple[str, ...]:
    """Each token's lemma in lower case."""
    return tuple([token.lemma_.lower() for token in doc])


@once
def text(doc: Doc) -> str:
    """The whole text."""
    return str(doc.text)


def written(span: Span) -> str:
    """A stretch of the text, without the white space behind it."""
    return text(span.doc)[span.start_char : span.end_char]


def between(doc: Doc, start: int, end: int) -> str:
    """The text of tokens ``start`` to ``end``, without the white space behind it; "" for none."""
    if start >= end:
        return ""
    last = doc[end - 1]
    return text(doc)[doc[start].idx : last.idx + len(last)]
