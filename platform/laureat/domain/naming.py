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
    return "-".join(_plain_words(short_title)) or otherwise


def short_name(title: str, *, joint: str = "-", longest: int = 40) -> str:
    """Make the name that a thing has in addresses and exports out of its title.

    « Achat en milieu rural » gives ``achat-en-milieu-rural``; a title without any plain letter
    gives nothing.
    """
    name = ""
    for word in _plain_words(title.lower().replace("’", " ")):
        longer = f"{name}{joint}{word}" if name else word[:longest]
        if len(longer) > longest:
            break
        name = longer
    return name


def _plain_words(text: str) -> list[str]:
    """List the words of a text in letters without accents, and digits."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.findall(r"[A-Za-z0-9]+", plain)
