"""Records become an edition: in order of date, with names found, participants identified and related documents told.

First the facts of each record by itself, then what joins the documents, told from their cards alone. Nothing here
depends on the order in which records arrive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from msgspec.structs import replace

from regesta.findings import Finding, finding
from regesta.linking.cards import Card, mark_of, subject
from regesta.linking.days import chronological
from regesta.linking.decided import about_nothing, decided_relations
from regesta.linking.facts import Facts, facts_of, known
from regesta.linking.listed import NOTHING, Listed, resolve_listings
from regesta.linking.meetings_decided import decided_meetings
from regesta.linking.participants import nearest_name
from regesta.linking.related import related
from regesta.linking.remembered import Remembered, changed, choose_again, ties_of, traces
from regesta.linking.shelf import in_steps, shelf, told_by
from regesta.linking.wording import Words
from regesta.model import Authority, Edition, LinkedDocument, Meeting, Record, Relation, Settings, State, Value
from regesta.text import fold

WordsOf = Callable[[str], Words]
"""Gives the words of a document by its id."""
UNKNOWN_HINT = "Add the name to authority.yaml, as an entry of its own or as a variant of one."


class Joined(Value, frozen=True, kw_only=True):
    """What joins the documents of an edition."""

    order: tuple[str, ...]
    """Ids in order of date, then id; those withdrawn are left out."""
    related: Mapping[str, tuple[Relation, ...]]
    meetings: tuple[Meeting, ...]
    findings: tuple[Finding, ...]
    remembered: Remembered
    """What spares work next time, together with `related`."""
    renewed: frozenset[str]
    """Documents whose relations were told anew: those of all others are what they were last time."""


@dataclass(frozen=True, slots=True)
class Before:
    """What was found last time."""

    remembered: Remembered
    related: Mapping[str, tuple[Relation, ...]]
    """As it was found, for all documents; asked only for those that stay as they were."""


@dataclass(frozen=True, slots=True)
class Renewed(Mapping[str, tuple[Relation, ...]]):
    """What is related to each document, told anew or as it was before; what was before is looked up when asked for."""

    order: Mapping[str, None]
    new: Mapping[str, tuple[Relation, ...]]
    old: Mapping[str, tuple[Relation, ...]]

    def __getitem__(self, key: str) -> tuple[Relation, ...]:
        """The relations of a document, best first."""
        if key not in self.order:
            raise KeyError(key)
        return self.new[key] if key in self.new else self.old[key]

    def __iter__(self) -> Iterator[str]:
        """The ids of all documents in order."""
        return iter(self.order)

    def __len__(self) -> int:
        """The number of documents."""
        return len(self.order)


def link(
    records: Iterable[Record], states: Mapping[str, tuple[State, ...]], settings: Settings, authority: Authority
) -> tuple[Edition, tuple[Finding, ...]]:
    """The edition that the records make, and what was doubtful about names and related documents."""
    read = known(authority)
    facts = [(record, facts_of(record, read)) for record in records]
    facts.sort(key=lambda pair: place_in_order(pair[1].card))
    words = {record.id: one.words for record, one in facts}
    told = joined([one.card for _, one in facts], words.__getitem__, authority)
    documents = _documents(facts, states, told)
    edition = Edition(settings=settings, authority=authority, documents=documents, meetings=told.meetings)
    return edition, (*chain.from_iterable(one.findings for _, one in facts), *told.findings)


def joined(cards: Iterable[Card], words: WordsOf, authority: Authority, before: Before | None = None) -> Joined:
    """What joins documents: their order, meetings and relations, with the editor's decisions about them.

    `before` is what was found last time, of whichever documents: with it the outcome is the same, found sooner.
    """
    cards = sorted(cards, key=place_in_order)
    by_id = {card.id: card for card in cards if not card.withdrawn}
    listed = resolve_listings(cards)
    met, of_meetings = decided_meetings(cards, authority)
    order = tuple(card.id for card in cards if not card.withdrawn)
    relations, remembered = _relations(cards, words, met, listed, authority, before)
    decided, of_relations = decided_relations(
        {one: relations[one] for one in _decided_about(authority) if one in relations}, authority.related, by_id
    )
    new = relations | decided
    return Joined(
        order=order,
        related=Renewed(dict.fromkeys(order), new, before.related) if before and len(new) < len(order) else new,
        meetings=met,
        findings=(
            *_unlisted(cards, listed),
            *(_unknown_names(cards, authority) if authority.entities else ()),
            *about_nothing(authority, {card.id for card in cards}),
            *of_relations,
            *of_meetings,
        ),
        remembered=remembered,
        renewed=frozenset(new),
    )


def _relations(
    cards: Sequence[Card],
    words: WordsOf,
    met: Sequence[Meeting],
    listed: Mapping[str, Listed],
    authority: Authority,
    before: Before | None,
) -> tuple[dict[str, tuple[Relation, ...]], Remembered]:
    """The relations of the documents for which they must be told anew, before any decision, and what to remember."""
    names = {entity.id: entity.name for entity in authority.entities}
    standing = [card for card in cards if not card.withdrawn]
    subjects, marks = tuple(map(subject, standing)), [card.mark for card in standing]
    told = told_by(subjects, words)
    alone = len({card.id for card in standing}) == len(standing)
    basis = mark_of((told, in_steps(len(subjects)), names, authority.related)) if alone else b""
    known = before.remembered if before and basis and before.remembered.basis == basis else Remembered()
    since = changed(known, standing, marks)
    foremost = {place: known.traces[old].foremost for old, place in since.now.items()}
    arranged = shelf(subjects, words, told, names, met, foremost)
    ties = ties_of(arranged, listed)
    choices, places = choose_again(arranged, listed, known, since, ties)
    places.update(arranged.places[one] for one in _decided_about(authority) if one in arranged.places)
    others = {key: name for key, name in arranged.names.items() if key not in names}
    remembered = Remembered(basis, others, traces(arranged, marks, choices, ties))
    return related(arranged, choices, listed, sorted(places)), remembered


def _decided_about(authority: Authority) -> list[str]:
    """Documents of which the editor decided what is related."""
    return sorted({document for one in authority.related for document in one.documents})


def place_in_order(card: Card) -> tuple[object, ...]:
    """What documents are sorted by: date, then id."""
    return (*chronological(card.date, card.id), card.file)


def _documents(
    facts: Sequence[tuple[Record, Facts]], states: Mapping[str, tuple[State, ...]], told: Joined
) -> tuple[LinkedDocument, ...]:
    after = dict(pairwise(told.order))
    before = {later: earlier for earlier, later in after.items()}
    return tuple(
        LinkedDocument(
            record=replace(record, participants=one.participants),
            states=states.get(record.id, ()),
            mentions=one.mentions,
            named=one.named,
            related=told.related.get(record.id, ()),
            voices=one.voices,
            glosses=one.glosses,
            previous=before.get(record.id),
            next=after.get(record.id),
        )
        for record, one in facts
    )


def _unlisted(cards: Iterable[Card], listed: Mapping[str, Listed]) -> Iterator[Finding]:
    """Documents that an archive lists as related and that the edition lacks."""
    for card in cards:
        for listing, target in listed.get(card.id, NOTHING).listings:
            if target is None:
                message = f"“{listing.title}” ({listing.date_as_written or listing.date}) is not in this edition"
                yield finding("K-301", message, file=card.file, line=listing.lines[0])


def _unknown_names(cards: Iterable[Card], authority: Authority) -> Iterator[Finding]:
    """Participants that no entity bears the name of, each once, with the known name that comes nearest."""
    places: dict[str, list[tuple[Card, str, int]]] = {}
    for card in cards:
        for name, line in card.strangers:
            places.setdefault(fold(name), []).append((card, name, line))
    suggest = nearest_name(authority.entities)
    for members in places.values():
        card, name, line = members[0]
        documents = len({other.id for other, _, _ in members})
        also = f" (takes part in {documents} documents)" if documents > 1 else ""
        near = suggest(name)
        meant = f"; did you mean “{near}”?" if near else ""
        message = f"“{name}” is not in the authority file{also}{meant}"
        yield finding("A-201", message, file=card.file, line=line, hint=UNKNOWN_HINT)
