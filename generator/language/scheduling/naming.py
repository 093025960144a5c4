"""What an event is called: a short phrase from the parse, names instead of pronouns.

An event noun names itself ("talks with the union"); a verb is told as a headline would ("Parliament to
reconvene", "bill to be sent to the Senate", "start of the trial").
"""

from __future__ import annotations

from spacy.tokens import Token

from generator.language.grammar import antecedent
from generator.language.scheduling.cautions import is_label
from generator.language.scheduling.forecasts import forecast_of, subject_of
from generator.language.scheduling.outlook import is_predicate, listed, outlook, verb_group
from generator.language.scheduling.phrasing import bare, gerund, is_example, phrase, tidy
from generator.language.scheduling.times import Timed
from generator.language.verbforms import base_form, participle

_SUBJECTS = {"nsubj", "nsubj:pass", "nsubj:outer"}
_SHARED = {"conj", "xcomp", "advcl", "ccomp"}
_RELATIVE = {"which", "who", "that", "whom"}
_COMPLEMENTS = {"obl", "obl:unmarked", "obl:agent", "xcomp", "iobj", "advmod", "nmod", "nmod:unmarked"}
_INFINITIVES = {"xcomp", "ccomp", "advcl", "obl", "dep"}
_CLIMB = 4
_PHRASE = 10  # words of one phrase within a name


def name_of(item: Timed, others: list[Timed]) -> str | None:
    """A name for what happens at a time, or None where the words give none.

    Args:
        item: the time.
        others: all times of the sentence; their words are left out of the name.
    """
    inside = item.noun.i if item.noun is not None else -1
    times = [o for o in others if o is item or not (is_label(o) or o.span.start <= inside < o.span.end)]
    leave = {token.i for other in times for token in other.span}
    leave |= {i - 1 for i in leave if i and _leads(item.span.doc[i - 1], item.span.doc[i])}
    foretold = forecast_of(item)
    if foretold is not None:
        about = subject_of(foretold, item)
        return tidy(f"{foretold.lower_} for {phrase(about, leave)}") if about is not None else None
    telling = item.noun is not None and (listed(item.noun, "happening") or item.predicate is None)
    if item.noun is not None and telling and item.noun.i not in leave:
        return tidy(phrase(item.noun, leave))
    marked = _marked_noun(item)
    if marked is not None:
        return tidy(phrase(marked, leave | {item.span.start - 1, item.span.start - 2}))
    return tidy(_clause(item.predicate, leave)) if item.predicate is not None else None


def _leads(before: Token, first: Token) -> bool:
    """Whether a word is the preposition of the time behind it, not a verb's particle ("set up by May")."""
    if "]" in before.text:
        return True  # half of "[w]ithin"
    return before.pos_ == "ADP" and before.dep_ != "compound:prt" and first.pos_ != "ADP"


def _marked_noun(item: Timed) -> Token | None:
    """The noun that "effective", "due" or "scheduled for" before the time belongs to."""
    mark = _mark(item)
    if mark is None:
        return None
    current = mark.nbor(-1)
    while current.is_punct and current.i > mark.sent.start:
        current = current.nbor(-1)
    for _ in range(2 * _CLIMB):
        above = current.head
        if above == current or above.i > mark.i:
            break
        if above.pos_ not in {"NOUN", "PROPN"} and not _binds(above):
            break
        current = above
    return current if current.pos_ in {"NOUN", "PROPN"} else None


def _mark(item: Timed) -> Token | None:
    """The participle or adjective before the time or its preposition that no auxiliary goes with."""
    sentence, place = item.span.sent.start, item.span.start - 1
    if place > sentence and item.span.doc[place].pos_ == "ADP":
        place -= 1
    if place <= sentence:
        return None
    token = item.span.doc[place]
    if verb_group(token) or any(child.dep_ in _SUBJECTS for child in token.children):
        return None
    if token.tag_ in {"JJ", "VBN"} and listed(token, "set_words"):
        return token
    return (
        token if token.tag_ == "VBD" and token == item.predicate and listed(token, "looking_ahead") else None
    )


def _binds(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.dep_ == "acl"


def _clause(verb: Token, leave: set[int]) -> str:
    """What a predicate says as a headline would: who is to do what, or what is to be done."""
    verb = _content(verb)
    who, what = (token if token is None or token.i not in leave else None for token in _participants(verb))
    if what is not None and listed(verb, "taking_place"):
        return _staged(verb, what, leave)
    if who is not None and what is not None and (verb.lemma_, what.lower_) == ("take", "place"):
        return phrase(who, leave)
    aim = any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children)
    if verb.dep_ == "acl" and aim and not _is_passive(verb):
        return phrase(verb.head, leave)  # "an agreement to build the line"
    actor = phrase(who, leave | {verb.i}) if who is not None else ""
    if verb.pos_ not in {"VERB", "AUX"}:
        return _state(verb, actor or (phrase(what, leave) if what is not None else ""), leave)
    if what is not None and _is_passive(verb):
        return _done(verb, phrase(what, leave | {verb.i}), leave, what.lower_)
    if who is not None and what is None and not any(c.dep_ in {"xcomp", "obj"} for c in verb.children):
        edge = "start" if listed(verb, "beginning") else "end" if listed(verb, "ending") else ""
        if edge and listed(who, "happening"):
            return f"{edge} of the {bare(actor)}" if bare(actor) != actor else f"{edge} of {actor}"
        if listed(verb, "taking_place"):
            return actor
    patient = _object(what, verb, leave, bool(actor)) if what is not None else ""
    if what is not None and patient == actor and what.pos_ == "PRON":
        patient = what.lower_  # nobody closes themselves: another thing is meant
    if patient and (listed(verb, "postponing") or listed(verb, "cancelling")):
        return patient
    return _action(verb, actor, patient, leave)


def _state(predicate: Token, subject: str, leave: set[int]) -> str:
    """What is to be what; nothing where the subject is unknown. Of "the date will be 2 May" the date."""
    told = phrase(predicate, leave)
    if any(child.dep_ == "expl" for child in predicate.children):
        return told  # "there will be duties"
    bare_number = predicate.pos_ == "NUM" and not any(c.dep_ == "nmod" for c in predicate.children)
    if predicate.i in leave or bare_number or not told:
        about = next((c for c in predicate.children if _is_about(c)), None)
        return f"{subject} for {phrase(about, leave)}" if about is not None and subject else subject
    where = next((c.lower_ for c in predicate.children if c.dep_ == "case" and c.i < predicate.i), "")
    return " ".join(word for word in (subject, "to be", where, told) if word) if subject else ""


def _is_about(child: Token) -> bool:
    return child.dep_ in {"obl", "nmod"} and any(
        c.lower_ == "for" and c.dep_ == "case" for c in child.children
    )


def _done(verb: Token, patient: str, leave: set[int], said: str) -> str:
    """What is to be done to something; the thing alone where it is called off or put off.

    Args:
        said: the word that stands for the thing: where nothing names it, the doing is told ("resolving it").
    """
    if not patient:
        known = said in {"it", "they", "this", "that"} and not listed(verb, "stative")
        doing = [gerund(base_form(verb)), "them" if said == "they" else "it", _behind(verb, leave)]
        return " ".join(word for word in doing if word) if known else ""
    if listed(verb, "postponing") or listed(verb, "cancelling"):
        return patient
    words = [patient, "to be", participle(base_form(verb)), _particle(verb), _behind(verb, leave, True)]
    return " ".join(word for word in words if word)


def _action(verb: Token, actor: str, patient: str, leave: set[int]) -> str:
    """Who is to do what; without the actor, the doing alone, if it tells enough."""
    rest = _behind(verb, leave, bool(actor))
    attitude = listed(verb, "looking_ahead") and outlook(verb) == "present"
    if (attitude and not patient) or (not actor and listed(verb, "stative")):
        return ""
    action = f"to {base_form(verb)}" if actor else gerund(base_form(verb))
    particle = _particle(verb)
    what = (patient, particle) if patient in {"it", "them"} else (particle, patient)  # "shut them down"
    return " ".join(part for part in (actor, action, *what, rest) if part)


def _particle(verb: Token) -> str:
    return next((str(c.lower_) for c in verb.children if c.dep_ == "compound:prt" and c.i > verb.i), "")


def _object(noun: Token, verb: Token, leave: set[int], own: bool) -> str:
    """The object of an action; a pronoun that nothing names stays one."""
    if noun.lower_ in _RELATIVE:
        noun = antecedent(noun, verb)
    if noun.pos_ == "PRON":
        return phrase(noun, leave, own=own) or noun.lower_
    return phrase(noun, leave, own=own)


def _staged(verb: Token, what: Token, leave: set[int]) -> str:
    """What is held or scheduled; "scheduled for launch" tells what it is scheduled for."""
    event = _happening_above(what)
    for child in verb.children:
        behind = child.dep_.startswith(("obl", "nmod")) and child.i > verb.i and child.i not in leave
        if behind and listed(child, "happening") and not listed(event, "happening"):
            return f"{bare(phrase(child, leave))} of {bare(phrase(event, leave))}"
    return phrase(event, leave)


def _happening_above(noun: Token) -> Token:
    """The event noun that a name hangs on: in "the debate with X, which was set for …" the debate."""
    current = noun
    for _ in range(_CLIMB):
        if listed(current, "happening"):
            return current
        if (
            current.dep_ not in {"nmod", "nmod:desc", "nmod:unmarked", "conj", "appos", "flat", "nmod:poss"}
            or current.head == current
        ):
            return noun
        current = current.head
    return noun


def _content(verb: Token) -> Token:
    """The verb that says what happens: "is expected to open" is an opening."""
    if verb.dep_ == "xcomp" and listed(verb.head, "ceasing"):
        return verb.head  # "will cease to be": not being is what comes
    for _ in range(_CLIMB):
        ahead = listed(verb, "looking_ahead") or listed(verb, "set_words") or verb.pos_ == "ADJ"
        ahead = ahead or (verb.lower_ == "going" and bool(verb_group(verb))) or _obliges(verb)
        if not ahead or listed(verb, "ceasing"):
            return verb
        clauses = (c for c in verb.children if c.dep_ in _INFINITIVES and c.i > verb.i)
        inner = next((c for c in clauses if is_predicate(c) and _is_told_by(c, verb)), None)
        if inner is None:
            return verb
        verb = inner
    return verb


def _obliges(verb: Token) -> bool:
    """Whether it is the "have" of "will have to report"."""
    return verb.lemma_ == "have" and not any(child.dep_ == "obj" for child in verb.children)


def _is_told_by(clause: Token, verb: Token) -> bool:
    """Whether a clause is what a verb looks ahead to; parsers call some infinitives adverbial."""
    if clause.dep_ in {"xcomp", "ccomp"}:
        return True
    near = clause.i - verb.i <= _CLIMB and verb.pos_ == "VERB"
    return near and any(child.lower_ == "to" and verb.i < child.i < clause.i for child in clause.children)


def _is_passive(verb: Token) -> bool:
    marked = any(child.dep_ in {"nsubj:pass", "aux:pass"} for child in verb.children)
    return verb.tag_ in {"VBN", "VBD"} and (marked or verb.dep_ in {"acl", "advcl", "xcomp"})


def _participants(verb: Token) -> tuple[Token | None, Token | None]:
    """Who does it and to what: of a passive the subject is the latter."""
    patient = next((c for c in verb.children if c.dep_ == "obj"), None)
    found = _subject(verb)
    if _is_passive(verb) and patient is None:
        return None, found
    return found, patient


def _subject(verb: Token) -> Token | None:
    """The verb's subject, else the one of the verb or the noun that it hangs on."""
    current = verb
    for _ in range(_CLIMB):
        own = next((c for c in current.children if c.dep_ in _SUBJECTS), None)
        if own is not None:
            return _whole(antecedent(own, current)) if own.lower_ in _RELATIVE else own
        if current.dep_.startswith("acl"):
            return _whole(current.head)
        if current.dep_ not in _SHARED or current.head == current:
            return None
        if current.dep_ == "xcomp":  # "told the ministry to report": the object acts
            objects = (c for c in current.head.children if c.dep_ in {"obj", "iobj"} and c.i < current.i)
            shared = next(objects, None)
            if shared is not None:
                return shared
        current = current.head
    return None


def _whole(noun: Token) -> Token:
    """The noun that a relative clause is about: not the bare last one of "the rules on food and safety"."""
    if noun.tag_ == "VBG" and noun.dep_ == "xcomp":
        return next((c for c in noun.head.children if c.dep_ == "obj" and c.i < noun.i), noun)
    for _ in range(_CLIMB):
        settled = any(child.dep_ in {"det", "nmod:poss"} for child in noun.children) or noun.pos_ != "NOUN"
        if settled or noun.dep_ not in {"nmod", "conj", "compound"} or noun.head.pos_ != "NOUN":
            return noun
        if noun.tag_ == "NNS":
            return noun
        noun = noun.head
    return noun


def _behind(verb: Token, leave: set[int], own: bool = False) -> str:
    """The complements behind a verb, its object and particle left out."""
    parts = [
        phrase(child, leave, alone=False, own=own)
        for child in verb.children
        if child.i > verb.i
        and child.dep_ in _COMPLEMENTS
        and child.i not in leave
        and not is_example(child)
        and not any(grand.lower_ == "according" for grand in child.subtree)
    ]
    out: list[str] = []
    for part in parts[:3]:
        if sum(len(p.split()) for p in (*out, part)) > _PHRASE:
            break
        out.append(part)
    return " ".join(part for part in out if part)
