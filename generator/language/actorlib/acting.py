"""Does a phrase act? Who does, says, owns or suffers something, and what is only where it happens."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from generator.language.actorlib.gazetteer import known_words

SUBJECT = frozenset(["nsubj", "nsubj:pass", "nsubj:outer"])
OBJECT = frozenset(["obj", "iobj"])
_PERSONAL = frozenset(
    [
        "with",
        "by",
        "against",
        "between",
        "from",
        "to",
        "for",
        "on",
        "about",
        "than",
        "toward",
        "towards",
        "among",
    ]
)
_EXAMPLES = frozenset(["including", "like"])
_NOUNS_OF = frozenset(["invasion", "support", "criticism", "exit", "withdrawal", "part", "behalf", "aid"])


def climb(token: Token) -> Token:
    """The head of the phrase a token is in: up from parts of names and list members to the first."""
    seen = 0
    while (
        token.dep_ in {"compound", "flat", "conj", "appos", "nmod:desc", "flat:name", "fixed", "dep"}
        and seen < 12
    ):
        kinds = known_words("descriptions", "organization_types")
        if token.dep_ == "compound" and token.head.pos_ != "PROPN" and token.head.lower_ not in kinds:
            return token
        token, seen = token.head, seen + 1
    return token.head if _follows_title(token) else token


def _follows_title(token: Token) -> bool:
    """Whether a name hangs, without a preposition, from the title right before it: "nominee Jane Doe"."""
    head = token.head
    if (
        token.dep_ not in {"nmod", "obl", "obl:unmarked", "nmod:unmarked"}
        or token.pos_ != "PROPN"
        or case_of(token)
    ):
        return False
    return head.pos_ in {"NOUN", "PROPN"} and head.i == token.left_edge.i - 1


def case_of(token: Token) -> str:
    """The preposition of a phrase, in lower case, or ""."""
    return next((child.lower_ for child in token.children if child.dep_ == "case" and child.i < token.i), "")


def _is_body(noun: Token) -> bool:
    """Whether a noun is a body that acts for a state: "the navies of …"."""
    word = noun.lower_
    return word in known_words("organizations", "common") or word in known_words(
        "descriptions", "government", "bodies"
    )


def is_location(doc: Doc, start: int) -> bool:
    """Whether "at", "near" or "in" stands before a name, an article or adjective between at most."""
    i = start - 1
    while i > 0 and start - i < 3 and doc[i].pos_ in {"DET", "ADJ"}:
        i -= 1
    return i >= 0 and doc[i].lower_ in {"at", "near", "in", "inside", "outside", "around"}


def _leads_on(place: Token) -> bool:
    """Whether "to" and another name follow: "from Norda to Ulla"."""
    behind = place.doc[place.i + 1 : place.i + 3]
    return len(behind) == 2 and behind[0].lower_ == "to" and behind[1].pos_ == "PROPN"


def is_arena(doc: Doc, i: int) -> bool:
    """Whether a place named up to token i is only where something lies or is decided: "she won Ohio"."""
    token = climb(doc[i])
    verb = token.head
    if doc[i].dep_ == "conj" and token.is_lower:  # "voters in Georgia and Virginia said", misread
        return True
    if token.dep_ not in SUBJECT | OBJECT:
        return False
    copular = token.dep_ in SUBJECT and any(child.dep_ == "cop" for child in verb.children)
    return copular or verb.lemma_.lower() in known_words("descriptions", "arena", "being")


def weight(doc: Doc, i: int, start: int | None = None) -> float:
    """Return how much a mention speaks for an actor: 0 (a place) to 1 (a subject).

    Args:
        doc: the article.
        i: the mention's last token.
        start: its first, where its head may stand before the last one: "House of Representatives".
    """
    head = doc[i] if start is None else doc[start : i + 1].root
    token = climb(head)
    case = case_of(head) or case_of(token)
    group = token.head.lower_ in known_words("descriptions", "people") and token.head.i < i
    if case in _EXAMPLES and token.dep_ == "nmod" and group:
        return weight(doc, token.head.i)  # "countries including X": X does what they do
    if token.dep_ in SUBJECT:
        return 1.0
    if case == "according":
        return 1.0
    if i >= 2 and doc[i - 1].lower_ == "to" and doc[i - 2].lower_ == "according":
        return 1.0
    if token.dep_ in OBJECT:
        return 0.2 if token.head.lemma_ in known_words("descriptions", "entering") else 0.8
    if token.dep_ == "nmod:poss" or (i + 1 < len(doc) and doc[i + 1].tag_ == "POS"):
        return 0.2 if token.head.pos_ == "PROPN" else 0.4
    if token.dep_ in {"obl", "obl:agent", "obl:arg", "nmod"}:
        if case == "from" and (token.head.pos_ == "PROPN" or _leads_on(token)):
            return 0.0  # "Lund from Norda", "on the way from Norda to Ulla"
        if case == "by" or token.dep_ == "obl:agent":
            return 1.0
        if case == "of":
            return 0.5 if token.head.lemma_ in _NOUNS_OF or _is_body(token.head) else 0.2
        if case not in _PERSONAL:
            return 0.0
        if case == "for" and token.head.lemma_.lower() in known_words(
            "descriptions", "contests"
        ):  # "the race for the White House"
            return 0.1
        motion = known_words("descriptions", "motion")
        if case in {"to", "from"} and token.head.lemma_ in motion:  # "flew to Norway"
            return 0.0
        if token.dep_ == "nmod" and token.head.lemma_ not in known_words("descriptions", "relations"):
            return 0.3
        return 0.6
    deed = token.head.lower_ in known_words("descriptions", "deeds")
    if token.dep_ == "compound" and token.head.i > i and deed:  # "the Marlow plan"
        return 0.4
    return 0.1
