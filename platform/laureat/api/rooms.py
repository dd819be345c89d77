"""Every room of the API, in the order in which its documentation shows them."""

from laureat.api import (
    attestations,
    campaigns,
    candidatures,
    configuring,
    drafts,
    health,
    juries,
    people,
    results,
    screenings,
    structures,
    votes,
)
from laureat.api.operations import Room

ROOMS: tuple[Room, ...] = (
    people.room,
    campaigns.room,
    configuring.room,
    structures.room,
    candidatures.room,
    drafts.room,
    attestations.room,
    screenings.room,
    juries.room,
    votes.room,
    results.room,
    health.room,
)
