"""The instants of an edition."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from marshmallow import ValidationError, post_load, pre_load

from laureat.configuration.definition import Calendar, Milestone
from laureat.configuration.faults import Lesson, nearest
from laureat.configuration.public_holidays import HolidayPlace
from laureat.configuration.relative_dates import OPTIONAL
from laureat.configuration.schemas.base import Part, frozen
from laureat.configuration.schemas.fields import Article, Block, Instant, Line, OneOf, Parts
from laureat.configuration.schemas.plugins import ARTICLE
from laureat.configuration.schemas.stages import StagePart

MEANINGS = {
    "opens": "Ouverture du dépôt.",
    "deposit_closes": "Dernier instant où un dossier peut être déposé. Ce qui arrive à cet instant "
    "même est dans les temps.",
    "attestation_due": "Dernier instant où l'attestation signée peut être reçue. Absent : le même "
    "que `deposit_closes`.",
    "examined_until": "Dernier instant de prise en compte pour un examen de droit par le jury ; "
    "plus tard, le dossier est accepté et signalé, et seule une décision consignée le fait "
    "examiner. Absent : le même que `deposit_closes`.",
    "jury_opens": "Ouverture des dossiers au jury.",
    "jury_closes": "Fin des votes du jury.",
    "results": "Proclamation : aucun résultat ne paraît avant cet instant.",
}
PLACE_MEANINGS = {
    "metropole": "France métropolitaine",
    "alsace-moselle": "Bas-Rhin, Haut-Rhin et Moselle",
    "guadeloupe": "Guadeloupe",
    "martinique": "Martinique",
    "guyane": "Guyane",
    "la-reunion": "La Réunion",
    "mayotte": "Mayotte",
    "saint-pierre-et-miquelon": "Saint-Pierre-et-Miquelon",
    "saint-barthelemy": "Saint-Barthélemy",
    "saint-martin": "Saint-Martin",
    "nouvelle-caledonie": "Nouvelle-Calédonie",
    "polynesie": "Polynésie française",
    "wallis-et-futuna": "Wallis-et-Futuna",
}


@cache
def zone_names() -> frozenset[str]:
    """List the time zones that there are: a walk through files, done once."""
    return frozenset(available_timezones())


def read_zone(written: object) -> ZoneInfo | None:
    """Find a time zone by its IANA name; None when there is none such."""
    if isinstance(written, str) and written in zone_names():
        return ZoneInfo(written)
    return None


class Zone(Line):
    """The name of a time zone."""

    kind = "fuseau horaire IANA"

    def accept(self, text: str) -> str:
        """Refuse an unknown zone."""
        if read_zone(text) is None:
            meant = nearest(text, zone_names())
            advice = f"vouliez-vous écrire « {meant} » ?" if meant else "par exemple Europe/Paris."
            sentence = f"« {text} » n'est pas un fuseau horaire connu."
            raise ValidationError([Lesson(sentence, advice)])
        return text


class MilestonePart(Part):
    """One instant and its article."""

    heading = "instant du calendrier"
    says = (
        "Un instant seul (`opens: 2026-09-01T09:00`), ou un instant et l'article qui le fixe "
        "(`at:` et `article:`). L'heure est celle de `calendar.time_zone`. Le mot « minuit » et "
        "24:00 sont refusés, de même qu'une heure qui n'existe pas, ou qui a lieu deux fois, la "
        "nuit d'un changement d'heure. Pour la fin d'une journée, écrivez `23:59:59`. Un instant "
        "peut se compter d'un autre, par l'une de ces phrases : `3 semaines avant results à "
        "16:00`, `10 jours ouvrés après deposit_closes à la même heure`, `48 heures avant "
        "results`, `le vendredi après jury_closes à 18:00`. On compte en minutes, heures, jours, "
        "jours ouvrés (du lundi au vendredi, hors jours fériés), semaines ou mois ; l'heure du "
        "jour se dit toujours, sauf quand on compte en heures ou en minutes."
    )
    makes = Milestone

    at = Instant("Date et heure locales.", "2026-11-06T16:00", required=True)
    article = Article(ARTICLE, "3.1", load_default=None)

    @pre_load
    def expand(self, data: Any, **_: Any) -> Any:
        """Accept an instant alone."""
        return data if isinstance(data, Mapping) or data is None else {"at": data}


class CalendarPart(Part):
    """The calendar."""

    heading = "calendar"
    says = "Les instants de l'édition, tous dans le même fuseau, bornes comprises."
    makes = Calendar

    time_zone = Zone(
        "Fuseau horaire de toutes les dates du fichier.", "Europe/Paris", required=True
    )
    opens = Block(MilestonePart, MEANINGS["opens"], required=True)
    deposit_closes = Block(MilestonePart, MEANINGS["deposit_closes"], required=True)
    attestation_due = Block(MilestonePart, MEANINGS["attestation_due"])
    examined_until = Block(MilestonePart, MEANINGS["examined_until"])
    jury_opens = Block(MilestonePart, MEANINGS["jury_opens"], required=True)
    jury_closes = Block(MilestonePart, MEANINGS["jury_closes"], required=True)
    results = Block(MilestonePart, MEANINGS["results"], required=True)
    holidays = OneOf(
        HolidayPlace,
        "Où sont les jours fériés qui comptent, pour les jours ouvrés et pour le vérificateur. "
        "Absent : ceux du fuseau horaire.",
        "alsace-moselle",
        PLACE_MEANINGS,
        load_default=None,
        allow_none=True,
    )
    stages = Parts(Block(StagePart), StagePart.says, most=30, load_default=list)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Calendar:
        """Build the calendar, with the deposit's end where nothing else is said."""
        for name in OPTIONAL:
            data.setdefault(name, data["deposit_closes"])
        return Calendar(**{key: frozen(value) for key, value in data.items()})
