"""Positions: each case is a file with a text, its actors, its parse and the records that must come out.

The parse in a file is what a parser said once, mistakes and all: the rules are tested without weights.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from growth import steps
from hypothesis import given, settings
from hypothesis import strategies as st
from position_cases import VOCAB, build, records
from spacy.language import Language
from spacy.tokens import Doc, Span

from generator import lexicon
from generator.language.components.positions import briefing_positions
from generator.language.drafts import ActorDraft
from generator.language.positions.cues import forms

CASES = sorted((Path(__file__).parent / "cases" / "positions").glob("*.yml"))
KINDS = {
    "claim",
    "expectation",
    "demand",
    "intention",
    "support",
    "opposition",
    "concern",
    "denial",
    "content",
}
TAGS = {
    "NOUN": "NN",
    "VERB": "VBD",
    "AUX": "VBD",
    "PUNCT": ".",
    "PROPN": "NNP",
    "PRON": "PRP",
    "ADP": "IN",
    "SPACE": "_SP",
}


def case(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    given_case = case(path)
    assert records(build(given_case)) == [{"via": [], **record} for record in given_case["expected"]], (
        given_case["why"]
    )


def test_there_are_at_least_a_hundred_cases() -> None:
    assert len(CASES) >= 100


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_without_actors_nothing_fails(path: Path) -> None:
    doc = build(case(path))
    doc._.actors = doc._.actor_at = None
    for draft in briefing_positions(doc)._.positions:
        assert 0 <= draft.holder < len(doc._.actors)


def _with_spans(spans: list[tuple[int, int, str]]) -> Doc:
    doc = build(
        {
            "text": "Ode bellows the ferry sinks at noon.",
            "actors": [{"name": "Ode", "kind": "person", "mentions": ["Ode"]}],
            "parse": "Ode PROPN NNP nsubj 1 Ode\nbellows VERB VBZ ROOT 0 bellow\nthe DET DT det 1 the\n"
            "ferry NOUN NN nsubj 1 ferry\nsinks VERB VBZ ccomp -3 sink\nat ADP IN case 1 at\n"
            "noon NOUN NN obl -2 noon\n. PUNCT . punct -6 .",
        }
    )
    doc.spans["attribution"] = [Span(doc, start, end, label=label) for start, end, label in spans]
    return doc


def test_trained_spans_add_the_clauses_that_no_cue_word_marks() -> None:
    (record,) = records(_with_spans([(0, 1, "SOURCE"), (1, 2, "CUE"), (2, 7, "CONTENT")]))
    assert (record["holder"], record["statement"]) == ("Ode", "the ferry sinks at noon")


def test_trained_spans_add_no_mere_phrase() -> None:
    assert records(_with_spans([(0, 1, "SOURCE"), (1, 2, "CUE"), (4, 7, "CONTENT")])) == []


def test_every_cue_names_known_kinds_and_frames_in_words() -> None:
    lists = lexicon.load("cues")
    for part in ("verbs", "nouns", "adjectives"):
        for group in lists[part]:
            assert set(group["frames"].values()) <= KINDS, group["words"]
            assert all(word == word.lower() for word in group["words"]), group["words"]


@pytest.mark.parametrize(
    "verb, expected",
    [
        ("deny", ("deny", "denies", "denied", "denying")),
        ("urge", ("urge", "urges", "urged", "urging")),
        ("stress", ("stress", "stresses", "stressed", "stressing")),
        ("say", ("say", "says", "said", "saying")),
        ("commit", ("commit", "commits", "committed", "committing")),
        ("convey", ("convey", "conveys", "conveyed", "conveying")),
    ],
)
def test_verb_forms(verb: str, expected: tuple[str, ...]) -> None:
    assert forms(verb) == expected


WORDS = [
    "said",
    "that",
    '"',
    "“",
    "”",
    ",",
    ".",
    "Ode",
    "according",
    "to",
    "wants",
    "and",
    "he",
    "by",
    "was",
    "not",
    "\n\n",
    "adding",
    "tide",
    "will",
    ":",
    "plans",
    "against",
    "who",
    "'",
    "denied",
]


@st.composite
def wild_docs(draw: st.DrawFn) -> Doc:
    """Docs whose words, tags and heads fit together in no way at all."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
    tags = [draw(st.sampled_from(sorted(TAGS))) if word != "\n\n" else "SPACE" for word in words]
    deps = draw(
        st.lists(
            st.sampled_from(["nsubj", "obj", "ccomp", "conj", "acl:relcl", "dep", "advcl", "case"]),
            min_size=len(words),
            max_size=len(words),
        )
    )
    heads = [draw(st.integers(0, max(i - 1, 0))) for i in range(len(words))]
    doc = Doc(VOCAB, words=words, pos=tags, tags=[TAGS[tag] for tag in tags], heads=heads, deps=deps)
    at = {i: 0 for i, word in enumerate(words) if word == "Ode"}
    doc._.actors = (
        [ActorDraft(name="Ode", kind="person", mentions=[doc[i : i + 1] for i in at])] if at else []
    )
    doc._.actor_at = at
    return doc


@given(wild_docs())
@settings(max_examples=200, deadline=None)
def test_no_parse_breaks_the_rules(doc: Doc) -> None:
    for draft in briefing_positions(doc)._.positions:
        assert 0 <= draft.holder < len(doc._.actors)
        assert draft.holder not in draft.via
        assert draft.pieces
        assert all(piece.text.strip() for piece in draft.pieces)
        ends = [bound for piece in draft.pieces for bound in (piece.start, piece.end)]
        assert ends == sorted(ends)
        assert all("\n" not in piece.text for piece in draft.pieces)


ATTRIBUTED = """
" PUNCT `` punct
The DET DT det
tide NOUN NN nsubj
is AUX VBZ cop
out ADV RB ccomp
, PUNCT , punct
" PUNCT '' punct
Ode PROPN NNP nsubj
said VERB VBD ROOT
. PUNCT . punct
"""


@pytest.mark.parametrize(
    "sentence, stop", [(ATTRIBUTED, True), (ATTRIBUTED.replace(". PUNCT .", ", PUNCT ,"), False)]
)
def test_the_work_grows_in_proportion(blank: Language, sentence: str, stop: bool) -> None:
    rows = [row.split() for row in sentence.split("\n") if row]

    def work(times: int) -> int:
        size = len(rows)
        columns = [[row[column] for row in rows] * times for column in range(4)]
        heads = [size * n + 8 for n in range(times) for _ in rows]
        words, pos, tags, deps = columns
        doc = Doc(blank.vocab, words=words, pos=pos, tags=tags, heads=heads, deps=deps)
        doc._.actors = [ActorDraft(name="Ode", kind="person", mentions=[])]
        doc._.actor_at = {size * n + 7: 0 for n in range(times)}
        count = steps(lambda: briefing_positions(doc))
        assert bool(doc._.positions) or not stop
        return count

    assert work(400) < 12 * work(50)  # 8 times the text; its square would be 64 times the work


def test_with_the_shipped_weights_plain_sentences_are_found(nlp: Language) -> None:
    body = 'The mayor, Mara Ode, said that the pier was unsafe. "We will rebuild it," she said.'
    text = "Harbour closes\n\n" + body
    doc = nlp.make_doc(text)
    doc._.title_end = len("Harbour closes")
    statements = [" … ".join(piece.text for piece in draft.pieces) for draft in nlp(doc)._.positions]
    assert statements == ["the pier was unsafe", "We will rebuild it"]


@pytest.mark.parametrize(
    ("body", "holder", "statement"),
    [
        (
            "Mayor Tom Ode praised the pier. Anna Brook, the president of the board, defended the ferry. "
            "The islands needed a link to the coast, she said.",
            "Anna Brook",
            "The islands needed a link to the coast",
        ),
        (
            "The Harbour Board, which proposed the rule in 2021, says that it will protect the pier.",
            "Harbour Board",
            "it will protect the pier",
        ),
    ],
)
def test_the_right_mouth_and_no_more_than_was_said(
    nlp: Language, body: str, holder: str, statement: str
) -> None:
    doc = nlp.make_doc("Harbour closes\n\n" + body)
    doc._.title_end = len("Harbour closes")
    held = {
        " … ".join(piece.text for piece in draft.pieces): doc._.actors[draft.holder].name
        for draft in nlp(doc)._.positions
    }
    assert held.get(statement, holder) == holder, "rather nobody's than in the wrong mouth"
    assert len(held) >= 1 and not any("says" in said for said in held)
