"""What speaks for one actor as the meaning of a pronoun, as named numbers.

The features are those of Lappin and Leass (1994, "An algorithm for pronominal anaphora resolution"):
grammatical role, nearness, parallel roles, pronouns that came before; and no object pronoun for the
subject of its own clause.
"""

from __future__ import annotations

from math import log1p

from spacy.tokens import Doc, Token

from generator import lexicon
from generator.language.actorlib.acting import OBJECT, SUBJECT, climb
from generator.language.actorlib.profile import subject_of

OWN = frozenset(["his", "her", "their", "its", "hers", "theirs"])
FEATURES = tuple(lexicon.load("pronouns")["weights"])
SAYING = frozenset(lexicon.load("pronouns")["saying"])


def barred(token: Token, head: int) -> bool:
    """Whether grammar rules a mention out: "Trump told him", "he met Trump"."""
    if token.lower_ in OWN and token.dep_ == "nmod:poss":
        return False
    if token.lower_.endswith(("self", "selves")):
        return False
    other = climb(token.doc[head])
    if other.i == token.i:
        return True
    if other.head == token.head and other.dep_ in SUBJECT | OBJECT | {"obl", "obl:agent"}:
        return True
    subject = subject_of(token)
    if subject is not None and subject.i != token.i and other == subject and _same_clause(token, subject):
        return True
    doer = _doer(token.head) if token.dep_ in OBJECT | {"obl", "obl:agent"} else None
    return doer is not None and doer.i != token.i and climb(doer) == other


def names_another(token: Token, head: int) -> bool:
    """Whether a subject pronoun's own clause goes on to name somebody: "he described Trump's face"."""
    node = token.doc[head]
    if token.dep_ not in SUBJECT or node.i < token.i or node.sent != token.sent:
        return False
    for _ in range(25):
        if node == token.head:
            return True
        if node.dep_ in {"conj", "parataxis", "ROOT"}:
            return False
        node = node.head
    return False


def _clause(token: Token) -> Token:
    """The head of the clause a token is in."""
    for _ in range(20):
        if token.pos_ in {"VERB", "AUX"} or token.dep_ == "ROOT":
            break
        token = token.head
    return token


def _doer(clause: Token) -> Token | None:
    """Who does what a clause says, also where that is only understood: "Ode, who met", "asks Ode to"."""
    for _ in range(6):
        subject = next((child for child in clause.children if child.dep_ in SUBJECT), None)
        if subject is not None:
            return clause.head if clause.dep_ == "acl:relcl" and subject.tag_ in {"WP", "WDT"} else subject
        if clause.dep_ == "xcomp":
            asked = next((child for child in clause.head.children if child.dep_ in OBJECT), None)
            if asked is not None:
                return asked
        elif clause.dep_ not in {"conj", "advcl"}:
            return None
        clause = clause.head
    return None


def _same_clause(token: Token, subject: Token) -> bool:
    node = token
    for _ in range(6):
        if node.head == subject.head:
            return True
        if node.pos_ == "VERB":
            return False
        node = node.head
    return False


def of_mention(token: Token, head: int, far: int, quoted: list[bool]) -> dict[str, float] | None:
    """The features of one mention, named (or meant by a pronoun) at a token; None where it cannot be meant.

    Args:
        token: the pronoun.
        head: the mention's last token.
        far: how many sentences before the pronoun's it stands.
        quoted: for each token, whether it is inside quotation marks.
    """
    other = climb(token.doc[head])
    source = _is_source(token.doc, head)
    subject = other.dep_ in SUBJECT or source
    speaks = token.dep_ in SUBJECT and token.head.lemma_ in SAYING and not quoted[token.i]
    if (head > token.i and not _opens(token, other)) or (speaks and quoted[head]):
        return None  # who says something in quotation marks is not named in them
    here = float(far == 0)
    owner = _doer(_clause(token)) if token.lower_ in OWN else None
    return {
        "same_sentence": here,
        "one_before": float(far == 1),
        "two_before": float(far >= 2),
        "subject_here": here * subject,
        "subject_before": (1 - here) * subject,
        "object_here": here * (other.dep_ in OBJECT),
        "owner_here": here * (token.doc[head].dep_ == "nmod:poss"),
        "parallel": float(subject and token.dep_ in SUBJECT),
        "own_clause": float(owner is not None and climb(owner) == other),
        "clause_above": float(far == 0 and subject and _governs(other.head, token)),
        "ahead": float(head > token.i),
        "speaker": float(quoted[token.i] and not quoted[head] and subject and other.head.lemma_ in SAYING),
        "complement": float(other.dep_ in {"obl", "nmod"} and not source),
        "speaks_on": float(speaks and (source or (subject and other.head.lemma_ in SAYING))),
    }


def _is_source(doc: Doc, head: int) -> bool:
    """Whether a name of up to three words follows "according to"."""
    return any(doc[i].lower_ == "according" for i in range(max(0, head - 5), head))


def _opens(token: Token, subject: Token) -> bool:
    """Whether the pronoun stands in a phrase before the subject it points to: "In his speech, Trump …"."""
    if subject.dep_ not in SUBJECT or token.sent != subject.sent or token.head == subject.head:
        return False
    comma = any(other.text == "," for other in token.doc[token.i : subject.i])
    opening = token.sent[0].pos_ in {"ADP", "SCONJ", "ADV", "VERB"}
    return _governs(subject.head, token) or (comma and opening)


def _governs(verb: Token, token: Token) -> bool:
    """Whether a token hangs, at any depth, from a verb."""
    node = token
    for _ in range(25):
        if node == verb:
            return True
        if node.head == node:
            return False
        node = node.head
    return False


def of_actor(heads_before: int, gender: bool, full: bool, others: int) -> dict[str, float]:
    """The features of an actor as a whole.

    Args:
        heads_before: mentions of the actor before the pronoun.
        gender: whether its gender is known (then it fits the pronoun).
        full: whether it was named in full within reach.
        others: other fitting actors spoken of between its last mention and the pronoun.
    """
    return {
        "known_gender": float(gender),
        "often": log1p(heads_before),
        "full_name": float(full),
        "between": log1p(others),
    }
