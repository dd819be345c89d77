"""What the legal pages say, from the tenant's profile; what it leaves out is said to be awaited."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from laureat.web.face import Face
from laureat.web.words import _

Pairs: TypeAlias = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """The facts of the legal pages, and the tenant's own text for the page that is shown."""

    publisher: Pairs
    hosting: Pairs
    privacy: Pairs
    text: str
    email: str


def notices_of(face: Face, name: str) -> Notices:
    """Gather what a legal page says."""
    legal = face.legal
    return Notices(
        publisher=_told(
            [
                (_("Organisation"), legal.get("name") or face.name),
                (_("Forme juridique"), legal.get("legal_form")),
                (_("SIREN"), legal.get("siren")),
                (_("Adresse"), legal.get("address") or face.contact_address),
                (_("Téléphone"), legal.get("phone") or face.contact_phone),
                (_("Adresse électronique"), face.contact_email),
                (_("Directeur ou directrice de la publication"), legal.get("publication_director")),
            ]
        ),
        hosting=_hosting(legal),
        privacy=_told(
            [
                (_("Responsable du traitement"), legal.get("name") or face.name),
                (_("Finalité"), _("organiser les trophées et en publier les résultats")),
                (_("Base légale"), legal.get("legal_basis")),
                (_("Délégué à la protection des données"), legal.get("dpo")),
                (_("Durée de conservation"), legal.get("retention")),
            ]
        ),
        text=str((legal.get("texts") or {}).get(name, "")),
        email=face.contact_email,
    )


def _hosting(legal: Mapping[str, Any]) -> Pairs:
    host = legal.get("hosting") or {}
    return _told(
        [
            (_("Hébergeur"), host.get("name")),
            (_("Adresse"), host.get("address")),
            (_("Téléphone"), host.get("phone")),
        ]
    )


def _told(pairs: list[tuple[str, Any]]) -> Pairs:
    return [(label, str(value or _("à compléter par l’organisation"))) for label, value in pairs]
