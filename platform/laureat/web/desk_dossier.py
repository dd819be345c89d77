"""One dossier on the organiser's desk: where it stands, what was found, and the acts to come."""

from collections.abc import Sequence
from dataclasses import dataclass

from laureat.configuration.definition import Choice, EditionDefinition
from laureat.consequences.counts import missed, put_to_vote
from laureat.consequences.definitions import definition_of
from laureat.consequences.status import status_of
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.status import Status
from laureat.domain.vocabulary import CheckVerdict, RecognitionAnswer, ScreeningVerdict, VerdictKind
from laureat.models import (
    Attestation,
    AttestationCheck,
    AttestationReturn,
    Candidature,
    Category,
    Coordination,
    Finding,
    Recognition,
    Screening,
    StoredFile,
)
from laureat.plugin_api import typeset
from laureat.queries.applicants import coordination_for, latest_recognition
from laureat.queries.attestations import file_by_id, latest_attestation, latest_check, latest_return
from laureat.queries.candidatures import latest_findings, latest_screening, revision_by_id
from laureat.queries.editions import categories_of
from laureat.queries.records import trail_of
from laureat.queries.rounds import latest_round
from laureat.request_work import current_runtime
from laureat.services.candidatures.reclassify import possible_targets
from laureat.services.candidatures.screen import is_late
from laureat.web.answers import SectionRead, read_sections
from laureat.web.fields import Shape
from laureat.web.history import Happened, history_of
from laureat.web.panels import Panel, Tone
from laureat.web.presentation import long_instant, say
from laureat.web.staff import Kept, StaffForm
from laureat.web.states import TONES, label_of
from laureat.web.words import _, ngettext
from laureat.work import Work

S = CandidatureState

MARKS = {
    VerdictKind.MET: Tone.DONE,
    VerdictKind.NOT_MET: Tone.STOP,
    VerdictKind.UNDETERMINED: Tone.TODO,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """The attestation of a dossier: what was to be signed, what came back, what was found in it."""

    attestation: Attestation | None
    returned: AttestationReturn | None
    file: StoredFile | None
    check: AttestationCheck | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskDossier:
    """All that the organiser's page of a dossier shows."""

    candidature: Candidature
    definition: EditionDefinition
    panel: Panel
    status: Status
    sections: tuple[SectionRead, ...]
    findings: Sequence[Finding]
    signing: Signing
    screening: Screening | None
    late: bool
    coordination: Coordination | None
    recognition: Recognition | None
    targets: tuple[Category, ...]
    vote: str
    history: list[Happened]

    @property
    def zone(self) -> str:
        """Give the time zone in which its instants are said."""
        return self.definition.calendar.time_zone

    @property
    def is_screened(self) -> bool:
        """Tell whether a decision holds about it."""
        return self.candidature.state in {S.ADMITTED, S.INADMISSIBLE, S.INELIGIBLE}

    @property
    def may_be_screened(self) -> bool:
        """Tell whether there is something to decide: it was submitted, and not withdrawn."""
        return self.candidature.state not in {S.DRAFT, S.WITHDRAWN}


def desk_dossier(work: Work, candidature: Candidature) -> DeskDossier:
    """Gather a dossier for the organiser."""
    session = work.session
    definition = definition_of(session, candidature.edition)
    revision = revision_by_id(session, candidature.revision_id)
    sections = definition.sections_for(candidature.category.slug)
    findings = latest_findings(session, candidature.id)
    signing = _signing(work, candidature)
    categories = categories_of(session, candidature.edition_id)
    status = status_of(session, candidature, work.now, current_runtime().plugins)
    late = is_late(candidature, definition.calendar.examined_until.at)
    return DeskDossier(
        candidature=candidature,
        definition=definition,
        panel=_panel(candidature, definition, findings, signing, status, late=late),
        status=status,
        sections=read_sections(sections, revision.answers) if revision else (),
        findings=findings,
        signing=signing,
        screening=latest_screening(session, candidature.id),
        late=late,
        coordination=coordination_for(session, candidature.applicant.departement),
        recognition=latest_recognition(
            session, candidature.applicant_id, candidature.edition.programme_id
        ),
        targets=tuple(possible_targets(work, candidature, definition)),
        vote=_vote_without(work, candidature),
        history=history_of(
            trail_of(session, candidature.id), {str(one.id): one.title for one in categories}
        ),
    )


def _vote_without(work: Work, candidature: Candidature) -> str:
    """Say that the jury votes, or has voted, without the dossier; nothing where it has not."""
    voting = latest_round(work.session, candidature.category_id)
    put = put_to_vote(work, [candidature.category_id])[candidature.category_id]
    if voting is None or not missed([candidature], put):
        return ""
    if voting.closed_at is None:
        if str(candidature.id) in voting.candidature_ids:
            return ""
        return _(
            "Un scrutin est ouvert dans cette catégorie, sans ce dossier : s’il est transmis au"
            " jury, il faudra y voter de nouveau, sur tous les dossiers."
        )
    if candidature.state is CandidatureState.ADMITTED:
        return _(
            "Le jury a déjà voté dans cette catégorie, sans ce dossier : il faut y voter de"
            " nouveau, sur tous les dossiers."
        )
    return _(
        "Le jury a déjà voté dans cette catégorie, sans ce dossier : s’il est transmis au jury, il"
        " faudra y voter de nouveau, sur tous les dossiers."
    )


def _signing(work: Work, candidature: Candidature) -> Signing:
    session = work.session
    attestation = latest_attestation(session, candidature.id)
    returned = latest_return(session, attestation.id) if attestation else None
    return Signing(
        attestation=attestation,
        returned=returned,
        file=file_by_id(session, returned.file_id) if returned else None,
        check=latest_check(session, returned.id) if returned else None,
    )


def _panel(
    candidature: Candidature,
    definition: EditionDefinition,
    findings: Sequence[Finding],
    signing: Signing,
    status: Status,
    *,
    late: bool,
) -> Panel:
    todo = _to_look_at(candidature, findings, signing, late=late)
    tone = TONES[candidature.state] or Tone.PLAIN
    return Panel(
        who=_(
            "%(applicant)s · %(category)s · dossier %(number)s",
            applicant=candidature.applicant.name,
            category=typeset(candidature.category.title),
            number=candidature.number,
        ),
        sentence=_sentence(candidature, definition),
        note=_("Le candidat lit : « %(sentence)s »", sentence=say(*status.phrases)),
        missing=todo,
        tone=Tone.TODO if todo and candidature.state is S.REGISTERED else Tone(tone),
    )


def _sentence(candidature: Candidature, definition: EditionDefinition) -> str:
    zone = definition.calendar.time_zone
    since = candidature.registered_at
    sentences = {
        S.DRAFT: _("Ce dossier est un brouillon : rien n’est encore déposé."),
        S.SUBMITTED: _(
            "Le dossier est déposé, mais n’est pas pris en compte : l’attestation signée manque."
        ),
        S.ADMITTED: _("Le dossier est transmis au jury."),
        S.INADMISSIBLE: _("Le dossier est écarté comme irrecevable."),
        S.INELIGIBLE: _("Le dossier est écarté comme inéligible."),
        S.WITHDRAWN: _("Le candidat a retiré ce dossier : il est conservé et ne compte plus."),
    }
    if candidature.state is S.REGISTERED and since is not None:
        return _(
            "Pris en compte depuis le %(at)s : ce dossier attend votre instruction.",
            at=long_instant(since, zone),
        )
    return sentences[candidature.state]


def _to_look_at(
    candidature: Candidature, findings: Sequence[Finding], signing: Signing, *, late: bool
) -> tuple[str, ...]:
    """List what a decision on the dossier should not overlook."""
    if candidature.state not in {S.SUBMITTED, S.REGISTERED}:
        return ()
    doubts = [typeset(one.sentence) for one in findings if one.verdict is not VerdictKind.MET]
    if signing.returned is not None and signing.check is None:
        doubts.insert(0, _("l’attestation reçue n’est pas vérifiée"))
    if late:
        doubts.insert(0, _("le dossier est arrivé après l’heure limite d’examen"))
    return tuple(doubts)


def screening_form(page: DeskDossier, kept: Kept) -> StaffForm:
    """Ask for the decision on the dossier, with its reason."""
    form = "instruction"
    admit = page.candidature.state in {S.REGISTERED, S.INADMISSIBLE, S.INELIGIBLE}
    choices = [
        (ScreeningVerdict.ADMITTED, _("Le transmettre au jury")) if admit else None,
        (
            ScreeningVerdict.INADMISSIBLE,
            _("L’écarter comme irrecevable (forme : délai, attestation, complétude)"),
        ),
        (ScreeningVerdict.INELIGIBLE, _("L’écarter comme inéligible (fond : qui, où, quoi)")),
    ]
    return kept.fields(
        form,
        kept.field(
            form,
            "verdict",
            _("Décision"),
            shape=Shape.RADIOS,
            choices=tuple(
                Choice(value=one[0], label=one[1])
                for one in choices
                if one and one[0].value != page.candidature.state.value
            ),
        ),
        kept.field(
            form,
            "reason",
            _("Motif"),
            shape=Shape.LINES,
            needed=_(
                "obligatoire pour écarter le dossier, ou pour le transmettre au jury s’il est"
                " tardif ou si une condition n’est pas établie"
            ),
            help=_("Le candidat le lira."),
        ),
    )


def check_form(kept: Kept) -> StaffForm:
    """Ask what was found in the signed paper."""
    form = "attestation"
    choices = (
        Choice(
            value=CheckVerdict.ACCEPTED,
            label=_("Elle est lisible, signée, et porte l’empreinte de la version déposée"),
        ),
        Choice(
            value=CheckVerdict.REFUSED,
            label=_("Elle ne convient pas : le candidat doit en retourner une autre"),
        ),
    )
    return kept.fields(
        form,
        kept.field(
            form,
            "check",
            _("Ce que vous avez constaté"),
            shape=Shape.RADIOS,
            choices=choices,
            fault="check",
        ),
        kept.field(
            form,
            "check_reason",
            _("Ce qui ne va pas"),
            shape=Shape.LINES,
            needed=_("obligatoire pour refuser"),
            help=_("Le candidat le lira."),
            fault="reason",
        ),
    )


def recognition_form(kept: Kept) -> StaffForm:
    """Ask for the answer about a structure, with its reason."""
    form = "reconnaissance"
    choices = (
        Choice(value=RecognitionAnswer.RECOGNISED, label=_("Reconnaître le candidat")),
        Choice(value=RecognitionAnswer.REFUSED, label=_("Refuser de la reconnaître")),
    )
    return kept.fields(
        form,
        kept.field(form, "answer", _("Réponse"), shape=Shape.RADIOS, choices=choices),
        kept.field(
            form,
            "recognition_reason",
            _("Motif"),
            shape=Shape.LINES,
            needed=_("obligatoire pour refuser"),
            help=_("Le candidat le lira."),
            fault="reason",
        ),
    )


def findings_in_words(findings: Sequence[Finding]) -> str:
    """Count the conditions by their three values."""
    counts = {kind: sum(one.verdict is kind for one in findings) for kind in VerdictKind}
    parts = [
        ngettext("%(num)s remplie", "%(num)s remplies", counts[VerdictKind.MET]),
        ngettext("%(num)s non remplie", "%(num)s non remplies", counts[VerdictKind.NOT_MET]),
        ngettext("%(num)s à vérifier", "%(num)s à vérifier", counts[VerdictKind.UNDETERMINED]),
    ]
    return ", ".join(part for part, kind in zip(parts, VerdictKind, strict=True) if counts[kind])


def state_tag(candidature: Candidature) -> tuple[str, str]:
    """Name the state, and say how it feels."""
    return label_of(candidature.state), TONES[candidature.state]


def anchors_of(page: DeskDossier) -> list[tuple[str, str]]:
    """List the parts of the page, in their order, those that it does not have left out."""
    signed = page.definition.attestation is not None and page.signing.attestation is not None
    movable = page.may_be_screened and bool(page.targets)
    parts = [
        (_("Conditions du règlement"), "conditions", True),
        (_("Attestation signée"), "attestation", signed),
        (_("Instruction"), "instruction", True),
        (_("Le candidat"), "structure", True),
        (_("Catégorie"), "categorie", movable),
        (_("Le dossier déposé"), "dossier", True),
        (_("Historique"), "historique", True),
    ]
    return [(label, anchor) for label, anchor, there in parts if there]
