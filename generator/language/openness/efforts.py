"""What somebody cannot settle, weighs, tries or refuses to do: will it be done?"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from generator.language.grammar import subject
from generator.language.openness.doing import be_done
from generator.language.openness.reading import Lead, Reading, infinitive, negated
from generator.language.phrases import standing
from generator.language.standalone import named

_CLOSE = 2  # tokens from a verb to what it weighs
_TELLING_ENOUGH = 6  # words of a question that names nobody
_TELLING = {
    "miss",
    "fear",
    "lack",
    "tell",
    "say",
    "report",
    "describe",
    "show",
    "follow",
    "see",
    "hear",
    "know",
    "reveal",
    "detail",
}


def stalled(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The parties could not agree on a budget" -> "Will the parties agree on a budget?"."""
    if token.pos_ != "VERB" or not reading.has(token, "settling"):
        return
    if any(c.dep_ == "aux:pass" for c in token.children):
        return  # "could not be reached"
    if any(c.lower_ in {"could", "can", "ca", "will", "wo", "would"} for c in token.children) and negated(
        token
    ):
        asked = reading.ask(token, future=True) or agreed(token, reading)
        yield reading.lead(token, "undecided", "refused", asked)


def agreed(verb: Token, reading: Reading) -> str | None:
    """What is to be agreed on, where it cannot be said by whom."""
    about = next((c for c in verb.children if c.dep_ == "obl" and c.left_edge.lower_ in {"on", "upon"}), None)
    words = standing(about, reading.namer) if about is not None and verb.lemma_ == "agree" else None
    return f"will there be an agreement on {words}" if words else None


def weighed(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The club is considering selling its ground" -> "Will the club sell its ground?"."""
    if (
        not reading.has(token, "weighing")
        or token.pos_ != "VERB"
        or (token.i and token.nbor(-1).pos_ == "DET")
    ):
        return
    for child in token.children:
        near = 0 < child.left_edge.i - token.i <= _CLOSE
        if child.dep_ in {"xcomp", "ccomp"} and child.tag_ in {"VBG", "VB"} and near:
            yield reading.lead(child, "undecided", "weighed", reading.done(child, _advised(token)))


def _advised(verb: Token) -> Token | None:
    """Who weighs: in "women are advised by the agency to consider moving" the women."""
    told = verb.head if verb.dep_ in {"xcomp", "advcl"} and verb.head.tag_ == "VBN" else None
    who = (c for c in told.children if c.dep_ == "nsubj:pass") if told is not None else iter(())
    return next(who, None) or subject(verb)


def tried(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "Rescuers are trying to reach the valley" -> "Will the rescuers reach the valley?"."""
    rule = next(
        (
            rule
            for rule, cues in (
                ("tried", ("trying", "attempts")),
                ("refused", ("refusals",)),
                ("open_to", ("openness",)),
            )
            if reading.has(token, *cues)
        ),
        None,
    )
    if rule == "open_to" and token.pos_ != "ADJ":
        return
    if rule == "tried" and token.pos_ == "VERB" and not reading.has(token, "trying"):
        return  # "push the party to change" is no push of one's own
    if rule is None or token.pos_ not in {"VERB", "NOUN", "ADJ"} or token.tag_ == "VBN":
        return
    if rule == "refused" and _by_court(token):
        return  # a court that declines has decided
    todo = infinitive(token)
    if todo is not None and any(t.dep_ == "nsubj" for t in token.doc[token.i + 1 : todo.i]):
        todo = None  # "I hope you are able to find it": another's doing
    if todo is not None and any(c.lower_ == "out" for c in todo.children) and todo.lemma_ == "rule":
        return  # "refused to rule out" leaves open what it is about
    if todo is not None and not (reading.has(todo, "procedure") and not _of_substance(todo)):
        who = (
            _for_whom(token, todo)
            or _blamed_for(token)
            or _right_before(token)
            or (_spoken_for(token, reading) or subject(token) if token.pos_ != "NOUN" else _owner(token))
        )
        told = any(t.lemma_.lower() in {"detail", "information", "reason"} for t in todo.children)
        if who is not None and _thing_of(who) and reading.namer.actor(who) is None:
            who = None  # "her article attacked him in an attempt to ...": the article attempts nothing
        asked = reading.will(todo, who) or be_done(todo, reading.namer)
        if (
            asked
            and rule == "tried"
            and who is None
            and not named(asked)
            and len(asked.split()) < _TELLING_ENOUGH
        ):
            asked = None  # "an effort to buy up support": by whom and where, nothing tells
        yield reading.lead(todo, "unknown" if told else "undecided", rule, asked)


def _thing_of(who: Token) -> bool:
    """Whether a noun is somebody's one thing: "Brook's article"."""
    return who.tag_ == "NN" and any(c.dep_ == "nmod:poss" for c in who.children)


def _spoken_for(verb: Token, reading: Reading) -> Token | None:
    """Whom a lawyer or spokesman speaks for: "Brook's lawyer said she refused to …" is about Brook."""
    who = subject(verb)
    told = verb.head.children if verb.dep_ == "ccomp" and who is not None and who.pos_ == "PRON" else ()
    mouth = next((c for c in told if c.dep_ == "nsubj" and reading.has(c, "mouths")), None)
    return next((c for c in mouth.children if c.dep_ == "nmod:poss"), None) if mouth is not None else None


def _by_court(verb: Token) -> bool:
    """Whether a court declines to hear or to do something."""
    who = subject(verb) if verb.pos_ == "VERB" else None
    return who is not None and who.lemma_.lower() in {"court", "tribunal", "judge"}


def _of_substance(todo: Token) -> bool:
    """Whether what is refused is more than a word to the press: "answer questions from the committee"."""
    return any(c.dep_ == "obj" and any(g.dep_ == "nmod" for g in c.children) for c in todo.children)


def _blamed_for(token: Token) -> Token | None:
    """Whom somebody faults "for refusing to ...": the object of the verb above."""
    if token.tag_ != "VBG" or not any(child.lower_ == "for" for child in token.children):
        return None
    before = token.left_edge.i - 1
    near = token.doc[before] if before >= 0 and token.doc[before].pos_ in {"NOUN", "PROPN"} else None
    return near or next((c for c in token.head.children if c.dep_ in {"obj", "nsubj:pass"}), None)


def _right_before(token: Token) -> Token | None:
    """The nouns right before "trying", where the tree gives the participle to a noun further back."""
    before = token.nbor(-1) if token.i else token
    near = token.tag_ == "VBG" and token.dep_ == "acl" and before.tag_ in {"NNS", "NNPS"}
    return before if near and before != token.head else None


def _for_whom(token: Token, todo: Token) -> Token | None:
    """The doer in "open for others to join"."""
    for other in token.doc[token.i + 1 : todo.i]:
        if (
            other.pos_ in {"NOUN", "PROPN"}
            and other.left_edge.lower_ == "for"
            and other.right_edge.i < todo.i
        ):
            return other
    return None


def _owner(noun: Token) -> Token | None:
    """Whose effort it is: "the mayor's effort", "efforts by the mayor", or who makes it."""
    for child in noun.children:
        if child.dep_ == "nmod:poss" or (
            child.dep_ == "nmod" and any(g.lower_ in {"by", "of"} for g in child.children)
        ):
            return child
    in_it = noun.dep_ == "obl" and noun.left_edge.lower_ == "in"  # "in an effort to"
    made = (noun.dep_ == "obj" or in_it) and noun.head.pos_ == "VERB" and noun.head.lemma_ not in _TELLING
    return subject(noun.head) if made else None
