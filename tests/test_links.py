"""Links of a site that is patched: what was printed is looked at, and what stands where it lost something."""

from types import SimpleNamespace

import pytest

from regesta import publishing
from regesta.cache import encode, opened
from regesta.checking import Seen
from regesta.links import dead_links
from regesta.model import Output
from regesta.units import PRINTED, Printed

LETTER, PERSON, YEAR = "documents/5001/index.html", "people/ada-bell/index.html", "chronology/1949/index.html"


def printed(page, ids=(), links=()):
    """A unit of one page."""
    return Printed(((page, 1, 1),), {page: f" {' '.join(ids)} "}, tuple(links))


STANDING = {
    "5001": printed(LETTER, ("p1", "p2")),
    "/people/ada-bell/": printed(PERSON, ("named",), [(LETTER, "p2"), (YEAR, "")]),
    "/chronology/1949/": printed(YEAR, ("m5",), [(LETTER, "")]),
}


@pytest.fixture
def site(tmp_path):
    """A published site of three pages, with the cache that tells of them, prepared for a patch."""
    target = tmp_path / "site"
    publishing.publish([Output(row.files[0][0], b"old") for row in STANDING.values()], target)
    with opened(None) as kept:
        kept.put(PRINTED, [(name, b"", encode(row)) for name, row in STANDING.items()])
        with publishing.preparing(target, standing=publishing.remembered(target)) as prepared:
            yield SimpleNamespace(sheet=SimpleNamespace(kept=kept), prepared=prepared)


def found(site, now, dropped=()):
    """What is told when these units are printed in the place of those of the same names, and others dropped."""
    before = tuple(STANDING[name] for name in (*now, *dropped) if name in STANDING)
    publishing.drop(site.prepared, (row.files[0][0] for row in before))
    site.sheet.kept.forget(PRINTED, dropped)
    seen = Seen()
    for name, row in now.items():
        site.sheet.kept.put(PRINTED, [(name, b"", encode(row))])
        publishing.claim(site.prepared, row.files[0][0])
        seen.ids |= row.ids
        seen.links |= dict.fromkeys(row.links, row.files[0][0])
    return [one.message for one in dead_links(seen, before, site.prepared, site.sheet)]


def test_a_new_page_may_lead_to_what_stands(site):
    assert found(site, {"5002": printed("documents/5002/index.html", (), [(LETTER, "p2"), (PERSON, "")])}) == []


def test_a_new_page_that_leads_nowhere_is_told_of(site):
    page = "documents/5002/index.html"
    assert found(site, {"5002": printed(page, (), [(LETTER, "p9"), ("documents/5003/index.html", "")])}) == [
        f"{page} links to documents/5003/index.html, which is no file of the site",
        f"{page} links to {LETTER}#p9, and there is no such id",
    ]


def test_an_id_that_goes_is_missed_by_the_page_that_stands_and_leads_to_it(site):
    assert found(site, {"5001": printed(LETTER, ("p1",))}) == [
        f"{PERSON} links to {LETTER}#p2, and there is no such id"
    ]


def test_an_id_that_nobody_leads_to_may_go(site):
    assert found(site, {"5001": printed(LETTER, ("p2",))}) == []


def test_a_page_that_goes_is_missed_by_every_page_that_stands_and_leads_to_it(site):
    assert found(site, {}, ["/chronology/1949/"]) == [f"{PERSON} links to {YEAR}, which is no file of the site"]


def test_pages_that_go_together_miss_nothing(site):
    assert found(site, {}, ["/chronology/1949/", "/people/ada-bell/"]) == []


@pytest.mark.parametrize("path", [LETTER.upper(), "documents", f"{LETTER}/more.html", LETTER])
def test_a_new_file_may_not_take_the_place_of_one_that_stays(site, path):
    """A disk may not tell A from a, and no file can be a folder."""
    assert not publishing.claim(site.prepared, path)
    assert LETTER in site.prepared.findings[0].message


def test_a_file_may_take_the_place_of_one_that_goes(site):
    publishing.drop(site.prepared, [LETTER])
    assert publishing.claim(site.prepared, LETTER.upper())
