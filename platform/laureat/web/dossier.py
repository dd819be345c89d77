"""A dossier as its candidate sees it: where it stands, what is missing, what was received."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for

from laureat.configuration.definition import EditionDefinition, Question, Section
from laureat.configuration.form_dates import frozen_questions, in_force
from laureat.configuration.forms import asked, questions_of
from laureat.consequences.definitions import definition_of
from laureat.consequences.eligibility import Examined
from laureat.consequences.status import standing_of
from laureat.domain.candidature_states import COMPETING, WRITABLE, CandidatureState
from laureat.domain.errors import NotFound
from laureat.domain.status import Act as NextAct
from laureat.domain.status import Outcome, Status, answers_to_see_to
from laureat.models import Candidature, Draft
from laureat.permissions import Permission, allows, require, require_somebody
from laureat.plugin_api import typeset
from laureat.queries.candidatures import candidature_by_id
from laureat.request_work import current_runtime
from laureat.web.panels import Act, Panel, Step, StepState, Tone
from laureat.web.presentation import long_date, long_instant, say
from laureat.web.words import _
from laureat.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierForm:
    """A dossier with its form, and nothing yet of what is written in it.

    ``frozen`` names the questions whose answer does not change any more.
    """

    candidature: Candidature
    definition: EditionDefinition
    sections: tuple[Section, ...]
    frozen: frozenset[str]

    @property
    def id(self) -> UUID:
        """Give the identifier, for addresses."""
        return self.candidature.id

    @property
    def zone(self) -> str:
        """Give the time zone in which all its instants are said."""
        return self.definition.calendar.time_zone

    @property
    def category_title(self) -> str:
        """Give the category's title, well set."""
        return typeset(self.candidature.category.title)

    def section(self, slug: str) -> Section:
        """Find a page of the form.

        Raises:
            NotFound: the form has no such page.
        """
        for section in self.sections:
            if section.slug == slug:
                return section
        raise NotFound("Cette partie du formulaire n’existe pas.")

    def after(self, section: Section, answers: Mapping[str, Any]) -> Section | None:
        """Give the page that follows, given what is answered; None after the last."""
        following = self.sections[self.sections.index(section) + 1 :]
        shown = pages_asked(self.sections, answers)
        return next((one for one in following if one.slug in shown), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier(DossierForm):
    """A dossier with its form, its working copy and its status sentence.

    ``form`` is the whole form, ``sections`` the pages of it that are asked, given what is written.
    ``faults`` says, for each question, what stands between the working copy and its deposit;
    ``missing`` names those among them to which nothing is answered. ``examined`` is what the rules
    say of a draft.
    """

    form: tuple[Section, ...]
    draft: Draft
    status: Status
    faults: Mapping[str, str]
    missing: frozenset[str]
    examined: Sequence[Examined]
    writable: bool

    def to_see_to(self, *sections: Section) -> list[Question]:
        """List the questions of some pages whose answer is missing or wrong."""
        return [one for one in questions_of(sections) if one.name in self.faults]

    def remaining(self, *sections: Section) -> str:
        """Count what is to write and to correct on some pages; empty where all is well."""
        names = {one.name for one in self.to_see_to(*sections)}
        missing = len(names & self.missing)
        return ", ".join(map(say, answers_to_see_to(missing, len(names) - missing)))


def pages_asked(sections: Sequence[Section], answers: Mapping[str, Any]) -> frozenset[str]:
    """Name the pages that have something to ask, given what is answered."""
    return frozenset(one.slug for one in asked(sections, answers) if one.questions)


def form_to_see(work: Work, candidature_id: UUID) -> DossierForm:
    """Open the form of a dossier for somebody who may see it; for anybody else there is none.

    Raises:
        SignInNeeded: nobody is signed in.
        NotFound: there is none, or it is not theirs.
    """
    require_somebody(work.actor)
    candidature = candidature_by_id(work.session, candidature_id)
    require(work.actor, Permission.CANDIDATURE_READ, candidature)
    definition = definition_of(work.session, candidature.edition)
    sections = definition.sections_for(candidature.category.slug)
    return DossierForm(
        candidature=candidature,
        definition=definition,
        sections=tuple(section for section in in_force(sections, work.now) if section.questions),
        frozen=frozen_questions(sections, work.now),
    )


def dossier_to_see(work: Work, candidature_id: UUID) -> Dossier:
    """Open a dossier for somebody who may see it; for anybody else it does not exist.

    Raises:
        SignInNeeded: nobody is signed in.
        NotFound: there is none, or it is not theirs.
    """
    form = form_to_see(work, candidature_id)
    candidature, calendar = form.candidature, form.definition.calendar
    standing = standing_of(work.session, candidature, work.now, current_runtime().plugins)
    shown = pages_asked(form.sections, standing.draft.answers)
    return Dossier(
        candidature=candidature,
        definition=form.definition,
        form=form.sections,
        sections=tuple(one for one in form.sections if one.slug in shown),
        frozen=form.frozen,
        draft=standing.draft,
        status=standing.status,
        faults=standing.faults,
        missing=standing.missing,
        examined=standing.examined,
        writable=allows(work.actor, Permission.CANDIDATURE_WRITE, candidature)
        and candidature.state in WRITABLE
        and calendar.opens.at <= work.now <= calendar.deposit_closes.at,
    )


def dossier_panel(dossier: Dossier, *, with_act: bool = True) -> Panel:
    """Make the status panel of a dossier: the same sentence on each of its pages."""
    candidature, status = dossier.candidature, dossier.status
    return Panel(
        who=_(
            "%(applicant)s · %(category)s · dossier %(number)s",
            applicant=candidature.applicant.name,
            category=dossier.category_title,
            number=candidature.number,
        ),
        sentence=say(*status.phrases),
        due=status.due_at,
        missing=tuple(map(say, status.lacks)) if candidature.submitted_at else (),
        done=_done(dossier) if candidature.submitted_at else (),
        tone=tone_of(candidature.state, status),
        acts=_acts(dossier) if with_act else (),
    )


def tone_of(state: CandidatureState, status: Status) -> Tone:
    """Choose how the panel feels; its words say the same."""
    if status.outcome is Outcome.NOT_WON:
        return Tone.PLAIN
    if status.at_discretion:
        return Tone.TODO
    if state in COMPETING and status.act in {NextAct.NONE, NextAct.SEE_RESULTS}:
        return Tone.DONE
    if state in {CandidatureState.INADMISSIBLE, CandidatureState.INELIGIBLE}:
        return Tone.STOP
    if state is CandidatureState.WITHDRAWN:
        return Tone.PLAIN
    return Tone.STOP if status.settled else Tone.TODO


def _done(dossier: Dossier) -> tuple[str, ...]:
    candidature, zone = dossier.candidature, dossier.zone
    if candidature.state is CandidatureState.WITHDRAWN:
        return ()
    done = []
    if not dossier.faults:
        done.append(_("toutes les réponses obligatoires"))
    if candidature.submitted_at is not None:
        done.append(_("dossier déposé le %(at)s", at=long_instant(candidature.submitted_at, zone)))
    if candidature.registered_at is not None and dossier.definition.attestation is not None:
        received = long_instant(candidature.registered_at, zone)
        done.append(_("attestation signée reçue le %(at)s", at=received))
    return tuple(done)


def _acts(dossier: Dossier) -> tuple[Act, ...]:
    here: dict[str, Any] = {"candidature_id": dossier.id}
    act = dossier.status.act
    if act is NextAct.RETURN_ATTESTATION:
        url = url_for("dossiers.show", **here, _anchor="attestation")
        return (Act(label=_("Retourner l’attestation signée"), url=url),)
    if act is NextAct.SEE_RESULTS:
        address: dict[str, Any] = {
            "programme": dossier.definition.programme,
            "edition": dossier.candidature.edition.slug,
        }
        return (Act(label=_("Voir le palmarès"), url=url_for("public.palmares", **address)),)
    if not dossier.writable:
        return ()
    review = url_for("dossiers.review", **here)
    if act is NextAct.WRITE:
        url = url_for("dossier_form.edit", **here, section=_first_to_write(dossier).slug)
        label = _("Commencer à écrire") if not dossier.draft.answers else _("Continuer à écrire")
        return (Act(label=label, url=url),)
    labels = {
        NextAct.REVIEW: _("Relire et déposer"),
        NextAct.SUBMIT_CHANGES: _("Relire et déposer les modifications"),
    }
    return (Act(label=labels[act], url=review),) if act in labels else ()


def _first_to_write(dossier: Dossier) -> Section:
    return next((one for one in dossier.sections if dossier.to_see_to(one)), dossier.sections[0])


def dossier_steps(dossier: Dossier) -> tuple[Step, ...]:
    """Show a dossier's way, from the first word to the results."""
    candidature, definition = dossier.candidature, dossier.definition
    calendar, zone = definition.calendar, dossier.zone
    submitted, registered = candidature.submitted_at, candidature.registered_at
    admitted = candidature.state is CandidatureState.ADMITTED
    way: list[tuple[str, bool, str]] = [
        (
            _("Rédaction"),
            submitted is not None,
            _("commencée le %(day)s", day=long_date(candidature.started_at, zone)),
        ),
        (
            _("Dépôt"),
            submitted is not None,
            _day_or_limit(submitted, calendar.deposit_closes.at, zone),
        ),
    ]
    if definition.attestation is not None:
        limit = _day_or_limit(registered, calendar.attestation_due.at, zone)
        way.append((_("Attestation signée"), registered is not None, limit))
    way += [
        (_("Vérification par l’organisateur"), admitted, ""),
        (
            _("Examen par le jury"),
            dossier.status.act is NextAct.SEE_RESULTS,
            _("jusqu’au %(day)s", day=long_date(calendar.jury_closes.at, zone)),
        ),
        (
            _("Résultats"),
            dossier.status.act is NextAct.SEE_RESULTS,
            long_date(calendar.results.at, zone),
        ),
    ]
    return _as_steps(way, stopped=candidature.state is CandidatureState.WITHDRAWN)


def _day_or_limit(done: datetime | None, limit: datetime, zone: str) -> str:
    if done is not None:
        return _("le %(at)s", at=long_date(done, zone))
    return _("avant le %(at)s", at=long_instant(limit, zone))


def _as_steps(way: Sequence[tuple[str, bool, str]], *, stopped: bool) -> tuple[Step, ...]:
    current = next((place for place, (_l, done, _d) in enumerate(way) if not done), len(way))
    states = [
        StepState.DONE
        if place < current
        else StepState.CURRENT
        if place == current and not stopped
        else StepState.UPCOMING
        for place in range(len(way))
    ]
    return tuple(
        Step(label=label, detail=detail, state=state)
        for (label, _done, detail), state in zip(way, states, strict=True)
    )
