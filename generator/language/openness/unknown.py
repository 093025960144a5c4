"""Clauses that say what is not known or not decided: whether, question words, "has not yet been"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.tokens import Token

from generator.language.clauses import Clause, clause_at
from generator.language.forms import lowers
from generator.language.grammar import subject
from generator.language.nounphrases import plural
from generator.language.openness.efforts import agreed
from generator.language.openness.reading import WH, Lead, Reading, negated
from generator.language.phrases import standing, subject_words
from generator.language.verbforms import base_form
from generator.language.wording import wh_question
from generator.model import QuestionKind


def whether(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "It is unclear whether the Greens will vote" -> "Will the Greens vote?"."""
    head = _opened_by(token)
    if token.lower_ not in {"whether", "if"} or head.i < token.i:
        return
    governor = head.head
    if token.lower_ == "if" and (head.dep_ not in {"ccomp", "csubj"} or not _doubtful(governor, reading)):
        return
    if (
        token.lower_ == "whether"
        and token.i + 2 < len(token.doc)
        and token.nbor(1).lower_ == "or"
        and head.dep_ == "advcl"
    ):
        return
    clause = clause_at(head)
    if clause is None or any(
        t.lower_ in {"depending", "regardless"} for t in token.doc[max(0, token.i - 9) : token.i]
    ):
        return
    if clause.subject is None and clause.verbs[0].tag_ == "VB":
        text = reading.done(head, subject(governor) or _client(governor, reading))
    else:
        text = reading.ask(head) if not _swallows(token, clause) else None
    yield reading.lead(head, _kind(governor, head, reading), "whether", text)


def _opened_by(token: Token) -> Token:
    """The predicate of the clause that the word opens; of "whether to appeal" the verb."""
    aim = token.doc[token.i + 1 : token.i + 3]
    return aim[1] if len(aim) == 2 and aim[0].lower_ == "to" and aim[1].tag_ == "VB" else token.head


def _client(verb: Token, reading: Reading) -> Token | None:
    """Whom a speaker speaks for: "a lawyer for the clubs said no decision had been made"."""
    said = verb.head.children if verb.dep_ == "ccomp" else ()
    who = next((c for c in said if c.dep_ == "nsubj" and reading.has(c, "mouths")), None)
    if who is None:
        return None
    return next((c for c in who.children if c.dep_ == "nmod" and c.left_edge.lower_ in {"for", "of"}), None)


def _swallows(token: Token, clause: Clause) -> bool:
    """Whether a clause that opens its sentence reaches into the main one: "Whether it holds depends ..."."""
    opens = token.is_sent_start or token.nbor(-1).is_punct or token.nbor(-1).is_space
    return bool(opens) and any(part.tag_ in {"VBZ", "VBP", "VBD", "MD"} for part in clause.rest)


def question_word(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The party did not say whom it would back" -> "Whom will the party back?"."""
    if token.tag_ not in WH or token.lower_ in {"that", "whatever", "whoever"}:
        return
    if token.i and token.nbor(-1).text == "," and token.lower_ in {"who", "which", "whose", "whom"}:
        return  # a relative clause
    head = _clause_head(token)
    governor = _governor(head) if head is not None else None
    if head is None or governor is None or not _doubtful(governor, reading):
        return
    clause = clause_at(head)
    if clause is not None and _told(governor, clause, reading):
        return  # "they discussed how he had lost it"
    if clause is not None:
        text = wh_question(clause, reading.namer)
        yield reading.lead(head, _kind(governor, head, reading), "question_word", text)


def _told(governor: Token, clause: Clause, reading: Reading) -> bool:
    """Whether people talk of what has been, rather than decide on what is to be."""
    if not reading.has(governor, "deciding") or reading.has(governor, "doubting", "asking", "knowing"):
        return False
    return clause.verbs[0].tag_ == "VBD" and clause.verbs[0].lower_ not in {"would", "should", "could"}


def _governor(head: Token) -> Token:
    """What a clause hangs on, past the measure between: "has not said much about how it is done"."""
    up = head.head
    return up.head if up.lower_ in {"much", "anything", "little", "more"} else up


def ability(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "... raises questions about the port's ability to reopen" -> "Will the port be able to reopen?"."""
    if token.pos_ != "NOUN" or not reading.has(token, "abilities"):
        return
    if not any(
        reading.has(up, "doubting", "fearing", "hoping") for up in itertools.islice(token.ancestors, 2)
    ):
        return
    todo = next(
        (c for c in token.children if c.dep_ in {"acl", "advcl"} and c.tag_ == "VB" and c.i > token.i), None
    )
    who = next((c for c in token.children if c.dep_ in {"nmod:poss", "nmod"} and c.i != token.i), None)
    asked = reading.will(todo, who) if todo is not None and who is not None else None
    yield reading.lead(token, "unknown", "ability", asked)


def fact_unknown(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The cause of the fire has not been determined" -> "What is the cause of the fire?"."""
    bearers = (token, token.head) if token.dep_ == "xcomp" else (token,)  # "remains unclear"
    passive = next(
        (c for up in bearers for c in up.children if c.dep_ in {"nsubj:pass", "nsubj"} and c.i < token.i),
        None,
    )
    unknown = (reading.has(token, "finding_out") and negated(token)) or token.lower_ in {
        "unclear",
        "unknown",
        "uncertain",
    }
    if passive is None or not unknown or not reading.has(passive, "facts"):
        return
    words = standing(passive, reading.namer)
    verb = "are" if passive.tag_ == "NNS" else "is"
    yield reading.lead(token, "unknown", "fact", f"what {verb} {words}" if words else None)


def waiting(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "They have yet to vote", "it has still not been debated" -> "Will ... be debated?"."""
    verb = token if token.pos_ == "VERB" else None
    if verb is None or reading.has(verb, "finding_out"):
        return
    marks = {child.lower_ for child in verb.children if child.dep_ == "advmod"}
    if (
        marks & reading.words("waiting")
        and negated(verb)
        and not any(c.dep_ == "mark" for c in verb.children)
        and not (verb.dep_ == "acl:relcl" and reading.namer.actor(verb.head) is None)
    ):
        asked = reading.ask(verb, future=True) or agreed(verb, reading)
        yield reading.lead(verb, "undecided", "waiting", asked)
    elif _yet_to(verb):
        who = _just_before(verb) or subject(verb) or subject(verb.head)
        yield reading.lead(verb, "undecided", "waiting", reading.done(verb, who))


def _just_before(verb: Token) -> Token | None:
    """The noun right before "yet to", whatever the tree says: "the share of states yet to vote"."""
    yet = next((t for t in verb.doc[max(0, verb.i - 4) : verb.i] if t.lower_ == "yet"), None)
    noun = yet.nbor(-1) if yet is not None and yet.i else None
    return noun if noun is not None and noun.pos_ in {"NOUN", "PROPN"} and verb.dep_ == "acl" else None


def unexplained(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The envoy resigned without explanation" -> "Why did the envoy resign?"."""
    if token.lemma_.lower() not in {"explanation", "reason"} or token.head.pos_ != "VERB":
        return
    if not any(child.lower_ == "without" for child in token.children):
        return
    verb = token.head
    who = subject(verb) or next(
        (t for t in verb.sent if t.i < verb.i and reading.namer.actor(t) is not None), None
    )
    named = who is not None and reading.namer.actor(who) is not None
    words = subject_words(who, reading.namer) if who is not None and named else None
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    yield reading.lead(
        verb, "unknown", "fact", f"why did {words} {base_form(verb)}" if words and not passive else None
    )


def no_evidence(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "There is no evidence that the fire was set" -> "Was the fire set?"."""
    if token.pos_ != "NOUN" or not reading.has(token, "traces"):
        return
    if not (negated(token) or negated(token.head) or any(negated(up) for up in list(token.ancestors)[:2])):
        return
    for child in token.children:
        if child.i < token.i:
            continue
        if (
            child.dep_ in {"ccomp", "acl"}
            and clause_at(child) is not None
            and child.left_edge.lower_ == "that"
        ):
            yield reading.lead(child, "unknown", "whether", reading.ask(child))
        elif child.dep_ == "nmod" and child.left_edge.lower_ != "for":
            stop = clause_stop(child)
            whole = token.doc[stop].lower_ not in {"to", "that", "of"} if stop < len(token.doc) else True
            words = reading.namer.words(token.doc[token.i : stop]) if whole else None
            verb = "are" if token.tag_ == "NNS" else "is"
            yield reading.lead(token, "unknown", "fact", f"{verb} there any {words}" if words else None)


def asked_about(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "Asked to describe the device, ..." -> "What is the device?"."""
    if (
        token.lemma_.lower() not in {"describe", "identify", "name", "specify", "explain"}
        or token.head.lower_ != "asked"
    ):
        return
    thing = next((c for c in token.children if c.dep_ == "obj"), None)
    words = standing(thing, reading.namer) if thing is not None else None
    if thing is not None:
        text = (
            f"what {'are' if plural(thing) else 'is'} {words}"
            if token.lemma_ != "explain"
            else f"what explains {words}"
        )
        yield reading.lead(thing, "asked", "fact", text if words else None)


def under_decision(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The appeal is still being considered" -> "What will be decided about the appeal?"."""
    if (
        token.tag_ != "VBN"
        or not reading.has(token, "deciding")
        or not any(c.lower_ == "being" for c in token.children)
    ):
        return
    thing = next((c for c in token.children if c.dep_ == "nsubj:pass"), None)
    words = standing(thing, reading.namer) if thing is not None else None
    yield reading.lead(
        token, "undecided", "waiting", f"what will be decided about {words}" if words else None
    )


def clause_stop(head: Token) -> int:
    """The index behind the noun phrase of ``head`` with its relative clause, up to the first comma."""
    end = head.right_edge.i + 1
    for token in head.doc[head.i + 1 : end]:
        if token.text in {",", ";", ".", ":"} or token.is_space:
            return int(token.i)
    return int(end)


def _yet_to(verb: Token) -> bool:
    left = lowers(verb.doc)[max(0, verb.left_edge.i - 2) : verb.i + 1]
    return any(first == "yet" and second == "to" for first, second in itertools.pairwise(left))


def _clause_head(token: Token) -> Token | None:
    """The predicate of the clause that a question word opens, where that clause is a complement."""
    current = token
    for _ in range(4):
        if (
            current.dep_ in {"ccomp", "csubj", "csubj:pass", "advcl", "acl:relcl", "ROOT"}
            and current.i > token.i
        ):
            told_of = token.i > 0 and token.nbor(-1).lower_ in {"about", "on", "over", "of"}
            told_of = told_of or (current.dep_ == "advcl" and _right_behind(token, current.head))
            return current if current.dep_ in {"ccomp", "csubj", "csubj:pass"} or told_of else None
        if current.head == current:
            return None
        current = current.head
    return None


def _right_behind(token: Token, governor: Token) -> bool:
    """Whether a question word stands right behind what it hangs on: "did not say (exactly) | when"."""
    before = token.nbor(-1) if token.i else token
    if before.i and before.dep_ == "advmod" and before.head.i >= token.i:
        before = before.nbor(-1)
    return before == governor


def _doubtful(governor: Token, reading: Reading) -> bool:
    """Whether what hangs on this word is left open: asked, doubted, decided upon, or not known."""
    if reading.has(governor, "asking", "deciding", "doubting"):
        return True
    if not reading.has(governor, "knowing"):
        return False
    if negated(governor) or reading.has(governor.head, "refusing"):
        return True
    return (
        any(child.lower_ in {"too", "early"} for child in governor.head.children)
        or governor.head.lower_ == "early"
    )


def _kind(governor: Token, head: Token, reading: Reading) -> QuestionKind:
    if reading.has(governor, "asking"):
        return "asked"
    ahead = any(child.lower_ in {"will", "would", "should", "'ll", "to"} for child in head.children)
    if reading.has(governor, "deciding"):
        return "undecided" if ahead or not reading.has(governor, "finding_out") else "unknown"
    return "undecided" if ahead else "unknown"
