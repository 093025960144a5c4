"""The language pipeline: trained English components, then our own, in one visible order."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from generator.errors import GeneratorError
from generator.intake.decoding import LARGEST
from generator.language.drafts import DOC_EXTENSIONS
from generator.model import Article

TRAINED = Path(__file__).parent / "pipeline"
ENCODER = "encoder"  # the one trained component of the shipped pipeline

# The order of work. Each name is a file in components/ that registers the factory of that name.
COMPONENTS = (
    "briefing_actors",
    "briefing_references",
    "briefing_positions",
    "briefing_events",
    "briefing_questions",
    "briefing_summary",
)

for _name, _default in DOC_EXTENSIONS.items():
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


def load(name: str | None = None) -> Language:
    """Load the trained pipeline and put our components behind it.

    Args:
        name: another installed spaCy pipeline or a path; None for the shipped weights.

    Raises:
        GeneratorError: where there is no such pipeline, it has no parser or no named entities, or its parser
            speaks of other relations than Universal Dependencies.
    """
    from generator.language import components  # registers the factories

    del components
    try:
        nlp = spacy.load(name or TRAINED)
    except OSError as error:
        raise GeneratorError(f"no language pipeline {name or TRAINED}: {error}") from error
    nlp.max_length = LARGEST  # ours, not spaCy's own million of characters
    _require(nlp, str(name or TRAINED))
    if ENCODER not in nlp.pipe_names and "briefing_paragraphs" not in nlp.pipe_names:
        nlp.add_pipe("briefing_paragraphs", before="parser")
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp


def _require(nlp: Language, name: str) -> None:
    if ENCODER in nlp.pipe_names:
        return
    missing = [pipe for pipe in ("parser", "ner") if pipe not in nlp.pipe_names]
    if missing:
        raise GeneratorError(f"the pipeline {name} has no {' and no '.join(missing)}; it needs both")
    relations = nlp.get_pipe("parser").labels
    if not {"obj", "nsubj:pass"} <= set(relations):
        raise GeneratorError(
            f"the pipeline {name} names grammatical relations such as {', '.join(sorted(relations)[:6])}; "
            "the rules read Universal Dependencies (nsubj, nsubj:pass, obj, obl, ccomp …)"
        )


def analyse(nlp: Language, article: Article) -> Doc:
    """Run the whole pipeline on one article, alone: what else is analysed never shows in the result."""
    doc = nlp.make_doc(article.text)
    doc._.published = article.published
    doc._.title_end = len(article.title) if article.text.startswith(article.title) else 0
    return nlp(doc)
