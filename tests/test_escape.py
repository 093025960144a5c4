"""Article text stays text, whichever Markdown extensions the host site has switched on."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import markdown
import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.render import environment, escape

CASES = Path(__file__).parent / "cases" / "render"
PAYLOADS = yaml.safe_load((CASES / "payloads.yml").read_text(encoding="utf-8"))["payloads"]

# Everything a host site may have switched on that changes how text is read.
_OWN = """abbr admonition attr_list codehilite def_list fenced_code footnotes md_in_html meta nl2br
    sane_lists smarty tables toc wikilinks"""
_PYMDOWN = """arithmatex b64 betterem blocks.admonition blocks.details blocks.html caret critic details
    emoji escapeall inlinehilite keys magiclink mark progressbar saneheaders smartsymbols snippets superfences
    tabbed tasklist tilde"""
EXTENSIONS = [*_OWN.split(), *(f"pymdownx.{name}" for name in _PYMDOWN.split())]
CONFIG = {"pymdownx.magiclink": {"repo_url_shorthand": True, "user": "u", "repo": "r"}}

# Where pages put article text: as a heading, a list item, in a raw block, in an attribute.
PLACES = {
    "heading": "# {}\n\n## Next\n",
    "list": "- first\n- {}\n",
    "block": '<div class="x">\n<p>{}</p>\n</div>\n\nAfter\n',
    "attribute": '<p title="{}">x</p>\n',
}


class Text(HTMLParser):
    """The text and tags of a page, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.tags, self.titles = [], [], []

    def handle_starttag(self, tag, attrs):  # type: ignore[no-untyped-def]
        self.tags.append(tag)
        self.titles += [value for name, value in attrs if name == "title" and tag == "p"]
        assert tag not in ("script", "img", "svg", "iframe", "style", "base", "meta", "a", "input", "div.own")
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data):  # type: ignore[no-untyped-def]
        self.text.append(data)


def rendered(text: str, place: str) -> str:
    """What a reader sees of the text in that place, ordinals and abbreviations as the characters they are."""
    page = markdown.markdown(
        PLACES[place].format(escape.text(text)), extensions=EXTENSIONS, extension_configs=CONFIG
    )
    parser = Text()
    parser.feed(page)
    parser.close()
    if place == "attribute":
        return parser.titles[0]
    return " ".join("".join(parser.text).split())


def wanted(text: str, place: str) -> str:
    seen = escape.visible(text) if place == "attribute" else " ".join(escape.visible(text).split())
    around = {"heading": "{} Next", "list": "first {}", "block": "{} After"}
    return " ".join(around[place].format(seen).split()) if place in around else seen


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_stay_text(payload: str, place: str) -> None:
    assert rendered(payload, place) == wanted(payload, place)


_SYNTAX = [
    "--8<--",
    "&#",
    "javascript:",
    "www.",
    "http://",
    "1.",
    "{{",
    "{%",
    "amp",
    "wzxhzdk:0",
    "klzzwxh:0000",
]
_WORDS = ["script", "word", "Two words", "é", "日本", "\u0002", "\u0003", "\u202e", "\u2028"]
_PIECES = st.sampled_from([*"<>&\"'`*_#{}[]()!|~=+-.:;@/\\^$%?, \n\t", *_SYNTAX, *_WORDS])


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=12).map("".join) | st.text(max_size=60), st.sampled_from(sorted(PLACES)))
def test_round_trip(text: str, place: str) -> None:
    assume(escape.visible(text).strip())  # an empty title reads "Untitled", an empty item is not printed
    assert rendered(text, place) == wanted(text, place)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_escaped_text_is_one_line_that_reads_back(text: str) -> None:
    escaped = escape.text(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029<>\"'`*_{}\[\]()|~:@/\\]", escaped)
    assert html.unescape(escaped) == escape.visible(text)
    escaped.encode("utf-8")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://news.example/a?b=1&c=2#d", "https://news.example/a?b=1&amp;c=2#d"),
        ("http://news.example", "http://news.example"),
        ("  https://news.example/x  ", "https://news.example/x"),
        ("https://news.example/\"onmouseover='x'", "https://news.example/%22onmouseover=%27x%27"),
        ("https://news.example/<script>{{7}}`", "https://news.example/%3Cscript%3E%7B%7B7%7D%7D%60"),
        ("https://news.example/日本", "https://news.example/%E6%97%A5%E6%9C%AC"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt://news.example/%0aalert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//news.example/x", None),
        ("/etc/passwd", None),
        ("file:///etc/passwd", None),
        ("https://", None),
        ("https://[bad", None),
        ('https://a"b.example/', None),
        ("news.example", None),
        ("", None),
        (None, None),
    ],
)
def test_addresses(url: str | None, address: str | None) -> None:
    assert escape.href(url) == address


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(_PIECES, max_size=8).map(lambda parts: "https://news.example/" + "".join(parts))
)
def test_no_address_leaves_its_attribute(url: str) -> None:
    address = escape.href(url)
    assert address is None or re.fullmatch(r"https?://(?:[A-Za-z0-9%/?:@!$()*+,;=~._#-]|&amp;)+", address)


@pytest.mark.parametrize(
    "template",
    [
        "{{ value }}",
        "{{ value | upper }} {{ value[1:] }}",
        "{{ {'a': value} }}",
        "{% macro shown(one) %}{{ one }}{% endmacro %}{{ shown(value) }}",
        "{% macro shown() %}{{ caller(value) }}{% endmacro %}{% call(one) shown() %}{{ one }}{% endcall %}",
        "{% set kept %}{{ value }}{% endset %}{{ kept }}",
        "{% for one in [value] %}{{ one ~ loop.index }}{% endfor %}",
    ],
)
def test_a_template_prints_text_wherever_it_has_it_from(template: str) -> None:
    made = environment.ENVIRONMENT.from_string(template).render(value="<b onclick=x>*a* [b](c)")
    assert not set(made) & set("<>*[]{}="), made
    assert "onclick" in html.unescape(made).lower()


def test_markup_of_ours_is_printed_as_it_is_once() -> None:
    template = "{% macro tag(one) %}<b>{{ one }}</b>{% endmacro %}{{ tag(tag(value)) }}"
    assert environment.ENVIRONMENT.from_string(template).render(value="a < b") == "<b><b>a &#60; b</b></b>"


def test_a_template_does_not_print_what_it_was_not_given() -> None:
    with pytest.raises(jinja2.UndefinedError):
        environment.ENVIRONMENT.from_string("{{ value }}").render()
