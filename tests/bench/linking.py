"""What linking costs: `python tests/bench/linking.py [DOCUMENTS]`, in milliseconds a document, on invented letters.

Each shape is linked at a number of documents (1,000 unless another is given), and at twice as many: what grows with the
number alone costs as much a document at both. Then one more is joined to those that were joined before; where it is one
of those that are asked which words are common, all are told anew. The shapes are those in which something is had by
all: one person, one day, one talk, one title, one number, one citation.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

from regesta.linking.edition import joined
from regesta.linking.facts import Facts, facts_of, known
from regesta.linking.rooms import Memory, in_memory
from regesta.model import Authority, Block, Date, Entity, Languages, Participant, Record, RelatedListing, Source

PEOPLE = 300
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra ple sto gri".split()
Shape = Callable[[int], dict[str, object]]


def main(count: int) -> int:
    authority = Authority(
        tuple(Entity(id=f"p{one}", kind="person", name=name(one), sort=name(one)) for one in range(PEOPLE))
    )
    for title, shape in SHAPES.items():
        told = [f"{number:6}: {measured(shape, number, authority)}" for number in (count, 2 * count)]
        sys.stdout.write(f"{title:34}{'   '.join(told)}\n")
        sys.stdout.flush()
    return 0


def measured(shape: Shape, count: int, authority: Authority) -> str:
    records = [letter(number, shape) for number in range(count)]
    read = known(authority)
    started = time.process_time()
    facts = [facts_of(record, read) for record in records]
    between = time.process_time()
    rooms = Memory()
    join(facts, authority, rooms)
    ended = time.process_time()
    more = facts_of(letter(count, shape), read)
    added = time.process_time()
    anew = join([*facts, more], authority, rooms)
    seconds = time.process_time() - added
    each = 1000 / count
    return (
        f"facts {(between - started) * each:.2f} ms, joins {(ended - between) * each:.2f} ms, "
        f"one more {seconds * 1000:.0f} ms ({len(anew)} anew)"
    )


def join(facts: list[Facts], authority: Authority, rooms: Memory) -> frozenset[str]:
    """The documents whose relations were told anew."""
    words = {one.card.id: one.words for one in facts}
    return joined([one.card for one in facts], authority, in_memory(words.__getitem__, rooms)).renewed


def letter(number: int, shape: Shape) -> Record:
    """One letter of some 3 KB, the same each time."""
    chance = random.Random(number)
    given = {
        "title": f"Letter {number}",
        "date": day(number),
        "sender": name(chance.randrange(PEOPLE)),
        "recipient": name(chance.randrange(PEOPLE)),
        "role": "sender",
        "words": "",
        "listed": (),
        **shape(number),
    }
    texts = [" ".join(chance.choice(WORDS) for _ in range(60)).capitalize() + "." for _ in range(7)]
    texts = [f"{given['words']}", f"{name(chance.randrange(PEOPLE))} said that it rained.", *texts]
    roles = ("interlocutor", "interlocutor") if given["role"] == "interlocutor" else ("sender", "recipient")
    return Record(
        id=str(number),
        title=str(given["title"]),
        type="Cable",
        date=Date(str(given["date"]), ""),
        languages=Languages(),
        source=Source(),
        participants=tuple(
            Participant(str(given[key]), str(given[key]), role)
            for key, role in zip(("sender", "recipient"), roles, strict=True)
        ),
        blocks=tuple(Block("paragraph", text, ((at, at),), f"p{at}") for at, text in enumerate(texts, 1) if text),
        listed=given["listed"],
        file=f"{number}.txt",
        sha256="",
        format="",
        line_count=9,
    )


def day(number: int) -> str:
    return f"19{40 + number // 28 // 12 % 50}-{1 + number // 28 % 12:02}-{1 + number % 28:02}"


def name(number: int) -> str:
    return f"{SYLLABLES[number % 24].title()}{SYLLABLES[number // 24 % 24]}n {SYLLABLES[number * 7 % 24].title()}rov"


WORDS = [f"{one}{two}{three}" for one in SYLLABLES for two in SYLLABLES for three in SYLLABLES[:12]]
SHAPES: dict[str, Shape] = {
    "letters": lambda _: {},
    "one person in all": lambda _: {"sender": name(0), "words": f"{name(0)} agreed."},
    "all of one day": lambda _: {"date": "1949-05-04"},
    "all of one day, each citing it": lambda number: {
        "date": f"1949-05-{4 + number % 2:02}",
        "words": "I refer to the cable of 4 May 1949 and to your telegram 12 of 4 May.",
    },
    "records of one talk": lambda _: {
        "date": "1949-05-04", "sender": name(0), "recipient": name(1), "role": "interlocutor",
    },
    "a talk a document, all of one day": lambda number: {
        "date": "1949-05-04", "sender": name(0), "role": "interlocutor",
        "words": f"On 4 May {name(0)} met {name(number * 31 % PEOPLE)}.",
    },
    "one title, listed by all": lambda number: {
        "title": "Cable", "listed": (RelatedListing("Cable", day(number // 2), "", "", (1, 1)),),
    },
    "one number, cited by all": lambda number: {
        "words": "Telegram 12 to the Office.", "sender": name(number % 5), "recipient": name(number % 7),
    },
    "all citing one": lambda number: {"words": "I refer to telegram 77." if number else "Telegram 77."},
}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 1000))
