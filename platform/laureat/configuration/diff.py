"""What changes from one version of an edition to the next, said in French."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from laureat.configuration.articled import MILESTONE_WORDS
from laureat.configuration.definition import (
    Acknowledgement,
    Category,
    Choice,
    Clause,
    Combination,
    EditionDefinition,
    PluginUse,
    Prize,
    Question,
    Section,
    Statement,
)
from laureat.configuration.stages import Stage
from laureat.plugin_api import french_moment, french_number, typeset

LONG = 90

WORDS: Mapping[str, str] = {
    "title": "titre",
    "short_title": "nom abrégé",
    "programme_title": "nom du programme",
    "regulation_title": "titre du règlement",
    "season": "saison",
    "summary": "résumé",
    "description": "description",
    "ceremony": "cérémonie",
    "contact": "contact",
    "applicants": "candidats",
    "limits": "nombre de candidatures",
    "per_category": "par catégorie",
    "per_edition": "dans l'édition",
    "calendar": "calendrier",
    "time_zone": "fuseau horaire",
    "holidays": "jours fériés",
    "stages": "temps forts",
    "participants": "qui y prend part",
    "seen_by": "qui le voit",
    "eligibility": "éligibilité",
    "form": "formulaire",
    "questions": "questions",
    "label": "intitulé",
    "help": "aide",
    "required": "réponse obligatoire",
    "choices": "réponses possibles",
    "characters": "limite de caractères",
    "words": "limite de mots",
    "minimum": "minimum",
    "maximum": "maximum",
    "unit": "unité",
    "unit_one": "unité au singulier",
    "kind": "nature",
    "shown_to_jury": "lue par le jury",
    "categories": "catégories",
    "jury": "jury",
    "composition": "composition",
    "conflicts": "repérage des liens",
    "tally": "dépouillement",
    "quorum": "quorum",
    "interest_statement": "question sur les liens",
    "recusal_scope": "portée du déport",
    "outcomes": "décisions possibles",
    "joint_laureates": "ex æquo possibles",
    "not_awarded": "prix non attribué possible",
    "one_win": "une seule victoire",
    "special_mention": "prix hors catégories",
    "special_mention_counts": "prix hors catégories compté comme victoire",
    "reclassification": "changement de catégorie",
    "allowed": "permis",
    "until": "jusqu'à",
    "recognition": "reconnaissance",
    "takeover_after_days": "jours avant reprise par l'organisation",
    "by": "par",
    "attestation": "attestation",
    "statement": "texte attesté",
    "instructions": "consignes",
    "clauses": "articles du règlement",
    "statements": "passages cités",
    "acknowledgements": "résolutions",
    "resolution": "résolution",
    "text": "texte",
    "article": "article",
    "enforced": "appliqué par une règle",
    "options": "option",
    "plugin": "règle",
    "how": "combinaison",
    "all": "toutes ces règles",
    "any": "l’une de ces règles",
    "not": "le contraire de",
    "unless": "sauf",
    "closes": "fin",
    "of": "conditions",
    "sentence": "phrase",
    "structure_kinds": "types de structure",
    "email": "adresse électronique",
    "address": "adresse postale",
    "name": "nom",
    "slug": "nom court",
    "examples": "exemples",
    "formula": "calcul",
    "when": "condition",
    "question": "question dont on regarde la réponse",
    "equals": "la réponse est",
    "one_of": "la réponse est l'une de",
    "answered": "il y a une réponse",
    "at_least": "la réponse vaut au moins",
    "at_most": "la réponse vaut au plus",
    "required_from": "obligatoire à partir de",
    "frozen_after": "ne change plus après",
    "publishable": "publiable",
    "sensitivity": "sensibilité",
    "counts_as_win": "compte comme une victoire",
    "regulation": "règlement",
    "about": "moment dont il parle",
    "finding": "constat",
    "fingerprint": "empreinte",
    "identity": "identité",
    "value": "réponse enregistrée",
    "recusal": "déport",
    "scope": "portée",
    "vote": "vote",
    "at": "date et heure",
    "limit": "nombre au plus",
    "appeal_days": "jours pour contester",
    "secrecy": "secret du vote",
    "prizes": "prix",
    "gives": "ce qu'il apporte",
    "most": "nombre au plus",
    **{name: re.sub(r"^(?:la |le |l')", "", words) for name, words in MILESTONE_WORDS.items()},
}

WORDS_OF: Mapping[tuple[type | None, str], str] = {
    (Stage, "opens"): "début",
    (Stage, "closes"): "fin",
}

CALLED: tuple[tuple[type, str, str], ...] = (
    (Category, "catégorie « {} »", "title"),
    (Section, "page « {} »", "title"),
    (Question, "question « {} »", "label"),
    (Stage, "temps fort « {} »", "title"),
    (Choice, "réponse « {} »", "label"),
    (Clause, "article {}", "article"),
    (Prize, "prix « {} »", "title"),
    (PluginUse, "règle « {} »", "plugin"),
    (Combination, "règle combinée « {} »", "name"),
    (Statement, "passage de l'article {}", "article"),
    (Acknowledgement, "résolution de « {} »", "finding"),
)


class ChangeKind(StrEnum):
    """What happens to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference, with both values as plain JSON, and the sentence that tells it."""

    path: str
    kind: ChangeKind
    before: object
    after: object
    sentence: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the comparison stands: as a path, and as French words."""

    path: str
    said: tuple[str, ...]
    time_zone: str

    def key(self, key: str, of: type | None = None) -> "Place":
        """Go down to an attribute; ``of`` is what has it, where its word depends on that."""
        path = f"{self.path}.{key}" if self.path else key
        word = WORDS_OF.get((of, key)) or WORDS.get(key, key)
        said = self.said if key in ("at", "options") else (*self.said, word)
        return Place(path, said, self.time_zone)

    def element(self, name: str, value: object) -> "Place":
        """Go down to an element of a list, which its own name replaces in words."""
        return Place(f"{self.path}[{name}]", (*self.said[:-1], called(value)), self.time_zone)

    @property
    def words(self) -> str:
        """Say the place, from the whole to the part."""
        told = ", ".join(self.said)
        return told[:1].upper() + told[1:]


Pair: TypeAlias = tuple[Any, Any]


def differences(old: EditionDefinition, new: EditionDefinition) -> tuple[Change, ...]:
    """List what changes, in the order of the definition."""
    return tuple(_compare(Place("", (), new.calendar.time_zone), (old, new)))


def called(value: object) -> str:
    """Name an element of a list as the organiser knows it."""
    for kind, words, key in CALLED:
        if isinstance(value, kind):
            return words.format(getattr(value, key))
    return str(value)


def _compare(place: Place, pair: Pair) -> Iterator[Change]:
    old, new = pair
    if old == new:
        return
    if is_dataclass(old) and type(old) is type(new):
        for one in fields(old):
            yield from _compare(
                place.key(one.name, type(old)), (getattr(old, one.name), getattr(new, one.name))
            )
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from _compare(place.key(key), (old.get(key), new.get(key)))
    elif isinstance(old, tuple) and isinstance(new, tuple) and _are_named((*old, *new)):
        yield from _compare_lists(place, old, new)
    else:
        yield _change(place, old, new)


def _compare_lists(
    place: Place, old: tuple[object, ...], new: tuple[object, ...]
) -> Iterator[Change]:
    before, after = _by_name(old), _by_name(new)
    for name, value in before.items():
        if name in after:
            yield from _compare(place.element(name, value), (value, after[name]))
        else:
            yield _change(place.element(name, value), value, None)
    for name, value in after.items():
        if name not in before:
            yield _change(place.element(name, value), None, value)
    kept = [name for name in before if name in after]
    moved = [name for name in after if name in before]
    if kept != moved:
        sentence = f"{place.words} : l'ordre devient {', '.join(moved)}."
        yield Change(
            path=place.path,
            kind=ChangeKind.CHANGED,
            before=kept,
            after=moved,
            sentence=typeset(sentence),
        )


def _are_named(values: tuple[object, ...]) -> bool:
    return bool(values) and all(is_dataclass(value) for value in values)


def _by_name(values: tuple[object, ...]) -> dict[str, object]:
    """Map elements by what names them; the second of a name is numbered."""
    named: dict[str, object] = {}
    for value in values:
        name = _name(value)
        count = sum(1 for known in named if known.partition("~")[0] == name)
        named[name if not count else f"{name}~{count + 1}"] = value
    return named


def _name(value: object) -> str:
    for key in ("slug", "name", "plugin", "finding", "value", "about", "article"):
        if hasattr(value, key):
            return str(getattr(value, key))
    return str(value)


def _change(place: Place, old: object, new: object) -> Change:
    kind = ChangeKind.CHANGED
    if old is None or new is None:
        kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED
    return Change(
        path=place.path,
        kind=kind,
        before=_plain(old),
        after=_plain(new),
        sentence=typeset(_sentence(place, kind, old, new)),
    )


def _sentence(place: Place, kind: ChangeKind, old: object, new: object) -> str:
    whole = is_dataclass(new if old is None else old)
    if kind is ChangeKind.ADDED:
        return f"{place.words} : ajout." if whole else f"{place.words} : {_told(new, place)}."
    if kind is ChangeKind.REMOVED:
        return f"{place.words} : retrait." if whole else f"{place.words} : plus de valeur."
    if _is_long(old) or _is_long(new):
        return f"{place.words} : le texte change."
    return f"{place.words} : {_told(old, place)} devient {_told(new, place)}."


def _told(value: object, place: Place) -> str:
    """Write a value in a sentence."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return french_moment(value, place.time_zone)
    if isinstance(value, int):
        return french_number(value)
    if isinstance(value, tuple | list):
        return ", ".join(map(str, value)) or "rien"
    return f"« {value} »" if value not in ("", None) else "rien"


def _is_long(value: object) -> bool:
    return isinstance(value, str) and (len(value) > LONG or "\n" in value)


def _plain(value: Any) -> object:
    """Give a value as JSON knows it, defaults included."""
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(below) for key, below in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(below) for below in value]
    return value
