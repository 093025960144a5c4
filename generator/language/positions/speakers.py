"""Who holds what a cue says: the subject of a verb, the owner of a noun, the subject of an adjective."""

from __future__ import annotations

import functools

from spacy.tokens import Doc, Token

from generator.language.grammar import (
    FINITE,
    agent,
    conjuncts,
    is_passive,
    own_subject,
    sentence_start,
    subject,
)
from generator.language.positions.cues import Cue, forms, spreading, words
from generator.language.positions.documents import is_document
from generator.language.positions.order import nearby
from generator.language.positions.reading import Reading

_APPOSITION = 30  # tokens that a description between commas may have


def speaker(reading: Reading, cue: Cue, *, led: bool = True) -> Token | None:
    """The head of the phrase that names the holder, or None where nobody is named.

    Args:
        reading: the article.
        cue: what tells that somebody holds something.
        led: whether the cue may go on from another: "said …, adding that …".
    """
    if cue.entry.part == "noun":
        return _owner(cue.head)
    if cue.passive:
        return agent(cue.head)
    finite = cue.entry.part == "verb" and cue.head.tag_ != "VBG"
    named = _before_apposition(reading, cue) if finite else None
    if named is not None and not _listed(cue.head, named):
        return named
    source = _source_of_document(cue) if cue.entry.part == "verb" else None
    if source is not None:
        return source
    leader = _leader(reading, cue) if led and cue.entry.part == "verb" else None
    if leader is not None:  # one that stands behind the cue would lead back to it
        return speaker(reading, leader, led=leader.start < cue.start)
    found = subject(cue.head)
    if found is not None and found.lower_ in words("times"):
        found = None
    above = _above(cue) if cue.entry.part == "verb" else None
    if above is not None:
        return above
    beside = _name_beside(cue) if finite else None
    if beside is not None and found is not None and not _belongs(found, beside):
        return beside
    if found is not None and finite:
        found = _document_of(found) or found
    if found is None and cue.head.pos_ == "ADP":
        found = subject(cue.head.head)
    return found if found is not None else nearby(reading, cue)


def _source_of_document(cue: Cue) -> Token | None:
    """Ode of "shared a message from Ode saying …" and "read a statement from Ode: …": the words are Ode's."""
    head = cue.head
    goes_with = head.tag_ == "VBG" and head.i > 0 and not head.nbor(-1).is_punct
    verb = head.head if goes_with and head.dep_ == "advcl" else head
    if verb == head and cue.entry.words != "read":
        return None
    for thing in verb.children:
        if thing.dep_ == "obj" and thing.i > verb.i and is_document(thing):
            named = (
                c for c in (*thing.children, *verb.children) if c.i > thing.i and c.i in c.doc._.actor_at
            )
            return next((n for n in named if any(c.lower_ == "from" for c in n.children)), None)
    return None


def _above(cue: Cue) -> Token | None:
    """Whose ", tweeting …" is that a parser hung on the noun before it: the subject of the verb above."""
    head = cue.head
    if _behind_while(head):
        above = next((up for up in head.head.ancestors if up.pos_ == "VERB" and up.i < head.head.i), None)
        return subject(above) if above is not None else None
    if head.tag_ != "VBG" or not head.dep_.startswith("acl") or head.i == 0 or head.nbor(-1).text != ",":
        return None
    verb = next((up for up in head.ancestors if up.pos_ == "VERB" and up.i < head.i), None)
    return subject(verb) if verb is not None else None


def _behind_while(head: Token) -> bool:
    """Whether "…, while chanting" hangs on a relative clause: it goes on from the verb above that."""
    if head.tag_ != "VBG" or head.i < 2 or head.nbor(-1).lower_ not in {"while", "whilst"}:
        return False
    return head.nbor(-2).text in {",", "-", "–", "—"} and head.head.dep_ == "acl:relcl"


def _listed(verb: Token, name: Token) -> bool:
    """Whether the name is one of several subjects: "A, B and C, had", "the firms, among them A, had"."""
    found = subject(verb)
    if found is not None and found.tag_ == "NNS" and found.is_ancestor(name):
        return True
    if found is None or found.i not in verb.doc._.actor_at:
        return False
    return any(other == name or other.is_ancestor(name) for other in conjuncts(found)[1:])


def _name_beside(cue: Cue) -> Token | None:
    """The person whose name stands right before the cue, auxiliaries and adverbs between them."""
    doc, k = cue.head.doc, cue.start - 1
    while k > 0 and doc[k].pos_ in {"ADV", "AUX"}:
        k -= 1
    actor = doc._.actor_at.get(k)
    if _in_document(cue, k):
        return None  # "a study by Ann Ode found"
    return doc[k] if actor is not None and doc._.actors[actor].kind == "person" else None


def _in_document(cue: Cue, k: int) -> bool:
    """Whether the name that ends at ``k`` tells who made the document that is spoken of."""
    return _document_of(cue.head.doc[k]) is not None


def _document_of(name: Token) -> Token | None:
    """ "study" of "a study by professor Ann Ode": what a name or its first part stands behind, and "by"."""
    doc, k = name.doc, name.i
    while k > 0 and doc[k].pos_ in {"NOUN", "PROPN", "ADJ"}:
        k -= 1
    by = k > 0 and doc[k].lower_ == "by" and k < name.i and doc[name.i].pos_ == "PROPN"
    return doc[k - 1] if by and is_document(doc[k - 1]) else None


def _belongs(subject_head: Token, name: Token) -> bool:
    """Whether the name is the subject or part of it: "the aides of Mara Ode said"."""
    return subject_head == name or subject_head.is_ancestor(name) or name.is_ancestor(subject_head)


def _leader(reading: Reading, cue: Cue) -> Cue | None:
    """The cue that this one goes on from: "said …, adding that …", "admitted … but denied …"."""
    doc, k = reading.doc, cue.start - 1
    sent = reading.sentence(cue.start)
    if sent is None:
        return None
    while k > sent.start and doc[k].pos_ == "ADV":
        k -= 1
    if cue.head.tag_ == "VBG" and k <= sent.start:
        if cue.head.dep_ == "advcl":
            return None  # the tree tells whose participle it is
        told = FINITE | {"VBN"}
        later = (c for c in reading.cues[sent.start] if c.start > cue.end and c.head.tag_ in told)
        return next((c for c in later if c.entry.words != "be"), None)
    goes_on = cue.head.tag_ == "VBG" and doc[k].text == ","
    joined = cue.head.tag_ in FINITE and doc[k].lower_ in {"and", "but"}
    if not goes_on and not joined:
        return None
    for earlier in reversed(reading.cues[sent.start]):
        plain = earlier.entry.part == "verb" and earlier.entry.words != "be" and not earlier.passive
        same = earlier.head.tag_ == cue.head.tag_ or earlier.entry.words == cue.entry.words
        alike = same if joined else earlier.head.tag_ in FINITE
        if earlier.start < k and plain and alike:
            return earlier
    return None


def _before_apposition(reading: Reading, cue: Cue) -> Token | None:
    """The name in "Ann Ode, head of the Harbour Board, said": order tells it where the parse picks the board.

    Descriptions may follow one another; the nearest person's name before or inside them is the speaker.
    """
    doc, at = reading.doc, reading.doc._.actor_at
    sent = reading.sentence(cue.start)
    k = cue.start - 1
    while sent is not None and k > sent.start and doc[k].pos_ in {"ADV", "AUX"}:
        k -= 1
    if sent is None or doc[k].text != "," or reading.quote(k) is not None:
        return None
    other = None
    for m in range(k - 1, max(sent.start, k - _APPOSITION), -1):
        if reading.quote(m) is not None or doc[m].text in {";", ":"}:
            break
        if doc[m].text in {",", "–", "—"}:
            for name in (doc[m + 1], _end_of_name(doc, m - 1, sent.start)):
                owner = name.i + 1 < len(doc) and doc[name.i + 1].tag_ == "POS"
                if name.i in at and name.pos_ == "PROPN" and not owner:
                    if doc._.actors[at[name.i]].kind == "person":
                        return name
                    other = other or (name if name.i < m else None)
    return other


def _end_of_name(doc: Doc, i: int, first: int) -> Token:
    """The token of an actor that ends at ``i``, later parts of the name that were overlooked skipped."""
    while i > first and doc[i].pos_ == "PROPN" and i not in doc._.actor_at:
        i -= 1
    return doc[i]


def _owner(noun: Token) -> Token | None:
    """ "his demand", "a demand by the council", "the council voiced its demand", "the council's demand"."""
    if noun.lemma_.lower() in words("stance_takers"):
        return _who_is(noun)
    verb = _light_verb(noun)
    if verb is not None:
        return agent(verb) if is_passive(verb) else subject(verb)
    for child in noun.children:
        if child.dep_ == "nmod:poss":
            return child
    if _is_purpose(noun):
        return subject(noun.head)
    for child in noun.children:
        if child.dep_ == "nmod" and _owns(child):
            return child
        if child.dep_ == "compound" and child.i in child.doc._.actor_at and noun.i == child.i + 1:
            return child  # "a Harbour Board recommendation"
    return _where_it_spreads(noun)


def _who_is(noun: Token) -> Token | None:
    """Ode of "Ode is a supporter of the port" and "Ode, a supporter of the port, left"; else nobody."""
    if noun.dep_ == "appos":
        return noun.head
    predicate = any(child.dep_ == "cop" for child in noun.children)
    return own_subject(noun) if predicate else None


def _where_it_spreads(noun: Token) -> Token | None:
    """Norda of "in Norda, fears are growing that …", "alarm is mounting among the farmers"."""
    verb = spreading(noun)
    for child in verb.children if verb is not None else ():
        cases = {c.lower_ for c in child.children if c.dep_ == "case"}
        if cases & {"in", "among", "across", "within"} and child.i in child.doc._.actor_at:
            return child
    return None


def _is_purpose(noun: Token) -> bool:
    """Whether the noun is what its verb's subject is after: "held talks in an attempt to …"."""
    before = {child.lower_ for child in noun.children if child.i < noun.i}
    return "in" in before and bool(before & {"a", "an"}) and noun.head.pos_ == "VERB"


def _owns(child: Token) -> bool:
    """Whether an "nmod" names who holds what the noun says, not what is held."""
    cases = {c.lower_ for c in child.children if c.dep_ == "case" and c.i < child.i}
    return bool(cases & {"by", "from", "among"}) or ("of" in cases and child.i in child.doc._.actor_at)


def _light_verb(noun: Token) -> Token | None:
    """ "voiced" in "voiced its strong support": by the parse, else the verb right before the noun phrase."""
    light = _light_forms()
    if noun.head.lower_ in light and noun.dep_ in {"obj", "nsubj:pass"}:
        return noun.head
    for i in range(noun.i - 1, max(noun.i - 5, sentence_start(noun) - 1), -1):
        token = noun.doc[i]
        if token.lower_ in light and token.pos_ in {"VERB", "AUX"}:
            return None if token.dep_ == "amod" and not _behind_aux(token) else token
        if token.pos_ not in {"DET", "ADJ", "PRON", "ADV", "NOUN"}:
            return None
    return None


def _behind_aux(verb: Token) -> bool:
    """Whether an auxiliary stands before the verb, which is then no adjective: "has voiced support"."""
    before = reversed(verb.doc[max(0, verb.i - 4) : verb.i])
    return next((token.pos_ == "AUX" for token in before if token.pos_ != "ADV"), False)


@functools.cache
def _light_forms() -> frozenset[str]:
    return frozenset(form for verb in words("light_verbs") for form in forms(verb))
