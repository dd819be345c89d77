"""What names and presents: the programme, the edition, the contact."""

from laureat.configuration.definition import Contact
from laureat.configuration.schemas.base import Part
from laureat.configuration.schemas.fields import Email, Line, Slug, Text


class ProgrammePart(Part):
    """What names the trophy family, whatever the year."""

    heading = "programme"
    says = (
        "La famille de trophées, qui revient d'une édition à l'autre. Ce bloc se trouve dans "
        "`programme.yaml`, ou dans le fichier de l'édition quand il est seul dans son dossier."
    )

    slug = Slug(
        "Nom court dans les adresses ; ne change plus jamais.", "prix-du-climat", required=True
    )
    title = Line(
        "Nom entier de la famille, sans l'année.",
        "Prix des initiatives pour le climat",
        required=True,
    )
    short_title = Line(
        "Nom abrégé, pour les menus et les courriels.", "Prix du climat", required=True, longest=40
    )


class EditionPart(Part):
    """What names and presents one year of it."""

    heading = "edition"
    says = "L'édition elle-même : son nom, son année, ce qu'en dit l'appel à candidatures."

    slug = Slug("Nom court de l'édition dans les adresses.", "2026", required=True)
    title = Line(
        "Nom entier de l'édition, tel que le public le lit.",
        "Prix des initiatives pour le climat 2026",
        required=True,
    )
    season = Line(
        "Saison à laquelle l'édition appartient. Deux éditions de la même saison peuvent partager "
        "la règle « une seule victoire » (`outcomes.one_win.scope: season`).",
        "2026",
        required=True,
        longest=60,
    )
    summary = Line("Une phrase, pour les listes et les aperçus.", required=True, longest=300)
    description = Text("Texte de l'appel à candidatures, en Markdown.", required=True)
    ceremony = Text(
        "Où et quand les prix sont remis, en Markdown. Vide : aucune cérémonie.", load_default=""
    )


class ContactPart(Part):
    """Whom to write to."""

    heading = "contact"
    says = "À qui les candidats écrivent. Cette adresse figure au bas de chaque courriel."
    makes = Contact

    name = Line("Personne ou service.", "Le secrétariat du prix", required=True)
    email = Email(
        "Adresse électronique lue pendant la campagne.", "prix@exemple.org", required=True
    )
    address = Text("Adresse postale.", load_default="", longest=500)
