"""The rows of the organiser's list of dossiers, ready to be drawn.

A page has fifty of them: what is the same for several is written once, not once a row.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple
from uuid import UUID

from flask import url_for

from laureat.configuration.definition import Calendar
from laureat.plugin_api import typeset
from laureat.queries.candidature_lists import CandidatureLine
from laureat.web.presentation import short_instant
from laureat.web.states import TONES, label_of
from laureat.web.words import _

NO_DOSSIER = UUID(int=0)


class DossierRow(NamedTuple):
    """One dossier of the list; ``moment`` says since when it is where it is."""

    url: str
    title: str
    applicant: str
    number: str
    category: str
    state: str
    tone: str
    moment: str
    late: bool


def dossier_rows(lines: Sequence[CandidatureLine], calendar: Calendar) -> list[DossierRow]:
    """Write the rows of some dossiers of one edition."""
    zone, limit = calendar.time_zone, calendar.examined_until.at
    before, __, after = _address(NO_DOSSIER).partition(str(NO_DOSSIER))
    untitled, category, label = _("Sans intitulé"), cache(typeset), cache(label_of)
    registered, deposited = _("pris en compte le %(at)s"), _("déposé le %(at)s")

    def moment(line: CandidatureLine) -> str:
        if line.registered_at is not None:
            return registered % {"at": short_instant(line.registered_at, zone)}
        if line.submitted_at is not None:
            return deposited % {"at": short_instant(line.submitted_at, zone)}
        return ""

    return [
        DossierRow(
            url=f"{before}{line.id}{after}",
            title=typeset(line.title) or untitled,
            applicant=line.applicant,
            number=line.number,
            category=category(line.category),
            state=label(line.state),
            tone=TONES[line.state],
            moment=moment(line),
            late=line.registered_at is not None and line.registered_at > limit,
        )
        for line in lines
    ]


def _address(candidature_id: UUID) -> str:
    return url_for("screening.dossier", candidature_id=candidature_id)
