"""Markup of a size that no page has, made small before a parser sees it.

Parsers of HTML take the square of a tag's attributes, of how deep elements are nested, and of the
character references in a stretch of text. A page whose author means well has some twenty of the first,
less than a hundred of the second, and of the third a few in a sentence.
"""

from __future__ import annotations

import re

from lxml import etree  # type: ignore[import-untyped]

from generator.clean.characters import INVISIBLE

LONG_TAG = 2_000  # characters
MOST_ATTRIBUTES = 100  # of a tag that long
MOST_SIGNS = 5_000  # in a stretch of text without an element
_FULL_WIDTH = str.maketrans("&<>", "＆＜＞")

# Tags as browsers find them (https://html.spec.whatwg.org/#tokenization); what stands in comments and
# scripts is none. No part can match in two ways, so that the search takes linear time.
_ATTRIBUTE = re.compile(r"""[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
_TAG = re.compile(
    r"""<!--.*?(?:-->|\Z)"""
    r"""|<(script|style|textarea|title|xmp|iframe|noembed|noframes)\b[^>]*+>.*?(?:</\1|\Z)"""
    rf"""|(?P<name></?[A-Za-z][^\s/>]*+)(?P<attributes>(?:[\s/=]++|{_ATTRIBUTE.pattern})*+)>?""",
    re.IGNORECASE | re.DOTALL,
)


def fewer_attributes(page: str) -> str:
    """Leave tags that have too many attributes none; lines keep their numbers."""
    return _TAG.sub(_fewer, page)


def _fewer(match: re.Match[str]) -> str:
    attributes = match["attributes"]
    if attributes is None or len(attributes) < LONG_TAG:
        return match[0]
    found = sum(1 for _ in _ATTRIBUTE.finditer(attributes))
    return match[0] if found <= MOST_ATTRIBUTES else match["name"] + "\n" * match[0].count("\n") + ">"


def as_tree(page: str) -> tuple[etree._Element | None, bool]:
    """Parse a page, broken markup mended as browsers do; nothing is run or fetched.

    Returns:
        The root, None where there is nothing in the page; and whether something was left out because
        it stood more than 256 elements deep, which is as deep as libxml2 goes.
    """
    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, recover=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(fewer_attributes(page).encode("utf-8"), parser)
    except etree.XMLSyntaxError:  # nothing in it, such as a lone comment
        return None, False
    return root, any("depth" in entry.message for entry in parser.error_log)


def shallow(page: str) -> str:
    """Write a page anew from its tree: nested no deeper than that, and with few character references."""
    root = as_tree(page)[0]
    if root is None:
        return ""
    for element in root.iter(etree.Element):
        if _has_many_signs(element.text):
            element.text = INVISIBLE.sub("", element.text).translate(_FULL_WIDTH)
        if _has_many_signs(element.tail):
            element.tail = INVISIBLE.sub("", element.tail).translate(_FULL_WIDTH)
    written = str(etree.tostring(root, encoding="unicode", method="html"))
    return written.replace("&nbsp;", " ").replace("\u00a0", " ")


def _has_many_signs(text: str | None) -> bool:
    return text is not None and sum(map(text.count, "&<>")) > MOST_SIGNS
