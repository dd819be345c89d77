"""How a tenant shows itself: its name, logo, contact, languages and colours.

Everything that pages read in a tenant's profile is read here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from laureat.domain.colours import BLACK, WHITE, ink_on, is_colour, readable_ink
from laureat.domain.digests import digest_of
from laureat.models import Tenant

ACCENT = "#24476b"
NIGHT = "#1b1f23"  # the surface of the dark theme, in tokens.css
ROOM = 5.4  # more than the norm's 4.5, for the tinted grounds on which the accent is also read
NIGHT_ROOM = 5.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What pages show of a tenant."""

    name: str
    accent: str = ACCENT
    logo_url: str = ""
    contact_email: str = ""
    contact_address: str = ""
    contact_phone: str = ""
    languages: tuple[str, ...] = ("fr",)
    legal: Mapping[str, Any] = field(default_factory=dict)

    @property
    def theme_digest(self) -> str:
        """Name the theme by its content, for its address."""
        return digest_of(self.accent)[:12]


NO_FACE = Face(name="Lauréat")


def face_of(tenant: Tenant) -> Face:
    """Read what a tenant's profile says; what it does not say has a sober default."""
    profile = tenant.profile
    theme, contact = profile.get("theme") or {}, profile.get("contact") or {}
    accent = str(theme.get("accent", ACCENT)).lower()
    return Face(
        name=str(profile.get("name") or tenant.name),
        accent=accent if is_colour(accent) else ACCENT,
        logo_url=str(theme.get("logo_url", "")),
        contact_email=str(contact.get("email", "")),
        contact_address=str(contact.get("address", "")),
        contact_phone=str(contact.get("phone", "")),
        languages=tuple(profile.get("languages") or ("fr",)),
        legal=profile.get("legal") or {},
    )


def theme_of(accent: str) -> Mapping[str, str]:
    """Give the tokens that a tenant's accent sets, each readable where it is used."""
    at_night = readable_ink(accent, ground=NIGHT, ratio=NIGHT_ROOM)
    return {
        "--tenant-accent": accent,
        "--tenant-accent-ink": ink_on(accent),
        "--tenant-accent-text": readable_ink(accent, ground=WHITE, ratio=ROOM),
        "--tenant-accent-dark": at_night,
        "--tenant-accent-dark-ink": BLACK,
    }
