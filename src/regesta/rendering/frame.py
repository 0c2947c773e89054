"""What every page has around its own content: head, navigation, foot.

In go the settings and the page's address, out comes a `Frame` in which every link is relative to that address. The
policy it states lets a page load nothing from any other host and run no script but ours.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256

from markupsafe import Markup
from msgspec.structs import replace

from regesta import addresses
from regesta.citation.facts import site_address
from regesta.model import Settings, Value
from regesta.rendering.text import trusted

Way = Callable[[str], str]
"""From an address of the site to a link from the page at hand."""

NAVIGATION = (
    ("chronology/", "Chronology"),
    ("people/", "People"),
    ("meetings/", "Meetings"),
    ("places/", "Places"),
    ("terms/", "Terms"),
    ("sources/", "Sources"),
    ("types/", "Types"),
    ("search/", "Search"),
)
FOOT = (
    ("about/", "About this edition"),
    ("cite/", "How to cite"),
    ("wanted/", "Wanted"),
    ("changes/", "Changes"),
)

THEME_SCRIPT = (
    "var d=document.documentElement.dataset,"
    "m=/^#([psn]\\d+[a-z]*)$/.exec(location.hash),c=/[?&]v=/.test(location.search);"
    'try{var t=localStorage.getItem("theme");if(t=="light"||t=="dark")d.theme=t}catch(e){}'
    'if(c)d.cited="";'
    'if(m)try{var s=new CSSStyleSheet,a=".text #"+m[1];'
    's.replaceSync((c?a+"{margin-block-end:calc(.5lh + var(--room))}"'
    '+a+".merged{display:block;min-block-size:var(--room);margin:0}":"")'
    '+a+"::details-content{content-visibility:visible;block-size:auto}");document.adoptedStyleSheets=[s]}catch(e){}'
)
"""Applies the reader's choice of light or dark before the page is drawn; all other script is deferred.

Browsers draw a page before they say which element is the target of its address. So that no line moves when they do,
what the style sheet says of a target that shifts the text is said here too: room for what became of a cited state, and
the last words of a tombstone.
"""


class Link(Value, frozen=True):
    """Words, where they lead (nowhere, if empty), and what is said of them."""

    text: str
    href: str = ""
    note: str = ""
    current: bool = False
    guess: bool = False


class Tag(Value, frozen=True):
    """An element of the head by its attributes: `meta` or `link`."""

    name: str
    attributes: tuple[tuple[str, str], ...]


class Frame(Value, frozen=True):
    """All that surrounds the content of a page."""

    address: str
    title: str
    description: str
    language: str
    edition: str
    home: str
    navigation: tuple[Link, ...]
    foot: tuple[Link, ...]
    style: str
    pictures: str
    """Style of the pages that have pictures; their templates ask for it."""
    scripts: tuple[str, ...]
    font: str
    icon: str
    policy: str
    theme_script: Markup
    tags: tuple[Tag, ...]
    json_ld: Markup
    licence: str
    is_home: bool


def way(address: str) -> Way:
    """Links from the page at an address.

    The way to a folder of the site is found once a page: a document names a hundred people, and all stand in one.
    """
    folders: dict[str, str] = {}

    def to(target: str) -> str:
        place, mark, fragment = target.partition("#")
        if place == address and mark:
            return f"#{fragment}"
        folder, slash, rest = place.partition("/")
        if not slash:
            return addresses.relative(target, start=address)
        if folder not in folders:
            folders[folder] = addresses.relative(f"{folder}/", start=address).removesuffix("index.html")
        return folders[folder] + addresses.page_file(rest or "") + mark + fragment

    return to


def framed(
    settings: Settings,
    address: str,
    title: str,
    description: str = "",
    *,
    font: str = "",
    tags: tuple[Tag, ...] = (),
    json_ld: str = "",
    scripts: tuple[str, ...] = (),
) -> Frame:
    """The frame of the page at an address."""
    own = site_address(settings, address)
    canonical = (Tag("link", (("rel", "canonical"), ("href", own))),) if own and not tags else ()
    return replace(
        _bare(_alike(address), font, scripts),
        address=address,
        title=title,
        description=description,
        language=settings.language,
        edition=settings.title,
        tags=(*tags, *canonical),
        json_ld=trusted(json_ld),
        licence=settings.licence,
    )


def _alike(address: str) -> str:
    """Stands for all pages at one depth of a folder, which have the same links around them: documents/-/."""
    first, *further = address.split("/")
    return "/".join((first, *("-" * bool(folder) for folder in further)))


@lru_cache(64)
def _bare(address: str, font: str, scripts: tuple[str, ...]) -> Frame:
    """A frame that says nothing of its page and its edition yet."""
    to = way(address)
    return Frame(
        address=address,
        title="",
        description="",
        language="",
        edition="",
        home=to(""),
        navigation=tuple(Link(text, to(target), current=address.startswith(target)) for target, text in NAVIGATION),
        foot=tuple(Link(text, to(target), current=address == target) for target, text in FOOT),
        style=to("static/style.css"),
        pictures=to("static/pictures.css"),
        scripts=tuple(to(name) for name in ("static/edition.js", *scripts)),
        font=to(font) if font else "",
        icon=to("static/seal.svg"),
        policy=policy("'wasm-unsafe-eval'" if scripts else ""),
        theme_script=trusted(THEME_SCRIPT),
        tags=(),
        json_ld=Markup(),
        licence="",
        is_home=address == "",
    )


def policy(more_script: str = "") -> str:
    """The content security policy of a page.

    `file:` stands beside 'self' because browsers differ on whether 'self' means anything for a page opened from a
    disk; served over http it grants nothing.
    """
    own = "'self' file:"
    allowed = " ".join(filter(None, (own, f"'sha256-{digest(THEME_SCRIPT)}'", more_script)))
    return f"default-src {own}; script-src {allowed}; object-src 'none'; base-uri 'none'; form-action {own}"


def digest(text: str) -> str:
    """Hash of an inline script or style as a policy names it."""
    return b64encode(sha256(text.encode()).digest()).decode()
