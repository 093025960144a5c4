"""Whom a description without a name stands for as a holder: "his lawyer", "the Norda senator".

Reporters vary how they call somebody. Three kinds of description are taken for a person that the article
names elsewhere, each only where exactly one person fits: somebody's own lawyer, wife or aide; the judge of
the opening who gets a name below; and, for offices that a well-known person holds, the only one whom the
article calls so, or else the person in focus of whom it tells no office at all.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from generator import lexicon
from generator.language.actorlib.acting import SUBJECT
from generator.language.actorlib.profile import nations_in, role_nouns
from generator.language.drafts import ActorDraft
from generator.language.grammar import sentences
from generator.names import key

_OPENING = 2  # sentences in which somebody is called what he or she is before the name
_FOCUS = 90  # tokens back in which the person that the text goes on about was a subject


def stands_for(doc: Doc, noun: Token) -> int | None:
    """The person that the phrase around a singular noun stands for; None where that is not clear.

    Args:
        doc: the article, its descriptions and pronouns already resolved.
        noun: the head of a phrase that names nobody.
    """
    if noun.tag_ not in {"NN", "NNP"} or noun.i in doc._.actor_at:
        return None
    before = {child.lower_ for child in noun.children if child.i < noun.i}
    former = noun.i > 1 and noun.nbor(-1).text == "-"  # "his ex-wife"
    parts = [*noun.children, *(noun.nbor(-2).children if former else ())]
    owner = next((child for child in parts if child.dep_ == "nmod:poss"), None)
    if owner is not None:
        return _owned(doc, noun, owner)
    if before & {"a", "an"}:
        return _named_later(doc, noun)
    told = any(child.dep_ in {"amod", "compound"} for child in noun.children if child.i < noun.i)
    return _in_focus(doc, noun) if "the" in before and told else None  # "the mayor" may be anybody's


def _owned(doc: Doc, noun: Token, owner: Token) -> int | None:
    """The only person told to be somebody's lawyer, wife or aide, that somebody being the owner."""
    whose = doc._.actor_at.get(owner.i)
    fitting = [(i, actor) for i, actor in _persons(doc) if i != whose and _is_called(doc, actor, noun)]
    if whose is not None and len(fitting) > 1:
        words = set(key(doc._.actors[whose].name).split())
        fitting = [(i, actor) for i, actor in fitting if words & set(key(actor.role or "").split())]
    return fitting[0][0] if len(fitting) == 1 else None


def _named_later(doc: Doc, noun: Token) -> int | None:
    """The only person with that office, where the article opens without the name and gives it below."""
    opening = sentences(doc)[:_OPENING]
    if not opening or noun.i >= opening[-1].end:
        return None
    fitting = [(i, actor) for i, actor in _persons(doc) if _is_called(doc, actor, noun)]
    begun = all(min(m.start for m in actor.mentions) > noun.i for _, actor in fitting)
    return fitting[0][0] if len(fitting) == 1 and begun else None


def _in_focus(doc: Doc, noun: Token) -> int | None:
    """The person of no told office who is in focus: the only one so far, else the last that was a subject."""
    if noun.lemma_.lower() not in lexicon.load("titles")["varied"] or _introduced(doc, noun):
        return None
    before = [(i, actor) for i, actor in _persons(doc) if min(m.start for m in actor.mentions) < noun.i]
    called = [(i, actor) for i, actor in before if _is_called(doc, actor, noun)]
    if called:
        return called[0][0] if len(called) == 1 and _of_no_other_place(called[0][1], noun) else None
    fitting = [i for i, actor in before if not _told(doc, actor)]
    if len(fitting) == 1:
        return fitting[0]
    at = doc._.actor_at
    for token in reversed(doc[max(0, noun.i - _FOCUS) : noun.i]):
        if token.dep_ in SUBJECT and at.get(token.i) in fitting:
            return int(at[token.i])
    return None


def _of_no_other_place(actor: ActorDraft, noun: Token) -> bool:
    """Whether what is told of a person goes with the place in a description: "the Norda senator"."""
    places = nations_in(actor.role or "")
    return not places or bool(places & nations_in(" ".join(child.text for child in noun.children)))


def _introduced(doc: Doc, noun: Token) -> bool:
    """Whether somebody nameless was so called before: "a senator …. The senator said"."""
    return any(
        token.lower_ in {"a", "an"} and token.head.i < noun.i and token.head.lemma_ == noun.lemma_
        for token in doc[: noun.i]
    )


def _persons(doc: Doc) -> list[tuple[int, ActorDraft]]:
    return [(i, actor) for i, actor in enumerate(doc._.actors) if actor.kind == "person" and actor.mentions]


def _told(doc: Doc, actor: ActorDraft) -> bool:
    """Whether the article says what the person is."""
    return actor.role is not None or bool(_called(doc, actor))


def _is_called(doc: Doc, actor: ActorDraft, noun: Token) -> bool:
    """Whether the person is told to be what the noun says, in that word or one for the same."""
    word, related = noun.lemma_.lower(), lexicon.load("titles")["related"]
    called = _called(doc, actor)
    return word in called or bool(called & set(related.get(word, ())))


def _called(doc: Doc, actor: ActorDraft) -> set[str]:
    """What the person is called, title right before the name included."""
    before = (doc[m.start - 1].text for m in actor.mentions if m.start)
    return role_nouns([actor.role or "", *before, *(m.text for m in actor.mentions)])
