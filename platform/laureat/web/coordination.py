"""The pages of a regional coordination: which structures wait for its answer, and its answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from laureat.configuration.definition import EditionDefinition
from laureat.consequences.definitions import definition_of
from laureat.domain.actors import Role
from laureat.domain.errors import Forbidden, NotFound, SignInNeeded
from laureat.domain.french import listing
from laureat.domain.vocabulary import RecognitionAnswer
from laureat.models import Coordination
from laureat.queries.applicants import RecognitionLine, coordinations, recognition_lines
from laureat.reference.territories import territories
from laureat.request_work import current_runtime, request_reading, request_work
from laureat.services.structures.recognise import recognise
from laureat.web.desk_dossier import recognition_form
from laureat.web.panels import Panel, Tone
from laureat.web.presentation import long_date
from laureat.web.staff import NOTHING_KEPT, Kept, acted, chosen, kept, typed
from laureat.web.words import _, ngettext
from laureat.work import Work

blueprint = Blueprint("coordination", __name__)

ANSWERS = {
    RecognitionAnswer.RECOGNISED: ("Reconnue", Tone.DONE),
    RecognitionAnswer.REFUSED: ("Non reconnue", Tone.STOP),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A structure about which an answer is awaited, or was given."""

    line: RecognitionLine
    definition: EditionDefinition
    coordination: str
    place: str
    answer_by: datetime
    overdue: bool

    @property
    def answer(self) -> tuple[str, str]:
        """Say what was answered, and how that feels."""
        given = self.line.recognition
        if given is None:
            return _("En attente"), Tone.TODO
        label, tone = ANSWERS[given.answer]
        return _(label), tone

    @property
    def url(self) -> str:
        """Give the address of the page on which one answers."""
        return url_for(
            "coordination.structure",
            applicant_id=self.line.applicant.id,
            programme=self.definition.programme,
        )


@blueprint.get("/coordination")
def index() -> ResponseReturnValue:
    """List the structures of one's territory that wait, and what was answered."""
    with request_reading() as work:
        own = _own_coordinations(work)
        every = _waiting(work, own)
        manages = Role.ORGANISER in work.actor.roles
    waiting = [one for one in every if one.line.recognition is None]
    return render_template(
        "coordination/index.html.jinja",
        panel=_panel(waiting, own, manages=manages),
        waiting=waiting,
        answered=[one for one in every if one.line.recognition is not None],
        manages=manages,
    )


def _own_coordinations(work: Work) -> Sequence[Coordination]:
    """List the coordinations that one answers for; the organiser stands in for all.

    Raises:
        SignInNeeded, Forbidden: one answers for none.
    """
    if not work.actor.is_known:
        raise SignInNeeded("Connectez-vous pour continuer.")
    every = coordinations(work.session)
    if Role.ORGANISER in work.actor.roles:
        return every
    own = [one for one in every if one.id in work.actor.coordinations]
    if not own:
        raise Forbidden("Cette page est réservée aux coordinations régionales.")
    return own


def _waiting(work: Work, own: Sequence[Coordination]) -> list[Waiting]:
    covered = {departement: one.name for one in own for departement in one.departements}
    everywhere = Role.ORGANISER in work.actor.roles
    lines = recognition_lines(work.session, None if everywhere else frozenset(covered))
    found = []
    for line in lines:
        definition = definition_of(work.session, line.edition)
        if definition.recognition is None:
            continue
        departement = line.applicant.departement or ""
        place = territories().find(f"departement:{departement}")
        due = line.since + timedelta(days=definition.recognition.takeover_after_days)
        found.append(
            Waiting(
                line=line,
                definition=definition,
                coordination=covered.get(departement, _("Aucune coordination")),
                place=place.name if place else _("Département inconnu"),
                answer_by=due,
                overdue=work.now > due,
            )
        )
    return found


def _panel(waiting: Sequence[Waiting], own: Sequence[Coordination], *, manages: bool) -> Panel:
    who = _("Toutes les coordinations") if manages else listing([one.name for one in own])
    if not waiting:
        return Panel(who=who, sentence=_("Aucun candidat n’attend de réponse."), tone=Tone.DONE)
    overdue = sum(one.overdue for one in waiting)
    counted, by, note = (_to_the_organiser if manages else _to_the_referent)(waiting)
    if overdue:
        by = _("Le délai est passé pour %(num)s.", num=overdue)
    return Panel(
        who=who,
        sentence=f"{counted} {by}",
        note=note,
        tone=Tone.STOP if overdue else Tone.TODO,
    )


def _soonest(waiting: Sequence[Waiting]) -> str:
    one = min(waiting, key=lambda one: one.answer_by)
    return long_date(one.answer_by, one.definition.calendar.time_zone)


def _to_the_referent(waiting: Sequence[Waiting]) -> tuple[str, str, str]:
    """Say how many wait for one's own answer, until when, and what comes after."""
    return (
        ngettext(
            "%(num)s structure attend votre réponse.",
            "%(num)s structures attendent votre réponse.",
            len(waiting),
        ),
        ngettext(
            "Répondez avant le %(day)s.",
            "Répondez à la première avant le %(day)s.",
            len(waiting),
            day=_soonest(waiting),
        ),
        _("Passé ce délai, l’organisateur peut répondre à la place de la coordination."),
    )


def _to_the_organiser(waiting: Sequence[Waiting]) -> tuple[str, str, str]:
    """Say how many wait for a coordination's answer, until when, and what one may do after."""
    return (
        ngettext(
            "%(num)s structure attend la réponse de sa coordination.",
            "%(num)s structures attendent la réponse de leur coordination.",
            len(waiting),
        ),
        ngettext(
            "Cette réponse est attendue avant le %(day)s.",
            "La première réponse est attendue avant le %(day)s.",
            len(waiting),
            day=_soonest(waiting),
        ),
        _("Passé ce délai, c’est à vous de répondre à la place de la coordination."),
    )


@blueprint.get("/coordination/<programme>/<uuid:applicant_id>")
def structure(programme: str, applicant_id: UUID) -> ResponseReturnValue:
    """Show a structure and its dossiers, and ask for the answer."""
    return _structure(programme, applicant_id)


def _structure(programme: str, applicant_id: UUID, kept: Kept = NOTHING_KEPT) -> str:
    with request_reading() as work:
        one = _one(work, programme, applicant_id)
        manages = Role.ORGANISER in work.actor.roles
    return render_template(
        "coordination/structure.html.jinja", one=one, form=recognition_form(kept), manages=manages
    )


def _one(work: Work, programme: str, applicant_id: UUID) -> Waiting:
    """Find a structure among those of one's territory; the others do not exist for oneself."""
    for one in _waiting(work, _own_coordinations(work)):
        if one.line.applicant.id == applicant_id and one.definition.programme == programme:
            return one
    raise NotFound("Cette structure n’attend pas de réponse de votre part.")


@blueprint.post("/coordination/<programme>/<uuid:applicant_id>")
def answer(programme: str, applicant_id: UUID) -> ResponseReturnValue:
    """Recognise the structure, or refuse with the reason."""

    def act() -> None:
        with request_work() as work:
            one = _one(work, programme, applicant_id)
            recognise(
                work,
                applicant_id,
                programme_id=one.line.programme_id,
                answer=chosen(RecognitionAnswer, "answer"),
                reason=typed("recognition_reason"),
                plugins=current_runtime().plugins,
            )

    return acted(
        act,
        done=_("La réponse est enregistrée, et le candidat en est informé."),
        to=url_for(".index"),
        again=lambda refusal: _structure(programme, applicant_id, kept("reconnaissance", refusal)),
    )
