"""What lets a question stand alone: telling phrases, whole stretches, names with their articles."""

from __future__ import annotations

import pytest
from parses import doc_of
from spacy.language import Language
from spacy.tokens import Doc

from generator.language.called import called
from generator.language.clauses import clause_at
from generator.language.definite import fuller, points_back
from generator.language.drafts import ActorDraft, PositionDraft
from generator.language.naming import Namer
from generator.language.nounphrases import without_occasion
from generator.language.phrases import owner_words, standing
from generator.language.standalone import broken_off, leaning_things, named, sums_up, vague
from generator.language.verbforms import base_form


def parsed(*rows: str) -> Doc:
    """A Doc from rows of word, tag, part of speech, relation, head, lemma."""
    return doc_of({"parse": "\n".join(f"{row} O" for row in rows)})


def twice(*before: str) -> Doc:
    """ "a <before> deal failed the deal failed": the noun told apart, then bare."""
    first = len(before) + 1
    return parsed(
        f"a DT DET det {first} a",
        *(f"{word} JJ ADJ amod {first} {word}" for word in before),
        f"deal NN NOUN nsubj {first + 1} deal",
        f"failed VBD VERB ROOT {first + 1} fail",
        f"the DT DET det {first + 3} the",
        f"deal NN NOUN nsubj {first + 4} deal",
        f"failed VBD VERB conj {first + 1} fail",
    )


def test_a_bare_noun_takes_what_told_it_apart_before() -> None:
    doc = twice("fishing")
    assert points_back(doc[5], len(doc))
    assert fuller(doc[5]) == ("the fishing", "")
    assert Namer(doc).words(doc[4:6]) == "the fishing deal"


def test_a_noun_that_was_never_told_apart_stays_bare_and_leans() -> None:
    doc = twice()
    assert fuller(doc[4]) is None
    assert Namer(doc).words(doc[3:5]) == "the deal"
    assert leaning_things(doc[:], "Will the deal fail?")
    assert not leaning_things(doc[:], "Will the dam fail?")


def test_words_that_point_elsewhere_tell_nothing_apart() -> None:
    assert fuller(twice("new")[5]) is None


def test_a_first_mention_and_what_everybody_knows_point_nowhere() -> None:
    doc = parsed("the DT DET det 1 the", "deal NN NOUN ROOT 1 deal")
    assert not points_back(doc[1], 2)
    assert points_back(doc[1], 2, surely=True)
    known = parsed("the DT DET det 1 the", "economy NN NOUN ROOT 1 economy")
    assert not points_back(known[1], 2, surely=True)


def test_our_things_are_not_ours() -> None:
    country = parsed("our PRP$ PRON nmod:poss 1 our", "country NN NOUN ROOT 1 country")
    assert Namer(country).words(country[:]) == "the country"
    dam = parsed("our PRP$ PRON nmod:poss 1 our", "dam NN NOUN ROOT 1 dam")
    assert Namer(dam).words(dam[:]) is None


def test_a_quoted_he_is_not_who_speaks() -> None:
    doc = parsed("he PRP PRON nsubj 1 he", "lied VBD VERB ROOT 1 lie")
    doc._.actors = [ActorDraft("Marek Sool", "person", []), ActorDraft("Ines Dahl", "person", [])]
    doc._.actor_at = {0: 0}
    assert Namer(doc).actor(doc[0]) == 0
    doc._.positions = [PositionDraft(0, [doc[0:2]], doc[0:2], "claim", "direct")]
    assert Namer(doc).actor(doc[0]) is None


def test_her_is_nobody_with_a_mans_name() -> None:
    doc = parsed(
        "Peter NNP PROPN nsubj 1 Peter",
        "sold VBD VERB ROOT 1 sell",
        "her PRP$ PRON nmod:poss 3 her",
        "boat NN NOUN obj 1 boat",
    )
    doc._.actors, doc._.actor_at = [ActorDraft("Peter Sool", "person", [])], {0: 0}
    assert Namer(doc).words(doc[2:4], {0}, inside=True) is None


@pytest.mark.parametrize(
    ("name", "kind", "wanted"),
    [
        ("United States", "country", "the United States"),
        ("State Department", "organization", "the State Department"),
        ("Senate", "organization", "the Senate"),
        ("United Airlines", "organization", "United Airlines"),
        ("Ulla's Party", "organization", "Ulla's Party"),
        ("Mr. Marek Sool", "person", "Marek Sool"),
        ("Mr. Sool", "person", "Mr. Sool"),
    ],
)
def test_names_take_their_article(blank: Language, name: str, kind: str, wanted: str) -> None:
    assert called(blank(""), ActorDraft(name, kind, [])) == wanted  # type: ignore[arg-type]


def test_a_clause_that_stops_inside_a_phrase_is_broken_off() -> None:
    rows = (
        "Norda NNP PROPN nsubj 2 Norda",
        "will MD AUX aux 2 will",
        "play VB VERB ROOT 2 play",
        "music NN NOUN obj 2 music",
    )
    whole = clause_at(parsed(*rows, ". . PUNCT punct 2 .")[2])
    cut = clause_at(parsed(*rows, "teachers NNS NOUN nsubj 5 teacher", "like VBP VERB dep 2 like")[2])
    assert whole is not None and not broken_off(whole)
    assert cut is not None and broken_off(cut)


@pytest.mark.parametrize(("verb", "broken"), [("resign", False), ("uncover", True)])
def test_a_verb_alone_must_be_enough(verb: str, broken: bool) -> None:
    doc = parsed("Norda NNP PROPN nsubj 2 Norda", "will MD AUX aux 2 will", f"{verb} VB VERB ROOT 2 {verb}")
    clause = clause_at(doc[2])
    assert clause is not None and broken_off(clause) is broken


def test_half_a_phrase_does_not_stand(blank: Language) -> None:
    doc = Doc(
        blank.vocab,
        words=["die", "-", "hard", "fans"],
        spaces=[False, False, True, False],
        tags=["NN", "HYPH", "JJ", "NNS"],
        pos=["NOUN", "PUNCT", "ADJ", "NOUN"],
        heads=[0, 0, 3, 0],
        deps=["ROOT", "punct", "amod", "obj"],
        lemmas=["die", "-", "hard", "fan"],
    )
    assert standing(doc[3], Namer(doc)) is None


def test_a_long_name_cannot_own() -> None:
    doc = parsed(
        "the DT DET det 1 the",
        "lawyer NN NOUN ROOT 1 lawyer",
        "for IN ADP case 3 for",
        "Norda NNP PROPN nmod 1 Norda",
    )
    assert standing(doc[1], Namer(doc)) == "the lawyer for Norda"
    assert owner_words(doc[1], Namer(doc)) is None


@pytest.mark.parametrize(
    ("words", "wanted"),
    [("a recount in a letter on Friday", "a recount"), ("a recount in Ulla", "a recount in Ulla")],
)
def test_where_it_was_said_is_left_out(words: str, wanted: str) -> None:
    assert without_occasion(words) == wanted


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Will Norda announce one?", True),
        ("Will Norda sell Norda's boats?", True),
        ("Will a captain become captain of the harbour fleet?", True),
        ("Will efforts by Norda slow the warming will be costly?", True),
        ("Will Norda say that the harbour will close?", False),
        ("Will any council approve the harbour plan in Ulla?", True),
        ("Will the race wrap up in June?", False),
    ],
)
def test_leaning_questions_are_vague(question: str, expected: bool) -> None:
    assert vague(question) is expected


@pytest.mark.parametrize(
    ("question", "expected"), [("Will Brook go?", True), ("Will the race end in June?", False)]
)
def test_a_month_is_no_name(question: str, expected: bool) -> None:
    assert named(question) is expected


@pytest.mark.parametrize(
    ("word", "lemma", "base"),
    [
        ("perpetrating", "perpetrat", "perpetrate"),
        ("mishandled", "mishandl", "mishandle"),
        ("resigning", "resigne", "resign"),
        ("treated", "treat", "treat"),
    ],
)
def test_lemmas_without_their_silent_e(blank: Language, word: str, lemma: str, base: str) -> None:
    tag = "VBG" if word.endswith("ing") else "VBD"
    assert base_form(Doc(blank.vocab, words=[word], tags=[tag], lemmas=[lemma])[0]) == base


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Will the result be a longer strike?", True),
        ("Is Brook's rejection of the criticism justified?", True),
        ("Will the result of the recount be a longer strike?", False),
        ("Will the council publish the results?", True),
        ("Will the harbour plan result in a strike?", False),
    ],
)
def test_what_only_sums_up_says_too_little(question: str, expected: bool) -> None:
    assert sums_up(question) is expected
