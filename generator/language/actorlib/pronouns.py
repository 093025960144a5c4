"""Pronouns -> actors, where the evidence is good.

"He" and "she": every person named in the pronoun's sentence or the three before it is weighed by a linear
score of the features in ``pronoun_features``; the weights (``lexicon/pronouns.yml``) were learned on the
development part of GAP. The best is taken where it is clearly better than the next. "It" and "they" mean
things as often as actors: only the subject of a clause nearby is taken for them.
"""

from __future__ import annotations

from collections import defaultdict
from math import exp

from spacy.tokens import Doc, Token

from generator import lexicon
from generator.language.actorlib.acting import SUBJECT, case_of, climb
from generator.language.actorlib.gazetteer import is_given_name, known_words, place
from generator.language.actorlib.profile import HE, SHE, Profile, in_quotes, subject_of
from generator.language.actorlib.pronoun_features import FEATURES, barred, names_another, of_actor, of_mention
from generator.language.drafts import ActorDraft
from generator.language.forms import lowers, texts

THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
IT = frozenset(["it", "its", "itself"])
_RESOLVED = HE | SHE | THEY | IT
BACK = 3  # sentences that are searched before the pronoun's own
_WEATHER = frozenset(["seem", "appear", "rain", "snow", "take", "remain", "happen", "become", "turn"])

Features = dict[str, float]


class Resolver:
    """The state of one pass over an article: who was spoken of where, and the answers so far."""

    def __init__(self, doc: Doc, found: list[Profile]) -> None:
        self.doc = doc
        self.sentence_of = {i: n for n, sent in enumerate(doc.sents) for i in range(sent.start, sent.end)}
        self.quoted = in_quotes(doc)
        self.answers: dict[int, int] = {}
        self.spoken: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)  # sentence -> (token, actor)
        found = [*found, *_unknown(doc, found)]
        self.profiles = {p.index: p for p in found}
        for profile in found:
            for head in profile.heads:
                self.spoken[self.sentence_of[head]].append((head, profile.index))

    def answer(self, token: Token, index: int) -> None:
        """Note what a pronoun means; later pronouns see it."""
        self.answers[token.i] = index
        self.spoken[self.sentence_of[token.i]].append((token.i, index))

    def near(self, token: Token, kinds: frozenset[str]) -> list[tuple[int, int, int]]:
        """(token, actor, sentences back) of all that was spoken of within reach, of some kinds."""
        here = self.sentence_of[token.i]
        return [
            (head, index, here - n)
            for n in range(max(0, here - BACK), here + 1)
            for head, index in sorted(self.spoken.get(n, ()))
            if self.profiles[index].actor.kind in kinds and head != token.i
        ]


def _unknown(doc: Doc, found: list[Profile]) -> list[Profile]:
    """Names that are no actors, or organisations only by guess: they may be the person that is meant.

    They compete, under negative indexes; where one of them wins, there is no answer.
    """
    names: dict[str, Profile] = {}
    for profile in found:
        name = profile.actor.name
        if (
            profile.actor.kind == "organization"
            and name.istitle()
            and (" " not in name or is_given_name(name.split()[0]))
        ):
            draft = ActorDraft(name, "person", [])
            names[name] = Profile(-1 - len(names), draft, heads=list(profile.heads))
    actor_at = doc._.actor_at
    for i, text in enumerate(texts(doc)):
        if not text.istitle() or i in actor_at or not _may_be_a_name(doc, doc[i]):
            continue
        if text not in names:
            names[text] = Profile(-1 - len(names), ActorDraft(text, "person", []))
        names[text].heads.append(i)
    for profile in names.values():
        profile.heads.sort()
    return list(names.values())


def _may_be_a_name(doc: Doc, token: Token) -> bool:
    """Whether a token with a capital, outside all actors, ends a name of nobody known."""
    if token.pos_ != "PROPN" or place(token.text):
        return False
    if token.i + 1 < len(doc) and doc[token.i + 1].pos_ == "PROPN":
        return False
    if token.ent_type_ in {"GPE", "LOC"} and case_of(climb(token)) in {"in", "at", "near", "from"}:
        return False
    return token.lower_ not in known_words("time", "weekdays", "months")


def resolve(doc: Doc, found: list[Profile], begin: int) -> dict[int, int]:
    """Return token index -> actor index for the pronouns that are clear enough.

    Args:
        doc: the article, its descriptions already in ``doc._.actor_at``.
        found: its actors' profiles.
        begin: the first token behind the title line.
    """
    state = Resolver(doc, found)
    actor_at = doc._.actor_at
    for i, word in enumerate(lowers(doc)[begin:], begin):
        if word not in _RESOLVED or i in actor_at:
            continue
        token, chosen = doc[i], None
        if token.pos_ != "PRON" and token.tag_ not in {"PRP", "PRP$"}:
            continue
        if word in HE or word in SHE:
            chosen = _person(state, token)
        elif word in THEY:
            chosen = _subject_nearby(state, token, frozenset(["group", "organization"]))
        elif word in IT and not _is_dummy(token):
            chosen = _subject_nearby(state, token, frozenset(["country", "organization"]))
        if chosen is not None:
            state.answer(token, chosen)
    return state.answers


def _person(state: Resolver, token: Token) -> int | None:
    """The person that "he" or "she" means: the best by score, if the next is clearly worse."""
    weights = lexicon.load("pronouns")
    fits = candidates(state, token)
    scores = sorted(
        ((score(features, weights["weights"]), -index) for index, features in fits.items()), reverse=True
    )
    if not scores:
        return None
    best, index = scores[0]
    if len(scores) > 1 and 1 / (1 + exp(scores[1][0] - best)) < weights["certainty"]:
        return None
    return -index if best >= weights["least"] and index <= 0 else None


def score(features: Features, weights: Features) -> float:
    """The weighted sum of a candidate's features."""
    return sum(weights[name] * features.get(name, 0.0) for name in FEATURES)


def candidates(state: Resolver, token: Token) -> dict[int, Features]:
    """The features of each person that "he" or "she" can mean: those of its best mention, and its own."""
    wanted = "m" if token.lower_ in HE else "f"
    near = [
        (head, index, far)
        for head, index, far in state.near(token, frozenset(["person"]))
        if state.profiles[index].gender in {wanted, None}
    ]
    out: dict[int, Features] = {}
    ruled_out = {
        index
        for head, index, far in near
        if far == 0 and (barred(token, head) or (head not in state.answers and names_another(token, head)))
    }
    speaker: int | None = None  # who spoke last before the pronoun
    for head, index, far in near:
        features = None if index in ruled_out else of_mention(token, head, far, state.quoted)
        if features is None:
            continue
        merged = out.setdefault(index, dict.fromkeys(FEATURES, 0.0))
        for name, value in features.items():
            merged[name] = max(merged[name], value)
        speaker = index if features["speaks_on"] and head < token.i else speaker
    for index, merged in out.items():
        merged["speaks_on"] = float(merged["speaks_on"] > 0 and index == speaker)
    _relate(state, token, near, out, wanted)
    return out


def _relate(
    state: Resolver, token: Token, near: list[tuple[int, int, int]], out: dict[int, Features], wanted: str
) -> None:
    """Add what depends on the other candidates: nearest, first of the sentence."""
    before = [(head, index, far) for head, index, far in near if head < token.i and index in out]
    named = [index for head, index, _ in before if head not in state.answers]
    first = next((index for _, index, far in before if far == 0), None)
    for index, features in out.items():
        last = max((head for head, i, _ in before if i == index), default=token.i)
        others = len({i for head, i, _ in before if head > last} - {index})
        profile = state.profiles[index]
        features.update(
            of_actor(
                profile.before(token.i),
                profile.gender == wanted,
                index in named,
                others,
            )
        )
        features["nearest"] = float(bool(before) and before[-1][1] == index)
        features["first_here"] = float(first == index)
        features["lone_subject"] = float(
            features["subject_here"] > 0 and sum(f["subject_here"] > 0 for f in out.values()) == 1
        )


def _subject_nearby(state: Resolver, token: Token, kinds: frozenset[str]) -> int | None:
    """The last subject of the sentence, or for a subject of the sentence before, that is such an actor."""
    for head, index, far in reversed(state.near(token, kinds)):
        if head > token.i or state.quoted[head] != state.quoted[token.i]:
            continue
        top = climb(state.doc[head])
        if top.dep_ not in SUBJECT or barred(token, head) or _modifies(state, head, top, index):
            continue
        if far == 0 or (far == 1 and token.dep_ in SUBJECT and _opens_sentence(state, token)):
            return index if _is_latest_subject(state, token, head) else None
    return None


def _modifies(state: Resolver, head: int, top: Token, index: int) -> bool:
    """Whether an actor only tells which thing is meant: "the United Nations health agency"."""
    return top.i != head and state.doc[head].dep_ == "compound" and state.doc._.actor_at.get(top.i) != index


def _opens_sentence(state: Resolver, token: Token) -> bool:
    return token.head.dep_ == "ROOT" and subject_of(token) == token


def _is_latest_subject(state: Resolver, token: Token, head: int) -> bool:
    """Whether no other noun became a subject between the actor and the pronoun."""
    own = climb(state.doc[head])
    for other in state.doc[head + 1 : token.i]:
        if other.dep_ in SUBJECT and other.pos_ in {"NOUN", "PROPN"} and other.i != own.i:
            return False
    return True


def _is_dummy(token: Token) -> bool:
    """ "It is clear that …", "it seems": no one is meant."""
    verb = token.head
    if token.dep_ == "expl" or verb.lemma_ in _WEATHER:
        return True
    return token.lower_ == "it" and verb.pos_ != "VERB"
