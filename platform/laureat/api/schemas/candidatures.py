"""Candidatures and their dossiers, as the API shows and takes them."""

from marshmallow import fields

from laureat.api.paging import PageIn
from laureat.api.schemas.base import (
    A_DIGEST,
    AN_ID,
    AN_INSTANT,
    In,
    Instant,
    Out,
    Text,
    list_of,
    said,
)
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.vocabulary import VerdictKind
from laureat.queries.candidature_lists import MOST_SOUGHT, Order

ANSWERS = said(
    "Answers by the name of their question, as `read_form` describes them.",
    {"intitule": "Les clauses sociales en Lozère", "budget": "25000"},
)


def state_field() -> fields.Enum[CandidatureState]:
    """Make the field that names a candidature's state."""
    return fields.Enum(
        CandidatureState,
        by_value=fields.String,
        required=True,
        metadata=said(
            "Where it stands. It counts from `registered` on: submitted is not registered.",
            "submitted",
        ),
    )


class CandidatureListIn(PageIn):
    """Which candidatures of an edition are asked for."""

    state = fields.List(
        fields.Enum(CandidatureState, by_value=fields.String),
        load_default=list,
        metadata=said("Only those in one of these states.", ["submitted", "registered"]),
    )
    category_id = fields.UUID(load_default=None, metadata=said("Only those there.", AN_ID))
    search = Text(
        load_default="",
        most=MOST_SOUGHT,
        metadata=said(
            "Only those where every word is found in the number, the title, or the applicant's name"
            " or SIRET, whatever the accents and capitals.",
            "grand exemple",
        ),
    )
    sort = fields.Enum(
        Order,
        by_value=fields.String,
        load_default=Order.STARTED,
        metadata=said(
            "In which order: as begun, by number, by applicant, by category, by state, or the"
            " latest registered, else submitted, else begun, first.",
            "applicant",
        ),
    )


class CandidatureIn(In):
    """What it takes to start a candidature."""

    category = Text(needed=True, metadata=said("The slug of the category.", "milieu-rural"))
    applicant_id = fields.UUID(required=True, metadata=said("Who enters.", AN_ID))


class CandidatureLineOut(Out):
    """A candidature in a list."""

    id = fields.UUID(required=True, metadata=said("The candidature.", AN_ID))
    number = fields.String(required=True, metadata=said("Its number.", "ASR-2024-0007"))
    title = fields.String(required=True, metadata=said("Its title.", "Les clauses en Lozère"))
    state = state_field()
    category = fields.String(required=True, metadata=said("Its category's title.", "Milieu rural"))
    applicant = fields.String(
        required=True, metadata=said("Its applicant's name.", "PLIE du Grand Exemple")
    )
    submitted_at = Instant(
        required=True, allow_none=True, metadata=said("When last submitted.", AN_INSTANT)
    )
    registered_at = Instant(
        required=True,
        allow_none=True,
        metadata=said("When it began to count (*prise en compte*).", AN_INSTANT),
    )


CandidaturesOut = list_of(CandidatureLineOut, "CandidaturesOut")


class StatusOut(Out):
    """Where a dossier stands, in the words that pages and mails use."""

    sentence = fields.String(
        required=True,
        metadata=said(
            "What is done, what is missing and by when, in one French sentence.",
            "Votre candidature n’est pas encore prise en compte : il manque l’attestation signée."
            " Il reste 3 jours, jusqu’au vendredi 8 novembre 2024 à 16 h 00 (heure de Paris).",
        ),
    )
    missing = fields.List(
        fields.String(), required=True, metadata=said("What is missing.", ["l’attestation signée"])
    )
    due_at = Instant(
        required=True, allow_none=True, metadata=said("By when, if anything is due.", AN_INSTANT)
    )
    act = fields.String(
        required=True,
        metadata=said("The one thing to do next, `none` if nothing.", "return_attestation"),
    )
    settled = fields.Boolean(
        required=True, metadata=said("Whether the candidate has nothing left to do.")
    )


class OwnCandidatureOut(CandidatureLineOut):
    """A candidature of one's own, with its status."""

    edition_id = fields.UUID(required=True, metadata=said("The edition.", AN_ID))
    status = fields.Nested(StatusOut, required=True, metadata=said("Where it stands."))


OwnCandidaturesOut = list_of(OwnCandidatureOut, "OwnCandidaturesOut")


class EvidenceOut(Out):
    """One observed value behind a verdict."""

    label = fields.String(required=True, metadata=said("What.", "Population municipale"))
    value = fields.String(required=True, metadata=said("The value.", "12 345"))
    source = fields.String(required=True, metadata=said("Where it comes from.", "Insee"))
    vintage = fields.String(
        required=True, allow_none=True, metadata=said("Of which year it is.", "2021")
    )


class FindingOut(Out):
    """One rule's verdict on a candidature."""

    rule = fields.String(required=True, metadata=said("The rule.", "member-or-recognised"))
    verdict = fields.Enum(
        VerdictKind,
        by_value=fields.String,
        required=True,
        metadata=said("Met, not met, or undetermined: then a person will look.", "met"),
    )
    sentence = fields.String(
        required=True, metadata=said("Why, in French.", "La structure est adhérente.")
    )
    article = fields.String(
        required=True, allow_none=True, metadata=said("The article it applies.", "1.2")
    )
    evidence = fields.List(
        fields.Nested(EvidenceOut),
        required=True,
        metadata=said("What it rests on."),
    )
    examined_at = Instant(required=True, metadata=said("When.", AN_INSTANT))


class CandidatureOut(OwnCandidatureOut):
    """A candidature whole: where it stands and why."""

    applicant_id = fields.UUID(required=True, metadata=said("Who enters.", AN_ID))
    category_id = fields.UUID(required=True, metadata=said("Its category.", AN_ID))
    category_slug = fields.String(
        required=True, metadata=said("Its category's word in addresses.", "milieu-rural")
    )
    started_at = Instant(required=True, metadata=said("When begun.", AN_INSTANT))
    withdrawn_at = Instant(
        required=True, allow_none=True, metadata=said("When taken back.", AN_INSTANT)
    )
    faults = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata=said(
            "What stands between the working copy and its submission, by question; for its"
            " writers only.",
            {"intitule": "Répondez à cette question : « Intitulé du projet »."},
        ),
    )
    findings = fields.List(
        fields.Nested(FindingOut),
        required=True,
        metadata=said("The verdicts of the eligibility rules on what was submitted."),
    )


class DraftIn(In):
    """Answers to merge into the working copy; those not given stay as they were."""

    answers = fields.Dict(keys=fields.String(), required=True, metadata=ANSWERS)


class DraftOut(Out):
    """The working copy of a dossier."""

    answers = fields.Dict(keys=fields.String(), required=True, metadata=ANSWERS)
    etag = fields.String(
        required=True, metadata=said("To send back in If-Match.", "9f86d081884c7d65")
    )
    saved_at = Instant(required=True, metadata=said("When saved.", AN_INSTANT))
    faults = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata=said("What would not pass, by question; nothing is refused for it.", {}),
    )


class SavedDraftOut(Out):
    """A save that held."""

    etag = fields.String(required=True, metadata=said("The new ETag.", "9f86d081884c7d65"))
    saved_at = Instant(required=True, metadata=said("When saved.", AN_INSTANT))
    faults = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata=said("What would not pass, by question; nothing is refused for it.", {}),
    )


class SubmissionIn(In):
    """What a submission says."""

    accept_rules = fields.Boolean(
        required=True, metadata=said("That the regulation is accepted (art. 5.5).")
    )


class WithdrawalIn(In):
    """Why a candidature is taken back."""

    reason = Text(load_default="", most=4000, metadata=said("Why, if one wants to say.", ""))


class DossierOut(Out):
    """A dossier as it was last submitted."""

    number = fields.Integer(required=True, metadata=said("Which submission, from 1.", 1))
    answers = fields.Dict(keys=fields.String(), required=True, metadata=ANSWERS)
    digest = fields.String(
        required=True, metadata=said("The fingerprint that the attestation prints.", A_DIGEST)
    )
    edition_digest = fields.String(
        required=True, metadata=said("The rules it was submitted under.", A_DIGEST)
    )
    submitted_at = Instant(required=True, metadata=said("When.", AN_INSTANT))
