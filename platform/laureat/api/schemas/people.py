"""People and their sessions, as the API shows and takes them."""

from marshmallow import fields

from laureat.api.schemas.base import AN_ID, AN_INSTANT, In, Instant, Out, Text, list_of, said
from laureat.domain.actors import Role
from laureat.domain.names import LONGEST_NAME


class SignInCodeIn(In):
    """Whom to mail a code to."""

    email = Text(needed=True, most=254, metadata=said("An e-mail address.", "camille@exemple.fr"))


class SignInCodeOut(Out):
    """A request to sign in; the code itself travels by mail."""

    id = fields.UUID(required=True, metadata=said("The request, to show with its code.", AN_ID))
    expires_at = Instant(required=True, metadata=said("Until when the code serves.", AN_INSTANT))


class SessionIn(In):
    """The code that was mailed, and the request it answers."""

    code_id = fields.UUID(required=True, metadata=said("The request to sign in.", AN_ID))
    code = Text(
        needed=True, most=80, metadata=said("The six digits, or the mailed link's word.", "042 317")
    )


class SessionOut(Out):
    """A session that has just begun."""

    token = fields.String(
        required=True,
        metadata=said("To send as `Authorization: Bearer …`; shown only here.", "q0V…"),
    )
    expires_at = Instant(
        required=True, metadata=said("When the session ends by itself.", AN_INSTANT)
    )
    person_id = fields.UUID(required=True, metadata=said("Who is signed in.", AN_ID))


class OpenSessionOut(Out):
    """A session of the person that is still open."""

    id = fields.UUID(required=True, metadata=said("The session.", AN_ID))
    started_at = Instant(required=True, metadata=said("When it began.", AN_INSTANT))
    expires_at = Instant(required=True, metadata=said("When it ends by itself.", AN_INSTANT))
    current = fields.Boolean(
        required=True, metadata=said("Whether it is the one whose token the request shows.")
    )


OpenSessionsOut = list_of(OpenSessionOut, "OpenSessionsOut")


class NameIn(In):
    """What the person is called."""

    name = Text(needed=True, most=LONGEST_NAME, metadata=said("First and last name.", "Camille"))


class OwnApplicantOut(Out):
    """An applicant that the person writes for."""

    id = fields.UUID(required=True, metadata=said("The applicant.", AN_ID))
    name = fields.String(required=True, metadata=said("Its name.", "PLIE du Grand Exemple"))


class OwnJuryOut(Out):
    """A jury in which the person sits."""

    id = fields.UUID(required=True, metadata=said("The person as a member of this jury.", AN_ID))
    edition_id = fields.UUID(required=True, metadata=said("The edition it judges.", AN_ID))
    chair = fields.Boolean(required=True, metadata=said("Whether they preside it."))


class MeOut(Out):
    """Who is signed in, and all that they stand for here."""

    id = fields.UUID(required=True, metadata=said("The person.", AN_ID))
    name = fields.String(required=True, metadata=said("Their name, empty if unknown.", "Camille"))
    email = fields.String(required=True, metadata=said("Their address.", "camille@exemple.fr"))
    roles = fields.List(
        fields.Enum(Role, by_value=fields.String),
        required=True,
        metadata=said("Roles in the organisation.", ["organiser"]),
    )
    applicants = fields.List(
        fields.Nested(OwnApplicantOut),
        required=True,
        metadata=said("The applicants they write for."),
    )
    coordinations = fields.List(
        fields.UUID(),
        required=True,
        metadata=said("The regional coordinations they answer for.", [AN_ID]),
    )
    juries = fields.List(
        fields.Nested(OwnJuryOut), required=True, metadata=said("The juries they sit in.")
    )
