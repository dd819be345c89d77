"""How a dossier and an edition are called, wherever a text must name them."""

import re
import unicodedata


def entry_name(title: str, number: str) -> str:
    """Write « projet « Un guichet commun » », or « dossier FAB-2024-0042 » when it has no title."""
    return f"projet « {title} »" if title.strip() else f"dossier {number}"


def edition_name(programme: str, edition: str) -> str:
    """Name an edition after its programme, but say once what both titles say."""
    longer, shorter = edition.casefold(), programme.casefold()
    if shorter in longer:
        return edition
    return programme if longer in shorter else f"{programme}, {edition}"


def number_prefix(short_title: str, *, otherwise: str) -> str:
    """Give what begins a dossier's number, which also names files: plain letters, digits, hyphens.

    « Prix 24/7 » gives ``Prix-24-7``; a title without any such letter gives the other word.
    """
    plain = unicodedata.normalize("NFKD", short_title).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[A-Za-z0-9]+", plain)) or otherwise
