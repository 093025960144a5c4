"""A clause as a noun phrase: "the court will rule on the list" is the "court's ruling on the list".

The noun comes from ``lexicon/nominal.yml``; what is done to something has an -ing noun where the list has
none ("lowering of emissions"). Who does it stands as the owner, or behind "by" or "of" where the words
are too many for that, or a thing is meant.
"""

from __future__ import annotations

from spacy.tokens import Token

from generator import lexicon
from generator.language.actorlib.gazetteer import known_words, titles
from generator.language.scheduling.outlook import listed
from generator.language.scheduling.phrasing import bare, gerund

_OWNER = 4  # words that an owner before 's may have
_OWN = frozenset(["its", "their", "his", "her"])
_HEAVY = frozenset(["of", "for", "in", "on", "and", "or", "to", "from", "with", "by"])
_DATA = lexicon.load("nominal")


def noun_of(base: str, particle: str) -> tuple[str, str] | None:
    """Return a verb's noun and the preposition of its object, or None where the list has no such verb."""
    entry = _DATA["verbs"].get(f"{base} {particle}" if particle else base)
    if entry is None:
        return None
    noun, _, preposition = entry.partition(" ")
    return noun, preposition or "of"


def done(base: str, particle: str, patient: str, rest: str) -> str:
    """What is done to something: "completion of the cable", "unveiling of the plan"; ``rest`` follows."""
    found = noun_of(base, particle)
    noun, preposition = found or (gerund(base), "of")
    if found is None and particle:
        noun = f"{noun} {particle}"
    return _line(noun, preposition, patient, rest)


def deed(
    base: str, particle: str, who: Token, actor: str, patient: Token | None, what: str, rest: str
) -> str:
    """What somebody does; "" where no noun phrase can tell it.

    Args:
        base: the verb's base form.
        particle: its particle, or "".
        who: the head of who does it, and ``actor`` its words.
        patient: the head of what it is done to, if any, and ``what`` its words.
        rest: the words that follow.
    """
    idiom, more = _idiom(f"{base} {bare(what)} {rest}")
    if idiom:
        return _owned(who, actor, f"{idiom} {more}".strip()) or _line(idiom, "of", actor, more)
    if patient is not None and base in _DATA["light"] and not particle:
        return _owned(who, actor, f"{bare(what)} {rest}".strip()) if listed(patient, "happening") else ""
    if patient is not None:
        return _acting(base, particle, who, actor, what, rest)
    noun, preposition = noun_of(base, particle) or ("", "")
    if preposition == "in":  # "fall in the number"
        return _line(noun, preposition, actor, rest)
    return (_owned(who, actor, _line(noun, "", "", rest)) or _line(noun, "of", actor, rest)) if noun else ""


def _acting(base: str, particle: str, who: Token, actor: str, what: str, rest: str) -> str:
    """What somebody does to something."""
    found = noun_of(base, particle)
    if found is not None and base not in _DATA["changes"]:
        return _owned(who, actor, _line(*found, what, rest)) or _long(found, actor, what, rest)
    if base in _DATA["states"] or what.split()[0].lower() in _OWN:
        return ""
    return _line(f"{gerund(base)} {particle}".strip(), "of", what, _by(rest, actor))


def _idiom(told: str) -> tuple[str, str]:
    """The noun for a verb with its fixed word, and what follows it; "" where it is no such idiom."""
    told = " ".join(told.split()) + " "
    for idiom, noun in _DATA["idioms"].items():
        if told.startswith(idiom + " "):
            return noun, told[len(idiom) :].strip()
    return "", ""


def _owned(who: Token, actor: str, deed: str) -> str:
    """The deed with who does it as its owner, if that is somebody and is told in few words."""
    words = bare(actor).split()
    heavy = len(words) > _OWNER or any(
        word.lower() in _HEAVY
        or "," in word
        or "'s" in word
        or word.endswith(("'", "\u2019"))
        or "\u2019s" in word
        for word in words
    )
    if heavy or not _is_somebody(who):
        return ""
    plural = actor.endswith("s") and (who.tag_ in {"NNS", "NNPS"} or words[-1].islower())
    mark = "'" if plural else "'s"
    return f"{bare(actor)}{mark} {deed}"


def _is_somebody(who: Token) -> bool:
    named = who.i in (who.doc._.actor_at or {}) or who.ent_type_ in {"PERSON", "ORG"}
    return (
        named
        or who.lower_ in titles()
        or who.lower_ in known_words("descriptions", "people")
        or who.lower_ in known_words("organizations", "common", "state_bodies", "heads")
        or who.lower_ in known_words("descriptions", "government")
    )


def _long(named: tuple[str, str], actor: str, what: str, rest: str) -> str:
    """ "visit of the envoys to the island", but "seizure of the port by the rebels"."""
    noun, preposition = named
    if preposition in {"into", "from", "to", "with", "at"}:
        return _line(noun, "of", actor, _line("", preposition, what, rest))
    return _line(noun, preposition, what, _by(rest, actor))


def _by(rest: str, actor: str) -> str:
    """The rest with who does it, first where the rest is long: names are cut at their end."""
    parts = (f"by {actor}", rest) if len(rest.split()) > _OWNER else (rest, f"by {actor}")
    return " ".join(part for part in parts if part)


def _line(noun: str, preposition: str, thing: str, rest: str) -> str:
    return " ".join(part for part in (noun, preposition if thing else "", thing, rest) if part)
