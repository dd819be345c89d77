"""The home of a tenant's awards, and the call of an edition, as their templates draw them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from flask import current_app
from markupsafe import Markup

from laureat.configuration.definition import Category
from laureat.configuration.stages import StageReader
from laureat.domain.actors import Actor
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
from laureat.web.language import language
from laureat.web.panels import Panel, Step
from laureat.work import Work

KEPT = 256
"""How many texts of calls are remembered: those of the editions that are read now."""


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
        Announced(one, call_panel(one, now, signed_in=actor.is_known, brief=True))
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
class CallText:
    """What the text of a call depends on: a version of an edition of a tenant, and a language.

    No reader and no moment: it is drawn once for all of them.
    """

    tenant_id: UUID
    edition_id: UUID
    digest: str
    language: str
    shown: Shown = field(compare=False)
    plugins: PluginHost = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage:
    """All that the call shows. ``sisters`` are the season's other trophies."""

    shown: Shown
    panel: Panel
    steps: tuple[Step, ...]
    text: Markup
    sisters: tuple[Shown, ...]


def call_page(
    one: Shown,
    season: Sequence[Shown],
    work: Work,
    *,
    plugins: PluginHost,
) -> CallPage:
    """Gather the call of an edition."""
    text = CallText(
        tenant_id=one.edition.tenant_id,
        edition_id=one.edition.id,
        digest=one.edition.digest,
        language=language(),
        shown=one,
        plugins=plugins,
    )
    return CallPage(
        shown=one,
        panel=call_panel(one, work.now, signed_in=work.actor.is_known),
        steps=calendar_steps(one, work.now, StageReader.PUBLIC),
        text=drawn(text),
        sisters=tuple(
            other for other in season if other.edition.id != one.edition.id and other.is_published
        ),
    )


@lru_cache(KEPT)
def drawn(text: CallText) -> Markup:
    """Draw the text of a call. Its template is given no frame, no reader and no moment."""
    definition, plugins = text.shown.definition, text.plugins
    template = current_app.jinja_env.get_template("public/_call_text.html.jinja")
    html = template.render(
        definition=definition,
        address=text.shown.address,
        categories=[
            CategoryShown(category, own_rules(category, plugins))
            for category in definition.categories
        ],
        rules=rules_in_words(definition.eligibility, plugins),
    )
    return Markup(html)  # noqa: S704 - what the template has just escaped
