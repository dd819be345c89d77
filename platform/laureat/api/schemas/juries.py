"""Juries, as the API shows and takes them."""

from marshmallow import fields, validate

from laureat.api.schemas.base import AN_ID, AN_INSTANT, In, Instant, Out, Text, list_of, said
from laureat.api.schemas.campaigns import SectionOut
from laureat.api.schemas.candidatures import ANSWERS
from laureat.domain.vocabulary import ConflictRulingKind, SeatState


class JurorIn(In):
    """Who is invited to a jury."""

    email = Text(needed=True, most=254, metadata=said("Their address.", "claude@exemple.fr"))
    name = Text(needed=True, metadata=said("First name and name.", "Claude Martin"))
    organisation = Text(
        load_default="", metadata=said("For whom they work.", "Fédération des entreprises")
    )
    siret = Text(
        load_default=None,
        allow_none=True,
        metadata=said("The SIRET of their place of work, if known.", "732 829 320 00074"),
    )
    chair = fields.Boolean(load_default=False, metadata=said("Whether they preside the jury."))
    categories = fields.List(
        Text(),
        load_default=None,
        allow_none=True,
        metadata=said("The slugs of the categories they judge; null for all.", ["milieu-rural"]),
    )


class JurorOut(Out):
    """A member of a jury."""

    id = fields.UUID(required=True, metadata=said("The person as a member of this jury.", AN_ID))
    edition_id = fields.UUID(required=True, metadata=said("The edition they judge.", AN_ID))
    name = fields.String(
        required=True, attribute="person.name", metadata=said("Their name.", "Claude Martin")
    )
    email = fields.String(
        required=True, attribute="person.email", metadata=said("Their address.", "c@exemple.fr")
    )
    organisation = fields.String(
        required=True, metadata=said("For whom they work.", "Fédération des entreprises")
    )
    chair = fields.Boolean(required=True, metadata=said("Whether they preside."))
    invited_at = Instant(required=True, metadata=said("When invited.", AN_INSTANT))


JurorsOut = list_of(JurorOut, "JurorsOut")


class SeatOut(Out):
    """One juror in one category: open, closed and why, or waiting for declarations."""

    id = fields.UUID(required=True, attribute="seat.id", metadata=said("The seat.", AN_ID))
    category_id = fields.UUID(
        required=True, attribute="seat.category_id", metadata=said("The category.", AN_ID)
    )
    category = fields.String(
        required=True,
        attribute="seat.category.title",
        metadata=said("Its title.", "Milieu rural"),
    )
    state = fields.Enum(
        SeatState,
        by_value=fields.String,
        required=True,
        metadata=said(
            "Whether the juror may read and vote there, as the database itself decides.", "recused"
        ),
    )
    ground = fields.String(
        required=True,
        metadata=said(
            "Why it is closed, empty when it is not.",
            "Lien professionnel déclaré avec PLIE du Grand Exemple.",
        ),
    )


SeatsOut = list_of(SeatOut, "SeatsOut")


class InterestOut(Out):
    """A competitor, and what the juror has said of a professional link with it."""

    applicant_id = fields.UUID(required=True, metadata=said("The competitor.", AN_ID))
    name = fields.String(required=True, metadata=said("Its name.", "PLIE du Grand Exemple"))
    categories = fields.List(
        fields.String(), required=True, metadata=said("Where it competes.", ["Milieu rural"])
    )
    linked = fields.Boolean(
        required=True,
        allow_none=True,
        metadata=said("Whether there is a link; null until declared."),
    )
    details = fields.String(
        required=True, metadata=said("What was added, for the organiser only.", "")
    )


InterestsOut = list_of(InterestOut, "InterestsOut")


class DeclarationIn(In):
    """What is said of one competitor."""

    applicant_id = fields.UUID(required=True, metadata=said("The competitor.", AN_ID))
    linked = fields.Boolean(required=True, metadata=said("Whether a professional link exists."))
    details = Text(
        load_default="", most=4000, metadata=said("Which link, for the organiser only.", "")
    )


class DeclarationsIn(In):
    """What a juror says of competitors, before reading anything."""

    declarations = fields.List(
        fields.Nested(DeclarationIn),
        required=True,
        validate=validate.Length(
            min=1, max=2000, error="Déclarez au moins un candidat, 2 000 au plus."
        ),
        metadata=said("One for each competitor spoken of."),
    )


class ConflictOut(Out):
    """A link that was found between a juror and a competitor, and the ruling that holds."""

    id = fields.UUID(required=True, attribute="conflict.id", metadata=said("The link.", AN_ID))
    seat_id = fields.UUID(
        required=True, attribute="conflict.seat_id", metadata=said("The seat it closes.", AN_ID)
    )
    juror = fields.String(
        required=True,
        attribute="conflict.seat.juror.person.name",
        metadata=said("The juror.", "Claude Martin"),
    )
    category = fields.String(
        required=True,
        attribute="conflict.seat.category.title",
        metadata=said("The category.", "Milieu rural"),
    )
    applicant = fields.String(
        required=True,
        attribute="conflict.applicant.name",
        metadata=said("The competitor.", "PLIE du Grand Exemple"),
    )
    plugin = fields.String(
        required=True,
        attribute="conflict.plugin",
        metadata=said("What found it.", "declared-interest"),
    )
    sentence = fields.String(
        required=True, attribute="conflict.sentence", metadata=said("Which link.", "…")
    )
    ruling = fields.Enum(
        ConflictRulingKind,
        by_value=fields.String,
        attribute="ruling.ruling",
        metadata=said("What was decided about it; absent until somebody has.", "confirmed"),
    )
    found_at = Instant(
        required=True, attribute="conflict.found_at", metadata=said("When found.", AN_INSTANT)
    )


ConflictsOut = list_of(ConflictOut, "ConflictsOut")


class RulingIn(In):
    """What is decided about a link."""

    ruling = fields.Enum(
        ConflictRulingKind,
        by_value=fields.String,
        required=True,
        metadata=said("Confirmed, dismissed, or pinned whatever happens.", "dismissed"),
    )
    reason = Text(
        load_default="",
        most=4000,
        metadata=said("Why; to dismiss needs it, and the register keeps it.", "Homonymie."),
    )


class RulingOut(Out):
    """A ruling about a link. The latest holds; all are kept."""

    id = fields.UUID(required=True, metadata=said("The ruling.", AN_ID))
    conflict_id = fields.UUID(required=True, metadata=said("About which link.", AN_ID))
    ruling = fields.Enum(
        ConflictRulingKind,
        by_value=fields.String,
        required=True,
        metadata=said("What it says.", "dismissed"),
    )
    reason = fields.String(required=True, metadata=said("Why.", "Homonymie."))
    ruled_at = Instant(required=True, metadata=said("When.", AN_INSTANT))


class EntryOut(Out):
    """A dossier before the jury, in a list."""

    id = fields.UUID(required=True, metadata=said("The candidature.", AN_ID))
    number = fields.String(required=True, metadata=said("Its number.", "ASR-2024-0007"))
    title = fields.String(required=True, metadata=said("Its title.", "Les clauses en Lozère"))
    applicant = fields.String(
        required=True,
        attribute="applicant.name",
        metadata=said("Who enters.", "PLIE du Grand Exemple"),
    )


EntriesOut = list_of(EntryOut, "EntriesOut")


class OpenedDossierOut(Out):
    """What a juror reads: the dossier as registered, without what is not for the jury."""

    candidature = fields.Nested(EntryOut, required=True, metadata=said("Which dossier."))
    sections = fields.List(
        fields.Nested(SectionOut), required=True, metadata=said("Its pages, in order.")
    )
    answers = fields.Dict(keys=fields.String(), required=True, metadata=ANSWERS)
