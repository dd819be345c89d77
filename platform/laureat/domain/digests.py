"""Digests of what can be disputed: dossiers, configurations, ballots, minutes.

A value is written as canonical JSON in the manner of RFC 8785 (keys in the order of their UTF-16
code units, no spaces, numbers as ECMAScript writes them, UTF-8), then hashed with SHA-256. Two
values that say the same thing have the same digest, whatever the order of their keys. Beyond JSON,
it takes what our values are made of: moments, days, decimals, identifiers, enumerations and frozen
dataclasses.
"""

import hashlib
import hmac
import json
import math
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

_LARGEST_PLAIN_NUMBER = 21  # digits that ECMAScript writes before it turns to an exponent
_SMALLEST_PLAIN_NUMBER = -6


def digest_of(value: object) -> str:
    """Give the SHA-256 of a value's canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def sealed_digest(values: Iterable[object], secret: str) -> str:
    """Give the HMAC-SHA-256 of values in no order, which tells nothing without the secret."""
    written = b"\n".join(sorted(map(canonical_json, values)))
    return hmac.digest(secret.encode(), written, "sha256").hex()


def new_secret() -> str:
    """Draw a secret to seal with."""
    return secrets.token_hex(32)


def canonical_json(value: object) -> bytes:
    """Write a value the one way that its digest is computed from."""
    try:
        return _written(value).encode()
    except UnicodeEncodeError:
        raise ValueError("A lone surrogate is not text and has no digest.") from None


def grouped_digest(digest: str, *, size: int = 8) -> str:
    """Cut a digest into groups that an eye can compare, parted by spaces."""
    return " ".join(digest[start : start + size] for start in range(0, len(digest), size))


def _written(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    for kinds, write in _WRITERS:
        if isinstance(value, kinds):
            return write(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _mapping({field.name: getattr(value, field.name) for field in fields(value)})
    raise TypeError(f"A {type(value).__name__} has no canonical form.")


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def _mapping(value: Mapping[str, object]) -> str:
    if not all(isinstance(key, str) for key in value):
        raise TypeError("The keys of a value with a digest are text.")
    members = (f"{_text(key)}:{_written(value[key])}" for key in sorted(value, key=_utf_16))
    return "{" + ",".join(members) + "}"


def _utf_16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def _list(value: list[object] | tuple[object, ...]) -> str:
    return "[" + ",".join(map(_written, value)) + "]"


def _moment(value: datetime) -> str:
    if value.utcoffset() is None:
        raise ValueError("A moment without a time zone has no digest.")
    return _text(value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"))


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError("Only a finite number has a digest.")
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return _text("0" if plain == "-0" else plain)


def _number(value: float) -> str:
    """Write a double as ECMAScript does."""
    if not math.isfinite(value):
        raise ValueError("Only a finite number has a digest.")
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    shortest = "".join(map(str, digits))
    point = len(shortest) + int(exponent)
    if shortest == "0":
        return "0"
    return ("-" if sign else "") + _positional(shortest, point)


def _positional(digits: str, point: int) -> str:
    """Place the point after the given number of digits, or write an exponent if that is far."""
    if len(digits) <= point <= _LARGEST_PLAIN_NUMBER:
        return digits.ljust(point, "0")
    if 0 < point <= _LARGEST_PLAIN_NUMBER:
        return f"{digits[:point]}.{digits[point:]}"
    if _SMALLEST_PLAIN_NUMBER < point <= 0:
        return "0." + "0" * -point + digits
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"


# An enumeration before text and numbers, a moment before a day: each is also an instance of them.
_WRITERS: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
    (Enum, lambda value: _written(value.value)),
    (str, _text),
    (int, str),
    (float, _number),
    (Decimal, _decimal),
    (datetime, _moment),
    (date, lambda value: _text(value.isoformat())),
    (UUID, lambda value: _text(str(value))),
    (Mapping, _mapping),
    ((list, tuple), _list),
)
