"""Long lists, piece by piece: where to go on is an id, never a page number."""

from collections.abc import Sequence
from typing import Protocol, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from flask import request
from marshmallow import fields, validate

from laureat.api.schemas.base import AN_ID, In, said

MOST = 200
USUAL = 50

LINK_HEADER = {
    "Link": {
        "description": 'Leads to what follows, with `rel="next"`; absent at the end of the list.',
        "schema": {"type": "string"},
    }
}


class Identified(Protocol):
    """A line of a list that is in the order of its ids."""

    @property
    def id(self) -> UUID:
        """Give the id that the next piece starts after."""
        ...


Line = TypeVar("Line", bound=Identified)


class PageIn(In):
    """Which piece of a list is asked for."""

    after = fields.UUID(
        load_default=None, metadata=said("Give what follows the thing with this id.", AN_ID)
    )
    limit = fields.Integer(
        load_default=USUAL,
        validate=validate.Range(1, MOST, error=f"Demandez entre 1 et {MOST} lignes."),
        metadata=said("How many at most.", USUAL),
    )


def piece_of(lines: Sequence[Line], limit: int) -> tuple[dict[str, Sequence[Line]], dict[str, str]]:
    """Cut a list that was asked for with one line too many, and say where it goes on."""
    kept = lines[:limit]
    if len(lines) <= limit:
        return {"items": kept}, {}
    asked = [pair for pair in request.args.items(multi=True) if pair[0] != "after"]
    query = urlencode([*asked, ("after", str(kept[-1].id))])
    return {"items": kept}, {"Link": f'<{request.path}?{query}>; rel="next"'}
