"""The file of an organisation that runs awards here."""

import re
from typing import Any

from marshmallow import ValidationError, post_load

from laureat.configuration.faults import Lesson
from laureat.configuration.schemas.base import Part
from laureat.configuration.schemas.fields import Block, Email, Line, Parts, Slug, Text
from laureat.configuration.schemas.presentation import ContactPart
from laureat.domain.colours import READABLE, WHITE, contrast, is_colour, readable_ink

NIGHT = "#1b1f23"
LANGUAGES = ("fr", "en")
HOST = re.compile(
    r"(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*\Z"
)


class Host(Line):
    """A host name."""

    kind = "nom d'hôte"

    def accept(self, text: str) -> str:
        """Refuse an address with a scheme, a path or a port."""
        if not HOST.match(text):
            raise _refusal(
                f"« {text} » n'est pas un nom d'hôte.",
                "écrivez-le seul, en minuscules, sans https:// ni chemin : trophees.exemple.org.",
            )
        return text


class Language(Line):
    """A language of the interface."""

    kind = "langue (fr, en)"

    def accept(self, text: str) -> str:
        """Refuse a language that the interface does not speak."""
        if text not in LANGUAGES:
            raise _refusal(
                f"l'interface ne parle pas « {text} ».",
                f"choisissez parmi : {', '.join(LANGUAGES)}.",
            )
        return text


class Colour(Line):
    """A colour that must be readable on a ground."""

    kind = "couleur #rrggbb"

    def __init__(self, says: str, example: object = None, *, ground: str, **more: Any):
        super().__init__(says, example, **more)
        self.ground = ground

    def accept(self, text: str) -> str:
        """Refuse a colour that cannot be read, with its ratio and the nearest that can."""
        if not is_colour(text):
            raise _refusal(
                f"« {text} » n'est pas une couleur.",
                'écrivez un dièse et six chiffres hexadécimaux, entre guillemets : "#0d5b57".',
            )
        ratio = contrast(text, self.ground)
        if ratio < READABLE:
            proposal = readable_ink(text, ground=self.ground)
            ground = "blanc" if self.ground == WHITE else "sombre"
            raise _refusal(
                f"« {text} » n'a qu'un contraste de {_told(ratio)} sur fond {ground} ; il faut "
                f"{_told(READABLE)} au moins pour rester lisible.",
                f'essayez "{proposal}", la plus proche qui convienne.',
            )
        return text.lower()


class ThemePart(Part):
    """The colours."""

    heading = "theme"
    says = "L'apparence : une couleur d'accent, posée sur un fond neutre."

    accent = Colour(
        "Couleur d'accent, lue sur fond blanc. Refusée sous un contraste de 4,5.",
        "#0d5b57",
        ground=WHITE,
        required=True,
    )
    accent_dark = Colour(
        "Couleur d'accent lue sur fond sombre. Absente : dérivée de `accent`.",
        "#7fc4bf",
        ground=NIGHT,
        load_default=None,
    )


class LegalPart(Part):
    """The legal notices."""

    heading = "legal"
    says = (
        "Ce que les mentions légales doivent dire. Un champ absent s'affiche comme manquant à "
        "l'organisation, jamais comme vide au public."
    )

    legal_form = Line("Forme juridique.", "Association loi 1901", load_default="")
    registration = Line("Numéro SIREN, RNA ou équivalent.", "123 456 789", load_default="")
    address = Text("Adresse du siège.", "1 rue de l'Exemple, 75000 Paris", load_default="")
    phone = Line("Téléphone.", "01 00 00 00 00", load_default="")
    publication_director = Line("Directeur ou directrice de la publication.", load_default="")
    hosting = Text("Hébergeur : nom, adresse, téléphone.", load_default="")
    data_protection_contact = Line(
        "À qui écrire pour ses données personnelles.", "dpo@exemple.org", load_default=""
    )


class RetentionPart(Part):
    """How long one kind of data is kept."""

    heading = "privacy.retention[]"
    says = "Une sorte de données, et combien de temps elle est conservée."

    data = Line("Les données.", "Brouillons jamais déposés", required=True)
    kept = Line(
        "La durée, depuis quand, et ce qui suit.",
        "3 mois après la clôture, puis effacés",
        required=True,
    )


class PrivacyPart(Part):
    """The notice about personal data."""

    heading = "privacy"
    says = (
        "Ce que la page des données personnelles doit dire en plus des mentions légales. Ce qui "
        "manque est signalé à l'organisation, et par `laureat config lint`."
    )

    legal_basis = Text(
        "Base légale du traitement (article 6 du RGPD).",
        "L'intérêt légitime de l'organisation : instruire et juger les candidatures.",
        load_default="",
    )
    retention = Parts(Block(RetentionPart), "Durées de conservation.", load_default=list)


class MailPart(Part):
    """The letters."""

    heading = "mail"
    says = "Les courriels envoyés au nom de l'organisation."

    sender = Email("Adresse d'expédition.", "trophees@exemple.org", required=True)


class TenantPart(Part):
    """The whole file."""

    heading = "Le fichier"
    says = "Une organisation : son nom, ses adresses, ses langues, son apparence."

    slug = Slug("Nom court ; ne change plus jamais.", "fondation-exemple", required=True)
    name = Line(
        "Nom d'usage, en tête des pages et des courriels.", "Fondation Exemple", required=True
    )
    legal_name = Line("Dénomination légale, si elle diffère.", load_default="")
    hosts = Parts(
        Host("Nom d'hôte."),
        "Noms d'hôte où l'organisation est trouvée ; le premier figure dans les courriels.",
        least=1,
        most=20,
        required=True,
    )
    languages = Parts(
        Language("Langue."),
        "Langues proposées, la première d'office.",
        least=1,
        load_default=lambda: ["fr"],
    )
    theme = Block(ThemePart, ThemePart.says, required=True)
    contact = Block(ContactPart, ContactPart.says, required=True)
    legal = Block(LegalPart, LegalPart.says, load_default=lambda: LegalPart().load({}))
    privacy = Block(PrivacyPart, PrivacyPart.says, load_default=lambda: PrivacyPart().load({}))
    mail = Block(MailPart, MailPart.says, required=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Refuse a host that stands twice."""
        hosts = data["hosts"]
        for index, host in enumerate(hosts):
            if host in hosts[:index]:
                lesson = Lesson(f"« {host} » est déjà dans la liste.", "retirez l'un des deux.")
                raise ValidationError({"hosts": {index: [lesson]}})
        return data


def _told(ratio: float) -> str:
    return f"{int(ratio * 100) / 100:.2f}".replace(".", ",")


def _refusal(sentence: str, remedy: str) -> ValidationError:
    return ValidationError([Lesson(sentence, remedy)])
