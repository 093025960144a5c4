"""What somebody alleges, denies, opposes, takes to court or inquires into: is it so?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.tokens import Token

from generator.language.called import possessive
from generator.language.clauses import clause_at
from generator.language.grammar import subject
from generator.language.nounphrases import bare, noun_phrase, plural
from generator.language.openness.reading import Lead, Reading
from generator.language.phrases import owner_words, standing, subject_words
from generator.language.standalone import broken_off
from generator.language.verbforms import base_form

# How "X criticises Y" is said as "X's criticism of Y".
_NOUNS = {
    "oppose": "opposition to",
    "criticise": "criticism of",
    "criticize": "criticism of",
    "condemn": "condemnation of",
    "denounce": "condemnation of",
    "question": "doubts about",
    "challenge": "challenge to",
    "dispute": "doubts about",
    "contest": "challenge to",
    "reject": "rejection of",
    "dismiss": "rejection of",
    "resist": "resistance to",
    "veto": "veto of",
    "protest": "protest against",
}
_LONGEST = 14  # tokens of what is opposed


def accused(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "Brook accused the firm of dumping waste" -> "Did the firm dump waste?"."""
    if not reading.has(token, "accusing") or token.pos_ != "VERB":
        return
    after = token.doc[token.i + 1 : token.right_edge.i + 1]
    deed = next((t for t in after if t.tag_ == "VBG" and t.nbor(-1).lower_ == "of"), None)
    who = next((c for c in token.children if c.dep_ in {"obj", "nsubj:pass"}), None)
    if deed is not None and who is not None and who.i < deed.i:
        yield reading.lead(deed, "disputed", "accused", did(deed, who, reading))


def blamed(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "They blame the council for the flood" -> "Is the council to blame for the flood?"."""
    if not reading.has(token, "blaming") or token.pos_ != "VERB":
        return
    who = next((c for c in token.children if c.dep_ in {"obj", "nsubj:pass"}), None)
    behind = [*token.children, *(who.children if who is not None else ())]
    reason = next((c for c in behind if c.i > token.i and c.left_edge.lower_ == "for"), None)
    if reason is None or who is None or reason.i < who.i:
        return
    name = subject_words(who, reading.namer, stop=reason.left_edge.i)
    clause = clause_at(reason) if reason.pos_ == "VERB" else None
    end = clause.end if clause is not None else noun_phrase(reason).end
    cause = reading.doc[reason.left_edge.i : end]
    joined_verb = clause is None and any(t.tag_ in {"VBZ", "VBP", "VBD"} for t in cause)
    words = None if joined_verb else reading.namer.words(cause)
    verb = "are" if plural(who) else "is"
    yield reading.lead(
        reason, "disputed", "blamed", f"{verb} {name} to blame {words}" if name and words else None
    )


def denied(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The firm denied that it had paid the mayor" -> "Did the firm pay the mayor?"."""
    if not reading.has(token, "denying") or token.pos_ != "VERB":
        return
    for child in token.children:
        if child.i < token.i:
            continue
        if child.dep_ == "ccomp":
            yield reading.lead(child, "disputed", "denied", reading.ask(child))
        elif child.dep_ == "xcomp" and child.tag_ == "VBG":
            who = subject(token)
            yield reading.lead(
                child, "disputed", "denied", did(child, who, reading) if who is not None else None
            )
        elif child.dep_ == "obj":
            claim = next((c for c in child.children if c.dep_ == "acl" and clause_at(c) is not None), None)
            if claim is not None:
                yield reading.lead(claim, "disputed", "denied", reading.ask(claim))


def opposed(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "Farmers oppose the new toll" -> "Is farmers' opposition to the new toll justified?"."""
    if (
        not reading.has(token, "opposing")
        or token.pos_ != "VERB"
        or token.dep_ == "amod"
        or token.tag_ == "VB"
    ):
        return
    thing = next((c for c in token.children if c.dep_ in {"obj", "xcomp"} and c.i > token.i), None)
    who = subject(token)
    if who is not None and token.dep_ == "acl:relcl" and reading.namer.actor(who) is None:
        return  # "trends that have challenged the polls"
    if token.tag_ == "VBG" and token.dep_ == "acl":
        return  # "papers opposing the toll"
    if token.tag_ == "VBG" and any(c.dep_ == "mark" and c.lower_ == "for" for c in token.children):
        return  # "criticised Brook for questioning the toll": Brook's doubts
    noun = _NOUNS.get(base_form(token))
    if thing is None or who is None or noun is None or who.i == token.i or thing.pos_ == "VERB":
        return
    if noun == "challenge to" and reading.namer.actor(thing) is not None:
        return  # a rival for an office
    said: set[int] = set()
    name = owner_words(who, reading.namer, said)
    rest = _object_words(thing, reading, said)
    if (
        who.tag_ == "NN"
        and who.i not in reading.namer.actor_at
        and not any(c.dep_ == "det" for c in who.children)
    ):
        name = None  # a bare singular is half of a phrase that the parser cut
    verb = "are" if noun.startswith("doubts") else "is"
    whose = possessive(name) if name else "the"
    text = f"{verb} {whose} {noun} {rest} justified" if rest and (name or len(said) > 0) else None
    yield reading.lead(thing, "disputed", "opposed", text)


def _object_words(thing: Token, reading: Reading, said: set[int]) -> str | None:
    """What is opposed, where its whole noun phrase is at hand: no half of "Ulla, Norda, police"."""
    phrase = noun_phrase(thing)
    if phrase.start == thing.i and thing.tag_ == "NN" and thing.i and thing.nbor(-1).lower_ == "that":
        return None  # "that suggestion", its determiner read as a conjunction
    follows = thing.doc[phrase.end] if phrase.end < len(thing.doc) else None
    goes_on = {"NOUN", "PROPN", "PRON", "NUM", "SCONJ", "PART"}
    if follows is not None and (follows.text in {",", "that"} or follows.pos_ in goes_on):
        return None
    seen_as = next((t for t in phrase if t.lower_ == "as" and t.i > thing.i), None)
    stop = seen_as.i if seen_as is not None else None  # "the plan as reckless" says why, not what
    return standing(thing, reading.namer, said, stop) if len(phrase) < _LONGEST else None


def alleged(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "Critics claim the vote was bought" -> "Was the vote bought?"."""
    if not reading.has(token, "alleging") or token.pos_ != "VERB":
        return
    for child in token.children:
        if child.dep_ != "ccomp" or child.i < token.i:
            continue
        if token.tag_ != "VBG" or child.left_edge.lower_ == "that":  # "claiming the nomination is a play"
            for claim in (child, *_joined_claims(child)):
                yield reading.lead(claim, "disputed", "alleged", reading.ask(claim))


def _joined_claims(claim: Token) -> list[Token]:
    """The clauses with subjects of their own that are joined to a claim by "and"."""
    own = [
        c for c in claim.children if c.dep_ == "conj" and any(g.dep_.startswith("nsubj") for g in c.children)
    ]
    return [c for c in own if any(g.lower_ == "and" for g in c.children)]


def alleged_thing(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "They alleged foreign involvement" -> "Was there foreign involvement?"."""
    if (
        token.lemma_.lower() != "allege" and token.lower_ not in {"alleged", "alleges", "alleging"}
    ) or token.pos_ != "VERB":
        return
    thing = next((c for c in token.children if c.dep_ == "obj" and c.i > token.i and c.pos_ == "NOUN"), None)
    words = standing(thing, reading.namer) if thing is not None else None
    if thing is not None and token.dep_ == "amod":
        return
    has = next((c for c in token.children if c.dep_ == "aux" and c.lower_ in {"has", "have", "had"}), None)
    if thing is not None and has is not None and reading.has(thing, "traces"):  # "X has alleged ties to Y"
        owner = subject(token)
        text = _has(owner, words, reading) if owner is not None and words else None
        yield reading.lead(thing, "unknown", "alleged_noun", text)
        return
    if thing is not None and bare(words or "") == words:
        yield reading.lead(
            thing, "disputed", "alleged", f"{'were' if plural(thing) else 'was'} there {words}"
        )


def challenged(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The toll was challenged by drivers" -> "Will the challenge to the toll succeed?"."""
    if token.tag_ != "VBN" or not reading.has(token, "challenging"):
        return
    thing = next((c for c in token.children if c.dep_ == "nsubj:pass"), None)
    if thing is not None and (reading.namer.actor(thing) is not None or reading.has(thing, "contests")):
        return  # somebody is challenged, no plan, and a race is contested by its runners
    words = standing(thing, reading.namer) if thing is not None else None
    if thing is not None:
        noun = {"oppose": "opposition", "criticise": "criticism", "criticize": "criticism"}.get(
            base_form(token), "challenge"
        )
        link = "of" if noun == "criticism" else "to"
        text = (
            f"will the {noun} {link} {words} succeed"
            if noun != "criticism"
            else f"is the criticism of {words} justified"
        )
        yield reading.lead(token, "disputed", "opposed", text if words else None)


def alleged_noun(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "... over alleged misconduct by the mayor" -> "Was there misconduct by the mayor?"."""
    if not reading.has(token, "alleged") or token.dep_ != "amod" or token.head.pos_ != "NOUN":
        return
    noun = token.head
    if (
        any(child.dep_ in {"det", "nmod:poss"} for child in noun.children)
        or reading.namer.actor(noun) is not None
    ):
        return
    words = standing(noun, reading.namer)
    words = words.replace(f"{token.lower_} ", "", 1) if words else None
    words = words if words and bare(words) == words else None
    owner = subject(noun.head) if noun.dep_ == "obj" and noun.head.lemma_ == "have" else None
    if owner is not None and words:
        yield reading.lead(noun, "unknown", "alleged_noun", _has(owner, words, reading))
        return
    verb = "were" if noun.tag_ == "NNS" else "was"
    yield reading.lead(noun, "unknown", "alleged_noun", f"{verb} there {words}" if words else None)


def _has(owner: Token, words: str, reading: Reading) -> str | None:
    """ "X has alleged ties to Y" -> "does X have ties to Y"."""
    name = subject_words(owner, reading.namer)
    return f"{'do' if plural(owner) else 'does'} {name} have {words}" if name else None


def allegedly(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The mayor allegedly sold the land" -> "Did the mayor sell the land?"."""
    if reading.has(token, "allegedly") and token.dep_ == "advmod" and token.head.pos_ == "VERB":
        yield reading.lead(token.head, "unknown", "alleged", reading.ask(token.head))


def suit(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The clinic filed a lawsuit against the ban" -> "Will the lawsuit against the ban succeed?"."""
    if token.pos_ != "NOUN" or not reading.has(token, "suits") or not _brought(token, reading):
        return
    aim = [c for c in token.children if c.dep_ in {"nmod", "acl"} and c.i > token.i]
    if not aim:
        return
    words = standing(token, reading.namer)
    verb = "be passed" if token.lemma_ == "bill" else "succeed"
    yield reading.lead(token, "undecided", "suit", f"will the {bare(words)} {verb}" if words else None)


def _brought(noun: Token, reading: Reading) -> bool:
    """Whether somebody brings the suit or bill forward: "filed a lawsuit", "the lawsuit was filed"."""
    if any(c.lower_ in {"any", "some", "no", "every"} or reading.has(c, "over") for c in noun.children):
        return False
    return noun.dep_ in {"obj", "nsubj:pass"} and reading.has(noun.head, "bringing")


def inquiry(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "... an investigation into the fire" -> "What will the investigation into the fire find?"."""
    if token.pos_ != "NOUN" or not reading.has(token, "inquiries"):
        return
    matter = next((c for c in [*token.children, *token.head.children] if _about(c, token)), None)
    words = standing(matter, reading.namer) if matter is not None else None
    text = f"what will the {token.lower_} into {words} find" if words else None
    if matter is not None:
        yield reading.lead(token, "unknown", "inquiry", text)


def _about(noun: Token, inquiry_noun: Token) -> bool:
    """Whether a noun stands in the "into" phrase right behind an inquiry."""
    return (
        noun.i > inquiry_noun.i and noun.left_edge.lower_ == "into" and noun.left_edge.i - inquiry_noun.i <= 2
    )


def did(deed: Token, who: Token, reading: Reading) -> str | None:
    """A gerund as a question about the past: ("the firm", "dumping waste") -> "did the firm dump waste"."""
    clause = clause_at(deed)
    said: set[int] = set()
    name = subject_words(who, reading.namer, said, deed.i - 1)
    rest = reading.namer.words(clause.rest, said, inside=True) if clause is not None else None
    if clause is None or not name or rest is None:
        return None
    if broken_off(clause):
        return None
    if any(up.dep_ == "acl:relcl" for up in itertools.islice(deed.ancestors, 2)):
        return None  # "the tricks that she accused him of playing"
    first, *others = clause.verbs
    if first.lower_ == "having" and others:
        return f"did {name} {base_form(others[0])} {rest}"
    if first.lower_ == "being":
        verb = "were" if plural(who) else "was"
        return f"{verb} {name} {' '.join(token.lower_ for token in others)} {rest}"
    return f"did {name} {base_form(first)} {rest}" if not others else None
