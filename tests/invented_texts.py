"""Invented documents in shapes that make anchors hard: dialogues of short turns, formulas, lists, verse, minutes."""

from __future__ import annotations

import random

NOUNS = """harbour pilot letter council winter ice ship buoy school priest market bridge road mill grain timber rope
sail tariff permit ledger widow captain envoy cousin lantern chapel quarry ferry orchard meadow fence boundary witness
oath debt lease tenant barrel salt herring cloth needle candle stove chimney roof stable horse bell tower clock map
survey river island cape storm fog tide anchor mast oar net crew cargo dock warehouse customs inspector clerk""".split()
VERBS = """sent refused asked promised counted repaired sold bought measured signed returned visited warned praised
described delayed carried opened closed burned painted copied answered forgot remembered hired dismissed married
buried blessed taxed divided joined crossed reached left watched followed found lost""".split()
ADJECTIVES = """old new heavy broken careful northern frozen empty honest silent bitter narrow public private late early
strange cheap costly solemn muddy golden crooked gentle stubborn distant sudden doubtful""".split()
NAMES = "Anna Jonas Clara Erik Marta Olof Ingrid Nils Greta Sven Karin Lars Elsa Gustav Brita Axel".split()
LINKS = "and but because although while when after before since until so".split()
SHORT = [
    "Yes.",
    "No.",
    "I do.",
    "Certainly.",
    "I cannot say.",
    "That is so.",
    "He did not.",
    "Agreed.",
    "When?",
    "Why?",
]


def clause(chance: random.Random) -> str:
    noun, other = chance.choice(NOUNS), chance.choice(NOUNS)
    return (
        f"{chance.choice(['the', 'a', 'our', 'their', 'his', 'every'])} {chance.choice(ADJECTIVES)} {noun} "
        f"{chance.choice(VERBS)} {chance.choice(['the', 'a', 'no', 'another'])} {other}"
    )


def sentence(chance: random.Random) -> str:
    parts = [clause(chance)]
    for _ in range(chance.randint(0, 3)):
        parts.append(f"{chance.choice(LINKS)} {clause(chance)}")
    text = ", ".join(parts) if chance.random() < 0.4 else " ".join(parts)
    return f"{text[0].upper()}{text[1:]}{chance.choice('....?')}"


def prose(chance: random.Random) -> list[str]:
    return [" ".join(sentence(chance) for _ in range(chance.randint(1, 8))) for _ in range(chance.randint(4, 30))]


def dialogue(chance: random.Random) -> list[str]:
    """Question and answer, most turns short, many the same."""
    turns = ["QUESTIONS PUT TO THE PILOT"]
    one, other = chance.sample(NAMES, 2)
    for _ in range(chance.randint(8, 25)):
        question = sentence(chance) if chance.random() < 0.6 else chance.choice(SHORT)
        answer = chance.choice(SHORT) if chance.random() < 0.6 else sentence(chance)
        turns += [f"{one}: {question}", f"{other}: {answer}"]
    return turns


def formulas(chance: random.Random) -> list[str]:
    """A treaty whose articles begin and end alike."""
    parties = f"{chance.choice(NAMES)} of the {chance.choice(NOUNS)}"
    articles = []
    for number in range(1, chance.randint(6, 20)):
        articles.append(f"Article {number}.")
        articles.append(f"The parties agree that {clause(chance)}, and that {parties} shall bear the cost thereof.")
    return [sentence(chance), *articles, "Done in two copies.", *chance.sample(NAMES, 2)]


def register(chance: random.Random) -> list[str]:
    """A list of short items, several equal."""
    items = [
        f"{number}) {chance.choice(ADJECTIVES)} {chance.choice(NOUNS)}" for number in range(1, chance.randint(6, 25))
    ]
    return [sentence(chance), *items, "Item, one rope.", "Item, one rope.", *chance.sample(SHORT, 3)]


def verse(chance: random.Random) -> list[str]:
    refrain = clause(chance)
    stanzas = []
    for _ in range(chance.randint(3, 8)):
        stanzas += [clause(chance), clause(chance), refrain]
    return stanzas


def minutes(chance: random.Random) -> list[str]:
    found = [f"Minutes of the {chance.choice(NOUNS)} council", f"Present: {', '.join(chance.sample(NAMES, 4))}."]
    for number in range(1, chance.randint(3, 9)):
        found.append(f"{number}. ON THE {chance.choice(NOUNS).upper()}")
        found += [
            f"{chance.choice(NAMES)} said that {' '.join(sentence(chance) for _ in range(chance.randint(1, 4)))}"
            for _ in range(chance.randint(1, 5))
        ]
    return [*found, "[signed]", chance.choice(NAMES)]


SHAPES = (prose, dialogue, formulas, register, verse, minutes)


def documents(count: int, chance: random.Random) -> list[list[str]]:
    """So many documents, of every shape in turn."""
    return [SHAPES[number % len(SHAPES)](chance) for number in range(count)]
