"""From text with signs standing beside it to HTML.

In go plain text, the signs and the names in it; out comes escaped HTML in which every sign is marked up as the table
`SIGNS` says; a link is never cut in two and never stands inside another. `trusted` is the only place where a string is
declared to be HTML; all else is escaped.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape

from markupsafe import Markup
from msgspec.structs import replace

from regesta.model import Anchor, Block, Mention, Note, Sign, Value
from regesta.rendering.addressed import title
from regesta.rendering.words import curled
from regesta.spans import Coming, Point, Span, woven

SIGNS: dict[str, tuple[str, str]] = {
    "emphasis": ("<em>", "</em>"),
    "strong": ("<strong>", "</strong>"),
    "superior": ("<sup>", "</sup>"),
    "marker": ('<span class="marker">', "</span>"),
    "supplied": ('<span class="supplied">', "</span>"),
    "completion": ('<span class="completion">', "</span>"),
    "identification": ('<span class="identification">', "</span>"),
    "gloss": ('<span class="gloss">', "</span>"),
    "sic": ('<span class="sic">', "</span>"),
    "translator_note": ('<span class="aside" role="note">', "</span>"),
    "omission": ('<span class="gap">', "</span>"),
    "doubt": ('<span class="doubt">', "</span>"),
    "bracket": ('<span class="bracketed">', "</span>"),
    "correction": ('<span class="corrected">', "</span>"),
}
"""What stands before and after the words of a sign, by its kind."""

BRACKETED = frozenset(
    ("supplied", "completion", "identification", "gloss", "sic", "translator_note", "omission", "doubt", "bracket")
)
"""Kinds whose square brackets are editorial and are set back."""

SPECIAL = ("&", "<", ">", '"', "'", "\n", "...")
"""What a page does not show as it stands; most paragraphs hold nothing of the kind."""

EDITORIAL = BRACKETED | {"correction"}
"""Kinds that the legend of signs explains."""


class Manner(Value, frozen=True):
    """What setting a document's text has to know beside the text."""

    gloss_language: str = "und"
    """Language tag of the original's words in Latin letters."""
    href: Callable[[str], str] = lambda _entity: ""
    """Link to an entity's page; empty for one that has no page."""
    notes: Mapping[str, str] = {}
    """Address of a note on the page by its mark."""
    calls: Mapping[str, tuple[str, ...]] = {}
    """Addresses of the notes called from the text at hand, by their mark and in their order; they lead back to it."""
    held: Mapping[str, Markup] = {}
    """What a script has to know of each address, as attributes."""


def trusted(html: str) -> Markup:
    """HTML made by this package from escaped pieces; the only place where a string becomes markup."""
    return Markup(html)  # noqa: S704 - the one gate, see the module's docstring


def inline(
    text: str, signs: Sequence[Sign] = (), mentions: Sequence[Mention] = (), manner: Manner | None = None
) -> Markup:
    """A paragraph's words as HTML: signs marked up, the first mention of each entity a link, quotation marks curved."""
    manner = manner or Manner()
    shown = curled(text)
    if not signs and not mentions:
        return trusted(escape(shown).replace("\n", "<br>"))
    points = [*_points(text, signs, manner)]
    spans = [*_links(text, mentions, points, manner), *_sign_spans(text, signs, manner)]
    return trusted(woven(shown, spans, points, _plain if any(sign in shown for sign in SPECIAL) else str))


def cells(
    block: Block, mentions: Sequence[Mention] = (), manner: Manner | None = None
) -> tuple[tuple[Markup, ...], ...]:
    """The cells of a table, row by row, each set like a paragraph of its own."""
    manner = manner or Manner()
    rows, place = [], 0
    coming_signs, coming_names = Coming(block.signs), Coming(mentions)
    for row in block.rows:
        shown = []
        for cell in row:
            end = place + len(cell)
            inside = [one for one in coming_signs.within(place, end) if place <= one.start and one.end <= end]
            signs = [replace(one, start=one.start - place, end=one.end - place) for one in inside]
            said = [one for one in coming_names.within(place, end) if place <= one.start and one.end <= end]
            named = [replace(one, start=one.start - place, end=one.end - place) for one in said]
            shown.append(inline(cell, signs, named, manner))
            place = end + 1
        rows.append(tuple(shown))
    return tuple(rows)


def note_text(note: Note, manner: Manner) -> Markup:
    """The words of a note as HTML; nothing where the transcript has only its mark."""
    return inline(note.text, note.signs, (), manner) if note.text else trusted("")


# ---------------------------------------------------------------------------------------------- from values to spans


def _points(text: str, signs: Iterable[Sign], manner: Manner) -> Iterator[Point]:
    called: Counter[str] = Counter()
    back = {address for addresses in manner.calls.values() for address in addresses}
    for sign in signs:
        if not 0 <= sign.start <= len(text):
            continue
        if sign.kind == "note_call":
            own = manner.calls.get(sign.detail, ())  # the second "*" of a paragraph calls its second note of that mark
            note = own[min(called[sign.detail], len(own) - 1)] if own else manner.notes.get(sign.detail, "")
            called[sign.detail] += 1
            yield Point(sign.start, _note_call(sign.detail, note, leads_back=note in back))
            back.discard(note)  # a mark that stands twice in one paragraph is led back to once
        elif sign.kind == "anchor":
            yield Point(sign.start, numbered_mark(sign.detail, manner.held.get(sign.detail, Markup())))
        elif sign.kind == "translator_note":
            # the style sheet puts a letter here where the note stands in the margin: no space goes before it
            place = sign.start
            while place and text[place - 1].isspace():
                place -= 1
            yield Point(place, '<span class="aside-call"></span>')


def standing(anchor: Anchor, place: str) -> Markup:
    """What a script compares with a state that is cited, as attributes; what is not said is as it was at first.

    `place` is where the anchor's history is told, if that is not on the first page of it.
    """
    said = (
        ("fp", anchor.fingerprint),
        ("born", anchor.born if anchor.born > 1 else ""),
        ("since", anchor.since if anchor.since > 1 and not anchor.gone else ""),
        ("moved", anchor.moved or ""),
        ("gone", anchor.gone or ""),
        ("history", place),
    )
    return trusted("".join(f' data-{name}="{escape(str(value))}"' for name, value in said if value))


def numbered_mark(address: str, held: Markup = Markup()) -> Markup:  # noqa: B008 - a constant
    """The mark of a paragraph that now stands inside another: its number, at the word where it began."""
    name, number = escape(address), escape(address[1:])
    link = f'<a class="n" href="#{name}" aria-label="{escape(title(address))}">{number}</a>'
    return trusted(f'<span class="merged" id="{name}"{held}>{link}</span>')


def _note_call(mark: str, note: str, *, leads_back: bool) -> str:
    """A raised mark; a link where its note stands on the page, and with an id where the note leads back to it."""
    if not note:
        return f'<sup class="call">{escape(mark)}</sup>'
    own = f' id="call-{escape(note)}"' if leads_back else ""
    return f'<sup class="call"><a role="doc-noteref"{own} href="#{escape(note)}">{escape(mark)}</a></sup>'


def _links(text: str, mentions: Iterable[Mention], points: Sequence[Point], manner: Manner) -> Iterator[Span]:
    """One link for each entity named, at the first place where no note call cuts its name in two."""
    linked: set[str] = set()
    free = 0
    places = sorted(point.place for point in points)
    for one in mentions:
        fits = free <= one.start < one.end <= len(text)
        if one.entity in linked or not fits or bisect_right(places, one.start) < bisect_left(places, one.end):
            continue
        href = manner.href(one.entity)
        if href:
            linked.add(one.entity)
            free = one.end
            name = "name guess" if one.guess else "name"
            yield Span(
                one.start, one.end, f'<a class="{name}" href="{escape(href)}" translate="no">', "</a>", whole=True
            )


def _sign_spans(text: str, signs: Iterable[Sign], manner: Manner) -> Iterator[Span]:
    for sign in signs:
        if sign.kind not in SIGNS or not 0 <= sign.start < sign.end <= len(text):
            continue
        yield Span(sign.start, sign.end, *SIGNS[sign.kind])
        if sign.kind in BRACKETED:
            yield from _brackets(text, sign)
            yield from _foreign_words(text, sign, manner)


def _brackets(text: str, sign: Sign) -> Iterator[Span]:
    """The outer brackets of a sign: in "com[munist]" those inside the word, in "[they]" the ends."""
    opening = text.find("[", sign.start, sign.end)
    closing = text.rfind("]", sign.start, sign.end)
    for place in (opening, closing):
        if place >= 0:
            yield Span(place, place + 1, '<span class="b">', "</span>")


def _foreign_words(text: str, sign: Sign, manner: Manner) -> Iterator[Span]:
    """The word of the original in a gloss, and the Latin "sic": in italics, with their language."""
    if sign.kind == "gloss":
        start = sign.start + text.startswith("[", sign.start)
        end = sign.end - text.endswith("]", sign.start, sign.end)
        if start < end:
            language = manner.gloss_language if text[start:end].isascii() or _is_latin(text[start:end]) else "und"
            yield Span(start, end, f'<i lang="{escape(language)}" translate="no">', "</i>")
    elif sign.kind == "sic":
        place = text[sign.start : sign.end].lower().find("sic")
        if place >= 0:
            yield Span(sign.start + place, sign.start + place + 3, '<i lang="la">', "</i>")


def _is_latin(text: str) -> bool:
    return all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x2100 for letter in text)


def _plain(text: str) -> str:
    """Words between two tags. Three full stops on their own, as in "[...]", are an ellipsis."""
    return "…" if text == "..." else escape(text).replace("\n", "<br>")
