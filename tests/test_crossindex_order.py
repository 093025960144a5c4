"""The index across articles says the same whatever order the articles come in, and its work stays linear."""

from __future__ import annotations

from datetime import date, timedelta

from across import briefing
from growth import steps
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import crossindex
from generator.crossindex.proposals import proposals
from generator.editorial import ActorEntry, Editorial, Selector, TopicEntry
from generator.model import Briefing

SAID = Editorial(
    actors=(
        ActorEntry("actors.yml:2", "Ada Brook", (Selector("Ada Brook"), Selector("Brook", ("d*",)))),
        ActorEntry("actors.yml:4", "Ferries", (Selector("Northern Ferries"), Selector("NFL")), hide=True),
        ActorEntry("actors.yml:6", "Oslo Club", (Selector("Oslo Club"),), apart=True),
    ),
    topics=(TopicEntry("topics.yml:2", "Toll", ("dues",), articles=("d*",), actors=("Ferries",)),),
)

ACTORS = st.tuples(
    st.sampled_from(
        ["Ada Brook", "Brook", "Mira Oduya", "Northern Ferries", "NFL", "Oslo Club", "Norway", "Oslo"]
    ),
    st.sampled_from(["person", "organization", "country"]),
    st.sampled_from(["", "mayor", "striker", "Norwegian minister", "Chilean senator"]),
)
ARTICLES = st.lists(
    st.tuples(
        st.lists(ACTORS, max_size=4),
        st.one_of(st.none(), st.integers(0, 3)),
        st.sampled_from(["Toll divides the port", "Glacier tunnel floods", "Port toll delayed"]),
        st.lists(st.sampled_from(["Dues", "toll", "Rain"]), max_size=2),
    ),
    min_size=1,
    max_size=7,
)


def made(articles: list[tuple]) -> list[Briefing]:  # type: ignore[type-arg]
    return [
        briefing(
            f"{'de'[n % 2]}{n}",
            *actors,
            published=None if day is None else date(2031, 1, 1) + timedelta(day),
            title=title,
            topics=tuple(topics),
        )
        for n, (actors, day, title, topics) in enumerate(articles)
    ]


@settings(max_examples=60, deadline=None)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_show(articles: list, random: object) -> None:  # type: ignore[type-arg]
    found = made(articles)
    mixed = found[:]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = crossindex.build(found, SAID), crossindex.build(mixed, SAID)
    assert one == other
    assert proposals(one, 5) == proposals(other, 5)


@given(
    st.text(max_size=12),
    st.text(max_size=30),
    st.sampled_from(["person", "organization", "group", "country"]),
)
def test_no_name_and_no_role_is_too_odd(name: str, role: str, kind: str) -> None:
    found = [briefing(ident, (name, kind, role), title=role, topics=(name,)) for ident in "xy"]
    index = crossindex.build(found, SAID)
    assert {index.actor_of[ident, "a0"].name for ident in "xy"} <= {name, *(e.name for e in SAID.actors)}
    assert proposals(index, 5) == []


@settings(max_examples=60, deadline=None)
@given(ARTICLES)
def test_every_actor_of_every_article_is_somebody_once(articles: list) -> None:  # type: ignore[type-arg]
    found = made(articles)
    for index in (crossindex.build(found), crossindex.build(found, SAID)):
        everybody = {(b.id, actor.id) for b in found for actor in b.actors}
        assert set(index.actor_of) == everybody
        across = {actor.slug: actor for actor in index.actor_of.values()}
        assert len({id(actor) for actor in index.actor_of.values()}) == len(across), "one address, one actor"
        parts = [
            (s.briefing.id, a.id) for actor in across.values() for s in actor.appearances for a in s.actors
        ]
        assert sorted(parts) == sorted(everybody)
        former = [address for actor in index.actors for address in actor.former]
        assert not set(former) & set(across) and len(former) == len(set(former))


def test_work_grows_with_the_number_of_briefings() -> None:
    def many(number: int) -> list[Briefing]:
        roles = ["mayor", "striker", "Chilean senator", ""]
        return [
            briefing(
                f"d{n:04}",
                ("Ada Brook", "person", roles[n % 4]),
                ("Norway", "country"),
                (f"Northern Line {n // 8}", "organization"),
                (f"Nils Hale{n}", "person", "pilot"),
                published=date(2031, 1, 1) + timedelta(n // 5),
                title=f"Line {n // 8} waits for berth {n % 13}",
                topics=("Dues", f"Line {n // 8}"),
            )
            for n in range(number)
        ]

    small, large = many(120), many(480)
    crossindex.build(small, SAID)  # word lists are read once
    assert steps(lambda: crossindex.build(large, SAID)) < 4.8 * steps(lambda: crossindex.build(small, SAID))
