"""Small questions to a parse: whose verb, which clause, where a sentence ends. Labels are UD.

Written for a parser that is wrong about every sixth token: each function has an answer from the words'
order where the tree gives none.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from generator.language.forms import texts
from generator.language.once import once

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})  # a clause holds no position, nor does "there"
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AUXILIARIES = frozenset({"cop", "aux", "aux:pass"})
_SHARED = frozenset({"conj", "xcomp", "advcl"})
_ASIDES = frozenset({"when", "if", "once", "as", "unless", "until", "though", "although"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "cannot"})
_TITLES = frozenset(
    {"mr.", "mrs.", "ms.", "dr.", "prof.", "gen.", "col.", "lt.", "gov.", "sen.", "rep.", "st."}
)
_QUALIFIED = frozenset({"close", "familiar", "briefed"})  # "two officials close to the talks"
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'s", "'re"})
_EDGE = frozenset(",;:-–—")
_STOPS = frozenset(".!?…")
_MARKS = frozenset("\"“”„‟«»'‘’)]")
_CLIMB = 6  # how many heads up a subject is looked for


@once
def sentences(doc: Doc) -> tuple[Span, ...]:
    """The sentences of the article's body: the parser's, mended where it cut inside one.

    A piece that does not end in a stop belongs together with the next one of its paragraph. The title
    line is left out; white space at either end too.
    """
    out: list[Span] = []
    start: int | None = None
    done, title_end = 0, doc._.title_end
    for sent in doc.sents:
        first, last = strip_space(doc, max(sent.start, done), sent.end)
        while first < last < len(doc) and doc[last].text in _MARKS and not doc[last - 1].whitespace_:
            last += 1  # a closing mark that the parser gave to the next sentence
        done = last
        if first >= last or doc[first].idx < title_end:
            continue
        start = first if start is None else start
        if (
            _complete(doc, last)
            or any("\n" in token.text for token in doc[last : sent.end])
            or last == len(doc)
        ):
            out.append(doc[start:last])
            start = None
    if start is not None:
        out.append(doc[start : strip_space(doc, start, len(doc))[1]])
    return tuple(piece for sent in out for piece in _cut(sent))


@once
def _sentence_starts(doc: Doc) -> tuple[int, ...]:
    starts, start = [], 0
    for token in doc:
        start = token.i if token.is_sent_start else start
        starts.append(start)
    return tuple(starts)


def sentence_start(token: Token) -> int:
    """Where the parser's sentence around a token begins."""
    return _sentence_starts(token.doc)[token.i]


def _cut(sent: Span) -> Iterator[Span]:
    """A sentence in two where the parser overlooked a full stop between a small letter and a capital."""
    doc, start, opened = sent.doc, sent.start, False
    if "." not in texts(doc)[sent.start : sent.end - 1]:
        yield sent
        return
    for token in sent[:-1]:
        if token.text[0] in _MARKS or token.text in {"(", ")", "[", "]"}:
            opened = True  # leave quotations and asides to the parser
        following = doc[token.i + 1]
        stop = token.text == "." and token.whitespace_ and not opened and token.i > start + 2
        if (
            stop
            and following.text[0].isupper()
            and following.i + 2 < sent.end
            and doc[token.i - 1].text.islower()
        ):
            yield doc[start : token.i + 1]
            start = token.i + 1
    yield doc[start : sent.end]


def _complete(doc: Doc, end: int) -> bool:
    """Whether a sentence can end before ``end``: a stop, and then no small letter."""
    last = end - 1
    while last > 0 and doc[last].text[0] in _MARKS and doc[last].is_punct:
        last -= 1
    nxt = end
    while nxt < len(doc) and (doc[nxt].is_space or doc[nxt].is_punct):
        if "\n" in doc[nxt].text:
            return True
        nxt += 1
    if nxt < len(doc) and doc[nxt].text[0].islower():
        return False
    word = doc[last].lower_
    if len(word) > 1 and word[-1] == "." and nxt < len(doc) and (doc[nxt].is_digit or word in _TITLES):
        return False
    return doc[last].text[-1] in _STOPS or doc[last].text == ":"


def strip_space(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Token bounds without white-space tokens at the edges."""
    while start < end and doc[start].is_space:
        start += 1
    while end > start and doc[end - 1].is_space:
        end -= 1
    return start, end


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Token bounds without commas, dashes, colons and white space at the edges; other marks stay."""
    while start < end and (doc[start].is_space or doc[start].text in _EDGE or doc[start].text == "--"):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in _EDGE or doc[end - 1].text == "--"):
        end -= 1
    return start, end


def is_finite(token: Token) -> bool:
    """Whether the token is a finite verb form or a modal."""
    return token.tag_ in FINITE and token.pos_ in {"VERB", "AUX"}


def has_finite(doc: Doc, start: int, end: int) -> bool:
    """Whether a finite verb stands in doc[start:end]."""
    return any(is_finite(token) for token in doc[start:end])


def conjuncts(token: Token) -> list[Token]:
    """The token and what is joined to it by "and", "or" or commas, in text order."""
    out, todo = [], [token]
    while todo:
        current = todo.pop()
        out.append(current)
        todo += [child for child in current.children if child.dep_ == "conj" and child.i > current.i]
    return sorted(out, key=lambda t: t.i)


def own_subject(verb: Token) -> Token | None:
    """The subject among the verb's own children (for a copula: among its predicate's)."""
    auxiliaries = [child for child in verb.children if child.dep_ in _AUXILIARIES]  # parsers err there
    places = [verb, verb.head] if verb.dep_ in _AUXILIARIES else [verb, *auxiliaries]
    for place in places:
        found = [child for child in place.children if child.dep_ in SUBJECTS]
        if found:
            return min(found, key=lambda child: (abs(child.i - verb.i), child.i))
    return None


def subject(verb: Token) -> Token | None:
    """Who does what the verb says: its subject, else the one it shares with the verbs above it.

    A passive verb's subject is its agent ("by X"), and nobody where it names none. A participle behind
    a noun ("a motion claiming …") has that noun; a relative pronoun stands for its antecedent.
    """
    current = verb
    for _ in range(_CLIMB):
        if is_passive(current):
            return agent(current)
        found = own_subject(current)
        if found is not None:
            return antecedent(found, current)
        if current.dep_.startswith("acl"):
            return current.head
        if current.dep_ not in _SHARED or current.head == current:
            return None
        current = current.head
    return None


def antecedent(pronoun: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token is its own."""
    if pronoun.lower_ not in {"who", "which", "that", "whom"}:
        return pronoun
    for up in [verb, *verb.ancestors]:
        if up.dep_.startswith("acl") and up.head.i < pronoun.i:
            return _one_thing(up.head, pronoun, verb) or up.head
    return pronoun


def _one_thing(many: Token, pronoun: Token, verb: Token) -> Token | None:
    """The government of "members of the government, which has denied …": people are no "which"."""
    one = any(t.tag_ == "VBZ" for t in (verb, *verb.children)) and many.tag_ == "NNS"
    if pronoun.lower_ != "which" or not one:
        return None
    inside = (t for t in many.children if t.dep_ == "nmod" and many.i < t.i < pronoun.i)
    return next((t for t in inside if t.tag_ in {"NN", "NNP"}), None)


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive: its labels say so, or "by" + agent follows a bare participle."""
    if any(child.dep_ in {"nsubj:pass", "aux:pass"} for child in verb.children):
        return True
    if verb.i == sentence_start(verb) and verb.tag_ in {"VBD", "VBN"}:
        return True  # "Asked about …, Ode said"
    if verb.dep_ == "advcl" and verb.i and verb.nbor(-1).lower_ in _ASIDES and own_subject(verb) is None:
        return verb.tag_ in {"VBD", "VBN"}  # "When asked about …, Ode said"
    if verb.tag_ != "VBN":
        return False
    bare = not any(child.dep_ == "aux" for child in verb.children) and own_subject(verb) is None
    if bare and verb.dep_.startswith(("acl", "advcl")):
        return True
    return behind_be(verb)


def behind_be(verb: Token) -> bool:
    """Whether a form of "be" stands right before the verb, adverbs and negations between them."""
    i = verb.i - 1
    while i > sentence_start(verb) and (verb.doc[i].pos_ == "ADV" or verb.doc[i].lower_ in _NEGATIONS):
        i -= 1
    return i >= 0 and verb.doc[i].lower_ in _BE


def agent(verb: Token) -> Token | None:
    """The "by" phrase of a passive verb: the head noun, or None."""
    for child in verb.children:
        if child.dep_.startswith(("obl", "nmod")) and any(
            c.lower_ == "by" and c.i < child.i for c in child.children
        ):
            return child
    return None


def negated(token: Token) -> bool:
    """Whether a negation stands at the token itself or at an auxiliary right before it."""
    if any(child.lower_ in _NEGATIONS and child.i < token.i for child in token.children):
        return True
    before = token.doc[max(token.i - 3, sentence_start(token)) : token.i]
    if any(t.lower_ == "longer" and t.i > 0 and t.nbor(-1).lower_ == "no" for t in before):
        return True
    return any(t.lower_ in _NEGATIONS - {"no"} and t.head in (token, token.head) for t in before)


def noun_phrase_end(head: Token) -> int:
    """The index behind the noun phrase of ``head``, its relative clauses and appositions left out."""
    end = head.i + 1
    for child in head.children:
        if child.i > head.i and child.dep_ in {
            "flat",
            "nmod",
            "compound",
            "nummod",
            "flat:name",
            "goeswith",
        }:
            end = max(end, child.right_edge.i + 1)
    for place in (head.i + 1, end):
        if place < len(head.doc) and head.doc[place].lower_ in _QUALIFIED:
            end = max(end, head.doc[place].right_edge.i + 1)
    for i in range(head.i + 1, end):
        if head.doc[i].text in {",", ";", "("} or is_finite(head.doc[i]):
            return i
    return end


def between(doc: Doc, start: int, end: int) -> Iterator[Token]:
    """The tokens of doc[start:end] that are no white space."""
    return (token for token in doc[start:end] if not token.is_space)
