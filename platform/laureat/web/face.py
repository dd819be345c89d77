"""How a tenant shows itself: its name, contact, languages and colours.

Everything that pages read in a tenant's profile is read here; ``configuration.tenants`` makes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from laureat.domain.colours import BLACK, WHITE, ink_on, is_colour, readable_ink
from laureat.domain.digests import digest_of
from laureat.models import Tenant

ACCENT = "#24476b"
NIGHT = "#1b1f23"  # the surface of the dark theme, in tokens.css
ROOM = 5.4  # more than the norm's 4.5, for the tinted grounds on which the accent is also read
NIGHT_ROOM = 5.6

KEPT = 256
"""How many themes are remembered: every page names its own, and a readable ink takes trying."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What pages show of a tenant."""

    name: str
    legal_name: str = ""
    accent: str = ACCENT
    accent_dark: str = ACCENT
    contact_email: str = ""
    contact_address: str = ""
    languages: tuple[str, ...] = ("fr",)
    legal: Mapping[str, str] = field(default_factory=dict)
    legal_basis: str = ""
    retention: tuple[tuple[str, str], ...] = ()

    @property
    def theme_digest(self) -> str:
        """Name the theme by its content, for its address."""
        return _digest_of_theme(self.accent, self.accent_dark)


NO_FACE = Face(name="Lauréat")


def face_of(tenant: Tenant) -> Face:
    """Read what a tenant's profile says; what it does not say has a sober default."""
    profile = tenant.profile
    theme, contact = profile.get("theme", {}), profile.get("contact", {})
    privacy = profile.get("privacy", {})
    accent = _colour(theme.get("accent"), ACCENT)
    return Face(
        name=profile.get("name") or tenant.name,
        legal_name=profile.get("legal_name") or tenant.name,
        accent=accent,
        accent_dark=_colour(theme.get("accent_dark"), accent),
        contact_email=contact.get("email", ""),
        contact_address=contact.get("address", ""),
        languages=tuple(profile.get("languages") or ("fr",)),
        legal=profile.get("legal", {}),
        legal_basis=privacy.get("legal_basis", ""),
        retention=tuple((one["data"], one["kept"]) for one in privacy.get("retention", ())),
    )


def theme_of(face: Face) -> Mapping[str, str]:
    """Give the tokens that a tenant's accent sets, each readable where it is used."""
    return _tokens(face.accent, face.accent_dark)


@lru_cache(KEPT)
def _digest_of_theme(accent: str, accent_dark: str) -> str:
    return digest_of(dict(_tokens(accent, accent_dark)))[:12]


@lru_cache(KEPT)
def _tokens(accent: str, accent_dark: str) -> Mapping[str, str]:
    return {
        "--tenant-accent": accent,
        "--tenant-accent-ink": ink_on(accent),
        "--tenant-accent-text": readable_ink(accent, ground=WHITE, ratio=ROOM),
        "--tenant-accent-dark": readable_ink(accent_dark, ground=NIGHT, ratio=NIGHT_ROOM),
        "--tenant-accent-dark-ink": BLACK,
    }


def _colour(said: object, otherwise: str) -> str:
    text = str(said or "").lower()
    return text if is_colour(text) else otherwise
