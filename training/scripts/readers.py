"""A corpus reader that lets a trained syntax part read the texts first, once, and hands on what it found.

The recognisers read ``doc.tensor`` and syntactic features; with this reader ``spacy train`` need not run
the parser again in every epoch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import spacy
from assemble import register
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import registry

register()

from generator.language.clausal import features  # noqa: E402
from generator.language.layers import FEATURES  # noqa: E402


@registry.readers("briefings.AnnotatedCorpus.v1")
def annotated_corpus(path: Path, syntax: Path, limit: int = 0) -> Callable[[Language], Iterator[Example]]:
    """Examples of a DocBin whose predicted side carries the tensor and the features of the pipeline
    ``syntax``.
    """
    cache: list[tuple[Doc, Doc]] = []

    def read(nlp: Language) -> Iterator[Example]:
        if not cache:
            cache.extend(_annotate(nlp, Path(path), Path(syntax), limit))
        for predicted, reference in cache:
            yield Example(predicted, reference)

    return read


def _annotate(nlp: Language, path: Path, syntax: Path, limit: int) -> Iterator[tuple[Doc, Doc]]:
    parser = spacy.load(syntax, exclude=["ner", "attribution"])
    if "briefing_paragraphs" not in parser.pipe_names:
        parser.add_pipe("briefing_paragraphs", first=True)
    for number, reference in enumerate(DocBin().from_disk(path).get_docs(nlp.vocab)):
        if limit and number >= limit:
            return
        parsed = parser(parser.make_doc(reference.text))
        spaces = [bool(token.whitespace_) for token in parsed]
        doc = Doc(nlp.vocab, words=[token.text for token in parsed], spaces=spaces)
        doc.tensor, doc.user_data[FEATURES] = parsed.tensor, features(parsed)
        yield doc, reference
