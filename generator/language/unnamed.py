"""Sources without a name: "one European official", "two sources close to the Kremlin".

They become actors only when something is attributed to them, so the component that finds the
attribution asks for them here.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from generator import lexicon
from generator.language.drafts import ActorDraft
from generator.language.forms import written
from generator.model import Kind
from generator.names import key

_OPENERS = frozenset(["the", "a", "an", "his", "her", "its", "their", "my", "our", "your"])
# Nouns that tell of sources rather than of a group of people with a common cause.
SOURCES = frozenset(
    ["source", "official", "insider", "aide", "diplomat", "eyewitness", "witness", "somebody", "someone"]
)


def add_unnamed(doc: Doc, span: Span) -> int:
    """Return the index of the actor that a nameless holder is, making one where there is none.

    An actor already mentioned at the span's head is taken, then one described in the same words.
    ``doc._.actors`` and ``doc._.actor_at`` are brought up to date.

    Args:
        doc: the article, after the actors component.
        span: the holder's noun phrase; a leading article is left off its mention.
    """
    head = _head(span)
    if head.i in doc._.actor_at:
        return int(doc._.actor_at[head.i])
    mention = _without_article(span)
    found = _described_before(doc, mention)
    if found is None:
        doc._.actors.append(ActorDraft(name=written(mention), kind=_kind(head), mentions=[]))
        found = len(doc._.actors) - 1
    note_mention(doc, found, mention)
    return found


def note_mention(doc: Doc, index: int, span: Span) -> None:
    """Note that a phrase, its leading article left off, is a mention of an actor."""
    mention = _without_article(span)
    doc._.actors[index].mentions.append(mention)
    doc._.actors[index].mentions.sort(key=lambda other: (other.start, other.end))
    for token in mention:
        doc._.actor_at.setdefault(token.i, index)


def _head(span: Span) -> Token:
    """The noun that says who: "sources" in "two sources close to the Kremlin"."""
    if span.doc.has_annotation("DEP") and span.root.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"}:
        return span.root
    nouns = [token for token in span if token.pos_ in {"NOUN", "PROPN", "PRON"}]
    return nouns[0] if nouns else span[len(span) - 1]


def _without_article(span: Span) -> Span:
    start = span.start
    while start < span.end - 1 and span.doc[start].lower_ in _OPENERS:
        start += 1
    return span.doc[start : span.end]


def _described_before(doc: Doc, mention: Span) -> int | None:
    """The actor described in the same words; for one noun ("the source"), the last that has it as head."""
    wanted = key(written(mention))
    for index, actor in enumerate(doc._.actors):
        if any(key(written(other)) == wanted for other in actor.mentions):
            return index
    if len(mention) > 1:
        return None
    latest = [
        (max(other.start for other in headed), index)
        for index, actor in enumerate(doc._.actors)
        if actor.kind in {"group", "unnamed"}
        and (headed := [m for m in actor.mentions if m.start < mention.start and _head(m).lower_ == wanted])
    ]
    return max(latest)[1] if latest else None


def _kind(head: Token) -> Kind:
    word, lemma = head.lower_, head.lemma_.lower()
    if word in lexicon.load("organizations")["common"]:
        return "organization"
    if lemma in SOURCES or head.pos_ in {"PRON", "DET", "ADJ", "NUM"}:
        return "unnamed"
    people = lexicon.load("descriptions")
    if word in people["people"] or word in people["collectives"]:
        return "group"
    return "unnamed"
