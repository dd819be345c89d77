"""The papers of a campaign, made from its rows: attestation, receipt, minutes."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from laureat.configuration.answers import answer_in_words
from laureat.configuration.definition import EditionDefinition, Section
from laureat.configuration.forms import asked
from laureat.consequences.definitions import definition_of
from laureat.consequences.status import status_of
from laureat.documents.attestation import AttestationSheet, attestation_pdf
from laureat.documents.minutes import (
    ApprovalLine,
    CancelledRoundLine,
    CategoryLine,
    EntryLine,
    JurorLine,
    LateAdmissionLine,
    MinutesSheet,
    NamedBallotLine,
    RecusalLine,
    SpecialMentionLine,
    WinnerLine,
    minutes_pdf,
)
from laureat.documents.paragraphs import paragraphs
from laureat.documents.receipt import Answered, AnsweredSection, ReceiptSheet, receipt_pdf
from laureat.domain.errors import NotFound
from laureat.domain.french import long_instant
from laureat.domain.vocabulary import DistinctionKind, Outcome
from laureat.models import Candidature, Edition, Minutes, Revision, Tenant
from laureat.plugin_host import PluginHost
from laureat.queries.attestations import latest_attestation
from laureat.queries.candidatures import revision_by_id
from laureat.queries.people import person_by_id
from laureat.work import Work


def accent_of(tenant: Tenant) -> str:
    """Give the one colour of an organisation."""
    return str(tenant.profile["theme"]["accent"])


def attestation_paper(
    work: Work, tenant: Tenant, candidature: Candidature, *, page_url: str
) -> bytes:
    """Typeset the attestation of the submitted version; the same paper each time.

    Raises:
        NotFound: nothing was submitted, or the edition asks for no attestation.
    """
    definition = definition_of(work.session, candidature.edition)
    attestation = latest_attestation(work.session, candidature.id)
    terms = definition.attestation
    if terms is None or attestation is None or candidature.submitted_at is None:
        raise NotFound("Il n’y a pas d’attestation à signer : déposez d’abord le dossier.")
    zone = definition.calendar.time_zone
    sheet = AttestationSheet(
        organiser=tenant.name,
        trophy_title=definition.programme_title,
        edition_title=definition.title,
        dossier_number=attestation.reference,
        structure_name=candidature.applicant.name,
        siret=candidature.applicant.siret,
        category_title=candidature.category.title,
        project_title=candidature.title,
        submitted_at=long_instant(candidature.submitted_at, zone),
        fingerprint=attestation.fingerprint,
        due_at=long_instant(definition.calendar.attestation_due.at, zone),
        engagement=tuple(one for words in terms.statement for one in paragraphs(words)),
        return_instructions=paragraphs(terms.instructions),
        verification_url=page_url,
        dated=attestation.issued_at,
        attestation_title=terms.title,
    )
    return attestation_pdf(sheet, accent=accent_of(tenant))


def receipt_paper(
    work: Work, tenant: Tenant, candidature: Candidature, plugins: PluginHost
) -> bytes:
    """Typeset the receipt of the submitted version, with where the dossier stands now.

    Raises:
        NotFound: nothing was submitted.
    """
    revision = revision_by_id(work.session, candidature.revision_id)
    if revision is None:
        raise NotFound("Il n’y a pas de récépissé : déposez d’abord le dossier.")
    definition = definition_of(work.session, candidature.edition)
    author = person_by_id(work.session, revision.author_id)
    zone = definition.calendar.time_zone
    sheet = ReceiptSheet(
        organiser=tenant.name,
        trophy_title=definition.programme_title,
        edition_title=definition.title,
        receipt_number=f"{candidature.number}-{revision.number}",
        dossier_number=candidature.number,
        structure_name=candidature.applicant.name,
        siret=candidature.applicant.siret,
        category_title=candidature.category.title,
        project_title=candidature.title,
        submitted_by=author.name or author.email,
        submitted_at=long_instant(revision.submitted_at, zone),
        status=status_of(work.session, candidature, work.now, plugins).sentence,
        stood_at=long_instant(work.now, zone),
        late=_lateness(revision, definition),
        sections=_answered(definition.sections_for(candidature.category.slug), revision.answers),
        fingerprint=revision.digest,
        configuration_digest=revision.edition_digest,
        contact_email=definition.contact.email,
        dated=work.now,
    )
    return receipt_pdf(sheet, accent=accent_of(tenant))


def _lateness(revision: Revision, definition: EditionDefinition) -> str | None:
    limit = definition.calendar.examined_until
    if revision.submitted_at <= limit.at:
        return None
    until = long_instant(limit.at, definition.calendar.time_zone)
    article = f" (article {limit.article})" if limit.article else ""
    return (
        f"après l’heure limite d’examen, le {until}{article} : le jury n’examinera ce dossier que"
        " si l’organisateur le décide."
    )


def _answered(
    sections: Iterable[Section], answers: Mapping[str, Any]
) -> tuple[AnsweredSection, ...]:
    return tuple(
        AnsweredSection(
            title=section.title,
            answers=tuple(
                Answered(question=one.label, answer=answer_in_words(one, answers.get(one.name)))
                for one in section.questions
            ),
        )
        for section in asked(tuple(sections), answers)
        if section.questions
    )


def minutes_paper(work: Work, tenant: Tenant, edition: Edition, minutes: Minutes) -> bytes:
    """Typeset the signed minutes as a PDF/A; the same paper each time."""
    definition = definition_of(work.session, edition)
    signatory = person_by_id(work.session, minutes.signed_by)
    sheet = _minutes_sheet(tenant, definition, minutes, signatory.name or signatory.email)
    return minutes_pdf(sheet, accent=accent_of(tenant))


def _minutes_sheet(
    tenant: Tenant, definition: EditionDefinition, minutes: Minutes, signatory: str
) -> MinutesSheet:
    content, zone = minutes.content, definition.calendar.time_zone
    signed_at = long_instant(minutes.signed_at, zone)
    return MinutesSheet(
        organiser=tenant.name,
        trophy_title=content["programme"],
        edition_title=content["edition"],
        deliberated_at=signed_at,
        place="",
        jurors=tuple(_juror(one) for one in content["jury"]),
        recusals=tuple(_recusal(one, zone) for one in content["recusals"]),
        categories=tuple(_category(one, zone) for one in content["categories"]),
        mention_title=content["special_mention_title"],
        special_mentions=_mentions(content),
        late_admissions=tuple(_late(one, zone) for one in content["late_admissions"]),
        configuration_digest=content["edition_digest"],
        ballots_digest=content["ballots_digest"],
        approvals=(ApprovalLine(name=signatory, capacity="", approved_at=signed_at),),
        dated=minutes.signed_at,
    )


def _juror(one: Mapping[str, Any]) -> JurorLine:
    return JurorLine(
        name=one["name"],
        capacity=one["organisation"],
        role="présidence" if one["chair"] else "membre",
        presence="a voté" if one["voted"] else "n’a pas voté",
    )


def _recusal(one: Mapping[str, Any], zone: str) -> RecusalLine:
    return RecusalLine(
        juror=one["juror"],
        category=one["category"],
        ground="lien professionnel avec un candidat en lice" if one["closed"] else "déport levé",
        since=long_instant(datetime.fromisoformat(one["entered_at"]), zone),
        organises=one.get("organises", False),
    )


def _category(one: Mapping[str, Any], zone: str) -> CategoryLine:
    vote = one["vote"] or {}
    totals = {line["number"]: _in_french(line["total"]) for line in vote.get("totals", ())}
    nobody = vote.get("nobody")
    return CategoryLine(
        title=one["title"],
        entries=tuple(
            EntryLine(
                number=entry["number"],
                structure=entry["applicant"],
                project=entry["title"],
                total=totals.get(entry["number"]),
            )
            for entry in one["examined"]
        )
        + ((_for_nobody(nobody),) if nobody is not None else ()),
        voters=vote.get("voters") or one["seats"] - one["recused"],
        ballots_cast=vote.get("ballots", 0),
        abstentions=vote.get("abstentions", 0),
        voided=vote.get("voided", 0),
        naming_gone=vote.get("naming_gone", 0),
        method=vote.get("method", ""),
        total_title=vote.get("total_title", ""),
        winners=tuple(
            _winner(given)
            for given in one["distinctions"]
            if given["kind"] != DistinctionKind.PRIZE
        ),
        prizes=tuple(
            _winner(given)
            for given in one["distinctions"]
            if given["kind"] == DistinctionKind.PRIZE
        ),
        reason=one["reason"] or _usual_reason(one["outcome"], talked=vote.get("talked", False)),
        cancelled_rounds=tuple(
            _cancelled(given, zone) for given in one.get("cancelled_rounds", ())
        ),
        named=tuple(NamedBallotLine(**given) for given in vote.get("named", ())),
        talked=vote.get("talked", False),
    )


def _cancelled(given: Mapping[str, Any], zone: str) -> CancelledRoundLine:
    return CancelledRoundLine(
        number=given["number"],
        cancelled_at=long_instant(datetime.fromisoformat(given["cancelled_at"]), zone),
        reason=given["reason"],
    )


def _for_nobody(total: str) -> EntryLine:
    """Print how many chose that nobody wins, beside the dossiers."""
    return EntryLine(number="–", structure="Ne désigner personne", project="", total=total)


def _in_french(total: str) -> str:
    return total.replace(".", ",")


def _usual_reason(outcome: str, *, talked: bool) -> str:
    if outcome == Outcome.NOT_AWARDED:
        return "Le jury n’attribue pas cette catégorie."
    if talked:
        return "Le jury en a délibéré."
    return "Le jury suit le dépouillement."


def _winner(given: Mapping[str, Any]) -> WinnerLine:
    return WinnerLine(
        structure=given["applicant"],
        project=given["title"],
        citation=given["citation"] or None,
        prize=given.get("prize", ""),
        gives=given.get("gives", ""),
    )


def _mentions(content: Mapping[str, Any]) -> tuple[SpecialMentionLine, ...]:
    mention = content["special_mention"]
    return tuple(
        SpecialMentionLine(
            structure=given["applicant"],
            project=given["title"],
            category=given["category"],
            citation=given["citation"] or given.get("reason") or mention["reason"],
        )
        for given in (mention["distinctions"] if mention else ())
    )


def _late(one: Mapping[str, Any], zone: str) -> LateAdmissionLine:
    return LateAdmissionLine(
        number=one["number"],
        structure=one["applicant"],
        received_at=long_instant(datetime.fromisoformat(one["registered_at"]), zone),
        decided_by=one["decided_by"],
        decided_at=long_instant(datetime.fromisoformat(one["decided_at"]), zone),
        reason=one["reason"],
    )
