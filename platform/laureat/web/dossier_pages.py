"""What the pages of a dossier show, gathered for their templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from laureat.configuration.definition import (
    Category,
    Choice,
    EditionDefinition,
    Section,
)
from laureat.configuration.forms import asked
from laureat.configuration.stages import StageReader
from laureat.consequences.definitions import definition_of
from laureat.consequences.eligibility import Examined, around, examine, facts_of
from laureat.domain.candidature_states import WRITABLE, CandidatureState
from laureat.domain.errors import NOTHING_THERE, NotEligible, NotFound, Refusal
from laureat.domain.vocabulary import EditionState, VerdictKind
from laureat.models import Applicant, Attestation, AttestationReturn
from laureat.permissions import Permission, allows, require_somebody
from laureat.plugin_api import typeset
from laureat.plugin_host import PluginHost
from laureat.queries.applicants import applicants_of
from laureat.queries.attestations import latest_attestation, returns_of
from laureat.queries.candidatures import latest_findings
from laureat.queries.editions import edition_by_id
from laureat.web.answers import is_long
from laureat.web.dossier import (
    Dossier,
    dossier_panel,
    dossier_steps,
)
from laureat.web.editions import Rule, own_rules
from laureat.web.fields import Field, Shape
from laureat.web.forms import read_aloud
from laureat.web.panels import Panel, Step, Tone
from laureat.web.presentation import said, said_of_fields
from laureat.web.stages import stage_steps
from laureat.web.words import _
from laureat.work import Work

SIGNATORY = "signatory"
ITS_READERS = (StageReader.PUBLIC, StageReader.CANDIDATES)
FILE = "file"


@dataclass(frozen=True, slots=True)
class Condition:
    """What a rule says of the dossier, in words and as a tone."""

    sentence: str
    label: str
    tone: Tone
    article: str | None


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A page of the form, and how much of it remains."""

    section: Section
    url: str
    state: str
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningBlock:
    """The attestation: the paper to sign, what came back, and the fields to send it with."""

    attestation: Attestation
    returns: Sequence[AttestationReturn]
    open: bool
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPage:
    """Where a dossier stands."""

    dossier: Dossier
    panel: Panel
    steps: tuple[Step, ...]
    stages: tuple[Step, ...]
    sections: tuple[SectionLine, ...]
    signing: SigningBlock | None
    conditions: tuple[Condition, ...]
    may_withdraw: bool


def dossier_page(work: Work, dossier: Dossier, refusal: Refusal | None = None) -> DossierPage:
    """Gather a dossier's own page."""
    candidature = dossier.candidature
    findings = latest_findings(work.session, candidature.id) if candidature.submitted_at else ()
    mine = allows(work.actor, Permission.CANDIDATURE_WITHDRAW, candidature)
    return DossierPage(
        dossier=dossier,
        panel=dossier_panel(dossier),
        steps=dossier_steps(dossier),
        stages=stage_steps(dossier.definition.calendar, work.now, *ITS_READERS),
        sections=section_lines(dossier),
        signing=_signing(work, dossier, refusal),
        conditions=tuple(_condition(one.verdict, one.sentence, one.article) for one in findings)
        or tuple(_examined(one) for one in dossier.examined),
        may_withdraw=mine and candidature.state in WRITABLE,
    )


def section_lines(dossier: Dossier) -> tuple[SectionLine, ...]:
    """List the pages of the form with what remains on each."""
    return tuple(
        SectionLine(
            section,
            url_for("dossier_form.edit", candidature_id=dossier.id, section=section.slug),
            dossier.remaining(section) or _("complète"),
            complete=not dossier.to_see_to(section),
        )
        for section in dossier.sections
    )


def _signing(work: Work, dossier: Dossier, refusal: Refusal | None) -> SigningBlock | None:
    terms, candidature = dossier.definition.attestation, dossier.candidature
    if terms is None or candidature.state in {CandidatureState.DRAFT, CandidatureState.WITHDRAWN}:
        return None
    attestation = latest_attestation(work.session, candidature.id)
    if attestation is None:
        return None
    due = dossier.definition.calendar.attestation_due.at
    mine = allows(work.actor, Permission.ATTESTATION_RETURN, candidature)
    waited = candidature.state in {CandidatureState.SUBMITTED, CandidatureState.REGISTERED}
    return SigningBlock(
        attestation=attestation,
        returns=returns_of(work.session, candidature.id),
        open=mine and waited and work.now <= due,
        fields=signing_fields(refusal),
    )


def signing_fields(refusal: Refusal | None = None, signatory: str = "") -> tuple[Field, ...]:
    """Make the two fields that send the signed paper back."""
    errors = said_of_fields(refusal)
    other = said(refusal) if refusal is not None and not errors else ""
    return (
        Field(
            name=FILE,
            label=_("Attestation signée"),
            shape=Shape.FILE,
            help=_("Un PDF, ou une photo lisible (JPEG, PNG) ; 15 Mo au plus."),
            accept=".pdf,.jpg,.jpeg,.png",
            error=errors.get(FILE, other),
        ),
        Field(
            name=SIGNATORY,
            label=_("Nom et fonction de la personne qui a signé"),
            value=signatory,
            error=errors.get(SIGNATORY, ""),
        ),
    )


@dataclass(frozen=True, slots=True)
class AnswerRead:
    """An answer as the jury reads it, and the way to its field."""

    label: str
    answer: str
    missing: str
    url: str
    shown_to_jury: bool
    long: bool


@dataclass(frozen=True, slots=True)
class SectionRead:
    """A part of the dossier as it will be read."""

    title: str
    url: str
    answers: tuple[AnswerRead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """The dossier read over before its deposit; ``missing`` is what to write or to correct."""

    dossier: Dossier
    sections: tuple[SectionRead, ...]
    missing: tuple[AnswerRead, ...]
    conditions: tuple[Condition, ...]
    refusal: str
    reasons: tuple[str, ...]
    rules_fault: str


def review_page(
    work: Work, dossier: Dossier, refusal: Refusal | None, plugins: PluginHost
) -> ReviewPage:
    """Gather the review; the conditions are examined on what is written now."""
    sections = tuple(_section_read(dossier, section) for section in dossier.sections)
    examined = dossier.examined or _examine_again(work, dossier, plugins)
    reasons = refusal.facts.get("reasons", ()) if isinstance(refusal, NotEligible) else ()
    return ReviewPage(
        dossier=dossier,
        sections=sections,
        missing=tuple(one for part in sections for one in part.answers if one.missing),
        conditions=tuple(_examined(one) for one in examined),
        refusal=said(refusal) if refusal is not None else "",
        reasons=tuple(reasons) if isinstance(reasons, list | tuple) else (),
        rules_fault=said_of_fields(refusal).get("accept_rules", ""),
    )


def _examine_again(work: Work, dossier: Dossier, plugins: PluginHost) -> Sequence[Examined]:
    """Examine what was written since a deposit; as of the deposit, once that has ended."""
    candidature, closes = dossier.candidature, dossier.definition.calendar.deposit_closes.at
    deposited = candidature.submitted_at if work.now > closes else None
    facts = facts_of(
        around(work.session, [candidature]),
        candidature,
        dossier.definition,
        dossier.draft.answers,
        received_at=deposited or work.now,
    )
    return examine(facts, dossier.definition, candidature.category.slug, plugins)


def _section_read(dossier: Dossier, section: Section) -> SectionRead:
    page = url_for("dossier_form.edit", candidature_id=dossier.id, section=section.slug)
    answers = dossier.draft.answers
    return SectionRead(
        typeset(section.title),
        page,
        tuple(
            AnswerRead(
                label=typeset(question.label),
                answer=read_aloud(question, answers.get(question.name)),
                missing=dossier.faults.get(question.name, ""),
                url=f"{page}#champ-{question.name}",
                shown_to_jury=question.shown_to_jury,
                long=is_long(question),
            )
            for part in asked(dossier.form, answers)
            if part.slug == section.slug
            for question in part.questions
        ),
    )


def _examined(one: Examined) -> Condition:
    return _condition(one.kind, one.verdict.sentence, one.use.article)


def _condition(verdict: VerdictKind, sentence: str, article: str | None) -> Condition:
    labels = {
        VerdictKind.MET: (_("Remplie"), Tone.DONE),
        VerdictKind.NOT_MET: (_("Non remplie"), Tone.STOP),
        VerdictKind.UNDETERMINED: (_("À vérifier"), Tone.TODO),
    }
    label, tone = labels[verdict]
    return Condition(typeset(sentence), label, tone, article)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningPage:
    """What opening a dossier in a category means, and for whom it may be opened."""

    edition_id: UUID
    definition: EditionDefinition
    category: Category
    rules: tuple[Rule, ...]
    applicants: tuple[Choice, ...]


def opening_page(work: Work, edition_id: UUID, slug: str, plugins: PluginHost) -> OpeningPage:
    """Gather what one should know before a dossier is opened.

    Raises:
        SignInNeeded: nobody is signed in.
        NotFound: there is no such edition or category.
    """
    require_somebody(work.actor)
    edition = edition_by_id(work.session, edition_id)
    definition = definition_of(work.session, edition)
    known = {category.slug: category for category in definition.categories}
    if edition.state is not EditionState.PUBLISHED or slug not in known:
        raise NotFound(NOTHING_THERE)
    applicants: Sequence[Applicant] = applicants_of(work.session, work.person_id)
    return OpeningPage(
        edition_id=edition.id,
        definition=definition,
        category=known[slug],
        rules=own_rules(known[slug], plugins),
        applicants=tuple(
            Choice(value=str(one.id), label=one.name)
            for one in applicants
            if one.kind == definition.applicants.kind
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalPage:
    """What taking a dossier back touches, by name."""

    dossier: Dossier
    touched: tuple[str, ...]
    kept: str


def withdrawal_page(dossier: Dossier) -> WithdrawalPage:
    """Name what a withdrawal touches, and what can be done afterwards."""
    candidature = dossier.candidature
    title = candidature.title or _("sans intitulé")
    touched = [
        _("le dossier %(number)s, « %(title)s »", number=candidature.number, title=title),
        _("sa candidature dans la catégorie « %(title)s »", title=dossier.category_title),
    ]
    if candidature.registered_at is not None:
        touched.append(_("son attestation signée, qui ne comptera plus"))
    again = (
        _("Vous pourrez ouvrir un autre dossier dans cette catégorie jusqu’à la clôture.")
        if dossier.writable
        else _("Vous ne pourrez plus ouvrir d’autre dossier : le dépôt est clos.")
    )
    return WithdrawalPage(
        dossier=dossier,
        touched=tuple(touched),
        kept=_("Ce que vous avez écrit est conservé et reste consultable. %(again)s", again=again),
    )
