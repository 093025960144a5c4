"""What opens a question: the auxiliary before the subject, and the verb forms that stay behind it."""

from __future__ import annotations

from spacy.tokens import Token

from generator import lexicon
from generator.language.clauses import Clause
from generator.language.naming import Namer
from generator.language.verbforms import base_form

BACKSHIFT = {
    "would": "will",
    "'d": "will",
    "’d": "will",
    "could": "can",
    "might": "will",
    "may": "will",
    "'ll": "will",
    "’ll": "will",
    "wo": "will",
    "ca": "can",
    "sha": "will",
}
FINITE_FORMS = {
    "'s": "is",
    "’s": "is",
    "'re": "are",
    "’re": "are",
    "'ve": "have",
    "’ve": "have",
    "'m": "is",
    "am": "is",
}
_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}
_PLURAL = {plural_less: plural for plural, plural_less in _SINGULAR.items()}


def opener_of(clause: Clause, namer: Namer, future: bool) -> tuple[str | None, list[str]]:
    """The auxiliary that opens the question, and the verb forms that stay behind the subject."""
    if future:
        return _ahead(clause, namer)
    first, others = clause.verbs[0], list(clause.verbs[1:])
    behind = [token.lower_ for token in others]
    low = FINITE_FORMS.get(first.lower_, first.lower_)
    if low == "would" and behind[:1] == ["have"]:
        return "Would", behind
    if first.lower_ in lexicon.load("questions")["wording"]["modals"]:
        return BACKSHIFT.get(first.lower_, low).capitalize(), behind
    if low == "had" and behind[:1] == ["been"]:
        return _agreeing(_was(clause), clause, namer).capitalize(), behind[1:]
    if low == "had" and len(others) == 1 and others[0].tag_ in {"VBN", "VBD"}:
        return "Did", [base_form(others[0])]
    if others or low in {"is", "are", "was", "were"}:
        known = low in {"is", "are", "was", "were", "has", "have", "had", "does", "do", "did"}
        return (_agreeing(low, clause, namer).capitalize() if known else None), behind
    support = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(first.tag_)
    return (_agreeing(support, clause, namer).capitalize() if support else None), [base_form(first)]


def _ahead(clause: Clause, namer: Namer) -> tuple[str | None, list[str]]:
    """The opener of a question about what is still to come, whatever form the verb has."""
    first, others = clause.verbs[0], list(clause.verbs[1:])
    if first.lower_ in lexicon.load("questions")["wording"]["modals"]:
        if not others:
            return None, []
        if first.lower_ in {"may", "might", "could"}:
            return _of_possibility(clause, others, namer)
        if others[0].lower_ == "have" and len(others) > 1 and first.lower_ != "will":
            return None, []  # "should have gone" is about what was not
        first, others = others[0], others[1:]
    elif others and (base_form(first) == "do" or (base_form(first) == "have" and first.tag_ != "VB")):
        first, others = others[0], others[1:]  # "has not yet been cut" asks "will it be cut"
    elif others and base_form(first) == "be" and others[-1].tag_ == "VBG":
        first, others = others[-1], []  # "is not saying yet" asks "will she say"
    return "Will", [base_form(first), *(token.lower_ for token in others)]


def _of_possibility(clause: Clause, verbs: list[Token], namer: Namer) -> tuple[str | None, list[str]]:
    """What "may" leaves open: the past (may have left), a state (may be ill), or what will be."""
    first, others = verbs[0], verbs[1:]
    if first.lower_ in {"have", "'ve", "’ve"} and others:
        if others[0].lower_ == "been":
            return _agreeing(_was(clause), clause, namer).capitalize(), [token.lower_ for token in others[1:]]
        return "Did", [base_form(others[0])]
    if first.lower_ == "have" and first.pos_ == "AUX":
        return None, []
    if first.lower_ == "be" and first.dep_ != "aux:pass":
        return "Could", ["be", *(token.lower_ for token in others)]
    return "Will", [base_form(first), *(token.lower_ for token in others)]


def _was(clause: Clause) -> str:
    subject = clause.subject
    return "were" if subject is not None and subject.tag_ in {"NNS", "NNPS"} else "was"


def _agreeing(verb: str, clause: Clause, namer: Namer) -> str:
    """The verb form that fits the name put in for a pronoun: "they are" -> "is" before "the Home Office"."""
    subject = clause.subject
    actor = namer.actor(subject) if subject is not None and subject.pos_ == "PRON" else None
    if actor is None:
        alone = (
            subject is not None
            and subject.tag_ == "NN"
            and not any(c.dep_ in {"conj", "nmod"} for c in subject.children)
        )
        return "was" if verb == "were" and alone else verb
    return _PLURAL.get(verb, verb) if namer.plural(actor) else _SINGULAR.get(verb, verb)


def adverbs(clause: Clause, namer: Namer) -> list[str]:
    """Single adverbs inside the verb group that belong to the question too."""
    drop = lexicon.load("questions")["wording"]["group_dropped"]
    inside = clause.head.doc[clause.verbs[0].i + 1 : clause.verbs[-1].i]
    return [
        namer.words([token]) or ""
        for token in inside
        if token.dep_ == "advmod"
        and token.lower_ not in drop
        and token not in clause.verbs
        and token.head.pos_ != "ADV"  # the "almost" of "almost certainly"
        and not (token.lower_ in {"almost", "very", "quite", "most"} and token.nbor(1).lower_ in drop)
        and not (token.lower_ == "longer" and token.nbor(-1).lower_ in {"no", "any"})
    ]
