"""The files of an edition, as the API takes and gives them."""

from marshmallow import fields, validate

from laureat.api.schemas.base import AN_ID, AN_INSTANT, In, Instant, Out, Text, list_of, said
from laureat.configuration.renewal import ANSWERS_OF_THEIR_YEAR

A_PART = said("The path of a part: keys and positions.", "categories/0/title")
A_SAVE = said("The number of the save.", 12)


class SaveOut(Out):
    """The files of an edition as somebody left them."""

    number = fields.Integer(required=True, metadata=A_SAVE)
    part = fields.String(required=True, metadata=A_PART)
    restores = fields.Integer(
        required=True, allow_none=True, metadata=said("The save that it brings back, if any.", 3)
    )
    saved_at = Instant(required=True, metadata=said("When.", AN_INSTANT))


SavesOut = list_of(SaveOut, "SavesOut")


class FaultOut(Out):
    """Something that keeps the files from being an edition."""

    part = fields.String(required=True, metadata=A_PART)
    sentence = fields.String(
        required=True, metadata=said("What is wrong, in French.", "cette clé est obligatoire.")
    )
    remedy = fields.String(
        required=True, metadata=said("What to do.", "ajoutez-la, avec sa valeur.")
    )


class LintFindingOut(FaultOut):
    """Something in an edition that will hurt somebody."""

    name = fields.String(
        required=True,
        metadata=said("What an answer calls it.", "contradictory-deadlines#3.1+4.3"),
    )
    severity = fields.String(
        required=True,
        metadata=said("error, warning or notice; the first two wait for an answer.", "warning"),
    )
    consequence = fields.String(
        required=True,
        metadata=said("What it means for a candidate.", "Un candidat battu pourra contester."),
    )
    fingerprint = fields.String(
        required=True, metadata=said("Changes when what was found changes.", "82f0153e94ef")
    )


class ConfigurationOut(SaveOut):
    """An edition's files under work, and what stands against applying them."""

    edition_file = fields.String(
        required=True, metadata=said("The edition's own file, YAML.", "edition:\n  slug: …")
    )
    programme_file = fields.String(
        required=True, allow_none=True, metadata=said("The file it is laid over.", "programme: …")
    )
    faults = fields.List(fields.Nested(FaultOut), required=True, metadata=said("To be corrected."))
    findings = fields.List(
        fields.Nested(LintFindingOut), required=True, metadata=said("To be corrected or answered.")
    )
    ready = fields.Boolean(
        required=True, metadata=said("Whether nothing stands against publishing it.")
    )


class PartIn(In):
    """What a part says from now on."""

    value = fields.Raw(
        required=True,
        allow_none=True,
        metadata=said("The part, as the file says it; null does without it.", "Milieu rural"),
    )
    based_on = fields.Integer(
        required=True, metadata=said("The number of the save it was written over.", 12)
    )


class RestorationIn(In):
    """Which save comes back."""

    number = fields.Integer(required=True, metadata=A_SAVE)
    based_on = fields.Integer(
        required=True, metadata=said("The number of the last save that was seen.", 14)
    )


class ComparisonIn(In):
    """Which two saves are compared."""

    before = fields.Integer(required=True, metadata=said("The earlier one.", 11))
    after = fields.Integer(required=True, metadata=said("The later one.", 12))


class ChangeOut(Out):
    """One difference between two saves."""

    path = fields.String(required=True, metadata=said("Where.", "categories[milieu-rural].title"))
    kind = fields.String(required=True, metadata=said("added, removed or changed.", "changed"))
    sentence = fields.String(
        required=True,
        metadata=said("What changes, in French.", "Catégorie « Milieu rural » : le texte change."),
    )


ChangesOut = list_of(ChangeOut, "ChangesOut")


class ApplicationIn(In):
    """Which save is published, and why when the edition is public already."""

    number = fields.Integer(required=True, metadata=A_SAVE)
    reason = Text(
        most=3000,
        load_default="",
        metadata=said("Why a published edition changes.", "Le jury a demandé une précision."),
    )


class RehearsalOut(Out):
    """How far a rehearsal is, then what it found."""

    id = fields.UUID(required=True, metadata=said("The rehearsal.", AN_ID))
    save_number = fields.Integer(required=True, metadata=A_SAVE)
    asked_at = Instant(required=True, metadata=said("When it was asked for.", AN_INSTANT))
    scenes = fields.Integer(
        required=True, metadata=said("How many scenes it has; 0 until it begins.", 24)
    )
    played = fields.Integer(required=True, metadata=said("How many have begun.", 9))
    scene = fields.String(required=True, metadata=said("The latest.", "La clôture du dépôt"))
    ended_at = Instant(
        required=True, allow_none=True, metadata=said("When it ended, if it has.", AN_INSTANT)
    )
    trouble = fields.String(required=True, metadata=said("Why it could not be played, if so.", ""))
    report = fields.Raw(
        required=True,
        allow_none=True,
        metadata=said("The report of « laureat rehearse », once it has ended."),
    )


class NextIn(In):
    """What the next edition is to be."""

    slug = Text(most=60, needed=True, metadata=said("Its word in addresses.", "2027"))
    years = fields.Integer(
        required=True,
        validate=validate.Range(1, 10, error="Écrivez un nombre d’années, de 1 à 10."),
        metadata=said("By how many years dates move.", 1),
    )
    without = fields.List(
        fields.String(),
        load_default=lambda: [ANSWERS_OF_THEIR_YEAR],
        metadata=said("The parts that are not taken.", ["acknowledgements"]),
    )
