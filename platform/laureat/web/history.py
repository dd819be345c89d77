"""What happened to a thing, in words: the audit trail as the organiser reads it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from laureat.domain.audit import Event
from laureat.models import AuditEntry
from laureat.web.words import _

Facts: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened: when, what, and who did it."""

    at: datetime
    words: str
    who: str


def _said(words: str) -> Callable[[Facts, Mapping[str, str]], str]:
    """Say the same thing whatever the facts."""

    def say(_facts: Facts, _names: Mapping[str, str]) -> str:
        return _(words)

    return say


def _chosen(name: str, words: Mapping[str, str]) -> Callable[[Facts, Mapping[str, str]], str]:
    """Say what one of the facts chooses."""

    def say(facts: Facts, _names: Mapping[str, str]) -> str:
        return _(words[str(facts[name])])

    return say


def _moved(facts: Facts, names: Mapping[str, str]) -> str:
    return _(
        "Dossier reclassé de « %(origin)s » vers « %(target)s »",
        origin=names.get(facts["from_category"], "?"),
        target=names.get(facts["to_category"], "?"),
    )


WORDS: Mapping[Event, Callable[[Facts, Mapping[str, str]], str]] = {
    Event.CANDIDATURE_STARTED: _said("Dossier ouvert"),
    Event.CANDIDATURE_SUBMITTED: _said("Dossier déposé"),
    Event.CANDIDATURE_WITHDRAWN: _said("Dossier retiré par le candidat"),
    Event.CANDIDATURE_SCREENED: _chosen(
        "verdict",
        {
            "admitted": "Dossier transmis au jury",
            "inadmissible": "Dossier jugé irrecevable",
            "ineligible": "Dossier jugé inéligible",
        },
    ),
    Event.CANDIDATURE_RECLASSIFIED: _moved,
    Event.ATTESTATION_RECEIVED: _said("Attestation signée reçue"),
    Event.ATTESTATION_CHECKED: _chosen(
        "verdict",
        {"accepted": "Attestation vérifiée et acceptée", "refused": "Attestation refusée"},
    ),
    Event.DOSSIER_OPENED: _said("Dossier lu par un membre du jury"),
}


def history_of(
    trail: Iterable[tuple[AuditEntry, str | None]], names: Mapping[str, str]
) -> list[Happened]:
    """Tell the trail of a dossier; ``names`` gives the titles of categories by their id.

    What is only bookkeeping (a draft saved) is left out.
    """
    return [
        Happened(
            entry.happened_at,
            WORDS[Event(entry.event)](entry.facts, names),
            who or _("La plateforme"),
        )
        for entry, who in trail
        if entry.event in WORDS
    ]
