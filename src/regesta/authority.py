"""The authority file: authority.yaml in; people, places, organisations and terms out, each with all forms of its name.

One id stands for one entity, whatever its kind. Unknown keys, doubled ids and values of the wrong kind are refused, all
faults of the file in one error. Beside the entities stand the editor's decisions whom an ambiguous name means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from regesta.decisions import DECISIONS, read_decisions
from regesta.model import Authority, Entity, EntityKind, Form, Identity
from regesta.yaml_source import Fault, Located, did_you_mean, mapping, read_mapping, refuse, refuse_unknown, sequence
from regesta.yaml_source import text as text_of
from regesta.yaml_source import texts as texts_of

FILE = "authority.yaml"
KINDS: dict[str, EntityKind] = {
    "people": "person",
    "places": "place",
    "organisations": "organisation",
    "terms": "term",
}
"""The lists of the file and the kind of their members."""
ENTITY_KEYS = ("name", "sort", "variants", "scripts", "dates", "note", "identifiers")
IDENTITY_KEYS = ("document", "form", "is", "at", "reason")
NOBODY = "none"
"""What an identity says where a name means no entity of the file."""

IDENTIFIERS = {
    "wikidata": re.compile(r"Q[1-9][0-9]*"),
    "viaf": re.compile(r"[0-9]{2,22}"),
    "gnd": re.compile(r"[0-9X-]{6,12}"),
    "geonames": re.compile(r"[0-9]{1,10}"),
}
"""The files of the world that an entity may be identified in, and the shape of an identifier there."""
IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE_TAG = re.compile(r"[a-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")

FAMILY_NAME_FIRST = frozenset({"zh", "ja", "ko", "vi"})
"""Languages whose names put the family name first, also in Latin letters."""
NUMERAL = re.compile(r"[IVX]+")


def read_authority(root: Path) -> Authority:
    """The authority file of an edition, empty if there is none; raises OperatorError that lists its faults by line."""
    faults: list[Fault] = []
    given = read_mapping(root / FILE, name=FILE, faults=faults)
    refuse_unknown(given, (*KINDS, "identities", *DECISIONS), "an authority file", faults=faults)
    entities = tuple(
        entity for key, kind in KINDS.items() if key in given for entity in _entities(given[key], key, kind, faults)
    )
    _refuse_doubles(entities, faults)
    known = {entity.id for entity in entities}
    identities = tuple(_identities(given["identities"], known, faults)) if "identities" in given else ()
    decided = read_decisions(given, known, faults)
    refuse(FILE, faults)
    return Authority(entities, identities, **decided)


def inverted(name: str, scripts: tuple[Form, ...] = ()) -> str:
    """What a person is sorted by when the file does not say: "Mikoyan, Anastas", but "Mao Zedong" as it stands.

    A form in Chinese, Japanese or Korean script tells that the family name stands first already. A ruler's name
    ("Pius XII") and a single name stay as they are.
    """
    given, _, family = name.rpartition(" ")
    if not given or NUMERAL.fullmatch(family) or "," in name:
        return name
    if any(form.kind.partition("-")[0] in FAMILY_NAME_FIRST for form in scripts):
        return name
    return f"{family}, {given}"


def _entities(where: Located, key: str, kind: EntityKind, faults: list[Fault]) -> Iterator[Entity]:
    for identifier, entry in mapping(where, key, faults=faults).items():
        if not IDENTIFIER.fullmatch(identifier):
            message = f'"{identifier}" is no id; an id is small letters, digits and hyphens, as mao-zedong'
            faults.append(Fault(entry.line, message))
        yield _entity(identifier, kind, entry, faults)


def _entity(identifier: str, kind: EntityKind, where: Located, faults: list[Fault]) -> Entity:
    given = mapping(where, identifier, faults=faults)
    refuse_unknown(given, ENTITY_KEYS, identifier, faults=faults)
    name = text_of(given.get("name"), f"name of {identifier}", faults=faults)
    if not name:
        faults.append(Fault(where.line, f"{identifier} needs a name"))
    scripts = _forms(given.get("scripts"), f"scripts of {identifier}", faults)
    for form in scripts:
        if not LANGUAGE_TAG.fullmatch(form.kind):
            message = f'scripts of {identifier} go by language tags such as zh-Hans, ru or ja, not "{form.kind}"'
            faults.append(Fault(given["scripts"].line, message))
    by_default = inverted(name, scripts) if kind == "person" else name
    return Entity(
        id=identifier,
        kind=kind,
        name=name,
        sort=text_of(given.get("sort"), f"sort of {identifier}", faults=faults, default=by_default),
        variants=tuple(
            form for form in _forms(given.get("variants"), f"variants of {identifier}", faults) if form.text != name
        ),
        scripts=scripts,
        dates=text_of(given.get("dates"), f"dates of {identifier}", faults=faults),
        note=text_of(given.get("note"), f"note of {identifier}", faults=faults).removesuffix("."),
        identifiers=_identifiers(given.get("identifiers"), identifier, faults),
        file=FILE,
        line=where.line,
    )


def _forms(where: Located | None, what: str, faults: list[Fault]) -> tuple[Form, ...]:
    """Forms of a name: a list of them, or kinds of form with one or several of each."""
    if where is None or where.value is None:
        return ()
    if not isinstance(where.value, dict):
        return tuple(Form(form) for form in dict.fromkeys(texts_of(where, what, faults=faults)))
    forms = ((form, kind) for kind, member in where.value.items() for form in texts_of(member, what, faults=faults))
    return tuple(Form(form, kind) for form, kind in dict.fromkeys(forms))


def _identifiers(where: Located | None, identifier: str, faults: list[Fault]) -> tuple[tuple[str, str], ...]:
    given = mapping(where, f"identifiers of {identifier}", faults=faults) if where else {}
    refuse_unknown(given, IDENTIFIERS, f"identifiers of {identifier}", faults=faults)
    found = []
    for file, member in given.items():
        number = text_of(member, f"{file} of {identifier}", faults=faults)
        if file in IDENTIFIERS and number and not IDENTIFIERS[file].fullmatch(number):
            faults.append(Fault(member.line, f'"{number}" has not the shape of an identifier of {file}'))
        if number:
            found.append((file, number))
    return tuple(found)


def _refuse_doubles(entities: tuple[Entity, ...], faults: list[Fault]) -> None:
    """One id in two lists: a person and an organisation would claim one address."""
    first: dict[str, Entity] = {}
    for entity in entities:
        if entity.id in first:
            faults.append(Fault(entity.line, f'the id "{entity.id}" is taken; see line {first[entity.id].line}'))
        first.setdefault(entity.id, entity)


def _identities(where: Located, known: set[str], faults: list[Fault]) -> Iterator[Identity]:
    for member in sequence(where, "identities", faults=faults):
        given = mapping(member, "an identity", faults=faults)
        refuse_unknown(given, IDENTITY_KEYS, "an identity", faults=faults)
        document, form, entity, reason = (
            text_of(given.get(key), f"{key} of an identity", faults=faults)
            for key in ("document", "form", "is", "reason")
        )
        if not (document and form and entity and reason):
            faults.append(Fault(member.line, "an identity needs document, form, is and reason"))
        elif entity not in known and entity != NOBODY:
            faults.append(Fault(given["is"].line, f'there is no entity "{entity}"{did_you_mean(entity, known)}'))
        at = texts_of(given.get("at"), "at of an identity", faults=faults)
        yield Identity(document, form, None if entity == NOBODY else entity, reason, at, member.line)
