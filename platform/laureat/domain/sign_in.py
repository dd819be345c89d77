"""The arithmetic of signing in: addresses, codes derived from a secret, digests of tokens.

Nothing that could be used to sign in is stored: the six digits and the link's word are derived from
the request's id and the server's secret, and only a digest of a session's token is kept.
"""

import hashlib
import hmac
import re
import secrets
from datetime import timedelta
from uuid import UUID

CODE_LIFETIME = timedelta(minutes=10)
SESSION_LIFETIME = timedelta(hours=12)
MOST_TRIES = 5
"""How many wrong codes one request bears; then only the link's word opens."""
MOST_TRIES_IN_A_DAY = 20
"""How many wrong codes an address bears in a day: one chance in 50,000 for whoever guesses."""

_ADDRESS = re.compile(r"[^@\s\"<>(),;:]+@[^@\s\"<>(),;:]+\.[^@\s\"<>(),;:.]{2,}\Z")


def normal_email(typed: str) -> str | None:
    """Give the address in lower case without blanks around, or None when it is not one."""
    address = typed.strip().lower()
    return address if len(address) <= 254 and _ADDRESS.match(address) else None


def six_digits(secret: str, code_id: UUID) -> str:
    """Derive the code that is mailed."""
    return f"{int.from_bytes(_derive(secret, 'code', code_id)[:8], 'big') % 1_000_000:06d}"


def link_word(secret: str, code_id: UUID) -> str:
    """Derive the word that the mailed link carries."""
    return _derive(secret, "link", code_id).hex()[:40]


def opens(secret: str, code_id: UUID, given: str) -> bool:
    """Tell whether what was given is the code (blanks ignored) or the link's word."""
    word = "".join(given.split()).encode()
    return hmac.compare_digest(word, six_digits(secret, code_id).encode()) or is_link_word(
        secret, code_id, given
    )


def is_link_word(secret: str, code_id: UUID, given: str) -> bool:
    """Tell whether what was given is the link's word, which nobody can guess."""
    return hmac.compare_digest(given.strip().encode(), link_word(secret, code_id).encode())


def new_token() -> str:
    """Draw the token of a session."""
    return secrets.token_urlsafe(32)


def digest_of_token(token: str) -> str:
    """Digest a token, as it is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def _derive(secret: str, purpose: str, code_id: UUID) -> bytes:
    return hmac.digest(secret.encode(), f"{purpose}:{code_id}".encode(), "sha256")
