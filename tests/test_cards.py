"""Card images: their size, that the same words give the same bytes, and titles that are hard to set."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import publishing
import pytest
from PIL import Image, ImageChops

from generator import crossindex, publish
from generator.publish import cards, lettering

CARD = cards.Card("Harbour news", "4 March 2031", "Council weighs bridge", "Port Post", "2 positions")


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def margins_are_empty(image: Image.Image) -> bool:
    """Whether nothing but the bar at the top stands in the margins."""
    edge = cards.MARGIN - 8  # a letter may lean out of its box a little
    ground = Image.new("RGB", (edge, cards.HEIGHT - cards.BAR - 1), cards.GROUND)
    sides = [(0, edge), (cards.WIDTH - edge, cards.WIDTH)]
    found = (image.crop((left, cards.BAR + 1, right, cards.HEIGHT)) for left, right in sides)
    return not any(ImageChops.difference(side, ground).getbbox() for side in found)


@pytest.mark.parametrize(
    "title",
    [
        "Short",
        "x" * 400,
        "A title that goes on " * 30,
        "W" * 30 + " i " + "W" * 30,
        "<script>alert(1)</script> & “quoted” — {braces}",
        "Ľudovít Štúr, Ærøskøbing, Łódź",
        "Москва и Киев",
        "",
    ],
)
def test_every_title_stays_inside(title: str) -> None:
    image = picture(cards.draw(replace(CARD, title=title)))
    assert image.size == (1200, 630)
    assert margins_are_empty(image)


def test_a_long_title_is_set_smaller_then_cut() -> None:
    def fitted(title: str) -> tuple[int, list[str]]:
        return lettering.fitted(title, cards.TITLE_SIZES, cards.ROOM, 300, cards.LEADING)

    assert fitted("Short") == (cards.TITLE_SIZES[0], ["Short"])
    middle, lines = fitted("A title that goes on " * 6)
    assert middle < cards.TITLE_SIZES[0] and " ".join(lines) == ("A title that goes on " * 6).strip()
    smallest, lines = fitted("A title that goes on " * 30)
    assert smallest == cards.TITLE_SIZES[-1] and lines[-1].endswith(lettering.ELLIPSIS)
    assert len(lines) * smallest * cards.LEADING <= 300
    assert "".join(fitted("x" * 60)[1]) == "x" * 60, "a long word is broken, and nothing of it is lost"


def test_what_the_fonts_lack_is_never_drawn_as_boxes() -> None:
    assert lettering.drawable("東京で会議") is None
    assert lettering.drawable("Talks in 東京") is None, "half a title says something else"
    assert lettering.drawable("مفاوضات") is None
    assert lettering.drawable("Rocket 🚀 flies") == "Rocket flies"
    assert lettering.drawable("Cafe\u0301") == "Café"
    assert lettering.drawable("Αθήνα") == "Αθήνα"


def test_the_same_words_give_the_same_bytes() -> None:
    assert cards.draw(CARD) == cards.draw(replace(CARD))
    assert cards.draw(CARD) != cards.draw(replace(CARD, title="Council weighs tunnel"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> publish.Site:
    folder = tmp_path_factory.mktemp("cards")
    built = publishing.build(
        publishing.generate(folder / "docs", publishing.load_briefings()), folder / "site"
    )
    return replace(built, cache=folder / "cache")


def test_every_briefing_has_one(site: publish.Site) -> None:
    made = dict(cards.files(site))
    assert set(made) == {cards.SITE_CARD, *(f"cards/{b.id}.png" for b in site.index.briefings)}
    for path, content in made.items():
        assert (site.folder / path).read_bytes() == content
        assert content and picture(content).size == (1200, 630)


def test_a_picture_is_drawn_once_and_again_when_its_words_change(
    site: publish.Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[cards.Card] = []
    draw = cards.draw
    monkeypatch.setattr(cards, "draw", lambda card: (drawn.append(card), draw(card))[1])
    briefing = site.index.briefings[0]
    first = dict(cards.files(site))
    drawn.clear()
    assert dict(cards.files(site)) == first and not drawn
    changed = replace(briefing, article=replace(briefing.article, title="Another title"))
    again = replace(site, index=crossindex.build([changed, *site.index.briefings[1:]]))
    second = dict(cards.files(again))
    assert [card.title for card in drawn] == ["Another title"]
    assert [path for path in first if first[path] != second[path]] == [cards.path(briefing)]


def test_a_title_in_another_script_gets_a_neutral_picture(site: publish.Site, tmp_path: Path) -> None:
    briefing = site.index.briefings[0]

    def made(title: str) -> bytes | None:
        changed = replace(briefing, article=replace(briefing.article, title=title))
        index = crossindex.build([changed])
        return dict(cards.files(replace(site, index=index)))[cards.path(briefing)]

    assert made("東京で会議") == made("北京で会議") == made("A briefing")
