"""What a clause says as a headline or a heading would: who is to do what, names instead of pronouns."""

from __future__ import annotations

from spacy.tokens import Token

from generator.language.grammar import antecedent, sentence_start
from generator.language.scheduling import nominal
from generator.language.scheduling.outlook import listed, outlook
from generator.language.scheduling.phrasing import bare, gerund, is_example, phrase
from generator.language.scheduling.takingpart import content, is_passive, participants
from generator.language.verbforms import base_form, participle

_SUBJECTS = {"nsubj", "nsubj:outer"}
_RELATIVE = {"which", "who", "that", "whom"}
_COMPLEMENTS = {"obl", "obl:unmarked", "obl:agent", "xcomp", "iobj", "advmod", "nmod", "nmod:unmarked"}
_CLIMB = 4
_PHRASE = 10  # words of one phrase within a name


def clause(verb: Token, leave: set[int]) -> str:
    """What a predicate says as a headline would: who is to do what, or what is to be done."""
    verb = _begun(content(verb))
    who, what = (token if token is None or token.i not in leave else None for token in participants(verb))
    staged = listed(verb, "taking_place") and not (
        verb.lemma_ == "call" and what is not None and not listed(what, "happening")
    )
    if what is not None and staged:
        return _staged(verb, what, leave)
    if who is not None and what is not None and (verb.lemma_, what.lower_) == ("take", "place"):
        return phrase(who, leave)
    aim = any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children)
    if verb.dep_ == "acl" and aim and not is_passive(verb):
        return phrase(verb.head, leave)  # "an agreement to build the line"
    actor = phrase(who, leave | {verb.i}) if who is not None else ""
    if verb.pos_ not in {"VERB", "AUX"}:
        return _state(verb, actor or (phrase(what, leave) if what is not None else ""), leave)
    if what is not None and is_passive(verb):
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
    if who is not None and actor and patient not in {"it", "them"}:
        named = _deed(verb, who, actor, what, patient, leave)
        if named:
            return named
    return _action(verb, actor, patient, leave)


def _base(verb: Token) -> str:
    """The base form, of a verb with a hyphen, too: "co-chair"."""
    before = verb.doc[max(verb.i - 2, 0) : verb.i]
    hyphened = len(before) == 2 and before[1].text == "-" and not before.text_with_ws.endswith(" ")
    return f"{before[0].lower_}-{base_form(verb)}" if hyphened else base_form(verb)


def _begun(verb: Token) -> Token:
    """What begins: of "will begin issuing permits" the issuing; the last part of a verb with a hyphen."""
    after = verb.doc[verb.i + 1 : verb.i + 3]
    if len(after) == 2 and after[0].text == "-" and not verb.whitespace_ and after[1].pos_ == "VERB":
        return after[1]
    inner = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i and c.pos_ == "VERB"), None)
    return inner if inner is not None and listed(verb, "beginning") else verb


def _deed(verb: Token, who: Token, actor: str, what: Token | None, patient: str, leave: set[int]) -> str:
    """The noun phrase for what somebody does; "" where it says too little, or an infinitive goes on."""
    attitude = listed(verb, "looking_ahead") and outlook(verb) == "present"
    if attitude or (what is not None and not patient) or listed(verb, "ceasing"):
        return ""
    if any(child.dep_ in {"xcomp", "ccomp", "iobj"} and child.i > verb.i for child in verb.children):
        return ""
    rest = _behind(verb, leave, True, manner=False)
    return nominal.deed(_base(verb), _particle(verb), who, actor, what, patient, rest)


def _state(predicate: Token, subject: str, leave: set[int]) -> str:
    """What is to be what; nothing where the subject is unknown. Of "the date will be 2 May" the date."""
    told = phrase(predicate, leave)
    if any(child.dep_ == "expl" for child in predicate.children):
        return told  # "there will be duties"
    bare_number = predicate.pos_ == "NUM" and not any(c.dep_ == "nmod" for c in predicate.children)
    if predicate.i in leave or bare_number or not told:
        own = (c for child in predicate.children if child.dep_ in _SUBJECTS for c in child.children)
        about = next((c for c in (*predicate.children, *own) if _is_about(c)), None)
        told = phrase(about, leave) if about is not None else _fronted(predicate)
        return f"{subject} for {told}" if told and subject else subject
    where = next((c.lower_ for c in predicate.children if c.dep_ == "case" and c.i < predicate.i), "")
    return " ".join(word for word in (subject, "to be", where, told) if word) if subject else ""


def _fronted(predicate: Token) -> str:
    """What a date is for, where the sentence begins with it: "For the new plant the date is 2 May"."""
    who = next((c for c in predicate.children if c.dep_ in _SUBJECTS), None)
    article = who.nbor(-1) if who is not None and who.lower_ == "date" and who.i else None
    start = sentence_start(predicate)
    if article is None or article.lower_ != "the" or predicate.doc[start].lower_ != "for":
        return ""
    return str(predicate.doc[start + 1 : article.i].text).strip(" ,")


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
        doing = [gerund(_base(verb)), "them" if said == "they" else "it", _behind(verb, leave)]
        return " ".join(word for word in doing if word) if known else ""
    if listed(verb, "postponing") or listed(verb, "cancelling"):
        return patient
    if any(child.dep_ == "xcomp" and not is_example(child) for child in verb.children):  # "be named chair"
        words = [patient, "to be", participle(_base(verb)), _particle(verb), _behind(verb, leave, True)]
        return " ".join(word for word in words if word)
    return nominal.done(_base(verb), _particle(verb), patient, _behind(verb, leave, True, manner=False))


def _action(verb: Token, actor: str, patient: str, leave: set[int]) -> str:
    """Who is to do what; without the actor, the doing alone, if it tells enough."""
    rest = _behind(verb, leave, bool(actor))
    attitude = listed(verb, "looking_ahead") and outlook(verb) == "present"
    if (attitude and not patient) or (not actor and listed(verb, "stative")):
        return ""
    action = f"to {_base(verb)}" if actor else gerund(_base(verb))
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


def _behind(verb: Token, leave: set[int], own: bool = False, manner: bool = True) -> str:
    """The complements behind a verb, its object and particle left out; adverbs only where manner is told."""
    parts = [
        phrase(child, leave, alone=False, own=own)
        for child in verb.children
        if child.i > verb.i
        and child.dep_ in _COMPLEMENTS
        and child.i not in leave
        and (manner or child.dep_ != "advmod")
        and not is_example(child)
        and not any(grand.lower_ == "according" for grand in child.subtree)
    ]
    out: list[str] = []
    for part in parts[:3]:
        if sum(len(p.split()) for p in (*out, part)) > _PHRASE:
            break
        out.append(part)
    return " ".join(part for part in out if part)
