"""What the legal pages say, from the tenant's profile.

What the profile leaves out is not shown to the public; the organiser is told that it is missing.
"""

from dataclasses import dataclass
from typing import TypeAlias

from laureat.plugin_api import typeset
from laureat.web.face import Face
from laureat.web.words import _

Pairs: TypeAlias = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """The facts of the legal pages, and whom to write to."""

    publisher: Pairs
    hosting: str
    privacy: Pairs
    retention: Pairs
    missing: tuple[str, ...]
    email: str


def notices_of(face: Face, *, to_organiser: bool) -> Notices:
    """Gather what the legal pages say."""
    legal = face.legal
    director = _("Directeur ou directrice de la publication")
    address = legal.get("address") or face.contact_address
    publisher = [
        (_("Organisation"), face.legal_name),
        (_("Forme juridique"), legal.get("legal_form", "")),
        (_("Immatriculation"), legal.get("registration", "")),
        (_("Adresse"), address),
        (_("Téléphone"), legal.get("phone", "")),
        (_("Adresse électronique"), face.contact_email),
        (director, legal.get("publication_director", "")),
    ]
    privacy = [
        (_("Responsable du traitement"), face.legal_name),
        (_("Finalité"), _("organiser les prix et en publier les résultats")),
        (_("Base légale"), face.legal_basis),
        (_("Contact pour vos données"), legal.get("data_protection_contact", "")),
    ]
    hosting = legal.get("hosting", "")
    every = [
        *publisher,
        (_("Hébergement"), hosting),
        *privacy,
        (_("Durées de conservation"), face.retention),
    ]
    return Notices(
        publisher=_told(publisher),
        hosting=hosting,
        privacy=_told([*privacy, (_("Par courrier"), address)]),
        retention=[(typeset(data), typeset(kept)) for data, kept in face.retention],
        missing=tuple(label for label, said in every if not said) if to_organiser else (),
        email=legal.get("data_protection_contact") or face.contact_email,
    )


def _told(pairs: Pairs) -> Pairs:
    return [(label, said) for label, said in pairs if said]
