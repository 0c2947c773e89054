# noqa: INP001
"""Cuts the faces of the edition from the full fonts and writes them beside this file, digest in the name.

In go the folder of the static Source Serif 4 TrueType files, the Noto Serif CJK collection and the authority file whose
characters are wanted; out come woff2 files under the names the licence asks for. See README.md for the command line.
The names of the files change with their bytes, so the style sheet is given the new ones too.
"""

from __future__ import annotations

import re
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

import yaml
from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
SHEET = HERE.parent / "style.css"
BASIC = "20-7E,A0-17F,1CD-1DC,2BB-2BC,2010-2015,2018-201E,2020-2022,2026"
LATIN = (
    f"{BASIC},192,1A0-1A1,1AF-1B0,218-21B,2B9-2BA,2C6-2C7,2D8-2DD,300-304,306-30C,323,327-328,1E0C-1E0D,1E24-1E25,"
    "1E32-1E33,1E36-1E37,1E42-1E47,1E5A-1E5B,1E62-1E63,1E6C-1E6D,1E80-1E85,1E92-1E93,1E9E,1EF2-1EF3,2009-200A,202F,2030,"
    "2032-2033,2039-203A,2044,2070,2074-2079,2080-2089,20AC,2116,2122,2190-2193,2212,2248,2260,2264-2265,FB01-FB02"
)
CYRILLIC = "400-45F,462-463,472-475,490-491"
TEXT_FEATURES = "kern mark mkmk ccmp locl liga onum lnum tnum pnum smcp c2sc sups case"
PLAIN_FEATURES = "kern mark ccmp locl liga onum lnum tnum pnum"
UNNEEDED_IN_HAN = ["VORG", "vhea", "vmtx", "BASE", "GSUB", "GPOS"]
SIMPLIFIED_IN_COLLECTION = 2


def main(serif: Path, collection: Path, authority: Path) -> None:
    """Cut all faces."""
    for face, style, wanted, features in (
        ("Regular", "regular", LATIN, TEXT_FEATURES),
        ("It", "italic", LATIN, TEXT_FEATURES),
        ("Semibold", "semibold", BASIC, PLAIN_FEATURES),
        ("Regular", "cyrillic", CYRILLIC, PLAIN_FEATURES),
    ):
        options = chosen(features.split(), [])
        cut(serif / f"SourceSerif4-{face}.ttf", options, points(wanted), "Edition Serif", style)
    simplified, others = han(authority)
    for style, characters in (("simplified", simplified), ("more", others - simplified)):
        options = chosen([], UNNEEDED_IN_HAN, number=SIMPLIFIED_IN_COLLECTION)
        cut(collection, options, {ord(one) for one in characters}, "Edition Han", style)


def chosen(features: list[str], dropped: list[str], *, number: int = -1) -> subset.Options:
    """What to keep of a font."""
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.desubroutinize = True
    options.flavor = "woff2"
    options.font_number = number
    options.drop_tables += ["DSIG", "meta", *dropped]
    options.name_IDs = [0, 1, 2, 3, 4, 6, 13, 14]
    return options


def points(ranges: str) -> set[int]:
    """Code points of ranges in hexadecimal."""
    ends = [one.split("-") for one in ranges.split(",")]
    return {point for one in ends for point in range(int(one[0], 16), int(one[-1], 16) + 1)}


def han(authority: Path) -> tuple[set[str], set[str]]:
    """The East Asian characters of an authority file: those of simplified forms, and all."""
    found: dict[str, set[str]] = {}
    for entries in yaml.safe_load(authority.read_text(encoding="utf-8")).values():
        for entry in entries.values() if isinstance(entries, dict) else ():
            for tag, forms in (entry.get("scripts") or {}).items():
                found.setdefault(tag, set()).update("".join(forms))
    every = {one for ones in found.values() for one in ones if ord(one) >= 0x2E80}
    return found.get("zh-Hans", set()) & every, every


def cut(source: Path, options: subset.Options, wanted: set[int], family: str, style: str) -> None:
    """Write one face; a file of the same face under an older digest goes."""
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    rename(font, family, style.capitalize())
    with NamedTemporaryFile(suffix=".woff2") as file:
        subset.save_font(font, file.name, options)
        content = Path(file.name).read_bytes()
    stem = f"{family.lower().replace(' ', '-')}-{style}"
    for old in HERE.glob(f"{stem}.*.woff2"):
        old.unlink()
    name = f"{stem}.{sha256(content).hexdigest()[:8]}.woff2"
    (HERE / name).write_bytes(content)
    tell_sheet(stem, name, sorted(wanted) if style == "more" else [])
    sys.stdout.write(f"{name} {len(content)} bytes, {len(font.getBestCmap())} characters\n")


def tell_sheet(stem: str, name: str, characters: list[int]) -> None:
    """Put the name of a face, and the characters it is fetched for where they are listed, into the style sheet."""
    text = re.sub(rf"{stem}(\.[0-9a-f]{{8}})?\.woff2", name, SHEET.read_text(encoding="utf-8"))
    if characters:
        listed = ",".join(f"U+{one:X}" for one in characters)
        text = re.sub(rf"({re.escape(name)}[^}}]*unicode-range:)[^;}}]*", rf"\g<1>{listed}", text)
    SHEET.write_text(text, encoding="utf-8")


def rename(font: TTFont, family: str, style: str) -> None:
    """Give the font its own name, as its licence asks of a modified version; the clock leaves no trace in it."""
    names = {
        1: family,
        2: style,
        3: f"{family} {style}",
        4: f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
    }
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    if "CFF " in font:
        compact = font["CFF "].cff
        compact.fontNames[0] = names[6]
        compact.topDictIndex[0].FullName, compact.topDictIndex[0].FamilyName = names[4], family
    font.recalcTimestamp = False
    font["head"].modified = font["head"].created


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
