"""The home of a tenant's awards, and the call of an edition, as their templates draw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from laureat.configuration.definition import Category, Section
from laureat.domain.actors import Actor
from laureat.models import Palmares
from laureat.plugin_host import PluginHost
from laureat.web.editions import (
    Phase,
    Rule,
    Shown,
    calendar_steps,
    call_panel,
    own_rules,
    rules_in_words,
)
from laureat.web.panels import Panel, Step
from laureat.work import Work


@dataclass(frozen=True, slots=True)
class Announced:
    """An edition on the home page, with its sentence."""

    shown: Shown
    panel: Panel


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """The editions by what a visitor may do with them."""

    open: tuple[Announced, ...]
    coming: tuple[Announced, ...]
    past: tuple[Announced, ...]


def home_page(editions: Sequence[Shown], now: datetime, *, actor: Actor) -> HomePage:
    """Sort the editions: open first, then to come, then those whose deposit is over."""
    told = [
        Announced(one, call_panel(one, now, palmares=None, signed_in=actor.is_known, brief=True))
        for one in editions
    ]
    return HomePage(
        open=tuple(one for one in told if one.shown.phase is Phase.OPEN),
        coming=tuple(one for one in told if one.shown.phase is Phase.BEFORE),
        past=tuple(one for one in told if one.shown.phase not in {Phase.OPEN, Phase.BEFORE}),
    )


@dataclass(frozen=True, slots=True)
class CategoryShown:
    """A category with the rules that only it has."""

    category: Category
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage:
    """All that the call shows. ``sisters`` are the season's other trophies."""

    shown: Shown
    panel: Panel
    steps: tuple[Step, ...]
    categories: tuple[CategoryShown, ...]
    rules: tuple[Rule, ...]
    sections: tuple[Section, ...]
    sisters: tuple[Shown, ...]


def call_page(
    one: Shown,
    season: Sequence[Shown],
    work: Work,
    *,
    palmares: Palmares | None,
    plugins: PluginHost,
) -> CallPage:
    """Gather the call of an edition."""
    definition = one.definition
    return CallPage(
        shown=one,
        panel=call_panel(one, work.now, palmares=palmares, signed_in=work.actor.is_known),
        steps=calendar_steps(definition, work.now),
        categories=tuple(
            CategoryShown(category, own_rules(category, plugins))
            for category in definition.categories
        ),
        rules=rules_in_words(definition.eligibility, plugins),
        sections=definition.form,
        sisters=tuple(
            other for other in season if other.edition.id != one.edition.id and other.is_published
        ),
    )
