"""From text with signs standing beside it to TEI.

In go plain text, the signs and the names in it; out comes escaped XML in which every sign is marked up as the table
`SIGNS` says. The characters stay as the transcript has them, its brackets included, so that an element's text is the
record's text; only the other reading of a <choice> comes to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import accumulate

from msgspec.structs import replace

from regesta import addresses
from regesta.citation.facts import site_address
from regesta.model import Entity, EntityKind, Mention, Settings, Sign, SignKind, Value
from regesta.spans import Coming, Point, Span, woven

SIGNS: dict[SignKind, tuple[str, str]] = {
    "emphasis": ('<hi rend="italic">', "</hi>"),
    "strong": ('<hi rend="bold">', "</hi>"),
    "superior": ('<hi rend="superscript">', "</hi>"),
    "marker": ('<seg type="marker">', "</seg>"),
    "supplied": ("<supplied>", "</supplied>"),
    "completion": ('<supplied reason="completion">', "</supplied>"),
    "identification": ('<supplied reason="identification">', "</supplied>"),
    "gloss": ('<supplied reason="gloss">', "</supplied>"),
    "sic": ('<note type="sic" place="inline">', "</note>"),
    "translator_note": ('<note type="translator" place="inline">', "</note>"),
    "omission": ('<gap reason="omission"><desc>', "</desc></gap>"),
    "doubt": ("<unclear>", "</unclear>"),
    "bracket": ('<seg type="bracketed">', "</seg>"),
}
"""What stands before and after the words of a sign, by its kind."""
NAMES: dict[EntityKind, str] = {
    "person": "persName",
    "organisation": "orgName",
    "place": "placeName",
    "term": "term",
}
SPECIAL = ("&", "<", ">", "\n")
"""What does not stand as it is in XML; most paragraphs hold nothing of the kind."""
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")
"""What xml:lang accepts."""


class Manner(Value, frozen=True):
    """What setting a document's text has to know beside the text."""

    names: Mapping[str, tuple[str, str]] = {}
    """Element of each entity, and where its page stands."""
    notes: Mapping[str, str] = {}
    """Address of a note by its mark."""
    calls: Mapping[str, tuple[str, ...]] = {}
    """Addresses of the notes called from the text at hand, by their mark and in their order."""
    gloss_language: str = "und"
    """Language of the original's words in a gloss."""


def inline(text: str, signs: Sequence[Sign], mentions: Sequence[Mention], manner: Manner) -> str:
    """A paragraph's words as TEI: signs and names marked up, an address or a note call at its very word."""
    if not signs and not mentions:
        return plain(text)
    wholes = Row([*_wholes(text, signs)])
    spans = [*wholes.spans, *_named(text, mentions, wholes, manner), *_others(text, signs, manner)]
    points = [*_points(text, signs, manner)]
    gaps = Row([one for one in wholes.spans if one.opening.startswith("<gap")])
    if gaps.spans:  # nothing may be marked up in what describes a gap, and no address be lost in it
        text = _without_line_ends(text, gaps)
        spans = [*gaps.spans, *_outside(gaps, spans)]
        points = [_before(gaps, point) for point in points]
    return woven(text, spans, points, plain if any(sign in text for sign in SPECIAL) else str)


def plain(text: str) -> str:
    """Words without any sign."""
    return escape(text, quote=False).replace("\n", "\n<lb/>")


def pieces(parts: Sequence[str], signs: Iterable[Sign], mentions: Iterable[Mention], manner: Manner) -> Iterator[str]:
    """Each of the parts of a text that stand one character from one another, set: cells, lines of verse."""
    coming_signs, coming_names = Coming(signs), Coming(mentions)
    for part, end in zip(parts, accumulate(len(part) + 1 for part in parts), strict=True):
        start, stop = end - len(part) - 1, end - 1
        held = [_shifted(one, start, stop) for one in coming_signs.within(start, stop) if _touches(one, start, stop)]
        named = [
            replace(one, start=one.start - start, end=one.end - start)
            for one in coming_names.within(start, stop)
            if start <= one.start and one.end <= stop
        ]
        yield inline(part, held, named, manner)


def entity_names(
    used: Iterable[str], entities: Mapping[str, Entity], settings: Settings, identifier: str
) -> dict[str, tuple[str, str]]:
    """Element and reference of each entity: its page, by its whole address where the edition knows its own."""
    found = {}
    for one in dict.fromkeys(used):
        entity = entities.get(one)
        if entity:
            page = addresses.entity(entity.kind, entity.id)
            relative = addresses.relative(page, start=addresses.document(identifier))
            found[one] = (NAMES[entity.kind], site_address(settings, page) or relative)
    return found


class Row:
    """Spans one behind the other, asked which of them is at a place."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self.starts = [span.start for span in spans]

    def around(self, place: int) -> Span | None:
        """The span in whose midst a place is; its edges are not."""
        number = bisect_left(self.starts, place) - 1
        return self.spans[number] if number >= 0 and place < self.spans[number].end else None

    def holds(self, start: int, end: int) -> bool:
        """Whether one of the spans holds all from start to end."""
        number = bisect_right(self.starts, start) - 1
        return number >= 0 and end <= self.spans[number].end


# ---------------------------------------------------------------------------------------------- from values to spans


def _stands(sign: Sign, text: str) -> bool:
    return 0 <= sign.start < sign.end <= len(text)


def _wholes(text: str, signs: Iterable[Sign]) -> Iterator[Span]:
    """Signs that must not be cut in two: a gap, and two readings of one place. What crosses one before it is left."""
    free = 0
    for one in signs:
        if _stands(one, text) and one.start >= free and (found := _whole(one, text[one.start])):
            free = one.end
            yield Span(one.start, one.end, *found, whole=True)


def _whole(sign: Sign, first: str) -> tuple[str, str] | None:
    other = escape(sign.detail, quote=False)
    if sign.kind == "omission":
        return SIGNS["omission"]
    if sign.kind == "correction":
        return f"<choice><sic>{other}</sic><corr>", "</corr></choice>"
    if first == "[":
        return None
    if sign.kind == "sic":  # marked on the words themselves, not typed behind them as in "[sic]"
        return ("<choice><sic>", f"</sic><corr>{other}</corr></choice>") if other else ("<sic>", "</sic>")
    if sign.kind == "completion" and other:
        return "<choice><abbr>", f"</abbr><expan>{other}</expan></choice>"
    return None


def _others(text: str, signs: Iterable[Sign], manner: Manner) -> Iterator[Span]:
    for sign in signs:
        if sign.kind not in SIGNS or not _stands(sign, text) or _whole(sign, text[sign.start]):
            continue
        yield Span(sign.start, sign.end, *SIGNS[sign.kind])
        if sign.kind == "gloss":
            start = sign.start + text.startswith("[", sign.start)
            end = sign.end - text.endswith("]", start, sign.end)
            if start < end:
                yield Span(start, end, f'<foreign xml:lang="{manner.gloss_language}">', "</foreign>")


def _named(text: str, mentions: Iterable[Mention], wholes: Row, manner: Manner) -> Iterator[Span]:
    """A name at its place, unless it stands in another one or across the edge of what must not be cut."""
    free = 0
    for one in mentions:
        if one.entity not in manner.names or not free <= one.start < one.end <= len(text):
            continue
        if _is_cut(wholes.around(one.start), one) or _is_cut(wholes.around(one.end), one):
            continue
        free = one.end
        element, reference = manner.names[one.entity]
        doubt = ' cert="low"' if one.guess else ""
        opening = f'<{element} ref="{escape(reference)}"{doubt}>'
        yield Span(one.start, one.end, opening, f"</{element}>", whole=True)


def _is_cut(whole: Span | None, one: Mention) -> bool:
    """Whether an edge of a name stands inside a whole that does not hold all of it."""
    return whole is not None and not (whole.start <= one.start and one.end <= whole.end)


def _points(text: str, signs: Iterable[Sign], manner: Manner) -> Iterator[Point]:
    called: Counter[str] = Counter()
    for sign in signs:
        if not 0 <= sign.start <= len(text):
            continue
        if sign.kind == "anchor":
            name = escape(sign.detail)
            yield Point(sign.start, f'<anchor xml:id="{name}" n="{name[1:]}" type="merged"/>')
        elif sign.kind == "page_break":
            number = f' n="{escape(sign.detail)}"' if sign.detail else ""
            yield Point(sign.start, f"<pb{number}/>")
        elif sign.kind == "note_call":
            own = manner.calls.get(sign.detail, ())  # the second "*" of a paragraph calls its second note of that mark
            note = own[min(called[sign.detail], len(own) - 1)] if own else manner.notes.get(sign.detail, "")
            called[sign.detail] += 1
            yield Point(sign.start, _call(sign.detail, note))


def _call(mark: str, note: str) -> str:
    """A pointer to a note; a mark whose note is nowhere is told as one."""
    if note:
        return f'<ptr type="note" n="{escape(mark)}" target="#{escape(note)}"/>'
    return f'<milestone unit="note-mark" n="{escape(mark)}"/>'


# ---------------------------------------------------------------------------------------------- around gaps, and parts


def _outside(gaps: Row, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans as far as they stand in no gap."""
    for one in spans:
        before, behind = gaps.around(one.start), gaps.around(one.end)
        start = before.end if before else one.start
        end = behind.start if behind else one.end
        if start < end and not gaps.holds(start, end):
            yield Span(start, end, one.opening, one.closing, one.whole)


def _before(gaps: Row, point: Point) -> Point:
    gap = gaps.around(point.place)
    return Point(gap.start, point.markup) if gap else point


def _without_line_ends(text: str, gaps: Row) -> str:
    """The text with spaces for the line ends in its gaps, whose description is one line."""
    parts, place = [], 0
    for gap in gaps.spans:
        parts += [text[place : gap.start], text[gap.start : gap.end].replace("\n", " ")]
        place = gap.end
    return "".join((*parts, text[place:]))


def _touches(sign: Sign, start: int, stop: int) -> bool:
    if sign.start == sign.end:
        return start <= sign.start <= stop
    if sign.kind in ("omission", "correction") or sign.detail:
        return start <= sign.start and sign.end <= stop
    return sign.start < stop and sign.end > start


def _shifted(sign: Sign, start: int, stop: int) -> Sign:
    return replace(sign, start=max(sign.start, start) - start, end=min(sign.end, stop) - start)
