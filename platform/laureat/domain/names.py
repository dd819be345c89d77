"""What may be the name of a person: it is shown in lists, and letters greet by it."""

import re
import unicodedata

from laureat.domain.errors import Invalid

LONGEST_NAME = 100

_ADDRESS = re.compile(r"://|\bwww\.|@|\w\.\w{2,}/", re.IGNORECASE)


def normal_name(typed: str) -> str:
    """Give the name with single blanks; empty stays empty.

    Raises:
        Invalid: it is too long for a name, or carries an address or what cannot be seen.
    """
    name = " ".join(typed.split())
    if len(name) > LONGEST_NAME:
        raise Invalid(
            "Ce nom ne peut pas être utilisé.",
            fields={"name": "Écrivez un nom de cent caractères au plus."},
        )
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cn", "Cs"} for letter in name):
        raise Invalid(
            "Ce nom ne peut pas être utilisé.",
            fields={"name": "Ce nom contient un caractère invisible : écrivez-le à nouveau."},
        )
    if _ADDRESS.search(name):
        raise Invalid(
            "Ce nom ne peut pas être utilisé.",
            fields={"name": "Écrivez seulement le prénom et le nom, sans adresse."},
        )
    return name
