"""Open questions: what the article itself says or implies is undecided, unknown, conditional or disputed.

The finders of ``generator.language.openness`` yield leads: a sentence, how it shows openness, a question
where one could be worded. Leads on one matter become one question, the strongest in front; the best few
are kept, more for a longer article.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from generator import lexicon
from generator.language.drafts import QuestionDraft
from generator.language.forms import lemmas, lowers, texts
from generator.language.openness import Lead, Reading, leads
from generator.language.standalone import leaning_things, named, sums_up, vague
from generator.model import QuestionKind

_MOST_SENTENCES = 4
_SAME_MATTER = 0.5  # weighted share of common words
_THRESHOLD = 1.5  # strength below which a matter is not worth a question
_PER_QUESTION = 4  # sentences of the article for each question
_MOST_QUESTIONS = 6
_MOST_LEADS = 300  # of the strongest: grouping compares each with each
_CORROBORATION = 1 / 6  # what each further lead adds to a matter
_LOOKING_BACK = 0.7
_AT_OTHER_TIMES = {"ago", "usually", "often", "sometimes", "typically", "traditionally", "historically"}
_LEANING = 0.9  # a question about "the deal"
# A wish that meets a refusal on the same matter is a dispute.
_WISHES = {"urged", "demanded", "demand", "call", "obligation"}
_REFUSALS = {"refused", "opposed", "opposition", "denied", "denial"}


@dataclass(slots=True)
class _Matter:
    """Leads on one matter, strongest first."""

    leads: list[Lead] = field(default_factory=list)
    strength: float = 0.0


@Language.component("briefing_questions", requires=["token.dep", "token.tag"], assigns=["doc._.questions"])
def briefing_questions(doc: Doc) -> Doc:
    """Set ``doc._.questions``; reads actors and positions where there are any."""
    reading = Reading(doc)
    matters = merged(leads(reading), Weights(reading.sentences))
    most = min(_MOST_QUESTIONS, math.ceil(len(reading.sentences) / _PER_QUESTION))
    best = sorted(matters, key=lambda matter: (-matter.strength, matter.leads[0].sentence.start))
    kept = [matter for matter in best if matter.strength >= _THRESHOLD][:most]
    doc._.questions = [draft(matter) for matter in sorted(kept, key=lambda m: m.leads[0].sentence.start)]
    return doc


class Weights:
    """How telling a word is: rare in the article counts more."""

    def __init__(self, sentences: Sequence[Span]) -> None:
        self._all = max(1, len(sentences))
        self._found = Counter(
            lemma for sent in sentences for lemma in set(lemmas(sent.doc)[sent.start : sent.end])
        )

    def of(self, words: frozenset[str]) -> float:
        """The summed weight of some lemmas."""
        return sum(math.log(1 + self._all / (1 + self._found[word])) for word in sorted(words))

    def same(self, one: frozenset[str], other: frozenset[str]) -> bool:
        """Whether two topics are one matter."""
        common = one & other
        smaller = min(self.of(one), self.of(other))
        enough = len(common) >= 2
        return enough and smaller > 0 and self.of(common) / smaller >= _SAME_MATTER


def merged(found: list[Lead], weights: Weights) -> list[_Matter]:
    """Leads grouped by matter; a matter without a worded question is left out."""
    found = [replace(lead, question=None) if _says_little(lead) else lead for lead in found]
    strength = {id(lead): strength_of(lead) for lead in found}
    ordered = sorted(
        found, key=lambda lead: (lead.question is None, -strength[id(lead)], lead.sentence.start)
    )
    matters: list[_Matter] = []
    for lead in ordered[:_MOST_LEADS]:
        home = next((m for m in matters if _belongs(lead, m, weights)), None)
        if home is None and lead.question is not None:
            home = _Matter()
            matters.append(home)
        if home is not None:
            home.strength += strength[id(lead)] * (_CORROBORATION if home.leads else 1)
            home.leads.append(lead)
    return matters


def strength_of(lead: Lead) -> float:
    """How strongly a lead says that something is open; less where its sentence looks back on another time."""
    strengths: dict[str, float] = lexicon.load("questions")["strengths"]
    published: date | None = lead.sentence.doc._.published
    sentence, doc = lead.sentence, lead.sentence.doc
    inside = slice(sentence.start, sentence.end)
    years = [int(text) for text in texts(doc)[inside] if text.isdigit() and len(text) == 4]
    gone = published is not None and any(1800 < year < published.year for year in years)
    back = gone or not _AT_OTHER_TIMES.isdisjoint(lowers(doc)[inside])
    leaning = lead.question is not None and leaning_things(lead.sentence, lead.question)
    return strengths[lead.rule] * (_LOOKING_BACK if back else 1) * (_LEANING if leaning else 1)


def _says_little(lead: Lead) -> bool:
    """Whether a question is vague, or names nobody and speaks of "the deal" as if it were known."""
    if lead.question is None:
        return False
    return (
        vague(lead.question)
        or sums_up(lead.question)
        or (not named(lead.question) and leaning_things(lead.sentence, lead.question))
    )


def _belongs(lead: Lead, matter: _Matter, weights: Weights) -> bool:
    first = matter.leads[0]
    if lead.sentence.start == first.sentence.start and (lead.question is None or lead.topic & first.topic):
        return True
    return weights.same(lead.topic, first.topic)


def draft(matter: _Matter) -> QuestionDraft:
    """One question with the distinct sentences of its leads."""
    sentences = list({lead.sentence.start: lead.sentence for lead in matter.leads}.values())
    first = matter.leads[0]
    assert first.question is not None
    return QuestionDraft(first.question, sentences[:_MOST_SENTENCES], kind_of(matter), matter.strength)


def kind_of(matter: _Matter) -> QuestionKind:
    """The first lead's kind, unless another voice contradicts it or a condition stands in the question."""
    first, rules = matter.leads[0], {lead.rule for lead in matter.leads[1:]}
    if first.kind in {"undecided", "unknown"} and " if " in (first.question or ""):
        return "conditional" if first.rule != "whether" else first.kind
    return "disputed" if first.rule in _WISHES and rules & _REFUSALS else first.kind
