"""What may, might or could be, what hangs on a condition, what is hoped, doubted or feared: will it be?"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from generator import lexicon
from generator.language.clauses import clause_at
from generator.language.grammar import subject
from generator.language.nounphrases import bare
from generator.language.openness.reading import Lead, Reading, negated
from generator.language.phrases import standing, subject_words
from generator.model import QuestionKind

_MAIN = {"ROOT", "ccomp", "conj", "parataxis", "acl", "csubj"}


def modal(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The port may be closed" -> "Will the port be closed?"; "may have fled" -> "Did ... flee?"."""
    if (
        token.lower_ not in {"may", "might", "could"}
        or not token.dep_.startswith("aux")
        or token.head.i < token.i
    ):
        return
    head = token.head
    if reading.rhetorical(token) or head.dep_ not in _MAIN or (token.lower_ == "could" and _cannot(head)):
        return
    if token.lower_ in {"may", "might"} and _granted(head):
        return
    if reading.has(head.head, "fearing") and head.head != head:
        return
    if token.lower_ != "may" and any(c.lower_ == "have" and c.dep_ == "aux" for c in head.children):
        return  # what did not come about
    if any(c.dep_.startswith("nsubj") and c.i > token.i for c in head.children):
        return  # "the reason may be that it has failed"
    if any(t.lower_ == "so" for t in head.doc[max(0, head.left_edge.i - 1) : token.i]):
        return  # "so that she could open it" tells what for
    if token.lower_ == "may" and any(t.lower_ == "until" for t in head.subtree):
        return  # a permission with a time limit
    kind: QuestionKind = "undecided" if token.lower_ != "could" and decides(head, reading) else "unknown"
    yield reading.lead(head, kind, "modal", reading.ask(head, future=True))


def _cannot(head: Token) -> bool:
    """Whether "could" is denied: "could not", "could no longer"."""
    return negated(head) or any(c.lower_ == "longer" and c.dep_ == "advmod" for c in head.children)


def _granted(head: Token) -> bool:
    """Whether somebody only grants how a thing is before saying what matters: "it may be new, but ..."."""
    behind = (c for c in head.children if c.dep_ == "conj" and c.i > head.i)
    if any(c.lower_ in {"only", "just"} and c.dep_ == "advmod" for c in head.children):
        return True  # "may only be a small place"
    return any(c.dep_ == "cop" for c in head.children) and any(
        grand.lower_ == "but" and grand.dep_ == "cc" for c in behind for grand in c.children
    )


def conditional(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "If the talks fail, the union will strike" -> "Will the union strike if the talks fail?"."""
    if token.lower_ not in {"if", "unless"} or token.dep_ != "mark" or token.head.dep_ != "advcl":
        return
    condition, main = token.head, token.head.head
    if token.i == main.i + 1 and reading.has(main, "asking"):
        return  # "one can only wonder if"
    if token.i and token.nbor(-1).lower_ in {"not", "only", "as"}:
        return  # "could leave, but not if it rains"
    if main.dep_ == "acl:relcl":
        return  # "a drug that, if taken raw, would kill": how a thing is
    clause = clause_at(main)
    if clause is None or clause.verbs[0].lower_ not in {
        "will",
        "would",
        "could",
        "might",
        "may",
        "'ll",
        "’ll",
        "can",
    }:
        return
    asked = reading.ask(main, future=True)
    said = {i for i in range(len(reading.namer.actors)) if asked and reading.namer.name(i) in asked}
    begin = token.i - int(token.i > 0 and token.nbor(-1).lower_ == "even")
    words = reading.namer.words(reading.doc[begin : clause_end(condition)], said, inside=True)
    if asked and f" {token.lower_} " not in asked:
        asked = f"{asked} {words}" if words else None  # without its condition it is another question
    yield reading.lead(main, "conditional", "conditional", asked)


def clause_end(head: Token) -> int:
    """Where a side clause ends, by its own predicate."""
    clause = clause_at(head)
    return clause.end if clause is not None else int(head.right_edge.i + 1)


def depends(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The date depends on the court" -> "What will the date depend on?"; asks about what depends."""
    if token.lemma_.lower() not in {"depend", "hinge"} or token.pos_ != "VERB":
        return
    if not (ahead(token) or _pending(subject(token), reading)):
        return  # what always depends on something is no news
    who = reading.holder(token)
    text = f"what will {who} depend on" if who and who not in {"it", "that"} else None
    yield reading.lead(token, "conditional", "depends", text)


def _pending(who: Token | None, reading: Reading) -> bool:
    return who is not None and who.i > 0 and reading.has(who, "pending")


def unlikely(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The bank is unlikely to pay", "it is unlikely that the bank will pay" -> "Will the bank pay?"."""
    if not reading.has(token, "unlikely") or token.pos_ != "ADJ":
        return
    if any(child.lower_ in {"more", "less", "most", "least"} for child in token.children):
        return  # a comparison, no forecast
    for child in token.children:
        if (
            child.dep_ in {"xcomp", "advcl"}
            and any(c.lower_ == "to" for c in child.children)
            and child.i > token.i
        ):
            who = subject(token)
            kind: QuestionKind = "undecided" if who is not None and acts(who, reading) else "unknown"
            yield reading.lead(child, kind, "unlikely", reading.will(child, who))
        elif child.dep_ in {"ccomp", "csubj"} and child.i > token.i:
            yield reading.lead(
                child, outcome(child, reading), "unlikely", reading.ask(child, future=ahead(child))
            )


def hoped(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "Growers hope that the rain will come" -> "Will the rain come?"."""
    if not reading.has(token, "hoping") or token.pos_ not in {"VERB", "ADJ", "NOUN"}:
        return
    for child in token.children:
        if _describes(child):
            continue
        hopes = token.lemma_ == "hope" and child.dep_ == "ccomp" and child.tag_ in {"VBZ", "VBP"}
        if (
            child.dep_ in {"ccomp", "acl", "advcl", "acl:relcl"}
            and child.i > token.i
            and (ahead(child) or hopes)
        ):
            yield reading.lead(child, outcome(child, reading), "hoped", reading.ask(child, future=True))


def feared(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "There are fears that the dam could break" -> "Will the dam break?"."""
    if not reading.has(token, "fearing") or token.pos_ not in {"VERB", "ADJ", "NOUN"}:
        return
    if any(t.lower_ == "so" for child in token.children for t in (child, *child.children)):
        return  # "worries so much that ..." tells what it leads to
    for child in token.children:
        if (
            child.dep_ in {"ccomp", "acl", "acl:relcl", "advcl", "csubj"}
            and child.i > token.i
            and child.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}
            and not _describes(child)
            and not _aside(child)
            and not any(t.text == ":" for t in token.doc[token.i : child.left_edge.i + 1])
        ):
            yield reading.lead(
                child, outcome(child, reading), "feared", reading.ask(child, future=ahead(child))
            )


def risked(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The tariff risks undermining trade" -> "Will the tariff undermine trade?"."""
    if token.lemma_ != "risk" or token.pos_ != "VERB":
        return
    deed = next((c for c in token.children if c.dep_ == "xcomp" and c.tag_ == "VBG" and c.i > token.i), None)
    if deed is not None:
        yield reading.lead(deed, "unknown", "feared", reading.will(deed, subject(token)))


def _aside(clause: Token) -> bool:
    """Whether a clause tells when or why: "at risk as the fleet shrinks"."""
    leaving = lexicon.load("questions")["wording"]["leaving"]
    return clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in leaving for c in clause.children)


def _describes(clause: Token) -> bool:
    """Whether "that" is the subject of a relative clause: "a concern that has dogged her"."""
    return any(
        child.lower_ in {"that", "which", "who"} and child.dep_.startswith("nsubj")
        for child in clause.children
    )


def possible(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "... warned of possible delays to the vote" -> "Will there be delays to the vote?"."""
    if not reading.has(token, "possible") or token.dep_ != "amod" or token.head.pos_ != "NOUN":
        return
    noun = token.head
    words = standing(noun, reading.namer)
    words = words.replace(f"{token.lower_} ", "", 1) if words else None
    who = subject(noun) if any(child.dep_ == "cop" for child in noun.children) else None
    if who is not None:
        name = subject_words(who, reading.namer)
        whole = f"will {name} be {words}" if name and words and "'" not in words else None
        yield reading.lead(noun, "undecided", "possible", whole)
        return
    if words and bare(words) != words:
        words = bare(words) if noun.tag_ == "NNS" else f"a {bare(words)}"
    yield reading.lead(noun, "unknown", "possible_noun", f"will there be {words}" if words else None)


def prospect(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "... raises the prospect of Norda leaving the union" -> "Will Norda leave the union?"."""
    if token.pos_ != "NOUN" or not reading.has(token, "prospects"):
        return
    for deed in (*token.children, *token.head.children):
        told = deed.i > token.i and deed.left_edge.lower_ == "of" and deed.left_edge.i == token.i + 1
        if told and any(c.dep_.startswith("nsubj") and c.i > token.i for c in deed.children):
            yield reading.lead(deed, "unknown", "prospect", reading.will(deed, None))
        ing = next((c for c in deed.children if c.dep_ == "acl" and c.tag_ == "VBG"), None) if told else None
        if ing is not None:
            yield reading.lead(ing, "unknown", "prospect", reading.will(ing, deed))


def ahead(head: Token) -> bool:
    """Whether a clause is about what is still to come."""
    return any(
        child.lower_ in {"will", "would", "could", "may", "might", "'ll", "’ll", "can"}
        for child in head.children
    )


def decides(head: Token, reading: Reading) -> bool:
    """Whether somebody's decision stands behind the clause: an actor as its subject, or a passive."""
    for child in head.children:
        if child.dep_ == "nsubj:pass":
            return True
        if child.dep_ == "nsubj":
            return acts(child, reading)
    return False


def acts(who: Token, reading: Reading) -> bool:
    """Whether a subject is somebody who can decide."""
    return reading.namer.actor(who) is not None or who.pos_ in {"PRON", "PROPN"}


def outcome(head: Token, reading: Reading) -> QuestionKind:
    """The kind of a question about what is expected: somebody's decision, or how things turn out."""
    return "undecided" if ahead(head) and decides(head, reading) else "unknown"
