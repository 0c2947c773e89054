"""The values that travel between the stages, and nothing else.

Every value is frozen. Offsets count characters of the text beside them, `start` inclusive, `end` exclusive. Lines count
from 1 in the transcript as received, both ends inclusive. Codes of languages are BCP 47, dates are EDTF.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

Lines = tuple[int, int]
"""First and last line in the transcript, from 1, both inclusive."""

Role = Literal["author", "sender", "recipient", "intermediary", "interlocutor", "present", "interpreter"]
PartyKind = Literal["person", "organisation", "group"]
EntityKind = Literal["person", "place", "organisation", "term"]
BlockKind = Literal["paragraph", "item", "heading", "verse", "table", "closer", "omission"]
SignKind = Literal[
    "emphasis",  # set in italics by the transcript
    "strong",  # set in bold by the transcript
    "superior",  # raised in the transcript and no note mark, as in 10<sup>3</sup>
    "marker",  # the source's own list mark at the head of a block: (II), a., 1)
    "supplied",  # words the translator added: [they], [Others present were]
    "completion",  # a word completed: com[munist], I[van]
    "identification",  # who or what is meant: Strakhov [Li Lisan], Beiping [Beijing], [Soviet China specialist]
    "gloss",  # the original's word: magic weapon [fabao]
    "sic",  # [sic] or [sic, probably "can"]; the proposal, if any, is the detail
    "translator_note",  # [Trans. note—...]
    "omission",  # [...] inside a block
    "doubt",  # [?], [Zheng?], [one word unclear]
    "bracket",  # a pair of brackets whose nature is unknown
    "note_call",  # no width: a note is called here; the detail is the note's mark
    "page_break",  # no width: a page ended here in the transcript
    "anchor",  # no width: another anchor's words begin here; the detail is its address, such as p13
    "correction",  # the words stand corrected by the editor; the detail is what the transcript has
]


class Value(msgspec.Struct, frozen=True, omit_defaults=False, gc=False):
    """The common base of all values: frozen, compared by content, cheap to encode.

    What is frozen holds no circles: the collector of garbage need not look at it.
    """


# ---------------------------------------------------------------------------------------------- as received


class Transcript(Value, frozen=True):
    """A file as received; never edited by us."""

    file: str
    """Path below the edition folder, with forward slashes."""
    text: str
    """The decoded text, line ends as \\n, nothing else changed."""
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    original: bytes | None = None
    """The file's bytes where they are not the text in UTF-8: a byte order mark, other line ends; else None."""


class SetAside(Value, frozen=True):
    """Words of the transcript that are neither a field nor text of the document, and why."""

    lines: Lines
    text: str
    reason: str


class Field(Value, frozen=True):
    """One labelled (or, at the head of a page, positional) piece of a transcript, as cut by a reader."""

    name: str
    """Our name for it: title, date, citation, summary, source, language, contents, type, rights, record id …"""
    label: str
    """As the transcript prints it ("Original Language:"); empty where the place alone tells what it is."""
    text: str
    """As it stands, markup included, its lines parted by \\n."""
    lines: Lines
    value: str = ""
    """What the format gives a program beside the words, such as the @when of a TEI date; empty where it gives none."""


class RawBlock(Value, frozen=True):
    """A stretch of body text as cut by a reader, markup included and not yet understood."""

    text: str
    lines: Lines
    kind: Literal["paragraph", "heading", "item", "verse", "table", "closer", "note", "rule"] = "paragraph"
    """What the format itself says (a Markdown heading or list item), not what it means."""
    level: int = 0
    """Depth of a heading or list item as the format gives it, from 1; 0 for all others."""
    mark: str = ""
    """The mark of a note as the format gives it; empty for all others."""
    page: bool = False
    """Whether a page of the transcript ended just before it, so that it may go on with a sentence."""


class RelatedListing(Value, frozen=True):
    """A document that the archive lists as related, as the transcript gives it."""

    title: str
    date: str
    """EDTF; empty until normalised."""
    date_as_written: str
    summary: str
    lines: Lines


class Reading(Value, frozen=True):
    """What a reader makes of one document of a transcript: every line of it is in exactly one of these."""

    format: str
    """Name of the reader: archive-page, archive-markdown …"""
    markup: Literal["plain", "markdown", "tei"]
    """How the text of fields and blocks is to be understood."""
    fields: tuple[Field, ...] = ()
    blocks: tuple[RawBlock, ...] = ()
    related: tuple[RelatedListing, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    extent: Lines | None = None
    """The lines of this document where the transcript holds others too, such as a volume; None for all of them."""


class Correction(Value, frozen=True, kw_only=True):
    """One decision of the editor about a transcript, from corrections.yaml; the transcript itself stays as it is."""

    document: str
    """Record id, or the transcript's path below the edition folder."""
    where: str = ""
    """An address (p12), a line of the transcript (line 36), a field (title); empty where the words stand only once."""
    old: str = ""
    """Words as the transcript has them."""
    new: str = ""
    """Words in their place."""
    bracket: str = ""
    """A bracket whose kind is decided: "[neng chuwai]"."""
    kind: str = ""
    """The kind of the bracket, or of the block at `where`."""
    join: bool | None = None
    """Whether the block at `where` goes on with the one before it."""
    participant: str = ""
    """A party whose part is decided: its name as found, or a new one."""
    role: str = ""
    """The party's role, or "none" where it takes no part."""
    reason: str = ""
    by: str = ""
    when: str = ""
    """Day of the decision, YYYY-MM-DD."""
    line: int = 0
    """Line in corrections.yaml."""


# ---------------------------------------------------------------------------------------------- as understood


class Date(Value, frozen=True):
    """A date as EDTF, beside the words it was read from."""

    edtf: str
    as_written: str
    guess: bool = False


class Languages(Value, frozen=True):
    """Languages of the original and of the text at hand."""

    original: tuple[str, ...] = ()
    text: str = "en"
    as_written: tuple[str, ...] = ()


class Source(Value, frozen=True):
    """Where the original lies and where it was printed, taken apart; the whole is kept as written."""

    as_written: str = ""
    archive: str | None = None
    """As the note names it: "APRF"."""
    archive_name: str | None = None
    """What an abbreviation stands for, where that is known."""
    archive_place: str | None = None
    """The town of the archive, where that is known."""
    reference: str | None = None
    """The archival reference without the archive: "F. 39, Op. 1, D. 39, Ll. 1-6"."""
    published_in: str | None = None
    """The printed source without its pages."""
    pages: str | None = None
    translators: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    url: str | None = None
    """The document's address at the archive's public host, whatever host the transcript prints."""


class Participant(Value, frozen=True):
    """One party of a document in one role."""

    name: str
    """The full form of the name, brackets resolved: "Ivan Kovalev" for "I[van] Kovalev"."""
    as_written: str
    role: Role
    of: PartyKind = "person"
    person: str | None = None
    """Id of the entity in the authority file, whatever its kind; None where it is not known."""
    evidence: str = ""
    """Where it is said: "title", "p1", "signature" … an address inside the document, or a field's name."""
    guess: bool = False


class Sign(Value, frozen=True):
    """Something about a stretch of a block's text: a bracket's meaning, an emphasis, a note call."""

    start: int
    end: int
    kind: SignKind
    detail: str = ""


class Block(Value, frozen=True):
    """A piece of the document's body with its own address (an omission standing alone has none)."""

    kind: BlockKind
    text: str
    """Plain text: brackets as in the transcript, no markup, no note marks, single spaces."""
    ranges: tuple[Lines, ...]
    """Where it stands in the transcript; more than one range where a page break had cut it in two."""
    anchor: str = ""
    """p12, s3; empty until issued, and for an omission standing alone."""
    level: int = 0
    """Depth of a heading or an item, from 1; 0 for all others."""
    signs: tuple[Sign, ...] = ()
    """In order of start; they may nest."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The cells of a table, row by row; `text` then holds them parted by tabs and line ends."""


class Note(Value, frozen=True):
    """A note of the source or its translator, or a mark whose note is missing (text None)."""

    mark: str
    text: str | None
    anchor: str = ""
    called_from: str = ""
    """Address of the block that calls it."""
    lines: Lines | None = None
    signs: tuple[Sign, ...] = ()


class Record(Value, frozen=True, kw_only=True):
    """What we understood of one transcript."""

    id: str
    """The archive's record id, or an id of ours; empty until the anchors' stage has settled one of ours."""
    proposed_id: str = ""
    """A readable id for a document that brings none, from its date and title."""
    title: str
    type: str | None
    date: Date
    event_date: Date | None = None
    """The day of what it tells of, where the document itself gives one."""
    received: Date | None = None
    """The day it was received, where the document gives one."""
    languages: Languages
    summary: str = ""
    rights: str = ""
    citation: str = ""
    source: Source
    participants: tuple[Participant, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    listed: tuple[RelatedListing, ...] = ()
    """Related documents as the archive lists them."""
    file: str
    """The transcript's path below the edition folder."""
    sha256: str
    format: str
    line_count: int
    extent: Lines | None = None
    """The lines of this document where the transcript holds others too, such as a volume; None for all of them."""
    fields: tuple[Field, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    """Every address ever issued in this document, in its order; empty until the ledger was read."""
    corrections: tuple[Correction, ...] = ()
    """Decisions of the editor that were applied, in the order of their file."""
    withdrawn: str = ""
    """Why the document was taken out of the edition, where only its addresses are left of it."""


class Anchor(Value, frozen=True, kw_only=True):
    """An address inside a document and what became of it since it was first published."""

    address: str
    """p12, s3, n1: an id on the document's page, for ever."""
    status: Literal["live", "inline", "gone"] = "live"
    """The block's own address; the address of words further on in a block; or of words no longer in the text."""
    host: str = ""
    """Of an inline address: the address of the block in which its words begin."""
    at: int = 0
    """Of an inline address: where in the text of that block its words begin."""
    origin: str = ""
    """The address from which this one was split off."""
    born: int = 1
    """State in which it was first published."""
    since: int = 1
    """State in which its words last changed."""
    moved: int = 0
    """State in which it last changed its place among the others; 0 for never."""
    after: str = ""
    """The address it stood or stands after where the numbers do not tell: for one that was moved."""
    lead: int = 0
    """Characters at the head of its text that are not its own words: added, or carried over in an edit."""
    lead_of: str = ""
    """The address whose words those are; empty where they are new."""
    fingerprint: str = ""
    """Four letters that stand for the exact words, fit to be printed: k3f9."""
    text: str = ""
    """Its words, up to the next address; the last words of one that is gone."""
    birth: str = ""
    """The first words it was published with."""
    gone: int = 0
    """State from which it is gone; 0 while its words are in the text."""
    why: str = ""
    """Why it is gone, in the editor's words."""
    see: str = ""
    """The address to turn to instead of one that is gone."""
    guess: bool = False
    """Its present place was not certain and nobody has confirmed it."""


# ---------------------------------------------------------------------------------------------- as linked


class Form(Value, frozen=True):
    """One form of an entity's name and what kind of form it is ("Wade-Giles", "Russian", "abbreviation")."""

    text: str
    kind: str = ""


class Entity(Value, frozen=True, kw_only=True):
    """A person, place, organisation or term of the authority file."""

    id: str
    kind: EntityKind
    name: str
    sort: str
    """What it is sorted by: "Mao Zedong", "Mikoyan, Anastas"."""
    variants: tuple[Form, ...] = ()
    """Every other form in Latin letters."""
    scripts: tuple[Form, ...] = ()
    """Forms in other scripts; the kind is the BCP 47 code: zh-Hans, ru."""
    dates: str = ""
    """Life dates in words and figures: "1893–1976"."""
    note: str = ""
    """Who or what it is, in a sentence without a full stop."""
    identifiers: tuple[tuple[str, str], ...] = ()
    """("wikidata", "Q5816"), ("viaf", …) in the order of the file."""
    file: str = ""
    line: int = 0


class Mention(Value, frozen=True):
    """A name of an entity at its place in a block."""

    entity: str
    anchor: str
    start: int
    end: int
    form: str
    """As it stands in the text."""
    guess: bool = False


class Context(Value, frozen=True):
    """A name with the words around it."""

    anchor: str
    """Address of the paragraph."""
    words: str = ""
    """A stretch of its text; empty where the text is no longer there."""
    start: int = 0
    end: int = 0
    """Where in these words the name stands."""
    cut_before: bool = False
    cut_after: bool = False
    """Whether the paragraph has more before and after them."""
    guess: bool = False


class Appeared(Value, frozen=True):
    """How an entity appears in one document."""

    forms: Mapping[str, int] = {}
    """Form of its name → how often it stands there."""
    contexts: tuple[Context, ...] = ()
    """The first name in each paragraph, in order, of the first paragraphs."""
    further: tuple[str, ...] = ()
    """Addresses of the other paragraphs that name it."""


class Voice(Value, frozen=True):
    """Who speaks in a stretch of a block, and through whom we hear it."""

    anchor: str
    start: int
    end: int
    speaker: str
    """Id of the entity, or the name where the authority file lacks it; empty where nothing tells who speaks."""
    through: str = ""
    """Who reports the words, in the same way; empty where the speaker writes them."""
    guess: bool = False
    """Whether no word of the passage itself says so."""


class Gloss(Value, frozen=True):
    """A word of the original that the translation gives in brackets."""

    anchor: str
    start: int
    end: int
    """Of the brackets."""
    original: str
    english: str
    """What it stands by, as far as that can be told; the brackets' own words are no part of it."""


class Reason(Value, frozen=True):
    """Why two documents belong together, and the paragraph that shows it."""

    said: str
    """In words: "its p3 cites this document"."""
    anchor: str = ""
    """Address of the paragraph that shows it; empty where no single one does."""
    document: str = ""
    """Id of the document in which that paragraph stands."""


class Relation(Value, frozen=True):
    """A related document with the reason in words."""

    document: str | None
    """Id, or None where this edition does not hold it."""
    title: str
    date: str
    basis: Literal["archive", "editor", "computed"]
    because: tuple[str, ...]
    summary: str = ""
    reasons: tuple[Reason, ...] = ()
    """The same reasons, each with the paragraph that shows it."""


class State(Value, frozen=True):
    """One published state of a document."""

    number: int
    date: str
    """Day of publication, YYYY-MM-DD."""
    sha256: str
    """Of the transcript."""
    note: str = ""
    """In words: "first publication"."""
    file: str = ""
    """Path of the transcript, so that a document without a record id is known again."""


TurnKind = Literal["merged", "parted", "moved", "withdrawn", "restored"]


class Wording(Value, frozen=True):
    """Words that an address had in an earlier state, and no longer has."""

    address: str
    state: int
    """State in which they were new."""
    text: str


class Turn(Value, frozen=True):
    """What happened in one state to an address whose words need not have changed."""

    address: str
    state: int
    kind: TurnKind
    other: str = ""
    """The address it is told by: that it was merged into, parted from, moved behind, or that it is replaced by."""
    why: str = ""
    """In the editor's words."""


class LinkedDocument(Value, frozen=True, kw_only=True):
    """A record in its place among the others."""

    record: Record
    states: tuple[State, ...] = ()
    wordings: tuple[Wording, ...] = ()
    """Every wording of an earlier state; the present ones stand in the record's anchors."""
    turns: tuple[Turn, ...] = ()
    """What happened to its addresses since the first state, in the order in which it was remembered."""
    mentions: tuple[Mention, ...] = ()
    """In order of block and offset."""
    named: Mapping[str, int] = {}
    """Entity → how many paragraphs name it, in the order of the text."""
    related: tuple[Relation, ...] = ()
    voices: tuple[Voice, ...] = ()
    """In order of block and offset; empty for a document in which nothing tells who speaks."""
    glosses: tuple[Gloss, ...] = ()
    """In order of block and offset."""
    previous: str | None = None
    next: str | None = None
    """Ids of the neighbours by date."""


class Account(Value, frozen=True):
    """What one document tells of a meeting."""

    document: str
    anchors: tuple[str, ...] = ()
    """The paragraphs that tell of it; empty where the whole document does."""
    guess: bool = False


class Attendee(Value, frozen=True):
    """Someone at a meeting, in one capacity."""

    name: str
    person: str | None
    role: Role


class Meeting(Value, frozen=True, kw_only=True):
    """An event that documents record: talks on a day between the same people."""

    id: str
    """From the day and who held it: 1949-01-30-anastas-mikoyan-mao-zedong."""
    date: str
    """EDTF."""
    principals: tuple[str, ...]
    """Who held it: ids, or names where the authority file lacks them, in order of the alphabet."""
    place: str = ""
    """Id of the place, where a paragraph says it in the same sentence; empty where none does."""
    place_at: tuple[str, str] = ("", "")
    """Document and address of that paragraph."""
    attendees: tuple[Attendee, ...] = ()
    accounts: tuple[Account, ...] = ()
    """In order of date; those that record it whole come first."""
    name: str = ""
    """The editor's name for it; empty where it goes by who held it."""
    decisions: tuple[MeetingDecision, ...] = ()
    """What the editor decided about it, in the order of the file."""


class Settings(Value, frozen=True, kw_only=True):
    """What edition.yaml says, with sensible defaults for what it leaves out."""

    title: str = "A documentary edition"
    """Title of the edition, on its title page and in every citation."""
    subtitle: str = ""
    description: str = ""
    """Two or three sentences for the home page: what the edition holds and why."""
    editors: tuple[str, ...] = ()
    publisher: str = ""
    base_url: str = ""
    """Where the site is published, ending in "/"; empty where that is not known."""
    language: str = "en"
    licence: str = ""
    """In words, for the edition's own work; transcripts carry their own rights."""
    waivers: tuple[Waiver, ...] = ()
    staging_hosts: tuple[str, ...] = ()
    """Hosts in a transcript that are copies of the archive's public one."""
    front_matter: tuple[tuple[str, str], ...] = ()
    """Keys of transcripts' front matter that stand for another: ("vol_full_title", "published_in")."""


class Waiver(Value, frozen=True):
    """A finding that the editor has looked at and lets stand."""

    code: str
    file: str
    """The transcript it is about; empty for any."""
    reason: str
    line: int = 0
    """Line in edition.yaml, for the report."""


class Identity(Value, frozen=True):
    """The editor's decision whom a name means in one document, where the name alone does not tell."""

    document: str
    form: str
    entity: str | None
    """Id of the entity that is meant; None where none of the authority file is."""
    reason: str
    at: tuple[str, ...] = ()
    """Anchors it holds at; empty for the whole document."""
    line: int = 0


class SpeakerDecision(Value, frozen=True):
    """The editor's decision who speaks in a paragraph, or in one stretch of it."""

    document: str
    at: str
    speaker: str
    """Id of a person; empty for nobody."""
    through: str
    """Id of who reports the words; empty where the speaker writes them."""
    reason: str
    words: str = ""
    """The words it is about; empty for the whole paragraph."""
    line: int = 0
    by: str = ""
    when: str = ""


class RelatedDecision(Value, frozen=True):
    """The editor's decision that two documents are related, or are not to be called so."""

    documents: tuple[str, str]
    related: bool
    reason: str
    line: int = 0
    by: str = ""
    when: str = ""


class GlossDecision(Value, frozen=True):
    """The editor's decision what a word of the original, given in brackets, stands by."""

    document: str
    at: str
    bracket: str
    """As it stands in the text: "[fabao]"."""
    english: str
    """The English it stands by; empty where the bracket is no gloss."""
    reason: str
    line: int = 0
    by: str = ""
    when: str = ""


class MeetingDecision(Value, frozen=True, kw_only=True):
    """The editor's decision about a meeting: what it was, who was there, or which document tells of it."""

    meeting: str
    """Id of the meeting, or of a new one where `between` and `days` say what it was."""
    name: str = ""
    days: str = ""
    """EDTF; empty where that is not decided."""
    place: str | None = None
    """Id of the place, "" for none that is known; None where that is not decided."""
    between: tuple[str, ...] = ()
    """Who held it: ids, or names where the authority file lacks them; empty where that is not decided."""
    attendee: str = ""
    role: Role | None = None
    """Capacity of the attendee; None where the attendee was not there."""
    document: str = ""
    tells: bool = True
    """Whether the document tells of the meeting."""
    at: tuple[str, ...] = ()
    """Addresses of the paragraphs that tell of it; empty for the whole document."""
    reason: str
    line: int = 0
    by: str = ""
    when: str = ""


class Authority(Value, frozen=True):
    """All entities of the authority file, in the order of the file."""

    entities: tuple[Entity, ...] = ()
    identities: tuple[Identity, ...] = ()
    """Decisions of the editor that overrule what the names alone would say."""
    speakers: tuple[SpeakerDecision, ...] = ()
    related: tuple[RelatedDecision, ...] = ()
    meetings: tuple[MeetingDecision, ...] = ()
    glosses: tuple[GlossDecision, ...] = ()


class Edition(Value, frozen=True, kw_only=True):
    """All records, linked: all that rendering, exports and search are made from."""

    settings: Settings
    authority: Authority
    documents: Sequence[LinkedDocument]
    """In order of date, then id."""
    meetings: tuple[Meeting, ...] = ()
    """In order of date, then id."""


class Output(Value, frozen=True):
    """One file of the site to be: path below the site's root, and bytes."""

    path: str
    content: bytes
