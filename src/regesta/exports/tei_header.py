"""The header of a document in TEI: what it is, who answers for it, where it lies, when and between whom it was written.

In go a linked document, the settings and the entities of the authority file; out comes the <teiHeader>. Sources and
dates stand as the transcript words them, beside what was understood of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from regesta.citation.facts import document_address, state_number
from regesta.citation.typography import one_line
from regesta.exports.tei_dates import date_attributes
from regesta.exports.tei_inline import LANGUAGE
from regesta.model import Correction, Date, Languages, LinkedDocument, Participant, Record, Role, Settings, Source

FOND = re.compile(r"(?:fond|f|collection|coll|record group|rg)\.?\s*\d[\w/-]*", re.IGNORECASE)
"""The head of an archival reference that names a collection: F. 39, RG 59."""
WEB = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
PARTIES: dict[str, tuple[str, str]] = {
    "person": ("person", "persName"),
    "organisation": ("org", "orgName"),
    "group": ("personGrp", "name"),
}
CORRESPONDENCE: dict[Role, str] = {"sender": "sent", "intermediary": "transmitted", "recipient": "received"}
EDITORIAL = (
    "The text is that of the transcript named in the source description, its square brackets included; the elements "
    "around the brackets say what they were understood to mean. Quotation marks, spelling and punctuation are those of "
    "the transcript; a paragraph that a page break had cut in two is one."
)
ADDRESSES = (
    "Every paragraph, heading and note has an xml:id that was issued once and is never given to other words. An "
    "<gi>anchor</gi> of type <val>merged</val> stands where the words of one begin that was merged into another; one "
    "of type <val>tombstone</val> stands for words that are no longer in the text."
)

Names = Mapping[str, tuple[str, str]]
"""Element of each entity, and where its page stands."""


def header(document: LinkedDocument, settings: Settings, names: Names) -> list[str]:
    """The lines of the header; what is not known is left out."""
    return [
        "<teiHeader>",
        *_within("fileDesc", _file(document, settings, names)),
        *_within("encodingDesc", _encoding(document.record)),
        *_within("profileDesc", _profile(document.record, names)),
        *_within("revisionDesc", _revisions(document)),
        "</teiHeader>",
    ]


def _within(element: str, lines: Iterable[str]) -> Iterator[str]:
    """Lines in an element; nothing where there are none."""
    inner = [line for line in lines if line]
    if inner:
        yield from (f"<{element}>", *inner, f"</{element}>")


def _in(element: str, text: str | None, attributes: str = "") -> str:
    """A text in an element; nothing where there is none."""
    words = one_line(text or "")
    return f"<{element}{attributes}>{escape(words, quote=False)}</{element}>" if words else ""


# ---------------------------------------------------------------------------------------------- the file


def _file(document: LinkedDocument, settings: Settings, names: Names) -> Iterator[str]:
    record = document.record
    yield from _within("titleStmt", _titles(record, settings, names))
    if number := state_number(document):
        yield f'<editionStmt><edition n="{number}">State {number}</edition></editionStmt>'
    yield from _within("publicationStmt", _publication(document, settings))
    yield from _within("seriesStmt", (_in("title", settings.title), *(_in("editor", one) for one in settings.editors)))
    yield from _within("sourceDesc", _source(record))


def _titles(record: Record, settings: Settings, names: Names) -> Iterator[str]:
    yield _in("title", record.title) or f"<title>{escape(record.id, quote=False)}</title>"
    for one in record.participants:
        if one.role == "author":
            yield f"<author>{_name(one, names)}</author>"
    yield from _answering("Translated by", record.source.translators)
    yield from _answering("Contributed by", record.source.contributors)
    yield from _answering("Edited by", settings.editors)


def _answering(task: str, people: Sequence[str]) -> Iterator[str]:
    if people:
        names = "".join(_in("persName", one) for one in people)
        yield f"<respStmt><resp>{task}</resp>{names}</respStmt>"


def _publication(document: LinkedDocument, settings: Settings) -> Iterator[str]:
    record = document.record
    yield _in("publisher", settings.publisher) or _in("publisher", settings.title) or "<publisher/>"
    if document.states:
        yield _in("date", document.states[-1].date, f' when="{escape(document.states[-1].date)}"')
    yield _in("idno", record.id, ' type="document"')
    yield _in("idno", document_address(document, settings), ' type="URI"')
    rights = (_in("licence", settings.licence), _in("p", record.rights))
    yield from _within("availability", rights)


def _source(record: Record) -> Iterator[str]:
    source = record.source
    place = _identifier(source)
    yield f"<msDesc><msIdentifier>{place}</msIdentifier></msDesc>" if place else ""
    if source.published_in:
        pages = _in("biblScope", source.pages, ' unit="page"') or "<date/>"
        title = _in("title", source.published_in)
        yield f"<biblStruct><monogr>{title}<imprint>{pages}</imprint></monogr></biblStruct>"
    yield _in("bibl", source.as_written, ' type="source-as-written"')
    public = source.url
    citation = WEB.sub(lambda found: public or found[0], record.citation)  # a copy of the archive is not to be cited
    yield _in("bibl", citation, ' type="citation-of-the-archive"')
    if source.url and WEB.fullmatch(source.url):
        address = escape(source.url)
        yield f'<bibl type="address-at-the-archive"><ref target="{address}">{address}</ref></bibl>'
    file = _in("title", record.file) or "<title/>"
    checksum = _in("idno", record.sha256, ' type="sha256"')
    yield f'<bibl type="transcript">{file} {checksum}</bibl>'


def _identifier(source: Source) -> str:
    """Town, archive, collection and reference, as far as known."""
    if not (source.archive or source.reference):
        return ""
    name = source.archive_name or source.archive
    short = f' key="{escape(source.archive)}"' if source.archive and source.archive != name else ""
    fond = FOND.match(source.reference or "")
    return "".join(
        (
            _in("settlement", source.archive_place),
            _in("repository", name, short),
            _in("collection", fond[0] if fond else ""),
            _in("idno", source.reference),
        )
    )


# ---------------------------------------------------------------------------------------------- how it was made


def _encoding(record: Record) -> Iterator[str]:
    corrected = _within("correction", (_in("p", _corrected(one)) for one in record.corrections))
    yield from _within("editorialDecl", (_in("p", EDITORIAL), *corrected))
    match = "//text//*[@xml:id]"
    structure = f'<citeStructure unit="address" match="{match}" use="@xml:id"/>'
    yield f"<refsDecl><p>{ADDRESSES}</p></refsDecl>"
    yield f"<refsDecl>{structure}</refsDecl>"


def _corrected(one: Correction) -> str:
    """A decision of the editor: what was put for what, where and why."""
    changed = " to ".join(f"“{words}”" for words in (one.old or one.bracket or one.participant, one.new) if words)
    decided = one.kind or one.role
    what = ", ".join(part for part in (one.where, changed, decided) if part)
    signed = ", ".join(part for part in (one.by, one.when) if part)
    return f"{what}: {one.reason} ({signed})" if signed else f"{what}: {one.reason}"


# ---------------------------------------------------------------------------------------------- what it is


def _profile(record: Record, names: Names) -> Iterator[str]:
    yield from _within("creation", _dates(record))
    yield from _within("langUsage", _languages(record.languages))
    yield from _within("abstract", (_in("p", part) for part in record.summary.split("\n")))
    if record.type:
        yield f"<textClass><keywords>{_in('term', record.type)}</keywords></textClass>"
    yield from _within("correspDesc", _correspondence(record, names))
    others = [one for one in record.participants if one.role not in CORRESPONDENCE]
    people = list(_within("listPerson", (_party(one, names) for one in others)))
    yield from _within("particDesc", people)


def _dates(record: Record) -> Iterator[str]:
    yield _dated(record.date) or "<date/>"
    if record.event_date:
        yield _dated(record.event_date, ' type="event"')


def _dated(date: Date, kind: str = "") -> str:
    said = date_attributes(date.edtf, guess=date.guess)
    words = escape(one_line(date.as_written), quote=False)
    return f"<date{kind}{said}>{words}</date>" if said or words else ""


def _languages(languages: Languages) -> Iterator[str]:
    text = languages.text if LANGUAGE.fullmatch(languages.text) else ""
    yield _in("language", "Language of the text", f' ident="{text}"') if text else ""
    originals = [code for code in dict.fromkeys(languages.original) if LANGUAGE.fullmatch(code)]
    for code in originals:
        if code == text:
            continue
        yield _in("language", "Language of the original", f' ident="{code}"')
    if not originals:
        yield _in("language", ", ".join(languages.as_written), ' ident="und"')


def _correspondence(record: Record, names: Names) -> Iterator[str]:
    """Who sent it, through whom, and who received it, where it is a cable or a letter."""
    if not any(one.role in ("sender", "recipient") for one in record.participants):
        return
    dates = {"sent": _dated(record.date), "received": _dated(record.received) if record.received else ""}
    for role, action in CORRESPONDENCE.items():
        parties = "".join(_name(one, names) for one in record.participants if one.role == role)
        if said := parties + dates.get(action, ""):
            yield f'<correspAction type="{action}">{said}</correspAction>'


def _party(one: Participant, names: Names) -> str:
    element = PARTIES[one.of][0]
    return f'<{element} role="{one.role}">{_name(one, names)}</{element}>'


def _name(one: Participant, names: Names) -> str:
    """A party by name, with its page where it has one and a doubt where its part was inferred."""
    page = f' ref="{escape(names[one.person][1])}"' if one.person and one.person in names else ""
    doubt = ' cert="low"' if one.guess else ""
    kind = ' type="group"' if one.of == "group" else ""
    return _in(PARTIES[one.of][1], one.name, f"{kind}{page}{doubt}")


# ---------------------------------------------------------------------------------------------- its states


def _revisions(document: LinkedDocument) -> Iterator[str]:
    """Every published state, the newest first."""
    for state in reversed(document.states):
        note = escape(one_line(state.note), quote=False)
        yield f'<change n="{state.number}" when="{escape(state.date)}">{note}</change>'
