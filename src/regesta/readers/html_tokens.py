"""A web page as its tags, words and comments, one after the other, in one pass over the text and the same everywhere.

A parser of the standard library would do, but its versions part damaged pages differently, and an edition must come
out alike on all of them. What only looks like a tag is words; a comment, script or style without its end goes on to
the end of the page, as in a browser.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal

_attributes = (  # a value in quotes may hold ">", where the quotes are those of a value: <a title="x > y">
    r"(?:[^<>\"'=]++|=\s*+(?:\"[^\"<]*+\"(?=[\s/>])|'[^'<]*+'(?=[\s/>]))|[\"'=])*+"
)
_token = re.compile(
    r"<!--(?:-?>|(?P<comment>.*?)(?:-->|\Z))"
    rf"|<(?P<raw>script|style)(?=[\s/>]){_attributes}>(?P<content>.*?)(?:</(?P=raw)(?=[\s/>])[^<>]*+>|\Z)"
    rf"|<(?P<close>/?)(?P<name>[a-z][^\s<>/\"'=]*+)(?P<attributes>{_attributes})>"
    r"|<!doctype[^<>]*+>|<\?(?P<instruction>[^<>]*+)>",
    re.IGNORECASE | re.DOTALL,
)
_attribute = re.compile(r"([^\s/>\"'=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")

Kind = Literal["start", "end", "words", "comment", "script", "style"]


Token = tuple[Kind, str, int, str]
"""A piece of a page: its kind, the name of a tag in small letters or the words of what it is, the line of the page in
which it begins, and the attributes of a start tag as they stand."""


def tokens(text: str) -> Iterator[Token]:
    """The pieces of a page, entities of its words resolved; doctypes are none."""
    position, line = 0, 1
    for match in _token.finditer(text):
        start, end = match.span()
        if start > position:
            words = text[position:start]
            yield "words", html.unescape(words) if "&" in words else words, line, ""
            line += words.count("\n")
        kind = match.lastgroup
        if kind == "attributes":
            yield "end" if match["close"] else "start", match["name"].lower(), line, match["attributes"]
        elif kind in ("comment", "instruction"):
            yield "comment", match[kind], line, ""
        elif kind == "content":
            yield "script" if match["raw"].lower() == "script" else "style", match["content"], line, ""
        position, line = end, line + text.count("\n", start, end)
    if position < len(text):
        yield "words", html.unescape(text[position:]), line, ""


def attribute(attributes: str, name: str) -> str:
    """Value of the first attribute of that name; empty where there is none."""
    found = (match for match in _attribute.finditer(attributes) if match[1].lower() == name)
    match = next(found, None)
    return html.unescape(next((value for value in match.groups()[1:] if value is not None), "")) if match else ""


def without_tags(text: str) -> str:
    """A page's text with its tags gone and its line ends kept, for counting the words of each line."""
    return _token.sub(_untagged, text)


def _untagged(match: re.Match[str]) -> str:
    """What a token holds of words, a blank for each of its ends; comments and scripts hold some."""
    if match["name"]:
        return " " + "\n" * match[0].count("\n")
    held = match["comment"] or match["content"] or match["instruction"] or ""
    before, _, after = match[0].partition(held) if held else (match[0], "", "")
    return " " + "\n" * before.count("\n") + held + "\n" * after.count("\n") + " "
