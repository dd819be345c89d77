"""The organiser's desk: how many dossiers are where in each edition, and what to do next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from flask import url_for

from laureat.configuration.definition import EditionDefinition
from laureat.configuration.stages import StageReader
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.french import capital
from laureat.models import Edition
from laureat.queries.candidatures import counts_of_editions
from laureat.queries.desks import (
    signed_and_published,
    unchecked_papers,
    unruled_conflicts,
    waiting_structures,
)
from laureat.web.editions import Phase, Shown, calendar_steps, shown
from laureat.web.panels import Act, Step
from laureat.web.presentation import long_instant, remaining
from laureat.web.states import IN_ADDRESSES, ON_THE_WAY, SET_ASIDE, TONES, label_of
from laureat.web.words import _, ngettext
from laureat.work import Work

S = CandidatureState

_Told: TypeAlias = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Stage:
    """How many dossiers are in a state; ``share`` is out of a hundred of the fullest state."""

    label: str
    count: int
    share: int
    url: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDesk:
    """An edition on the desk: its dossiers by state, its calendar, the acts that wait."""

    shown: Shown
    sentence: str
    due: datetime | None
    stages: tuple[Stage, ...]
    aside: tuple[Stage, ...]
    total: int
    steps: tuple[Step, ...]
    acts: tuple[Act, ...]
    ways: tuple[Act, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """What waits in one edition, by number."""

    counts: Mapping[CandidatureState, int]
    papers: int
    conflicts: int
    silent: int
    signed: bool
    published: bool


def desk_of(work: Work, editions: Sequence[Edition]) -> list[EditionDesk]:
    """Gather the desk, at the same price for one edition or many."""
    ids = [one.id for one in editions]
    all_shown = shown(work.session, editions, work.now)
    counts = counts_of_editions(work.session, ids)
    papers = unchecked_papers(work.session, ids)
    conflicts = unruled_conflicts(work.session, ids)
    silent = _silent(work, {one.edition.id: one.definition for one in all_shown})
    signed, published = signed_and_published(work.session, ids)
    return [
        _edition_desk(
            one,
            work.now,
            _Waiting(
                counts=counts[one.edition.id],
                papers=papers[one.edition.id],
                conflicts=conflicts[one.edition.id],
                silent=silent.get(one.edition.id, 0),
                signed=one.edition.id in signed,
                published=one.edition.id in published,
            ),
        )
        for one in all_shown
    ]


def _silent(work: Work, definitions: Mapping[UUID, EditionDefinition]) -> dict[UUID, int]:
    """Count the structures about which a coordination has kept silent for too long."""
    silent: dict[UUID, int] = {}
    for edition_id, since in waiting_structures(work.session, definitions):
        terms = definitions[edition_id].recognition
        if terms and work.now >= since + timedelta(days=terms.takeover_after_days):
            silent[edition_id] = silent.get(edition_id, 0) + 1
    return silent


def _edition_desk(one: Shown, now: datetime, waiting: _Waiting) -> EditionDesk:
    sentence, due = _where(one, now, waiting)
    most = max([*(waiting.counts.get(state, 0) for state in ON_THE_WAY), 1])
    return EditionDesk(
        shown=one,
        sentence=sentence,
        due=due,
        stages=tuple(_stage(one, state, waiting.counts, most) for state in ON_THE_WAY),
        aside=tuple(
            _stage(one, state, waiting.counts, most)
            for state in SET_ASIDE
            if waiting.counts.get(state)
        ),
        total=sum(waiting.counts.values()),
        steps=calendar_steps(one, now, *StageReader),
        acts=_acts(one, waiting),
        ways=_ways(one),
    )


def _stage(
    one: Shown, state: CandidatureState, counts: Mapping[CandidatureState, int], most: int
) -> Stage:
    count = counts.get(state, 0)
    url = url_for("organiser.dossiers", **one.address, etat=IN_ADDRESSES[state])
    return Stage(label_of(state), count, round(100 * count / most), url, TONES[state])


def _where(one: Shown, now: datetime, waiting: _Waiting) -> tuple[str, datetime | None]:
    """Say where the edition stands, and until when."""
    calendar = one.definition.calendar
    if not one.is_published:
        return _("Cette édition est un brouillon : votre équipe seule la voit."), None
    moments = {
        Phase.BEFORE: (_("L’appel ouvre le %(day)s."), calendar.opens.at),
        Phase.OPEN: (
            _("Les candidatures sont ouvertes jusqu’au %(day)s."),
            calendar.deposit_closes.at,
        ),
        Phase.SIGNING: (
            _("Les attestations signées sont attendues jusqu’au %(day)s."),
            calendar.attestation_due.at,
        ),
        Phase.JURY: (
            _("Le dépôt est clos. Le jury rend ses décisions avant le %(day)s."),
            calendar.jury_closes.at,
        ),
    }
    if one.phase not in moments or waiting.signed:
        return _after_the_jury(one, waiting), None
    words, at = moments[one.phase]
    sentence = words % {"day": long_instant(at, calendar.time_zone)}
    return (f"{sentence} {capital(remaining(now, at))}.", at) if now <= at else (sentence, None)


def _after_the_jury(one: Shown, waiting: _Waiting) -> str:
    calendar = one.definition.calendar
    results = long_instant(calendar.results.at, calendar.time_zone)
    if waiting.published:
        return _("Le palmarès est publié ; le public le voit à partir du %(day)s.", day=results)
    if waiting.signed:
        return _(
            "Le procès-verbal est signé ; il reste à publier le palmarès, proclamé le %(day)s.",
            day=results,
        )
    return _(
        "La proclamation était prévue le %(day)s ; le procès-verbal n’est pas signé.", day=results
    )


def _acts(one: Shown, waiting: _Waiting) -> tuple[Act, ...]:
    """List what waits for the organiser, the most pressing first."""
    told = (*_about_dossiers(one, waiting), *_about_people(one, waiting))
    return tuple(Act(label=label, url=url) for number, label, url in told if number)


def _about_dossiers(one: Shown, waiting: _Waiting) -> tuple[_Told, ...]:
    to_screen, unsigned = waiting.counts.get(S.REGISTERED, 0), waiting.counts.get(S.SUBMITTED, 0)
    registered = url_for("organiser.dossiers", **one.address, etat=IN_ADDRESSES[S.REGISTERED])
    submitted = url_for("organiser.dossiers", **one.address, etat=IN_ADDRESSES[S.SUBMITTED])
    screening = ngettext(
        "%(num)s dossier pris en compte à instruire",
        "%(num)s dossiers pris en compte à instruire",
        to_screen,
    )
    checking = ngettext(
        "%(num)s attestation signée à vérifier",
        "%(num)s attestations signées à vérifier",
        waiting.papers,
    )
    chasing = ngettext(
        "%(num)s dossier déposé sans attestation signée",
        "%(num)s dossiers déposés sans attestation signée",
        unsigned,
    )
    return (
        (to_screen, screening, registered),
        (waiting.papers, checking, registered),
        (unsigned, chasing, submitted),
    )


def _about_people(one: Shown, waiting: _Waiting) -> tuple[_Told, ...]:
    silent = ngettext(
        "%(num)s structure sans réponse de sa coordination : à vous de répondre",
        "%(num)s structures sans réponse de leur coordination : à vous de répondre",
        waiting.silent,
    )
    links = ngettext(
        "%(num)s lien relevé au jury à examiner",
        "%(num)s liens relevés au jury à examiner",
        waiting.conflicts,
    )
    jury = url_for("jury_desk.jury", **one.address, _anchor="liens")
    palmares = url_for("deliberation.board", **one.address, _anchor="palmares")
    return (
        (waiting.silent, silent, url_for("coordination.index")),
        (waiting.conflicts, links, jury),
        (int(waiting.signed and not waiting.published), _("Le palmarès à publier"), palmares),
    )


def _ways(one: Shown) -> tuple[Act, ...]:
    return (
        Act(label=_("Dossiers"), url=url_for("organiser.dossiers", **one.address)),
        Act(label=_("Jury et déports"), url=url_for("jury_desk.jury", **one.address)),
        Act(label=_("Délibération"), url=url_for("deliberation.board", **one.address)),
        Act(label=_("Configuration"), url=url_for("studio.overview", **one.address)),
        Act(label=_("Appel à candidatures"), url=one.url),
    )
