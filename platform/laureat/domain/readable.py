"""Texts that can be kept: PostgreSQL takes neither NUL nor half a character."""

UNREADABLE = "Un texte contient des caractères que l’on ne peut pas lire : retirez-les."


def is_readable(text: str) -> bool:
    """Tell whether a text has neither NUL nor a lone surrogate in it."""
    return "\x00" not in text and not any("\ud800" <= one <= "\udfff" for one in text)
