"""Editions, as the API shows them: the call, the calendar, the rules."""

from marshmallow import fields

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
from laureat.configuration.definition import Identity, Sensitivity, WinScope
from laureat.domain.vocabulary import ApplicantKind, EditionState

ARTICLE = said("The article of the regulation that says so, if one does.", "1.3")


def article() -> fields.String:
    """Make the field that names an article."""
    return fields.String(required=True, allow_none=True, metadata=ARTICLE)


class ProgrammeOut(Out):
    """A family of trophies that comes back."""

    id = fields.UUID(required=True, metadata=said("The programme.", AN_ID))
    slug = fields.String(required=True, metadata=said("Its word in addresses.", "asr"))
    title = fields.String(
        required=True, metadata=said("Its name.", "Trophées de l’Achat Socialement Responsable")
    )


class EditionLineOut(Out):
    """One year of a programme."""

    id = fields.UUID(required=True, metadata=said("The edition.", AN_ID))
    slug = fields.String(required=True, metadata=said("Its word in addresses.", "2024"))
    title = fields.String(
        required=True,
        metadata=said("Its title.", "Trophées de l’Achat Socialement Responsable 2024"),
    )
    season = fields.String(required=True, metadata=said("The season it belongs to.", "2024"))
    state = fields.Enum(
        EditionState,
        by_value=fields.String,
        required=True,
        metadata=said("Whether the public sees it.", "published"),
    )
    digest = fields.String(
        required=True,
        metadata=said("The hash of what it says now; dossiers and votes name it.", A_DIGEST),
    )
    programme = fields.Nested(ProgrammeOut, required=True, metadata=said("What it is a year of."))


EditionsOut = list_of(EditionLineOut, "EditionsOut")


class RuleOut(Out):
    """A rule that a plugin applies, or several together."""

    plugin = fields.String(
        required=True,
        metadata=said(
            "Its name; the names of all, with commas, where the rule combines several.",
            "low-population-territory",
        ),
    )
    sentence = fields.String(
        required=True,
        metadata=said("The rule in one French sentence.", "La structure est adhérente."),
    )
    article = article()


class CategoryOut(Out):
    """Where laureates are named."""

    id = fields.UUID(required=True, metadata=said("The category.", AN_ID))
    slug = fields.String(required=True, metadata=said("Its word in addresses.", "milieu-rural"))
    title = fields.String(
        required=True, metadata=said("Its title.", "Achat socialement responsable en milieu rural")
    )
    description = fields.String(required=True, metadata=said("What it is for, in Markdown.", "…"))
    article = article()
    rules = fields.List(
        fields.Nested(RuleOut),
        required=True,
        metadata=said("The eligibility rules of this category alone."),
    )


class MilestoneOut(Out):
    """One instant of the calendar. Bounds are inclusive."""

    name = fields.String(
        required=True, metadata=said("Which one, by a word that does not change.", "deposit_closes")
    )
    at = Instant(required=True, metadata=said("The instant.", AN_INSTANT))
    words = fields.String(
        required=True,
        metadata=said(
            "The same, for a reader.", "vendredi 8 novembre 2024 à 16 h 00 (heure de Paris)"
        ),
    )
    article = article()


class ApplicantTermsOut(Out):
    """Who may apply."""

    kind = fields.Enum(
        ApplicantKind,
        by_value=fields.String,
        required=True,
        metadata=said("What kind of applicant.", "structure"),
    )
    identity = fields.Enum(
        Identity,
        by_value=fields.String,
        required=True,
        metadata=said("What makes two applicants the same one.", "siret"),
    )
    description = fields.String(required=True, metadata=said("In Markdown.", "…"))
    article = article()


class LimitsOut(Out):
    """How many live candidatures one applicant may have; null means as many as one likes."""

    per_category = fields.Integer(
        required=True, allow_none=True, metadata=said("In one category.", 1)
    )
    per_edition = fields.Integer(
        required=True, allow_none=True, metadata=said("In the whole edition.", None)
    )
    article = article()


class JuryTermsOut(Out):
    """How the jury is composed, who steps aside, and how votes are counted."""

    composition = fields.String(required=True, metadata=said("In Markdown.", "…"))
    quorum = fields.Integer(required=True, metadata=said("The fewest voters in a category.", 3))
    conflicts = fields.List(
        fields.Nested(RuleOut),
        required=True,
        metadata=said("What closes a category to a juror."),
    )
    tally = fields.Nested(RuleOut, required=True, metadata=said("The method that counts."))
    article = article()


class OutcomesOut(Out):
    """What a category's decision may be."""

    joint_laureates = fields.Boolean(
        required=True, metadata=said("Whether there may be joint laureates.")
    )
    not_awarded = fields.Boolean(required=True, metadata=said("Whether the jury may name nobody."))
    one_win = fields.Enum(
        WinScope,
        by_value=fields.String,
        required=True,
        metadata=said("Within what one applicant may win only once.", "edition"),
    )
    article = article()


class ContactOut(Out):
    """Whom to write to."""

    name = fields.String(required=True, metadata=said("A name.", "Alliance Villes Emploi"))
    email = fields.String(required=True, metadata=said("An address.", "contact@exemple.fr"))


class ClauseOut(Out):
    """A part of the regulation."""

    article = fields.String(required=True, metadata=said("Its number.", "5.2"))
    title = fields.String(required=True, metadata=said("Its title.", "Droits à l’image"))
    text = fields.String(required=True, metadata=said("Its text, in Markdown.", "…"))


class EditionOut(EditionLineOut):
    """An edition whole: what is called for, when, and by which rules."""

    summary = fields.String(required=True, metadata=said("In one paragraph.", "…"))
    description = fields.String(required=True, metadata=said("In Markdown.", "…"))
    ceremony = fields.String(required=True, metadata=said("Where the results are proclaimed.", "…"))
    time_zone = fields.String(
        required=True, metadata=said("The zone of its calendar.", "Europe/Paris")
    )
    calendar = fields.List(
        fields.Nested(MilestoneOut), required=True, metadata=said("Its instants, in their order.")
    )
    categories = fields.List(
        fields.Nested(CategoryOut), required=True, metadata=said("Where laureates are named.")
    )
    applicants = fields.Nested(ApplicantTermsOut, required=True, metadata=said("Who may apply."))
    rules = fields.List(
        fields.Nested(RuleOut),
        required=True,
        metadata=said("The eligibility rules of every category."),
    )
    limits = fields.Nested(LimitsOut, required=True, metadata=said("How many candidatures."))
    needs_attestation = fields.Boolean(
        required=True,
        metadata=said("Whether a candidature counts only once a signed paper came back."),
    )
    needs_recognition = fields.Boolean(
        required=True, metadata=said("Whether those who are not members are recognised.")
    )
    reclassification_allowed = fields.Boolean(
        required=True, metadata=said("Whether the organiser may change a category.")
    )
    special_mention = fields.String(
        required=True,
        allow_none=True,
        metadata=said("The title of the extra prize, if there is one.", "Coup de cœur du jury"),
    )
    jury = fields.Nested(JuryTermsOut, required=True, metadata=said("How it is judged."))
    outcomes = fields.Nested(OutcomesOut, required=True, metadata=said("What may be decided."))
    contact = fields.Nested(ContactOut, required=True, metadata=said("Whom to write to."))
    clauses = fields.List(
        fields.Nested(ClauseOut), required=True, metadata=said("Other parts of the regulation.")
    )


class FormIn(In):
    """Which form is asked for."""

    category = Text(needed=True, metadata=said("The slug of a category.", "milieu-rural"))


class ChoiceOut(Out):
    """One answer that may be chosen."""

    value = fields.String(required=True, metadata=said("What is stored.", "plie"))
    label = fields.String(required=True, metadata=said("What is shown.", "PLIE"))


class QuestionOut(Out):
    """One question of a form."""

    name = fields.String(required=True, metadata=said("Its key in the answers.", "intitule"))
    label = fields.String(required=True, metadata=said("The question.", "Intitulé du projet"))
    kind = fields.String(required=True, metadata=said("How it is answered.", "text"))
    required = fields.Boolean(required=True, metadata=said("Whether a submission needs an answer."))
    help = fields.String(required=True, metadata=said("What helps to answer.", ""))
    choices = fields.List(
        fields.Nested(ChoiceOut), required=True, metadata=said("What may be chosen.")
    )
    examples = fields.List(
        fields.String(), required=True, metadata=said("Examples of answers.", [])
    )
    publishable = fields.Boolean(
        required=True, metadata=said("Whether the answer may be published.")
    )
    sensitivity = fields.Enum(
        Sensitivity,
        by_value=fields.String,
        required=True,
        metadata=said("What the answer says of people.", "none"),
    )
    required_from = Instant(
        required=True,
        allow_none=True,
        metadata=said("From when on a submission needs an answer, if it is later."),
    )
    frozen_after = Instant(
        required=True, allow_none=True, metadata=said("After when the answer does not change.")
    )


class SectionOut(Out):
    """One page of a form."""

    slug = fields.String(required=True, metadata=said("Its word in addresses.", "projet"))
    title = fields.String(required=True, metadata=said("Its title.", "Le projet"))
    questions = fields.List(
        fields.Nested(QuestionOut), required=True, metadata=said("Its questions, in order.")
    )


class FormOut(Out):
    """The form of a category: as pages for a reader, and as JSON Schema for a program."""

    sections = fields.List(
        fields.Nested(SectionOut), required=True, metadata=said("Its pages, in order.")
    )
    json_schema = fields.Dict(
        keys=fields.String(),
        required=True,
        metadata=said(
            "What the answers must satisfy to be submitted (JSON Schema 2020-12).",
            {"type": "object"},
        ),
    )
