"""How wide a line of text is when it is set: in a typewriter's, a sans-serif or a serif face, in thousandths of an em.

By these widths it can be told whether the next line's first word would still have found room, which a count of letters
cannot tell of a printed page. The figures are those of the common faces that PDFs are set in.
"""

from __future__ import annotations

from collections.abc import Mapping


def _face(**classes: str) -> dict[str, int]:
    """Widths by classes of letters: `_278="ijl"`."""
    return {char: int(name.strip("_")) for name, chars in classes.items() for char in chars}


SANS = _face(
    _191="'", _222="ijl‘’", _278=" .,;:!/\\|[]ftI·", _333="()-`r“”", _355='"', _500="csvxyzkJ", _556="",
    _611="FTZ", _667="ABEKPSVXY&", _722="CDHNRUw", _778="GOQ", _833="Mm", _889="%", _944="W", _1000="—…", _1015="@",
)  # fmt: skip
SERIF = _face(
    _180="'", _250=" .,", _278="ijlt;:/\\", _333="fr-()[]I!‘’`", _389="sJ", _408='"', _444="acez?“”",
    _556="FPS", _611="ELTZ", _667="BCR", _722="ADGHKNOQUVXYw", _778="m&", _833="%", _889="M", _944="W", _1000="—…",
)  # fmt: skip
FACES: Mapping[str, tuple[Mapping[str, int], int]] = {
    "typewriter": ({}, 600),
    "sans": (SANS, 556),
    "serif": (SERIF, 500),
}
"""Each face's table and the width of what stands in none."""


def width(text: str, face: str) -> int:
    """Width of a text in a face."""
    table, other = FACES[face]
    return sum(table.get(char, other) for char in text) if table else other * len(text)
