"""The public holidays of a place of France, and the days on which people work there."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache

from holidays import HolidayBase, country_holidays

SATURDAY = 5


class HolidayPlace(StrEnum):
    """A part of France with public holidays of its own."""

    METROPOLE = "metropole"
    ALSACE_MOSELLE = "alsace-moselle"
    GUADELOUPE = "guadeloupe"
    MARTINIQUE = "martinique"
    GUYANE = "guyane"
    REUNION = "la-reunion"
    MAYOTTE = "mayotte"
    MIQUELON = "saint-pierre-et-miquelon"
    SAINT_BARTHELEMY = "saint-barthelemy"
    SAINT_MARTIN = "saint-martin"
    CALEDONIE = "nouvelle-caledonie"
    POLYNESIE = "polynesie"
    WALLIS = "wallis-et-futuna"


SUBDIVISIONS: Mapping[HolidayPlace, str | None] = {
    HolidayPlace.METROPOLE: None,
    HolidayPlace.ALSACE_MOSELLE: "57",
    HolidayPlace.GUADELOUPE: "971",
    HolidayPlace.MARTINIQUE: "972",
    HolidayPlace.GUYANE: "973",
    HolidayPlace.REUNION: "974",
    HolidayPlace.MAYOTTE: "976",
    HolidayPlace.MIQUELON: "PM",
    HolidayPlace.SAINT_BARTHELEMY: "BL",
    HolidayPlace.SAINT_MARTIN: "MF",
    HolidayPlace.CALEDONIE: "NC",
    HolidayPlace.POLYNESIE: "PF",
    HolidayPlace.WALLIS: "WF",
}
OF_ZONES: Mapping[str, HolidayPlace] = {
    "Europe/Paris": HolidayPlace.METROPOLE,
    "America/Guadeloupe": HolidayPlace.GUADELOUPE,
    "America/Martinique": HolidayPlace.MARTINIQUE,
    "America/Cayenne": HolidayPlace.GUYANE,
    "America/Miquelon": HolidayPlace.MIQUELON,
    "Indian/Reunion": HolidayPlace.REUNION,
    "Indian/Mayotte": HolidayPlace.MAYOTTE,
    "Pacific/Noumea": HolidayPlace.CALEDONIE,
    "Pacific/Tahiti": HolidayPlace.POLYNESIE,
    "Pacific/Wallis": HolidayPlace.WALLIS,
}


def holiday(day: date, place: HolidayPlace | None) -> str | None:
    """Name the public holiday of a day; None where there is none, or outside France."""
    return None if place is None else _holidays(place, day.year).get(day)


def is_working(day: date, place: HolidayPlace) -> bool:
    """Say whether people work on a day: from Monday to Friday, public holidays excepted."""
    return day.weekday() < SATURDAY and holiday(day, place) is None


@lru_cache(256)
def _holidays(place: HolidayPlace, year: int) -> HolidayBase:
    return country_holidays("FR", subdiv=SUBDIVISIONS[place], years=year, language="fr")
