"""An edition published again and again: letters of our own writing, edited between the builds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from editions import letter, run

DAY = 86_400
FIRST_DAY = 1_767_225_600  # 1 January 2026

ICE = "The harbour at Visby has been free of ice since Sunday, and two ships put to sea the same day."
BUOYS = "I ask you to send the buoys that were promised in the autumn. Without them no pilot will sail by night."
WIND = "A third ship waits for wind. Her master is an old man from Fårö who knows every stone of the coast."
SALT = "The price of salt has risen again, and the fishermen of the north shore ask the board for an advance."
CHURCH = "On Sunday the new organ was heard in the cathedral for the first time by a great many people."
LOAN = "The bank in Stockholm has refused the loan, for reasons which its letter of Tuesday does not give."
LETTER = (ICE, BUOYS, WIND, SALT, CHURCH, LOAN)

CORRECTED = ICE.replace("two ships put to sea", "three ships went to sea")
STATES = (
    LETTER,
    (CORRECTED, BUOYS, WIND, SALT, CHURCH, LOAN),
    (CORRECTED, *BUOYS.replace(". W", ".\n\nW").split("\n\n"), f"{WIND} {SALT}", CHURCH, LOAN),
    (CORRECTED, *BUOYS.replace(". W", ".\n\nW").split("\n\n"), f"{WIND} {SALT}", LOAN),
    (LOAN, CORRECTED, *BUOYS.replace(". W", ".\n\nW").split("\n\n"), f"{WIND} {SALT}"),
)
"""The letter; corrected; one paragraph parted and two merged; one withdrawn; the last one moved to the head."""


@dataclass
class Published:
    """An edition folder, its site, and how often it was built."""

    root: Path
    site: Path
    builds: int = 0

    def publish(
        self, *paragraphs: str, number: str = "5001", title: str = "Letter, Anna Lindqvist to Jonas Berg"
    ) -> None:
        """Write a document and build the edition, a day after the build before."""
        (self.root / f"{number}.md").write_text(
            letter(number=number, title=title, words="\n\n".join(paragraphs)), encoding="utf-8"
        )
        self.build()

    def build(self, *options: str) -> str:
        """Build the edition; what was printed."""
        self.builds += 1
        day = {"SOURCE_DATE_EPOCH": str(FIRST_DAY + (self.builds - 1) * DAY)}
        done = run("build", self.root, "-o", self.site, "--accept-guesses", "--no-search", *options, env=day)
        assert done.code == 0, done.out + done.err
        return done.out

    def page(self, path: str) -> str:
        """A file of the site."""
        return (self.site / path).read_text(encoding="utf-8")


def empty(folder: Path) -> Published:
    """An edition without documents, not built yet."""
    (folder / "edition").mkdir(parents=True)
    return Published(folder / "edition", folder / "site")


def published(folder: Path, *states: tuple[str, ...]) -> Published:
    """An edition of one letter that was published in these states."""
    made = empty(folder)
    for paragraphs in states:
        made.publish(*paragraphs)
    return made


def plain(html: str) -> str:
    """A piece of a page as [-removed-] and {+put in+} words, without any other markup."""
    html = re.sub(r'<span class="unseen">[^<]*</span>', "", html)
    html = re.sub(r"<del>(.*?)</del>", r"[-\1-]", html, flags=re.DOTALL)
    html = re.sub(r"<ins>(.*?)</ins>", r"{+\1+}", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


def section(html: str, state: int) -> str:
    """The part of a history page that tells of one state."""
    return re.search(rf'<section id="state-{state}".*?</section>', html, re.DOTALL)[0]


def told(html: str, state: int) -> dict[str, str]:
    """What a state did to each address, by id on the page."""
    found = re.findall(r'<div id="([^"]+)">\s*(.*?)\s*</div>', section(html, state), re.DOTALL)
    return {identifier: plain(body) for identifier, body in found}
