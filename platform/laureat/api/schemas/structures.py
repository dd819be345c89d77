"""Applicants, their teams and their recognition, as the API shows and takes them."""

from marshmallow import fields, validate

from laureat.api.schemas.base import AN_ID, AN_INSTANT, In, Instant, Out, Text, list_of, said
from laureat.domain.names import LONGEST_NAME
from laureat.domain.vocabulary import ApplicantKind, MembershipRole, RecognitionAnswer

DEPARTEMENT = validate.Regexp(
    r"^([0-9]{2,3}|2[AB])$", error="Écrivez le code du département, par exemple 48 ou 2A."
)


class ApplicantIn(In):
    """Who somebody writes for."""

    kind = fields.Enum(
        ApplicantKind,
        by_value=fields.String,
        required=True,
        metadata=said("A structure, a person or a team, as the edition asks.", "structure"),
    )
    identity = Text(
        needed=True,
        metadata=said(
            "What identifies it: the SIRET of a structure (blanks allowed), an address, a name.",
            "732 829 320 00074",
        ),
    )
    name = Text(needed=True, metadata=said("Its full name.", "PLIE du Grand Exemple"))
    structure_kind = Text(
        load_default=None,
        allow_none=True,
        metadata=said("Its kind, among those that the edition knows.", "plie"),
    )
    legal_category = Text(
        load_default=None,
        allow_none=True,
        metadata=said("Its legal category, as the register codes it.", "9220"),
    )
    mandated_by = Text(
        load_default="", metadata=said("The authority that mandates it, if one does.", "")
    )
    commune = Text(
        load_default=None, allow_none=True, metadata=said("The code of its commune.", "48095")
    )
    departement = Text(
        load_default=None,
        allow_none=True,
        pattern=DEPARTEMENT,
        metadata=said("The code of its département.", "48"),
    )


class ApplicantOut(Out):
    """Who applies."""

    id = fields.UUID(required=True, metadata=said("The applicant.", AN_ID))
    kind = fields.Enum(
        ApplicantKind,
        by_value=fields.String,
        required=True,
        metadata=said("What kind of applicant.", "structure"),
    )
    name = fields.String(required=True, metadata=said("Its name.", "PLIE du Grand Exemple"))
    siret = fields.String(
        required=True,
        allow_none=True,
        metadata=said("The SIRET of a structure, in fourteen digits.", "73282932000074"),
    )
    structure_kind = fields.String(
        required=True, allow_none=True, metadata=said("What kind of structure.", "plie")
    )
    member = fields.Boolean(
        required=True,
        allow_none=True,
        metadata=said("Whether it is a member of the network; null until somebody said."),
    )
    mandated_by = fields.String(required=True, metadata=said("The authority that mandates it.", ""))
    commune = fields.String(
        required=True, allow_none=True, metadata=said("The code of its commune.", "48095")
    )
    departement = fields.String(
        required=True, allow_none=True, metadata=said("The code of its département.", "48")
    )


ApplicantsOut = list_of(ApplicantOut, "ApplicantsOut")


class TeamMemberIn(In):
    """A colleague to write with."""

    email = Text(needed=True, most=254, metadata=said("Their address.", "claude@exemple.fr"))
    name = Text(
        load_default="", most=LONGEST_NAME, metadata=said("Their name, if known.", "Claude Martin")
    )


class TeamMemberOut(Out):
    """Somebody who writes for an applicant."""

    person_id = fields.UUID(required=True, metadata=said("The person.", AN_ID))
    name = fields.String(
        required=True, attribute="shown_name", metadata=said("Their name.", "Claude Martin")
    )
    email = fields.String(
        required=True, attribute="person.email", metadata=said("Their address.", "c@exemple.fr")
    )
    role = fields.Enum(
        MembershipRole,
        by_value=fields.String,
        required=True,
        metadata=said("What they may do.", "writer"),
    )
    joined_at = Instant(required=True, metadata=said("Since when.", AN_INSTANT))
    accepted_at = Instant(
        required=True,
        allow_none=True,
        metadata=said("When they accepted; null while they are only invited.", AN_INSTANT),
    )


TeamOut = list_of(TeamMemberOut, "TeamOut")


class MembershipOfNetworkIn(In):
    """Whether a structure is a member of the organiser's network."""

    member = fields.Boolean(required=True, metadata=said("Whether it is."))


class RecognitionIn(In):
    """An answer about a structure that is not a member (art. 1.2 of the AVE 2024 regulation)."""

    programme_id = fields.UUID(required=True, metadata=said("In which programme.", AN_ID))
    answer = fields.Enum(
        RecognitionAnswer,
        by_value=fields.String,
        required=True,
        metadata=said("The answer.", "recognised"),
    )
    reason = Text(
        load_default="",
        most=4000,
        metadata=said("Why; a refusal needs it, and the structure reads it.", ""),
    )


class RecognitionOut(Out):
    """An answer that was given. A later one replaces it; all are kept."""

    id = fields.UUID(required=True, metadata=said("The answer.", AN_ID))
    programme_id = fields.UUID(required=True, metadata=said("In which programme.", AN_ID))
    answer = fields.Enum(
        RecognitionAnswer,
        by_value=fields.String,
        required=True,
        metadata=said("What it says.", "recognised"),
    )
    reason = fields.String(required=True, metadata=said("Why.", ""))
    decided_at = Instant(required=True, metadata=said("When.", AN_INSTANT))


class AskingOut(Out):
    """A dossier that waits for the answer."""

    id = fields.UUID(required=True, metadata=said("The candidature.", AN_ID))
    number = fields.String(required=True, metadata=said("Its number.", "ASR-2024-0007"))
    title = fields.String(required=True, metadata=said("Its title.", "Les clauses en Lozère"))


class RecognitionLineOut(Out):
    """A structure that is not a member, its dossiers in a programme, and the answer that holds."""

    applicant = fields.Nested(ApplicantOut, required=True, metadata=said("The structure."))
    programme_id = fields.UUID(required=True, metadata=said("The programme.", AN_ID))
    programme_title = fields.String(
        required=True, metadata=said("Its name.", "Trophées de l’Achat Socialement Responsable")
    )
    candidatures = fields.List(
        fields.Nested(AskingOut), required=True, metadata=said("The dossiers that wait.")
    )
    recognition = fields.Nested(
        RecognitionOut,
        required=True,
        allow_none=True,
        metadata=said("The answer that holds; null while none was given."),
    )


RecognitionsOut = list_of(RecognitionLineOut, "RecognitionsOut")
