"""The editor's word about a name: what it overrules, and that it holds through further builds."""

from __future__ import annotations

import re

from regesta.pipeline import Options, build

HEAD = "---\nid: a\ntitle: Note\ndate: 1951-05-04\n---\n\n"
FIRST = "Ivan Petrov and Emil Petrov met at the harbour in the first days of May.\n\n"
SECOND = "Of the ships Petrov knew nothing, and he said so to everybody who asked him.\n\n"
THIRD = "Of the nets Petrov spoke for an hour, and the fishermen listened to all of it.\n\n"
NEW = "A paragraph that was found later stands before them, and tells of Emil Petrov alone.\n\n"
AUTHORITY = """
people:
  ivan-petrov: { name: Ivan Petrov }
  emil-petrov: { name: Emil Petrov }
identities:
"""
DECIDED = """
  - { document: a, form: Petrov, is: ivan-petrov, at: [p2], reason: his ships }
  - { document: a, form: Petrov, is: none, at: [p3], reason: a third man of the name }
"""


def made(tmp_path, text, identities):
    """The page of a document after a build, and the codes found."""
    root, out = tmp_path / "edition", tmp_path / "site"
    root.mkdir(exist_ok=True)
    (root / "a.md").write_text(HEAD + text, encoding="utf-8")
    (root / "authority.yaml").write_text(
        (AUTHORITY + identities) if identities else AUTHORITY.replace("identities:", "")
    )
    report = build(root, out, Options(search=False))
    return (out / "documents/a/index.html").read_text(encoding="utf-8"), [one.code for one in report.findings]


def link_in(page, words):
    """Where the name Petrov leads in the paragraph with these words, and whether that is marked as a guess."""
    paragraph = next(
        one for one in re.findall(r"<p[ >].*?</p>", page, re.DOTALL) if words in re.sub("<[^>]*>", "", one)
    )
    found = re.search(r'<a class="name( guess)?" href="[^"]*people/([a-z-]+)/', paragraph)
    return (found[2], bool(found[1])) if found else None


def test_a_name_that_two_bear_is_guessed_marked_and_reported(tmp_path):
    page, codes = made(tmp_path, FIRST + SECOND, "")
    assert link_in(page, "Of the ships") == ("emil-petrov", True)
    assert "A-204" in codes


def test_the_editor_decides_and_the_decision_stays_with_its_paragraph(tmp_path):
    """Also when another paragraph has come before it, and the text is built again."""
    page, _ = made(tmp_path, FIRST + SECOND + THIRD, DECIDED)
    assert link_in(page, "Of the ships") == ("ivan-petrov", False)
    assert link_in(page, "Of the nets") is None
    page, _ = made(tmp_path, FIRST + NEW + SECOND + THIRD, DECIDED)
    assert link_in(page, "Of the ships") == ("ivan-petrov", False)
    assert link_in(page, "Of the nets") is None
    assert link_in(page, "found later") == ("emil-petrov", False)
