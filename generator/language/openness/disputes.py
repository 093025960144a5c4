"""What somebody alleges, denies, opposes, takes to court or inquires into: is it so?"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from generator.language.clauses import clause_at
from generator.language.grammar import subject
from generator.language.openness.reading import Lead, Reading
from generator.language.phrases import bare, noun_phrase, plural, standing, subject_words
from generator.language.verbforms import base_form


def accused(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "Brook accused the firm of dumping waste" -> "Did the firm dump waste?"."""
    if not reading.has(token, "accusing") or token.pos_ != "VERB":
        return
    after = token.doc[token.i + 1 : token.right_edge.i + 1]
    deed = next((t for t in after if t.tag_ == "VBG" and t.nbor(-1).lower_ == "of"), None)
    who = next((c for c in token.children if c.dep_ in {"obj", "nsubj:pass"}), None)
    if deed is not None and who is not None:
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
    """ "Farmers oppose the new toll" -> "Are farmers right to oppose the new toll?"."""
    if (
        not reading.has(token, "opposing")
        or token.pos_ != "VERB"
        or token.dep_ == "amod"
        or token.tag_ == "VB"
    ):
        return
    thing = next((c for c in token.children if c.dep_ in {"obj", "xcomp"} and c.i > token.i), None)
    who = subject(token)
    clause = clause_at(token)
    if thing is None or who is None or clause is None or who.i == token.i:
        return
    said: set[int] = set()
    name = subject_words(who, reading.namer, said)
    rest = reading.namer.words(clause.rest, said)
    verb = "are" if plural(who) else "is"
    if (
        who.tag_ == "NN"
        and who.i not in reading.namer.actor_at
        and not any(c.dep_ == "det" for c in who.children)
    ):
        name = None  # a bare singular is half of a phrase that the parser cut
    text = f"{verb} {name} right to {base_form(token)} {rest}" if name and rest else None
    yield reading.lead(thing, "disputed", "opposed", text)


def alleged(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "Critics claim the vote was bought" -> "Was the vote bought?"."""
    if not reading.has(token, "alleging") or token.pos_ != "VERB":
        return
    for child in token.children:
        if child.dep_ == "ccomp" and child.i > token.i:
            yield reading.lead(child, "disputed", "alleged", reading.ask(child))


def alleged_thing(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "They alleged foreign involvement" -> "Was there foreign involvement?"."""
    if (
        token.lemma_.lower() != "allege" and token.lower_ not in {"alleged", "alleges", "alleging"}
    ) or token.pos_ != "VERB":
        return
    thing = next((c for c in token.children if c.dep_ == "obj" and c.i > token.i and c.pos_ == "NOUN"), None)
    words = standing(thing, reading.namer) if thing is not None else None
    if thing is not None and bare(words or "") == words:
        yield reading.lead(
            thing, "disputed", "alleged", f"{'were' if plural(thing) else 'was'} there {words}"
        )


def challenged(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The toll was challenged by drivers" -> "Will the challenge to the toll succeed?"."""
    if token.tag_ != "VBN" or not reading.has(token, "challenging"):
        return
    thing = next((c for c in token.children if c.dep_ == "nsubj:pass"), None)
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
    verb = "were" if noun.tag_ == "NNS" else "was"
    yield reading.lead(noun, "unknown", "alleged_noun", f"{verb} there {words}" if words else None)


def suit(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The clinic filed a lawsuit against the ban" -> "Will the lawsuit against the ban succeed?"."""
    if (
        token.pos_ != "NOUN"
        or not reading.has(token, "suits")
        or token.dep_ not in {"obj", "nsubj", "nsubj:pass", "conj"}
    ):
        return
    aim = [c for c in token.children if c.dep_ in {"nmod", "acl"} and c.i > token.i]
    if not aim:
        return
    words = standing(token, reading.namer)
    verb = "be passed" if token.lemma_ == "bill" else "succeed"
    yield reading.lead(token, "undecided", "suit", f"will the {bare(words)} {verb}" if words else None)


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
    first, *others = clause.verbs
    if first.lower_ == "having" and others:
        return f"did {name} {base_form(others[0])} {rest}"
    if first.lower_ == "being":
        verb = "were" if plural(who) else "was"
        return f"{verb} {name} {' '.join(token.lower_ for token in others)} {rest}"
    return f"did {name} {base_form(first)} {rest}" if not others else None
