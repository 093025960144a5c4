"""Clauses turned into English questions: subject and auxiliary change places, "would" becomes "will".

The pieces are stretches of the article's own words, so that what is grammatical there stays so; what
cannot be turned with confidence is refused (None), never guessed.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from generator import lexicon
from generator.language.naming import Namer
from generator.language.verbforms import base_form

SUBJECTS = {"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl"}
_AUXES = {"aux", "aux:pass", "cop"}
_OPTIONAL = {
    "obl",
    "obl:tmod",
    "obl:unmarked",
    "obl:npmod",
    "nmod",
    "nmod:tmod",
    "nmod:unmarked",
    "advcl",
    "acl",
    "acl:relcl",
    "conj",
    "advmod",
    "appos",
    "parataxis",
    "advcl:relcl",
    "nmod:desc",
}
_BACKSHIFT = {
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
_FINITE = {
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
_STOPS = {";", ":", "—", "–", "--", "...", "…", "(", "[", "?", "!", "-"}
_FINITE_TAGS = {"VBD", "VBZ", "VBP", "MD"}
_LEAD_IN = {"ADP", "SCONJ", "CCONJ", "PUNCT", "SPACE"}  # what stands before a noun phrase, not in it
_BOUNDARY = {"SCONJ", "CCONJ", "PUNCT", "SPACE", "INTJ", "AUX"}
REST_LIMIT = 24  # tokens behind the verb: what is longer reads badly as a question
_QUESTION_LIMIT = 42  # words


@dataclass(frozen=True, slots=True)
class Clause:
    """A finite clause: its subject, its verb group in order (auxiliaries, then verb or copula), its end."""

    head: Token
    subject: Token | None
    verbs: tuple[Token, ...]
    end: int

    @property
    def rest(self) -> Span:
        """What follows the verb group."""
        return self.head.doc[self.verbs[-1].i + 1 : max(self.end, self.verbs[-1].i + 1)]


def clause_at(head: Token) -> Clause | None:
    """The clause whose predicate is ``head``; None where it has no verb."""
    left = _together([child for child in head.children if child.dep_ in _AUXES and child.i < head.i])
    verbal = head.pos_ in {"VERB", "AUX"}
    verbs = [*left, head] if verbal and not any(child.dep_ == "cop" for child in left) else left
    if not verbs:
        return None
    subject = next(
        (child for child in head.children if child.dep_ in SUBJECTS and child.i < verbs[0].i), None
    )
    if subject is None and verbs[0].tag_ in _FINITE_TAGS:
        subject = _before(verbs[0])
    return Clause(head, subject, tuple(verbs), _clause_end(head, verbs[-1].i + 1))


def _together(auxes: list[Token]) -> list[Token]:
    """The last auxiliaries that stand together, adverbs apart: a parser may hang a stray one on the verb too."""
    for i in range(len(auxes) - 1, 0, -1):
        between = auxes[i].doc[auxes[i - 1].i + 1 : auxes[i].i]
        if any(token.pos_ not in {"ADV", "PART"} for token in between):
            return auxes[i:]
    return auxes


def _before(verb: Token) -> Token | None:
    """The head of the noun phrase right before a finite verb: the subject where the tree shows none."""
    start = verb.i
    while start > verb.sent.start:
        token = verb.doc[start - 1]
        if (
            token.pos_ in _BOUNDARY
            or token.dep_ == "mark"
            or token.tag_ in _FINITE_TAGS
            or token.text in {'"', "”", "“"}
        ):
            break
        start -= 1
    stretch = verb.doc[start : verb.i]
    if (
        not stretch
        or stretch[0].pos_ in {"ADP", "ADV", "PART"}
        or stretch[-1].pos_ not in {"NOUN", "PROPN", "PRON", "NUM"}
    ):
        return None
    return next((token for token in stretch if token.head.i < start or token.head.i >= verb.i), None)


def polar(
    clause: Clause,
    namer: Namer,
    *,
    subject: str | None = None,
    said: set[int] | None = None,
    future: bool = False,
) -> str | None:
    """A yes/no question from a clause, without its question mark: "they would vote" -> "Will the Greens vote".

    Args:
        clause: a finite clause, or an infinitive or gerund where ``future`` and ``subject`` are given.
        namer: gives the names that stand for pronouns.
        subject: stands in for the clause's own subject.
        said: the actors that ``subject`` names.
        future: ask about what will be, whatever the verb's own tense and mood.
    """
    said = set() if said is None else said
    who = subject or (subject_words(clause.subject, namer, said) if clause.subject else None)
    rest = namer.words(clause.rest, said)
    if not who or rest is None:
        return None
    opener, group = _opener(clause, namer, future)
    if opener is None:
        return None
    if who == "there" and group[:1] == ["be"] and opener != "Will":
        return None
    between = [word for word in _adverbs(clause, namer) if word]
    return _joined(opener, who, *between, *group, rest)


def wh_question(clause: Clause, namer: Namer) -> str | None:
    """A question from a clause that a question word opens: "whom they would back" -> "Whom will the Greens back"."""
    doc = clause.head.doc
    start = _wh_start(clause)
    if start is None:
        return None
    if clause.subject is None or clause.subject.left_edge.i <= start:
        if clause.verbs[0].tag_ == "VB" or doc[start + 1].lower_ == "to":
            return None
        said: set[int] = set()
        subject = namer.words(doc[start : clause.verbs[0].i], said)
        rest = namer.words(clause.rest, said)
        verbs = [
            _BACKSHIFT.get(token.lower_, _FINITE.get(token.lower_, token.lower_)) for token in clause.verbs
        ]
        return None if not subject or rest is None else _joined(subject, *verbs, rest)
    words = namer.words(doc[start : clause.subject.left_edge.i])
    turned = polar(clause, namer)
    return None if not words or not turned else _joined(words, turned[0].lower() + turned[1:])


def finish(text: str | None) -> str | None:
    """Capitalise, close with a question mark, and refuse what is not well-formed."""
    if not text:
        return None
    text = re.sub(r"\b(if|unless)\b([^,]*?)\bwould (?=[a-z])", r"\1\2were to ", text, count=1)
    text = re.sub(r"\ba (?=[aeio])", "an ", text)
    text = re.sub(r"\s+([,.;:])", r"\1", " ".join(text.split())).rstrip(" ,.;:-–—")
    text = text[:1].upper() + text[1:] + "?"
    return text if well_formed(text) else None


def well_formed(question: str) -> bool:
    """Whether a question passes the checks that need no parse: opener, length, ending, no stray marks."""
    rules = lexicon.load("questions")["wording"]
    words = question[:-1].split()
    if not question.endswith("?") or not 4 <= len(words) <= _QUESTION_LIMIT:
        return False
    if words[0].lower() not in rules["openers"] or words[-1].lower().strip(",'’") in rules["never_last"]:
        return False
    if any(
        first.lower() == second.lower() != "that" for first, second in itertools.pairwise(words)
    ):
        return False
    if re.search(r"\b(?:not|question) whether\b|\bquestion\?$", question):
        return False
    if re.search(r"[\"“”„«»;:()\[\]{}]|…|\.\.|--|http|[?!]\s|,\s*,|&", question):
        return False
    return not any(word.lower().strip(",.'’") in rules["first_person"] for word in words)


def subject_words(token: Token, namer: Namer, said: set[int] | None = None) -> str | None:
    """A noun phrase to stand as the subject of a question, or None where it would not stand alone."""
    said = set() if said is None else said
    actor = namer.actor(token)
    if token.pos_ == "PRON" and not _may_stand(token, actor):
        return None
    if actor is not None and not any(child.dep_ == "conj" for child in token.children):
        said.add(actor)
        return namer.name(actor)
    if token.lower_ == "there" and token.dep_ == "expl":
        return "there"
    if token.tag_ in {"WDT", "WP"} or (token.lower_ == "that" and token.dep_ in SUBJECTS):
        return _antecedent(token, namer, said)
    return standing(token, namer, said)


def standing(token: Token, namer: Namer, said: set[int] | None = None) -> str | None:
    """The noun phrase of ``token`` as words, or None where it is not whole or says nothing by itself."""
    span = noun_phrase(token)
    rules = lexicon.load("questions")["wording"]
    if any(part.tag_ in _FINITE_TAGS for part in span) or span[0].lower_ in rules["empty_subjects"]:
        return None
    if token.text in rules["calendar"] and token.i not in namer.actor_at:
        return None
    return namer.words(span, said) or None


def plural(subject: Token) -> bool:
    """Whether a noun phrase takes a plural verb."""
    children = list(subject.children)
    if subject.lower_ in {"number", "group", "majority"} and any(
        c.dep_ == "nmod" and c.tag_ == "NNS" for c in children
    ):
        return True
    return subject.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in children)


def bare(words: str) -> str:
    """A noun phrase without its article or possessive: "the new toll" -> "new toll"."""
    return re.sub(r"^(?:the|an?|this|that|its|his|her|their) ", "", words, flags=re.IGNORECASE)


def noun_phrase(token: Token) -> Span:
    """The noun phrase around ``token``: up to the first comma or relative clause, brackets left to the namer."""
    doc = token.doc
    start, end = token.left_edge.i, token.right_edge.i + 1
    while (
        start < token.i
        and doc[start + 1].lower_ not in {"least", "most"}
        and (doc[start].dep_ in {"mark", "punct", "cc", "case"} or doc[start].pos_ in _LEAD_IN)
    ):
        start += 1
    for child in token.children:
        if child.dep_ in {"acl:relcl", "appos", "parataxis"} and child.i > token.i:
            end = min(end, child.left_edge.i)
    for i in range(token.i + 1, end):
        if (_stops(doc[i]) and doc[i].text != "(") or (doc[i].text == "," and not _listed(doc[i], end)):
            end = i
            break
    while end > token.i + 1 and (
        (doc[end - 1].is_punct and doc[end - 1].text not in {")", "]"}) or doc[end - 1].is_space
    ):
        end -= 1
    for i in range(token.i - 1, start - 1, -1):
        if _stops(doc[i]) or doc[i].is_space:
            start = i + 1
            break
    return trimmed(doc[start:end], token)


def trimmed(span: Span, head: Token, limit: int = 14) -> Span:
    """``span`` cut before its last optional modifiers, so that at most ``limit`` tokens follow its head."""
    if span.end - head.i - 1 <= limit:
        return span
    cuts = [
        token.left_edge.i
        for token in span
        if token.dep_ in _OPTIONAL and head.i < token.left_edge.i <= head.i + limit
    ]
    return span.doc[span.start : max(cuts)] if cuts else span


def _may_stand(pronoun: Token, actor: int | None) -> bool:
    """Whether the name of what a pronoun was resolved to may be its clause's subject: "it" is doubtful in a passive."""
    return actor is None or pronoun.lower_ != "it" or pronoun.dep_ != "nsubj:pass"


def _antecedent(token: Token, namer: Namer, said: set[int]) -> str | None:
    noun = token.head.head if token.head.dep_ == "acl:relcl" else None
    if noun is None or noun.i >= token.i:
        return None
    actor = namer.actor(noun)
    if actor is not None:
        said.add(actor)
        return namer.name(actor)
    return namer.words(token.doc[noun.left_edge.i : token.i], said)


def _opener(clause: Clause, namer: Namer, future: bool) -> tuple[str | None, list[str]]:
    """The auxiliary that opens the question, and the verb forms that stay behind the subject."""
    first, others = clause.verbs[0], list(clause.verbs[1:])
    modals = lexicon.load("questions")["wording"]["modals"]
    if future:
        if first.lower_ in modals:
            if not others:
                return None, []
            if first.lower_ not in {"may", "might", "could"}:
                return "Will", [base_form(others[0]), *(token.lower_ for token in others[1:])]
            return _of_possibility(clause, others, namer)
        return "Will", [base_form(first), *(token.lower_ for token in others)]
    low = _FINITE.get(first.lower_, first.lower_)
    if first.lower_ in modals:
        return _BACKSHIFT.get(first.lower_, low).capitalize(), [token.lower_ for token in others]
    if others or low in {"is", "are", "was", "were"}:
        if low == "had" and len(others) == 1 and others[0].tag_ in {"VBN", "VBD"}:
            return "Did", [base_form(others[0])]
        if low not in {"is", "are", "was", "were", "has", "have", "had", "does", "do", "did"}:
            return None, []
        return _agreeing(low, clause, namer).capitalize(), [token.lower_ for token in others]
    support = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(first.tag_)
    return (_agreeing(support, clause, namer).capitalize() if support else None), [base_form(first)]


def _of_possibility(clause: Clause, verbs: list[Token], namer: Namer) -> tuple[str, list[str]]:
    """What "may", "might", "could" leave open: the past (may have left), a state (may be ill), or what will be."""
    first, others = verbs[0], verbs[1:]
    if first.lower_ in {"have", "'ve", "’ve"} and others:
        if others[0].lower_ == "been":
            return _agreeing(_was(clause), clause, namer).capitalize(), [token.lower_ for token in others[1:]]
        return "Did", [base_form(others[0])]
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
        return verb
    return _PLURAL.get(verb, verb) if namer.plural(actor) else _SINGULAR.get(verb, verb)


def _adverbs(clause: Clause, namer: Namer) -> list[str]:
    """Single adverbs inside the verb group that belong to the question too."""
    drop = lexicon.load("questions")["wording"]["group_dropped"]
    inside = clause.head.doc[clause.verbs[0].i + 1 : clause.verbs[-1].i]
    return [
        namer.words([token]) or ""
        for token in inside
        if token.dep_ == "advmod" and token.lower_ not in drop and token not in clause.verbs
    ]


def _clause_end(head: Token, start: int) -> int:
    """Where the question's stretch of text ends: before a side clause, a stop, or a too long tail."""
    doc = head.doc
    end = max(head.right_edge.i + 1, start)
    for child in head.children:
        if child.i < start or not _leaves(child):
            continue
        end = min(end, max(start, child.left_edge.i))
    for i in range(start, end):
        token = doc[i]
        if _stops(token) or token.is_space or (token.text == "," and not _listed(token, end)):
            end = _whole_list(doc, start, i)
            break
        if token.text in {'"', "”"} and i > start and not _opens_within(token, end):
            end = i
            break
    anchor = max(
        [
            start - 1,
            *(
                child.i
                for child in head.children
                if child.dep_ in {"obj", "iobj", "xcomp", "ccomp", "obl:agent"} and child.i < end
            ),
        ]
    )
    if end - start > REST_LIMIT:
        cuts = [
            t.left_edge.i
            for t in doc[start:end]
            if t.dep_ in _OPTIONAL and anchor < t.left_edge.i <= start + REST_LIMIT
        ]
        end = max(cuts) if cuts else end
    while end > start and (
        (doc[end - 1].is_punct
        and doc[end - 1].text not in {")", "]", '"', "”"})
        or doc[end - 1].dep_ in {"cc", "mark"}
        or doc[end - 1].is_space
    ):
        end -= 1
    return end


def _whole_list(doc: Doc, start: int, end: int) -> int:
    """``end``, or the first comma where what was cut off is the last member of a list."""
    commas = [i for i in range(start, end) if doc[i].text == ","]
    return commas[0] if commas and not any(token.dep_ == "cc" for token in doc[commas[0] : end]) else end


def _leaves(child: Token) -> bool:
    """Whether a dependent opens a clause of its own that the question does without."""
    if child.dep_ in {"parataxis", "discourse"}:
        return True
    if child.dep_ == "conj":  # with a subject of its own, or in a tense that the question does not have
        finite = child.tag_ in _FINITE_TAGS or any(grand.tag_ in _FINITE_TAGS for grand in child.children)
        return finite or any(grand.dep_ in SUBJECTS for grand in child.children)
    if child.dep_ == "advcl":
        leaving = set(lexicon.load("questions")["wording"]["leaving"])
        return child.left_edge.lower_ in leaving or child.doc[child.left_edge.i - 1].text == ","
    return False


def _listed(comma: Token, end: int) -> bool:
    """Whether a comma parts the members of a list of nouns or adjectives, rather than clauses."""
    if comma.i + 1 >= end:
        return False
    after = comma.doc[comma.i + 1 : end]
    first = next(
        (
            token
            for token in after
            if token.dep_ not in {"det", "amod", "nummod", "case", "compound", "cc", "nmod:poss"}
        ),
        None,
    )
    if first is None:
        return False
    conj = first if first.dep_ == "conj" else None
    return conj is not None and conj.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} and conj.head.i < comma.i


def _stops(token: Token) -> bool:
    """Whether a mark ends the stretch: a hyphen inside a word or a range of numbers does not."""
    if token.text in {"-", "–"}:
        return bool(token.whitespace_) and token.i > 0 and bool(token.nbor(-1).whitespace_)
    return token.text in _STOPS


def _opens_within(mark: Token, end: int) -> bool:
    return mark.whitespace_ == "" and mark.i + 1 < end


def _wh_start(clause: Clause) -> int | None:
    limit = clause.verbs[0].i
    left = clause.head.left_edge.i
    for token in clause.head.doc[left:limit]:
        if token.tag_ in {"WP", "WDT", "WRB", "WP$"} and token.lower_ not in {"that"}:
            before = clause.head.doc[token.i - 1]
            return before.i if before.pos_ == "ADP" and before.i >= left else int(token.i)
    return None


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
