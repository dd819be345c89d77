"""The file of an organisation: read, checked, and given as the profile that the platform keeps."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path as FilePath
from typing import Any

from marshmallow import ValidationError

from laureat.configuration.definition import Contact
from laureat.configuration.faults import BrokenConfiguration
from laureat.configuration.schemas.base import lessons_in
from laureat.configuration.schemas.tenant import NIGHT, TenantPart
from laureat.configuration.source import Source, read_yaml
from laureat.domain.colours import readable_ink

LEGAL_NAMES = {
    "legal_form": "la forme juridique",
    "registration": "le numéro d’immatriculation",
    "address": "l’adresse du siège",
    "phone": "le téléphone",
    "publication_director": "le directeur ou la directrice de la publication",
    "hosting": "l’hébergeur",
    "data_protection_contact": "le contact pour les données personnelles",
}
PRIVACY_NAMES = {
    "legal_basis": "la base légale du traitement des données personnelles",
    "retention": "les durées de conservation des données personnelles",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TenantFile:
    """An organisation as its file describes it."""

    slug: str
    name: str
    legal_name: str
    hosts: tuple[str, ...]
    languages: tuple[str, ...]
    accent: str
    accent_dark: str
    contact: Contact
    legal: Mapping[str, str]
    privacy: Mapping[str, Any]
    mail_sender: str

    @property
    def profile(self) -> dict[str, Any]:
        """Give what the platform keeps of it, as plain JSON."""
        return {
            "name": self.name,
            "legal_name": self.legal_name or self.name,
            "hosts": list(self.hosts),
            "languages": list(self.languages),
            "theme": {"accent": self.accent, "accent_dark": self.accent_dark},
            "contact": asdict(self.contact),
            "legal": dict(self.legal),
            "privacy": dict(self.privacy),
            "mail": {"sender": self.mail_sender},
        }

    @property
    def legal_gaps(self) -> tuple[str, ...]:
        """Name, in French, what the legal pages lack before anything is published."""
        said, names = {**self.legal, **self.privacy}, LEGAL_NAMES | PRIVACY_NAMES
        return tuple(words for key, words in names.items() if not said.get(key))


def load_tenant(path: FilePath) -> TenantFile:
    """Read the file of an organisation; BrokenConfiguration tells every fault."""
    return tenant_from(read_yaml(path))


def tenant_from(source: Source) -> TenantFile:
    """Check what was read, and make the value."""
    try:
        said: dict[str, Any] = TenantPart().load(source.tree)  # type: ignore[arg-type]  # may be any
    except ValidationError as refused:
        raise BrokenConfiguration(
            source.fault(path, str(lesson), lesson.remedy)
            for path, lesson in lessons_in(refused.messages)
        ) from None
    accent = said["theme"]["accent"]
    return TenantFile(
        slug=said["slug"],
        name=said["name"],
        legal_name=said["legal_name"],
        hosts=tuple(said["hosts"]),
        languages=tuple(said["languages"]),
        accent=accent,
        accent_dark=said["theme"]["accent_dark"] or readable_ink(accent, ground=NIGHT),
        contact=said["contact"],
        legal=said["legal"],
        privacy=said["privacy"],
        mail_sender=said["mail"]["sender"],
    )
