"""Questions to a parse, on Docs built by hand."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from generator.language.grammar import (
    agent,
    conjuncts,
    is_passive,
    negated,
    noun_phrase_end,
    own_subject,
    sentences,
    subject,
    trim,
)

VOCAB = spacy.blank("en").vocab


def parse(rows: str, starts: tuple[int, ...] = ()) -> Doc:
    """A Doc from "word TAG dep head" rows; a row's head is its index."""
    cells = [row.split() for row in rows.strip().splitlines()]
    pos = {
        "V": "VERB",
        "N": "NOUN",
        "P": "PRON",
        "R": "ADV",
        "J": "ADJ",
        "M": "AUX",
        ".": "PUNCT",
        ",": "PUNCT",
    }
    return Doc(
        VOCAB,
        words=[cell[0] for cell in cells],
        tags=[cell[1] for cell in cells],
        deps=[cell[2] for cell in cells],
        heads=[int(cell[3]) for cell in cells],
        pos=["AUX" if c[2].startswith("aux") else pos.get(c[1][0], "X") for c in cells],
    )


PASSIVE = """
Plan NN nsubj:pass 2
was VBD aux:pass 2
condemned VBN ROOT 2
by IN case 4
Ode NNP obl 2
"""
JOINED = """
Ode NNP nsubj 1
said VBD ROOT 1
boats NNS nsubj 3
sank VBD ccomp 1
and CC cc 5
denied VBD conj 1
guilt NN obj 5
"""


def test_a_passive_verb_has_its_agent_for_a_subject() -> None:
    doc = parse(PASSIVE)
    assert is_passive(doc[2])
    assert agent(doc[2]) == doc[4]
    assert subject(doc[2]) == doc[4]


def test_a_joined_verb_shares_the_subject() -> None:
    doc = parse(JOINED)
    assert own_subject(doc[5]) is None
    assert subject(doc[5]) == doc[0]
    assert subject(doc[3]) == doc[2]
    assert not is_passive(doc[5])


def test_a_participle_without_helper_and_agent_is_nobodys_act() -> None:
    doc = parse("Goods NNS nsubj 3\nordered VBN acl 0\nlast JJ advmod 1\narrived VBD ROOT 3")
    assert is_passive(doc[1])
    assert subject(doc[1]) is None


def test_a_relative_pronoun_stands_for_its_noun() -> None:
    doc = parse(
        "Ode NNP nsubj 5\n, , punct 2\nwho WP nsubj 3\n"
        "opposes VBZ acl:relcl 0\ntolls NNS obj 3\nleft VBD ROOT 5"
    )
    assert subject(doc[3]) == doc[0]


def test_conjuncts_in_text_order() -> None:
    doc = parse(
        "Ode NNP nsubj 5\n, , punct 2\nBrill NNP conj 0\nand CC cc 4\nQuant NNP conj 0\nleft VBD ROOT 5"
    )
    assert [token.text for token in conjuncts(doc[0])] == ["Ode", "Brill", "Quant"]


@pytest.mark.parametrize(
    "words, expected", [("does not support tolls", True), ("does really support tolls", False)]
)
def test_negation(words: str, expected: bool) -> None:
    first, second, third, fourth = words.split()
    doc = parse(
        f"Ode NNP nsubj 3\n{first} VBZ aux 3\n{second} RB advmod 3\n{third} VB ROOT 3\n{fourth} NNS obj 3"
    )
    assert negated(doc[3]) is expected


def test_a_noun_phrase_ends_before_a_comma_or_verb() -> None:
    doc = parse(
        "officials NNS ROOT 0\nclose JJ amod 0\nto IN case 4\nthe DT det 4\n"
        "talks NNS obl 1\n, , punct 0\nOde NNP appos 0"
    )
    assert noun_phrase_end(doc[0]) == 5


def test_trim_leaves_quotation_marks() -> None:
    doc = Doc(VOCAB, words=[",", '"', "tide", '"', ",", "—"])
    assert trim(doc, 0, 6) == (1, 4)


def test_sentences_mend_a_cut_behind_an_abbreviation_and_leave_the_title_out() -> None:
    words = ["Ferry", "late", "\n\n", "It", "left", "on", "Oct.", "31", ".", "Nobody", "came", "."]
    doc = Doc(
        VOCAB,
        words=words,
        spaces=[True, False, False] + [True] * 9,
        sent_starts=[1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0],
    )
    doc._.title_end = 10
    assert [sent.text for sent in sentences(doc)] == ["It left on Oct. 31 .", "Nobody came ."]


def test_sentences_are_cut_at_a_stop_that_the_parser_overlooked() -> None:
    words = [
        "Schools",
        "announced",
        "closings",
        ".",
        "Norda",
        "shut",
        "down",
        "at",
        "Ode",
        "Inc.",
        "Hall",
        ".",
    ]
    doc = Doc(
        VOCAB,
        words=words,
        spaces=[True, True, False, True, True, True, True, True, True, True, False, False],
        sent_starts=[True] + [False] * 11,
    )
    assert [sent.text for sent in sentences(doc)] == [
        "Schools announced closings.",
        "Norda shut down at Ode Inc. Hall.",
    ]
