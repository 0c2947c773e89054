"""The style sheet, the script and the faces: contrast, budgets, and names that say what is in the files."""

from __future__ import annotations

import gzip
import re
from hashlib import sha256
from pathlib import Path

import pytest

STATIC = Path(__file__).parent.parent / "static"
FONTS = STATIC / "fonts"
SHEET = (STATIC / "style.css").read_text(encoding="utf-8")


def tokens(theme: str) -> dict[str, str]:
    """The colours of a theme by name."""
    block = re.search(rf':root\[data-theme="{theme}"\]\{{([^}}]*)\}}', SHEET)[1]
    return dict(re.findall(r"--([a-z0-9-]+):(#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_stands_out_from_its_ground_in_both_themes(theme):
    colour = tokens(theme)
    for name in ("ink", "ink-2", "link", "visited"):
        assert contrast(colour[name], colour["paper"]) >= 7, name
    for name in ("edge", "focus"):
        assert contrast(colour[name], colour["paper"]) >= 3, name
    assert contrast(colour["ink"], colour["mark"]) >= 7


def test_a_chosen_theme_has_the_colours_of_the_devices():
    """The two ways into each theme must not drift apart."""
    light = dict(re.findall(r"--([a-z0-9-]+):(#[0-9a-f]{6})", re.search(r":root\{([^}]*)\}", SHEET)[1]))
    by_device = re.search(r"prefers-color-scheme:dark\)\{:root\{([^}]*)\}", SHEET)[1]
    assert light == tokens("light")
    assert dict(re.findall(r"--([a-z0-9-]+):(#[0-9a-f]{6})", by_device)) == tokens("dark")


def test_the_sheet_and_the_script_stay_small():
    assert len(SHEET.encode()) <= 30_000
    assert len(gzip.compress(SHEET.encode())) <= 9_000
    assert len(gzip.compress((STATIC / "edition.js").read_bytes())) <= 5_000


def test_every_face_is_named_in_the_sheet_and_every_name_has_its_face():
    named = set(re.findall(r'url\("fonts/([^"]+)"\)', SHEET))
    assert named == {path.name for path in FONTS.glob("*.woff2")}


def test_the_name_of_a_face_tells_its_bytes():
    for path in FONTS.glob("*.woff2"):
        assert path.name.split(".")[1] == sha256(path.read_bytes()).hexdigest()[:8]


def test_the_faces_of_a_first_view_are_light():
    """A document needs the regular and the italic; both licences go with them."""
    sizes = [
        path.stat().st_size for path in FONTS.glob("edition-serif-*.woff2") if re.search("regular|italic", path.name)
    ]
    assert len(sizes) == 2
    assert sum(sizes) <= 65 * 1024 + 1024
    assert "SIL Open Font License" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_the_sheet_asks_nothing_of_another_host():
    assert "http" not in SHEET
    assert "@import" not in SHEET


def test_every_character_of_the_built_pages_has_a_glyph(site):
    """Names in other scripts too; when the authority file has grown, static/fonts/README.md says how to cut anew."""
    font_tools = pytest.importorskip("fontTools.ttLib", reason="fonttools, of the extra dev, reads the faces")
    known = {point for path in FONTS.glob("*.woff2") for point in font_tools.TTFont(path).getBestCmap()}
    texts = "".join(re.sub(r"<[^>]*>", "", path.read_text(encoding="utf-8")) for path in site.rglob("*.html"))
    assert sorted({letter for letter in texts if not letter.isspace() and ord(letter) not in known}) == []


def test_pages_stay_within_their_budgets(site):
    """A document of 3,000 words, the title page and the page for a wrong address."""
    for page in (site / "documents").glob("*/index.html"):
        content = page.read_bytes()
        assert len(content) <= 64_000, page
        assert len(gzip.compress(content)) <= 16_000, page
    assert len((site / "404.html").read_bytes()) <= 6_000
    home = [
        site / "index.html",
        STATIC / "style.css",
        STATIC / "edition.js",
        *FONTS.glob("*regular*"),
        *FONTS.glob("*italic*"),
    ]
    assert sum(path.stat().st_size for path in home) <= 100_000 + 10_000
