"""What somebody asks of somebody else, must still approve or should do: will it be done?"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from generator.language.called import possessive
from generator.language.clauses import clause_at
from generator.language.grammar import subject
from generator.language.nounphrases import without_occasion
from generator.language.openness.doing import be_done
from generator.language.openness.reading import Lead, Reading, infinitive
from generator.language.phrases import owner_words, standing
from generator.language.verbforms import base_form

_OBJECTS = {"obj", "iobj", "obl"}
_CLOSE = 2  # tokens from "call" to its "for"


def approval(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The deal must be approved by the council" -> "Will the deal be approved by the council?"."""
    if token.pos_ != "VERB" or not reading.has(token, "approving"):
        return
    must = any(
        child.lower_ in reading.words("obligation") and child.dep_.startswith("aux")
        for child in token.children
    )
    told = token.head.dep_ == "ROOT" and token.head.tag_ == "VBD"  # "they had to pass the gate": it is done
    has_to = (
        not told
        and not token.head.dep_.startswith("acl")  # "supporters required to vote": which ones
        and token.dep_ == "xcomp"
        and token.head.lemma_
        in {
            "have",
            "need",
            "remain",
            "require",
            "expect",
            "due",
        }
    )
    if must or (has_to and token.tag_ in {"VB", "VBN"}):
        told_to = next((c for c in token.head.children if c.dep_ == "obj" and c.i < token.i), None)
        if told_to is not None and told_to.tag_ == "NNS" and not list(told_to.children):
            return  # what is required of anybody
        who = told_to or subject(token.head)  # "the club requires members to sign" is about the members
        text = reading.ask(token, future=True) if must else reading.will(token, who)
        yield reading.lead(token, "undecided", "approval", text)


def urged(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "Unions urged the council to reopen the school" -> "Will the council reopen the school?"."""
    if not reading.has(token, "urging") or token.pos_ not in {"VERB", "NOUN", "ADJ"}:
        return
    todo = infinitive(token, 14)
    if token.tag_ in {"VBD", "VBN"} and reading.has(token, "prevailing"):
        return  # whom one persuaded has done it
    if todo is None or (token.tag_ == "VBG" and token.nbor(-1).lower_ == "by"):
        return  # "by asking the court to ..." tells a way, not a wish
    if {"iobj", "obj"} <= {child.dep_ for child in token.children if token.i < child.i < todo.i}:
        return  # "asked him three questions to learn more": what for
    if todo.head.i < token.i or todo.dep_.startswith("aux"):
        return  # an infinitive that belongs to another word
    if any(c.left_edge.lower_ == "by" and token.i < c.i < todo.i for c in token.children):
        return  # "pressed by the board to ...": whom, the parse seldom tells
    own = {token.i, *(child.i for child in token.children)}
    if todo.head.i not in own:
        return
    who = next((c for c in token.children if c.dep_ in _OBJECTS | {"nmod"} and token.i < c.i < todo.i), None)
    if who is not None and who.left_edge.lower_ == "about":
        return
    who = who or next((c for c in todo.children if c.dep_ == "nsubj" and token.i < c.i), None)
    who = who or _called_on(todo, token)
    calls = token.pos_ == "NOUN" or (base_form(token) == "call" and token.pos_ == "VERB")
    if calls and who is not None and who.left_edge.lower_ not in {"on", "for", "to", "upon"}:
        return
    if who is not None and reading.has(token, "counting_on") and reading.namer.actor(who) is None:
        return  # "relies on a fine to ...", "requested money to ...": what for
    if (
        who is not None
        and (_agent(who, reading) or _passive(todo))
        and not (token.lemma_ == "demand" and who.dep_ == "obl")
    ):
        source = next((c for c in who.children if c.i > who.i and c.left_edge.lower_ == "from"), None)
        stop = source.left_edge.i if source is not None and token.pos_ == "NOUN" else None
        yield reading.lead(todo, "undecided", "urged", reading.done(todo, who, stop))


def demanded(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "They demand that the mine be closed" -> "Will the mine be closed?"."""
    if not reading.has(token, "demanding", "proposals") or token.pos_ not in {"VERB", "NOUN"}:
        return
    for child in token.children:
        clause = clause_at(child) if child.dep_ in {"ccomp", "acl", "advcl"} and child.i > token.i else None
        if clause is None or clause.subject is None:
            continue
        if clause.verbs[0].tag_ == "VB" or clause.verbs[0].lower_ in reading.words("obligation"):
            yield reading.lead(child, "undecided", "demanded", reading.ask(child, future=True))


def call(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "Brook called for a recount" -> "Will Brook's call for a recount be heeded?"."""
    if not reading.has(token, "calls") or reading.rhetorical(token):
        return
    goal = next(
        (
            c
            for c in token.children
            if c.dep_ in {"obl", "nmod"} and any(g.lower_ == "for" for g in c.children)
        ),
        None,
    )
    office = token.pos_ == "NOUN" and token.lemma_ == "campaign"  # "a campaign for president"
    if goal is not None and goal.lemma_.lower() in {"comment", "interview"}:
        return  # a request of the press
    if goal is None or office or goal.left_edge.i - token.i > _CLOSE:
        return
    todo = infinitive(token, 14)
    if todo is not None and (
        todo.i < goal.i or _agent(goal, reading) or goal.tag_ == "NNS" or _passive(todo)
    ):
        return  # somebody is called upon to act
    if token.pos_ not in {"VERB", "NOUN"} or reading.namer.actor(goal) is not None:
        return
    if token.tag_ == "NN" and not any(c.dep_ in {"det", "nmod:poss"} for c in token.children):
        return  # "demand for exports"
    caller = subject(token) if token.pos_ == "VERB" else None
    if caller is not None and caller.tag_ == "NN" and reading.namer.actor(caller) is None:
        return  # what a plan calls for
    stop = todo.left_edge.i if todo is not None else None
    words = without_occasion(standing(goal, reading.namer, stop=stop) or "")
    if token.pos_ == "VERB":
        holder = subject(token)
        who = owner_words(holder, reading.namer) if holder is not None and holder.i != token.i else None
        noun = "demand" if token.lemma_ == "demand" else token.lemma_
        whose = possessive(who) if who else "the"
        text = f"will {whose} {noun} for {words} be heeded" if words else None
    else:
        text = f"will the {token.lower_} for {words} be heeded" if words else None
    yield reading.lead(goal, "undecided", "call", text)


def obligation(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The minister said the law should be changed" -> "Will the law be changed?"."""
    if token.lower_ not in reading.words("obligation") or not token.dep_.startswith("aux"):
        return
    if any(child.lower_ in {"we", "i", "you"} for child in token.head.children):
        return  # an appeal to everybody
    if reading.rhetorical(token) or any(child.dep_ == "expl" for child in token.head.children):
        return
    if any(child.dep_.startswith("nsubj") and _anyone(child, reading) for child in token.head.children):
        return  # "every state must protect its people" holds always
    if any(child.dep_.startswith("nsubj") and child.i > token.i for child in token.head.children):
        return  # "should the talks fail" is a condition
    if token.head.dep_ in {"ROOT", "ccomp", "parataxis", "conj"} and not reading.has(
        token.head, "approving", "knowing"
    ):
        asked = reading.ask(token.head, future=True) or be_done(token.head, reading.namer)
        yield reading.lead(token.head, "undecided", "obligation", asked)


def need(token: Token, reading: Reading) -> Iterator[Lead | None]:
    """ "The city needs to repair the dam", said by somebody -> "Will the city repair the dam?"."""
    if (
        token.lemma_ != "need"
        or token.pos_ != "VERB"
        or token.dep_ not in {"ccomp", "ROOT", "conj", "parataxis"}
    ):
        return
    if token.tag_ == "VBN" or (token.tag_ == "VBD" and token.dep_ != "ccomp"):
        return  # what was needed then
    todo, who = infinitive(token, 5), subject(token)
    if who is not None and (who.lower_ in {"we", "i", "you"} or _anyone(who, reading)):
        return
    between = token.doc[token.i + 1 : todo.i - 1] if todo is not None else ()
    if any(other.pos_ in {"NOUN", "PROPN", "PRON"} for other in between):
        return  # "needs the mayor to stay" tells what another is to do
    if todo is not None and who is not None and todo.head == token:
        yield reading.lead(todo, "undecided", "obligation", reading.done(todo, who))


def _anyone(who: Token, reading: Reading) -> bool:
    """Whether a subject is anybody of its kind: "a state", "every society", "children"."""
    if who.tag_ == "NNS" and not list(who.children) and reading.namer.actor(who) is None:
        return True
    return any(c.dep_ == "det" and c.lower_ in {"a", "an", "every", "any", "each"} for c in who.children)


def _called_on(todo: Token, call: Token) -> Token | None:
    """Whom one calls "on" to act, where the tree gives the phrase to the infinitive behind it."""
    to = next((c for c in todo.children if c.lower_ == "to" and c.dep_ == "mark"), None)
    if to is None:
        return None
    near = (c for c in todo.children if c.dep_ == "obl" and call.i < c.i < to.i)
    return next((c for c in near if c.left_edge.lower_ in {"on", "upon"}), None)


def _agent(who: Token, reading: Reading) -> bool:
    """Whether a noun can be asked to act: an actor, a name, people, or a body that "the" points at."""
    if reading.namer.actor(who) is not None or who.pos_ in {"PROPN", "PRON"}:
        return True
    if who.tag_ == "NNS" and not reading.has(who, "anybody"):
        return True
    return any(child.lower_ == "the" for child in who.children)


def _passive(todo: Token) -> bool:
    return any(child.dep_ == "aux:pass" for child in todo.children)
