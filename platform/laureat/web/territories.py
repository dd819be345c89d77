"""Communes, intercommunalities and départements, for the field where one is typed and picked."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from laureat.reference.territories import label_of, territories
from laureat.web.places import detail_of

blueprint = Blueprint("territories", __name__)

AT_MOST = 12
LONGEST = 80


@blueprint.get("/territoires")
def search() -> ResponseReturnValue:
    """List the territories that a text begins to name, biggest first."""
    levels = frozenset(request.args.get("niveaux", "").split()) or None
    typed = request.args.get("q", "")[:LONGEST]
    found = territories().search(typed, limit=AT_MOST * 3)
    places = [one for one in found if levels is None or one.level in levels][:AT_MOST]
    response = jsonify(
        territories=[
            {"code": one.code, "label": label_of(one), "detail": detail_of(one)} for one in places
        ]
    )
    response.cache_control.max_age = 3600
    return response
