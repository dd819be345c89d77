"""What a reader was doing when they had to sign in: where to return, and what they had typed.

Without JavaScript, a form that meets an ended session is carried through the sign-in pages in a
hidden field, and offered again afterwards: nothing that was typed is lost.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from flask import current_app, request

HOME = "/mes-dossiers"
MOST = 400_000


@dataclass(frozen=True, slots=True)
class Carried:
    """A page to return to, and the form that was posted there, if one was."""

    path: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_form(cls) -> Self:
        """Take along the form of this request."""
        fields = tuple((name, value) for name, value in request.form.items(multi=True))
        return cls(internal_path(request.full_path.rstrip("?")), fields)

    @classmethod
    def from_request(cls) -> Self:
        """Read what an earlier page took along: a form in ``reprise``, else a page in ``suite``."""
        kept = request.form.get("reprise", "")
        if kept and len(kept) <= MOST:
            return cls._read(kept)
        return cls(internal_path(request.values.get("suite", "")))

    @classmethod
    def _read(cls, kept: str) -> Self:
        try:
            said = json.loads(kept)
        except ValueError:
            return cls()
        if not isinstance(said, Mapping) or not isinstance(said.get("fields"), list):
            return cls()
        pairs = [pair for pair in said["fields"] if isinstance(pair, list) and len(pair) == 2]
        fields = tuple((str(name), str(value)) for name, value in pairs)
        return cls(internal_path(str(said.get("path", ""))), fields)

    @property
    def kept(self) -> str:
        """Write the form down for a hidden field; empty when there is none."""
        return json.dumps({"path": self.path, "fields": self.fields}) if self.fields else ""


def internal_path(address: str) -> str:
    """Give the address when it is a page of ours, else nothing: no door to elsewhere."""
    ours = address.startswith("/") and not address.startswith(("//", "/connexion"))
    plain = address.isprintable() and "\\" not in address  # browsers read the others their own way
    return address if ours and plain else ""


def nearest_page() -> str:
    """Give the address of this page, or of the nearest above it that can be read by a link.

    A form is often posted to an address of its own, under that of its page.
    """
    rules, path = current_app.url_map.bind(""), request.path
    while path and not rules.test(path, method="GET"):
        path = path.rpartition("/")[0]
    return path or "/"


def page_to_return_to() -> str:
    """Give the address of the page that this request asks for."""
    return internal_path(request.full_path.rstrip("?"))
