"""Clauses turned into English questions: subject and auxiliary change places, "would" becomes "will".

The pieces are stretches of the article's own words, so that what is grammatical there stays so; what
cannot be turned with confidence is refused (None), never guessed.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from spacy.tokens import Span, Token

from generator import lexicon
from generator.language.clauses import Clause
from generator.language.grammar import FINITE, sentence_start
from generator.language.naming import Namer
from generator.language.nounphrases import noun_phrase
from generator.language.openers import BACKSHIFT, FINITE_FORMS, adverbs, opener_of
from generator.language.phrases import subject_words
from generator.language.shortening import told, two_clauses
from generator.language.standalone import broken_off, cut_short, loose_subject, turned_round
from generator.language.verbforms import base_form

_GONE = re.compile(r"\b(?:last (?:night|week|month|year|spring|summer|fall|autumn|winter)|ago)\b")


def polar(
    clause: Clause,
    namer: Namer,
    *,
    subject: str | None = None,
    said: set[int] | None = None,
    future: bool = False,
    fronted: bool = False,
) -> str | None:
    """A yes/no question from a clause, without its mark: "they would vote" -> "Will the Greens vote".

    Args:
        clause: a finite clause, or an infinitive or gerund where ``future`` and ``subject`` are given.
        namer: gives the names that stand for pronouns.
        subject: stands in for the clause's own subject.
        said: the actors that ``subject`` names.
        future: ask about what will be, whatever the verb's own tense and mood.
        fronted: a question word that belongs to the clause will be put in front.
    """
    said = set() if said is None else said
    rules = lexicon.load("questions")["wording"]
    who = subject or (subject_words(clause.subject, namer, said) if clause.subject else None)
    namer.within = clause.head.left_edge.i if subject is None else 0
    clause, rest = told(clause, namer, said)
    namer.within = 0
    if rest and "," in rest and (not re.search(r",.*\b(?:and|or)\b", rest) or _unended(clause)):
        rest = rest.split(", ")[0]  # the end of a list is missing
    if who and re.fullmatch(r"[^,]*, (?:and|or) [^,]*", who):
        return None
    if who and re.search(r"\band (?:about|of|for|to|in|on|by|with|from)\b", who):
        return None
    if (
        not who
        or rest is None
        or rest.startswith("-")
        or who.endswith(("'s", "’s"))
        or (not fronted and _fronted(clause))
    ):
        return None
    alone = not rest and who[:1].isupper() and base_form(clause.verbs[-1]) in rules["alone_too_little"]
    if alone or two_clauses(clause):
        return None  # "Will Brook stop": what?
    if cut_short(clause, rest) or turned_round(clause, rest) or broken_off(clause, fronted=fronted):
        return None
    if _joined_form(clause, opener=future) or _is_to(clause):
        return None
    if sum(child.dep_ == "nsubj" and child.i < clause.verbs[0].i for child in clause.head.children) > 1:
        return None  # "the men | detained could be": a noun was taken for two subjects
    if _gapped(clause) or (", " in who and " and " not in who):
        return None
    if subject is None and (_loose(clause, namer, who) or _far(clause)):
        return None
    opener, group = opener_of(clause, namer, future)
    if (
        opener is None
        or _disagrees(clause, opener)
        or _half_list_as_subject(clause, opener, who)
        or not _complete(opener, group)
    ):
        return None
    if opener == "Will" and _unreal(clause):
        opener = "Would"
    if who == "there" and group[:1] == ["be"] and opener != "Will":
        return None
    if opener == "Will" and (group[:1] == ["afford"] or _GONE.search(rest)):
        return None
    between = [word for word in adverbs(clause, namer) if word]
    return _joined(opener, who, *between, *group, rest)


def _is_to(clause: Clause) -> bool:
    """Whether "be" leads an infinitive: "may be to blame"."""
    first = clause.rest[0] if clause.rest else None
    return (
        first is not None and first.tag_ == "TO" and first.dep_ == "mark" and clause.verbs[-1].lower_ == "be"
    )


def _unended(clause: Clause) -> bool:
    """Whether a list goes on behind the end: "feed fears, embolden the army | , and undo the pact"."""
    behind = clause.head.doc[clause.end : clause.end + 2]
    return len(behind) == 2 and behind[0].text == "," and behind[1].lower_ in {"and", "or"}


def _joined_form(clause: Clause, *, opener: bool) -> bool:
    """Whether a verb joined behind shares a form that the question changes: "had sent | or received"."""
    kept = not opener and clause.verbs[0].lower_ in {"is", "are", "was", "were", "be"}
    first = clause.head.doc[clause.verbs[-1].i + 1 : clause.verbs[-1].i + 2]
    joined = (c for c in clause.head.children if c.dep_ == "conj" and c.tag_ in {"VBN", "VBD", "VBZ", "VBG"})
    near = bool(first) and first[0].dep_ == "cc"
    return near and not kept and any(c.i < clause.end for c in joined)


def _complete(opener: str, group: list[str]) -> bool:
    """Whether the verb group behind an opener can be one: "will" needs a verb, "was" no "be"."""
    if opener in {"Is", "Are", "Was", "Were", "Has", "Have", "Had"}:
        return group[:1] != ["be"]
    if opener == "Can" and group[:1] == ["have"] and len(group) > 1:
        return False  # "could not have moved" is about what was
    if opener == "Will" and group[:2] == ["have", "been"]:
        return False  # "would have been able" is about what was not
    return bool(group) and group[:2] != ["be", "going"]


def _loose(clause: Clause, namer: Namer, who: str) -> bool:
    """Whether the subject was cut out of a longer phrase; a name stands for itself."""
    subject = clause.subject
    named = subject is not None and namer.actor(subject) is not None and subject.pos_ == "PROPN"
    if subject is None or named or subject.pos_ == "PRON":
        return False
    return loose_subject(noun_phrase(subject), who)


def _far(clause: Clause) -> bool:
    """Whether another finite verb stands between subject and verb, none of a relative clause."""
    if clause.subject is None:
        return False
    between = clause.head.doc[clause.subject.i + 1 : clause.verbs[0].i]
    inner = {token.i for token in clause.subject.subtree}
    return any(token.tag_ in FINITE and token.i not in inner for token in between)


def _gapped(clause: Clause) -> bool:
    """Whether a relative clause has taken the object out: "a state that she hoped to carry"."""
    chain = [clause.head, *itertools.islice(clause.head.ancestors, 3)]
    relative = next((up for up in chain if up.dep_ == "acl:relcl"), None)
    if relative is None:
        return False
    if relative == clause.head and _reduced(relative):
        return True  # "voters he might need to win the seat"
    if any(child.dep_ in {"obj", "ccomp", "xcomp"} for child in clause.head.children):
        return False
    return not any(c.tag_ in {"WP", "WDT"} and c.dep_.startswith("nsubj") for c in relative.children)


def _reduced(relative: Token) -> bool:
    """Whether a relative clause has no word that stands for its noun: "voters | he needs"."""
    if relative.head.lemma_.lower() in {"way", "time", "day", "moment", "reason", "place", "fact", "claim"}:
        return False
    before = relative.doc[relative.left_edge.i : relative.i]
    opened = any(token.tag_ in {"WP", "WDT", "WRB", "IN"} for token in before)
    return not opened and any(c.dep_ == "nsubj" and c.pos_ == "PRON" for c in relative.children)


def _disagrees(clause: Clause, opener: str) -> bool:
    """Whether verb and noun differ in number: the parser took the wrong subject."""
    subject = clause.subject
    if subject is None or any(child.dep_ in {"conj", "nmod"} for child in subject.children):
        return False
    if opener in {"Is", "Was", "Has", "Does"}:
        return subject.tag_ == "NNS"
    return opener in {"Are", "Have", "Do"} and subject.tag_ == "NN"


def _half_list_as_subject(clause: Clause, opener: str, who: str) -> bool:
    """Whether only the first of several subjects is left before a plural verb: "Norda, Ulla and Ode go"."""
    several = clause.subject is not None and any(c.dep_ == "conj" for c in clause.subject.children)
    one = clause.subject is not None and clause.subject.tag_ in {"NN", "NNP"}
    return (
        several and one and opener in {"Are", "Do", "Have", "Were"} and not re.search(r"\b(?:and|or)\b", who)
    )


def _unreal(clause: Clause) -> bool:
    """Whether a "would" hangs on a condition in the past tense ("would win if they tried")."""
    if clause.verbs[0].lower_ not in {"would", "could", "might", "'d", "’d"}:
        return False
    conditions = [c for c in clause.head.children if c.dep_ == "advcl"]
    past = [
        c for c in conditions if c.tag_ == "VBD" or any(g.lower_ in {"could", "were"} for g in c.children)
    ]
    return any(grand.lower_ == "if" for c in past for grand in c.children)


def _fronted(clause: Clause) -> bool:
    """Whether a question word has taken a part out of the clause ("what they called fair")."""
    subject = clause.subject
    if subject is None:
        return False
    before = clause.head.doc[clause.head.left_edge.i : subject.left_edge.i]
    near = clause.head.doc[max(sentence_start(subject), subject.left_edge.i - 4) : subject.left_edge.i]
    if any(token.lower_ in {"how", "what"} for token in near):
        return True
    own = (token for token in before if token.head in {clause.head, *clause.head.children})
    return any(token.tag_ in {"WP", "WDT", "WRB"} and token.lower_ not in {"that", "when"} for token in own)


def wh_question(clause: Clause, namer: Namer) -> str | None:
    """A question from a question-word clause: "whom they would back" -> "Whom will the Greens back"."""
    doc = clause.head.doc
    start = _wh_start(clause)
    if any(token.lower_ == "yet" for token in doc[clause.verbs[0].i : clause.verbs[-1].i + 2]):
        return None  # "why he had yet to sign"
    if any(c.lower_ in {"not", "n't", "n’t", "never"} for c in clause.head.children):
        return None  # "why he did not sign" is not "why did he sign"
    contrast = (c for c in clause.head.children if c.dep_ == "conj" and c.i > clause.head.i)
    if start is None or any(grand.dep_.startswith("nsubj") for c in contrast for grand in c.children):
        return None  # "why he had issues and she did not" asks for the difference
    if clause.subject is None or clause.subject.left_edge.i <= start:
        if (
            clause.verbs[0].tag_ == "VB"
            or clause.verbs[0].lower_ in {"do", "does", "did"}
            or doc[start + 1].lower_ == "to"
        ):
            return None
        asked = doc[start : clause.verbs[0].i]
        if any(token.pos_ == "PRON" for token in asked[1:]):
            return None  # "which states she could win"
        if doc[start].tag_ == "WRB" and (
            len(asked) < 2 or asked[1].lower_ not in {"many", "much"} or _has_det(asked)
        ):
            return None  # the subject was not seen, and stays behind "how" without changing places
        if any(one.pos_ == "NOUN" and two.pos_ == "ADJ" for one, two in itertools.pairwise(asked)):
            return None  # "what kind of bread small shops sold" has a subject that the parser missed
        said: set[int] = set()
        subject = namer.words(asked, said)
        rest = namer.words(clause.rest, said)
        verbs = [
            BACKSHIFT.get(token.lower_, FINITE_FORMS.get(token.lower_, token.lower_))
            for token in clause.verbs
        ]
        return None if not subject or rest is None else _joined(subject, *verbs, rest)
    if doc[start].lower_ == "how" and doc[start + 1].lower_ in {"many", "much"}:
        counted = doc[start + 1].head
        if clause.subject in {counted, doc[start + 1]}:
            return wh_question(replace(clause, subject=None), namer)
    if (
        doc[start].lower_ in {"what", "which"}
        and start + 1 == clause.subject.left_edge.i
        and clause.subject.tag_ in {"NN", "NNS"}
    ):
        return wh_question(replace(clause, subject=None), namer)
    words = namer.words(doc[start : clause.subject.left_edge.i])
    turned = polar(clause, namer, fronted=True)
    asked = doc[start : clause.subject.left_edge.i]
    if any(token.tag_ in {"VBZ", "VBD", "VBP", "MD"} or token.text == "," for token in asked):
        return None
    if [token.tag_ for token in asked if not token.is_punct][-1:] == ["DT"]:
        return None  # 'how the “average | person should see it"'
    if doc[start].lower_ in {"why", "when", "where"} and len(asked) > 1:
        return None  # a part of the subject was left behind: "why the Norda | councils failed"
    return None if not words or not turned else _joined(words, turned[0].lower() + turned[1:])


def _has_det(span: Span) -> bool:
    return any(token.dep_ == "det" for token in span)


def _wh_start(clause: Clause) -> int | None:
    limit = clause.verbs[0].i
    left = clause.head.left_edge.i
    for token in clause.head.doc[left:limit]:
        if token.tag_ in {"WP", "WDT", "WRB", "WP$"} and token.lower_ not in {"that"}:
            before = clause.head.doc[token.i - 1]
            taken = before.pos_ == "ADP" and before.dep_ != "mark" and before.i >= left  # "for whom"
            return int(before.i if taken else token.i)
    return None


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
