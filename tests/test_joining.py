"""What joins documents, kept from one build to the next: nothing that is in doubt is trusted, whoever did the work."""

from __future__ import annotations

import random

import pytest

from regesta import joining
from regesta.cache import opened
from regesta.joining import join
from regesta.linking.best import amended, best
from regesta.linking.facts import facts_of, known
from regesta.linking.related import relations
from regesta.linking.remembered import kept_relations
from regesta.model import Authority, Block, Date, Languages, Participant, Record, Source

NOBODY = Authority()


def letter(number: int) -> Record:
    """A letter of one of six people to another, about one of twenty matters."""
    chance = random.Random(number)
    words = [f"{'abcdefghijklmnopqrst'[number % 20] * 4}{chance.choice('xyz') * 3}" for _ in range(8)]
    sender, to = chance.sample(["Berg", "Ek", "Lund", "Holm", "Dahl", "Alm"], 2)
    day = f"1951-{1 + number % 12:02}-{1 + number % 28:02}"
    return Record(
        id=f"{number:03}",
        title=f"{sender} to {to}",
        type="Letter",
        date=Date(day, day),
        languages=Languages(),
        source=Source(),
        participants=(Participant(sender, sender, "sender"), Participant(to, to, "recipient")),
        blocks=(Block("paragraph", f"They speak of {' and '.join(words)}.", ((1, 1),), "p1"),),
        file=f"{number:03}.md",
        sha256="",
        format="",
        line_count=1,
    )


@pytest.fixture(scope="module")
def facts():
    return {f"{number:03}": facts_of(letter(number), known(NOBODY)) for number in range(90)}


def joined(facts, cache, jobs=1):
    """What joins the documents, and what is related to each."""
    told = join([one.card for one in facts.values()], lambda key: facts[key].words, NOBODY, cache, jobs)
    return told, {key: kept_relations(cache, key) for key in told.order}


def test_two_processes_tell_what_one_tells(facts):
    with opened(None) as one, opened(None) as other:
        alone, shared = joined(facts, one), joined(facts, other, jobs=2)
    assert alone == shared
    assert any(relation.reasons for members in alone[1].values() for relation in members)


def test_keys_stand_for_what_is_related_and_change_with_it(facts):
    """The key of a document is another where, and only where, what is related to it is another."""
    with opened(None) as cache:
        before, then = joined({key: one for key, one in facts.items() if key != "045"}, cache)
        after, now = joined(facts, cache)
    assert set(now) - set(then) == {"045"}
    changed = {key for key in then if then[key] != now[key]}
    assert changed == {key for key in then if before.told[key].key != after.told[key].key}
    assert 0 < len(changed) < len(then)


def test_what_was_left_half_done_is_not_trusted(facts, monkeypatch):
    """A build that dies while it joins documents leaves nothing that the next one takes for whole."""
    with opened(None) as whole:
        expected = joined(facts, whole)
    told = []

    def dying(*given):
        told.append(given)
        if len(told) == 40:
            raise KeyboardInterrupt
        return relations(*given)

    with opened(None) as cache:
        joined({key: one for key, one in facts.items() if key < "050"}, cache)
        with monkeypatch.context() as patched:
            patched.setattr("regesta.linking.anew.relations", dying)
            with pytest.raises(KeyboardInterrupt):
                joined(facts, cache)
        cache.save()
        assert joined(facts, cache) == expected


def test_what_other_code_has_told_is_told_anew(facts, monkeypatch):
    with opened(None) as cache:
        expected = joined(facts, cache)
        cache.put("related", [("007", b"", b"\x90")])
        assert joined(facts, cache)[1]["007"] == ()  # a change of the kept value shows, as long as the code is the same
        monkeypatch.setattr(joining, "code_key", lambda: b"other code")
        assert joined(facts, cache) == expected


@pytest.mark.parametrize("seed", range(40))
def test_the_best_after_a_change_are_the_best_of_all(seed):
    """Those kept in reserve tell it, or nothing is told: never others than a look at all would give."""
    chance = random.Random(seed)
    slots = list(range(60))
    chance.shuffle(slots)
    ranks = [slots.index(slot) for slot in range(60)]
    place = chance.randrange(60)
    values = {
        other: chance.choice([None, -1.0, -2.0, -chance.random()])
        for other in range(chance.choice([8, 30, 60]))
        if other != place
    }
    kept = best(place, values.items(), 12, slots)
    for _ in range(12):
        changed = {other: chance.choice([None, -1.0, -chance.random() * 2]) for other in chance.sample(range(60), 3)}
        changed.pop(place, None)
        values |= changed
        by_slot = {slots[other]: value for other, value in changed.items()}
        after = amended(kept, place, by_slot, ranks=ranks, slots=slots, limits=(6, 12))
        expected = best(place, values.items(), 12, slots)
        if after is None:
            kept = expected
            continue
        kept = after
        length = len(kept.slots)
        assert (kept.slots, kept.values) == (expected.slots[:length], expected.values[:length])
        assert length >= 6 or kept == expected
