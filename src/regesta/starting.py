"""A new edition: the files it begins with, commented, and a sample transcript in a shape that is understood."""

from __future__ import annotations

from pathlib import Path

from regesta.findings import OperatorError
from regesta.publishing import replace

EDITION = """\
# What this edition is. Every line may be left out; what stands behind # is only remarked.

title: A new edition
# subtitle: Letters and conversations
# description: >
#   Two or three sentences for the home page: what the edition holds, and why.
# editors:
#   - Your Name
# publisher: Your institution

# Where the site will be published. With it, citations, the feed and the sitemap carry full addresses.
# base_url: https://example.org/edition/

# The language of the edition's own words, as a BCP 47 code.
language: en
# licence: For the edition's own work. The transcripts carry their own rights.

# Findings that you have looked at and let stand; each needs a reason.
# waivers:
#   - code: T-103
#     file: sample.md
#     reason: the bracket is unbalanced in the printed source too
"""

AUTHORITY = """\
# The people, places, organisations and terms of this edition. Every form of a name is found in the texts and by search.
# The key is part of an address (people/anna-lindqvist/): it must never change once the edition is published.

people:
  anna-lindqvist:
    name: Anna Lindqvist
    sort: Lindqvist, Anna
    variants: [A. Lindqvist]
    note: harbour master at Visby
  # another-person:
  #   name: The form that pages show
  #   dates: 1893–1976
  #   scripts: {ru: Имя Фамилия}
  #   identifiers: {wikidata: Q0}

places:
  visby:
    name: Visby

# organisations:
# terms:

# What you decide about that which was inferred, each with a reason; a decision that fits nothing is reported.
# identities:
#   - {document: "5001", form: Lindqvist, is: anna-lindqvist, at: [p2], reason: her brother was at sea}
# speakers:
#   - {document: "5001", at: p2, is: anna-lindqvist, reason: her own words}
# related:
#   - {documents: ["5001", "5002"], reason: letter and answer}
# unrelated:
#   - {documents: ["5001", "5003"], reason: the same names by chance}
# meetings:
#   - {meeting: 1921-03-04-anna-lindqvist-jonas-berg, name: The ice talks, place: visby, reason: as the minutes say}
#   - {meeting: 1921-03-04-anna-lindqvist-jonas-berg, document: "5002", at: [p3], reason: told of there}
# glosses:
#   - {document: "5001", at: p2, bracket: "[utlovade]", english: promised, reason: the participle alone}
"""

SAMPLE = """\
## **March 4, 1921**

# **Letter, Anna Lindqvist to Jonas Berg**

### **Citation:**

"Letter, Anna Lindqvist to Jonas Berg", March 4, 1921, sample written for this edition.

### **Summary:**

The harbour master reports that the ice has gone, and asks for the new buoys.

### **Original Language:**

Swedish

### **Contents:**

Translation - English

Dear Mr. Berg,

The harbour at Visby has been free of ice since Sunday. Two ships [the *Freja* and the *Thor*] put to sea the same day.

I ask you to send the buoys that were promised [utlovade] in the autumn. Without them no pilot will take the northern
passage by night.

Anna Lindqvist
"""

FILES = {"edition.yaml": EDITION, "authority.yaml": AUTHORITY, "sample.md": SAMPLE}


def start(folder: Path) -> tuple[Path, ...]:
    """Write the files of a new edition into a folder that is new or empty; what was written."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OperatorError(f"{folder} is not empty; a new edition needs a folder of its own")
    for name, text in FILES.items():
        replace(folder / name, text.encode())
    return tuple(folder / name for name in FILES)
