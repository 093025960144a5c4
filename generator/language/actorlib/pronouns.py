"""Pronouns -> actors, by gender, number, place in the sentence and how lately somebody was spoken of.

The order of preference follows Lappin and Leass (1994, "An algorithm for pronominal anaphora resolution"):
subjects before objects before the rest, the same sentence before earlier ones, and no object pronoun
for the subject of its own clause. An answer is given only where the best is clearly better than the next.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from generator.language.actorlib.acting import OBJECT, SUBJECT, case_of, climb
from generator.language.actorlib.profile import HE, SHE, Profile, in_quotes, subject_of

THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
IT = frozenset(["it", "its", "itself"])
_OWN = frozenset(["his", "her", "their", "its", "hers", "theirs"])
BACK = 3  # sentences that are searched before the pronoun's own
MARGIN = 1.0  # by how much the best must beat the next


@dataclass(frozen=True, slots=True)
class _Candidate:
    profile: Profile
    head: int
    score: float


def resolve(doc: Doc, found: list[Profile], begin: int) -> dict[int, int]:
    """Return token index -> actor index for the pronouns that are clear enough.

    Args:
        doc: the article, its descriptions already in ``doc._.actor_at``.
        found: its actors' profiles.
        begin: the first token behind the title line.
    """
    sentence_of = {token.i: n for n, sent in enumerate(doc.sents) for token in sent}
    quoted = in_quotes(doc)
    answers: dict[int, int] = {}
    mentions = _mentions(doc, found)
    for token in doc[begin:]:
        fitting = _fitting(token, found)
        if not fitting or token.i in doc._.actor_at:
            continue
        ranked = _ranked(token, fitting, mentions, answers, sentence_of, quoted)
        if (
            ranked
            and (len(ranked) == 1 or ranked[0].score - ranked[1].score >= MARGIN)
            and ranked[0].score > 0
        ):
            answers[token.i] = ranked[0].profile.index
    return answers


def _mentions(doc: Doc, found: list[Profile]) -> list[tuple[int, Profile]]:
    """One (head token, profile) for each mention, in text order; nested ones count once."""
    return sorted(((head, p) for p in found for head in p.heads), key=lambda pair: pair[0])


def _fitting(token: Token, found: list[Profile]) -> list[Profile]:
    """The actors that a pronoun can mean by its form."""
    word = token.lower_
    if token.pos_ not in {"PRON", "DET"} and token.tag_ not in {"PRP", "PRP$"}:
        return []
    if word in HE or word in SHE:
        wanted = "m" if word in HE else "f"
        return [p for p in found if p.actor.kind == "person" and p.gender in {wanted, None}]
    if word in THEY:
        return [p for p in found if p.actor.kind in {"group", "organization"}]
    if word in IT and token.dep_ not in {"expl"} and not _is_dummy(token):
        return [p for p in found if p.actor.kind in {"country", "organization"}]
    return []


def _is_dummy(token: Token) -> bool:
    """ "It is clear that …", "it seems": no one is meant."""
    verb = token.head
    if verb.lemma_ in {"seem", "appear", "rain", "snow", "take", "remain", "happen", "become", "turn"}:
        return True
    return token.lower_ == "it" and (
        verb.pos_ != "VERB"
        or any(child.dep_ in {"ccomp", "csubj", "cop"} for child in verb.children if child.dep_ == "csubj")
    )


def _ranked(
    token: Token,
    fitting: list[Profile],
    mentions: list[tuple[int, Profile]],
    answers: dict[int, int],
    sentence_of: dict[int, int],
    quoted: list[bool],
) -> list[_Candidate]:
    """The candidates, best first."""
    allowed = {p.index: p for p in fitting}
    here = sentence_of[token.i]
    best: dict[int, _Candidate] = {}
    spoken = [(head, p) for head, p in mentions if p.index in allowed]
    spoken += [(i, allowed[index]) for i, index in answers.items() if index in allowed]
    for head, profile in spoken:
        far = here - sentence_of[head]
        if not 0 <= far <= BACK or _barred(token, head):
            continue
        if token.lower_ in THEY | IT and not _close(token, head, far, quoted):
            continue
        score = _score(token, head, far, quoted)
        if score is not None and (profile.index not in best or score > best[profile.index].score):
            best[profile.index] = _Candidate(profile, head, score)
    weighed = [_Candidate(c.profile, c.head, c.score + _fame(c.profile, token)) for c in best.values()]
    return sorted(weighed, key=lambda c: (-c.score, -c.head))


def _fame(profile: Profile, token: Token) -> float:
    """Whom the article speaks of most is meant more often; a known gender is safer than none."""
    often = min(1.0, 0.15 * sum(head < token.i for head in profile.heads))
    return often + (0.5 if profile.gender and token.lower_ in HE | SHE else 0.0)


def _close(token: Token, head: int, far: int, quoted: list[bool]) -> bool:
    """ "It" and "they" mean things as often as actors: only a subject nearby is taken for one."""
    if head > token.i or quoted[head] != quoted[token.i] or climb(token.doc[head]).dep_ not in SUBJECT:
        return False
    return far == 0 or (far == 1 and token.dep_ in SUBJECT)


def _barred(token: Token, head: int) -> bool:
    """An object pronoun is not the subject of its own clause ("Trump told him"), nor a co-argument."""
    if token.lower_ in _OWN or token.lower_.endswith(("self", "selves")):
        return False
    other = climb(token.doc[head])
    if other.head == token.head and other.dep_ in SUBJECT | OBJECT | {"obl"} and other.i != token.i:
        return True
    subject = subject_of(token)
    return (
        subject is not None
        and subject.i != token.i
        and climb(token.doc[head]) == subject
        and _same_clause(token, subject)
    )


def _same_clause(token: Token, subject: Token) -> bool:
    node = token
    for _ in range(6):
        if node.head == subject.head:
            return True
        if node.pos_ == "VERB":
            return False
        node = node.head
    return False


def _score(token: Token, head: int, far: int, quoted: list[bool]) -> float | None:
    """How well one earlier (or, in an opening phrase, later) mention fits a pronoun."""
    other = climb(token.doc[head])
    score = 3.0 - 1.2 * far
    if other.dep_ in SUBJECT or case_of(token.doc[head]) == "according" or _according(token.doc, head):
        score += 1.5
    elif other.dep_ in OBJECT:
        score += 0.5
    elif other.dep_ == "nmod:poss" or token.doc[head].dep_ == "nmod:poss":
        score += 0.2
    if head > token.i:
        return score + 0.8 if _opens_sentence(token, other) else None
    if token.dep_ in SUBJECT and other.dep_ in SUBJECT:
        score += 0.5
    if token.lower_ in _OWN and subject_of(token) == other and far == 0:
        score += 0.8
    if quoted[token.i] and not quoted[head] and _speaks(other):
        score -= 2.5
    return score


def _opens_sentence(token: Token, subject: Token) -> bool:
    """Whether a pronoun stands in a phrase before the subject it points to: "In his speech, Trump …"."""
    return (
        subject.dep_ in SUBJECT
        and subject.head.dep_ == "ROOT"
        and token.sent == subject.sent
        and token.dep_ not in SUBJECT
    )


def _according(doc: Doc, head: int) -> bool:
    """Whether a name, of up to three tokens, follows "according to"."""
    return any(doc[i].lower_ == "according" for i in range(max(0, head - 5), head))


def _speaks(subject: Token) -> bool:
    return subject.head.lemma_ in {
        "say",
        "tell",
        "add",
        "write",
        "ask",
        "claim",
        "state",
        "note",
        "comment",
        "continue",
        "explain",
    }
