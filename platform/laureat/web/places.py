"""How territories are written, and what a typed name may mean where no list could be shown."""

from collections.abc import Sequence

from laureat.configuration.definition import Choice
from laureat.plugin_api import TerritoryView
from laureat.reference.territories import named, territories
from laureat.web.presentation import number
from laureat.web.words import _, ngettext


def detail_of(place: TerritoryView) -> str:
    """Say what kind of territory it is, and how many live there."""
    kinds = {
        "commune": _("Commune"),
        "epci": _("Intercommunalité"),
        "departement": _("Département"),
    }
    kind = kinds[place.level]
    if place.population is None:
        return kind
    return ngettext(
        "%(kind)s, %(count)s habitant (%(source)s %(year)s)",
        "%(kind)s, %(count)s habitants (%(source)s %(year)s)",
        place.population,
        kind=kind,
        count=number(place.population),
        source=place.source,
        year=place.vintage,
    )


def is_code(text: str) -> bool:
    """Tell whether a posted value is a territory that was picked, rather than something typed."""
    return territories().find(text) is not None


def meanings(typed: str, *, levels: frozenset[str] = frozenset()) -> Sequence[TerritoryView]:
    """List what a typed name may mean: the one that bears exactly it, else the likely ones."""
    found = [
        one for one in territories().search(typed, limit=30) if not levels or one.level in levels
    ]
    exact = bearers(typed, found)
    return exact if len(exact) == 1 else found[:8]


def bearers(typed: str, found: Sequence[TerritoryView]) -> list[TerritoryView]:
    """Keep the territories that bear exactly the name that was typed."""
    return [one for one in found if one.name.casefold() == typed.strip().casefold()]


def not_enough(typed: str) -> str:
    """Say what to do about a text that begins several names and is none."""
    return _(
        "« %(typed)s » ne suffit pas : choisissez dans la liste, ou écrivez le nom en entier.",
        typed=typed.strip(),
    )


def as_choices(codes: Sequence[str]) -> tuple[Choice, ...]:
    """Give picked territories as a field shows them."""
    return tuple(Choice(value=code, label=named(code)) for code in codes if is_code(code))
