"""What is still to come by its own words: a consent needed, a fate in doubt, an offer, a hint, a pledge."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.tokens import Token

from generator.language.clauses import clause_at
from generator.language.grammar import subject
from generator.language.nounphrases import bare
from generator.language.openness.outlook import ahead
from generator.language.openness.reading import Lead, Reading, infinitive, negated
from generator.language.phrases import standing, subject_words
from generator.language.verbforms import base_form

_SAID = {"ROOT", "ccomp", "conj", "parataxis"}
_NEAR = 6  # tokens in which "in doubt" stands behind its verb


def consent(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The merger requires approval by the council" -> "Will the merger get approval by the council?"."""
    if token.pos_ != "VERB" or not reading.has(token, "requiring") or negated(token):
        return
    yes = next((c for c in token.children if c.dep_ == "obj" and reading.has(c, "consents")), None)
    thing = subject(token)
    if yes is None or thing is None or thing.i > token.i or not _is_one(thing):
        return
    said: set[int] = set()
    name = subject_words(thing, reading.namer, said)
    words = standing(yes, reading.namer, said)
    giver = _giver(token, yes)
    whose = reading.namer.words(giver.subtree, said, inside=True) if giver is not None else ""
    text = f"will {name} get {bare(words)} {whose}".strip() if name and words and whose is not None else None
    yield reading.lead(token, "undecided", "approval", text)


def _giver(verb: Token, yes: Token) -> Token | None:
    """Who is to consent, where the tree gives that to the verb: "requires approval | by the council"."""
    near = (c for c in verb.children if c.dep_.startswith("obl") and c.left_edge.i == yes.right_edge.i + 1)
    return next((c for c in near if c.left_edge.lower_ in {"by", "from", "of"}), None)


def _is_one(thing: Token) -> bool:
    """Whether a subject is a certain thing, not any of its kind: "the merger", not "mergers"."""
    return thing.tag_ != "NNS" or any(c.dep_ in {"det", "nmod:poss"} for c in thing.children)


def fate(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The fate of the ferry was thrown into doubt" -> "What will be the fate of the ferry?"."""
    if token.pos_ != "NOUN" or not reading.has(token, "fates") or token.dep_ not in {"nsubj", "nsubj:pass"}:
        return
    verb = token.head
    behind = [part.lower_ for part in verb.doc[verb.i : verb.i + _NEAR]]
    open_ = any(link in {"in", "into"} and reading.doubt(word) for link, word in itertools.pairwise(behind))
    if not open_ or not any(c.dep_ == "nmod" for c in token.children):
        return
    words = standing(token, reading.namer)
    yield reading.lead(token, "undecided", "fact", f"what will be {words}" if words else None)


def tentative(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "A third shutdown was tentatively planned" -> "Will a third shutdown go ahead?"."""
    verb = token.head
    if not reading.has(token, "tentatively") or token.dep_ != "advmod" or verb.tag_ != "VBN":
        return
    thing = next((c for c in verb.children if c.dep_ == "nsubj:pass"), None)
    words = subject_words(thing, reading.namer) if thing is not None else None
    yield reading.lead(verb, "undecided", "waiting", f"will {words} go ahead" if words else None)


def whoever(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "Whoever wins the vote will reopen the talks" -> "Who will win the vote?"."""
    if token.lower_ != "whoever":
        return
    verb = next((t for t in token.doc[token.i + 1 : token.i + 3] if t.tag_ in {"VBZ", "VBP", "VB"}), None)
    clause = clause_at(verb) if verb is not None else None
    if verb is None or clause is None or clause.verbs[-1] != verb:
        return
    rest = reading.namer.words(clause.rest, inside=True)
    yield reading.lead(
        verb, "undecided", "question_word", f"who will {base_form(verb)} {rest}" if rest else None
    )


def requested(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The port has requested aid from the state" -> "Will the port get aid from the state?"."""
    if token.pos_ != "VERB" or not reading.has(token, "requesting") or negated(token):
        return
    auxes = [c for c in token.children if c.dep_ == "aux"]
    if token.dep_ not in _SAID or (token.tag_ == "VBN" and not auxes):
        return  # "the help requested", "to seek office"
    if any(c.tag_ == "MD" for c in auxes):
        return  # "could have requested a recount" did not
    thing = next((c for c in token.children if c.dep_ == "obj" and c.i > token.i and c.pos_ == "NOUN"), None)
    who, clause = _asker(token, reading), clause_at(token)
    if thing is None or who is None or clause is None:
        return
    said: set[int] = set()
    name = subject_words(who, reading.namer, said)
    words = reading.namer.words(clause.rest, said, inside=True)
    yield reading.lead(
        thing, "undecided", "requested", f"will {name} get {words}" if name and words else None
    )


def _asker(verb: Token, reading: Reading) -> Token | None:
    """The actor that asks, or whose name stands beside the subject: "the state's ferry agency Norsk"."""
    who = subject(verb)
    if who is None or who.i > verb.i:
        return None
    named = (who, *(child for child in who.children if child.dep_ == "appos"))
    return next((one for one in named if reading.namer.actor(one) is not None), None)


def hinted(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "Brook suggested that the town would leave the union" -> "Will the town leave the union?"."""
    if token.pos_ != "VERB" or not reading.has(token, "hinting"):
        return
    for child in token.children:
        if child.dep_ == "ccomp" and child.i > token.i and ahead(child):
            yield reading.lead(child, "undecided", "hinted", reading.ask(child, future=True))


def pledged(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The firm pledged to clean the river" -> "Will the firm clean the river?"."""
    if token.pos_ != "VERB" or not reading.has(token, "pledging") or negated(token):
        return
    todo = next(
        (
            c
            for c in token.children
            if c.dep_ in {"xcomp", "advcl"} and c.tag_ in {"VB", "VBG"} and c.i > token.i
        ),
        None,
    )
    if todo is not None and todo.left_edge.i - token.i <= 2:
        yield reading.lead(todo, "undecided", "pledged", reading.will(todo, subject(token)))


def invited(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The club gave Brook the option to stay" -> "Will Brook stay?"; "Brook is welcome to stay"."""
    if not reading.has(token, "invitations") or token.pos_ not in {"NOUN", "ADJ"}:
        return
    todo = infinitive(token, 4)
    if todo is None:
        return
    who = subject(token)
    if token.pos_ == "NOUN":
        giver = token.head if token.dep_ == "obj" else token
        who = next((c for c in giver.children if c.dep_ == "iobj"), None)
    if who is not None:
        yield reading.lead(todo, "undecided", "invited", reading.will(todo, who))


def probably(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The mayor will probably resign" -> "Will the mayor resign?"."""
    if not reading.has(token, "perhaps") or token.dep_ != "advmod" or not ahead(token.head):
        return
    if token.head.pos_ in {"VERB", "ADJ", "NOUN"} and token.head.dep_ in _SAID:
        yield reading.lead(token.head, "unknown", "unlikely", reading.ask(token.head, future=True))
