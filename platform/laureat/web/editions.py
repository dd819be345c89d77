"""An edition as its public pages show it: where its calendar stands, and what it asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from laureat.configuration.combined import rule_of
from laureat.configuration.definition import Category, EditionDefinition
from laureat.configuration.rule_tree import Rule as WrittenRule
from laureat.configuration.stages import StageReader
from laureat.consequences.definitions import definition_of
from laureat.domain.actors import Actor
from laureat.domain.errors import NOTHING_THERE, NotFound
from laureat.domain.french import capital
from laureat.domain.vocabulary import EditionState
from laureat.models import Edition
from laureat.permissions import Permission, allows
from laureat.plugin_api import typeset
from laureat.plugin_host import PluginHost
from laureat.queries.editions import edition_by_slugs
from laureat.queries.results import proclaimed_among
from laureat.web.panels import Act, Panel, Step, StepState, Tone
from laureat.web.presentation import long_date, long_instant, remaining
from laureat.web.stages import stage_detail, stages_for
from laureat.web.words import _


class Phase(StrEnum):
    """Where the calendar of an edition stands."""

    BEFORE = "before"
    OPEN = "open"
    SIGNING = "signing"
    JURY = "jury"
    ANNOUNCED = "announced"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in words, with the article of the regulation that it applies."""

    sentence: str
    article: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """An edition with what it says and where it stands."""

    edition: Edition
    definition: EditionDefinition
    phase: Phase
    proclaimed: bool

    @property
    def url(self) -> str:
        """Give the address of the call."""
        return url_for("public.call", **self.address)

    @property
    def is_published(self) -> bool:
        """Tell whether the public may see it."""
        return self.edition.state is EditionState.PUBLISHED

    @property
    def address(self) -> dict[str, Any]:
        """Give the words that addresses of its pages are made of."""
        return {"programme": self.definition.programme, "edition": self.edition.slug}


def edition_to_show(session: Session, actor: Actor, programme: str, edition: str) -> Edition:
    """Fetch an edition by its address; before its publication only the organiser sees it.

    Raises:
        NotFound: there is none, or not yet for this reader.
    """
    found = edition_by_slugs(session, programme, edition)
    if not allows(actor, Permission.EDITION_READ, found):
        raise NotFound(NOTHING_THERE)
    return found


def shown(session: Session, editions: Sequence[Edition], now: datetime) -> list[Shown]:
    """Show editions with what they say; results are proclaimed once a palmarès may be read."""
    all_of_them = [(one, definition_of(session, one)) for one in editions]
    due = [one.id for one, definition in all_of_them if now >= definition.calendar.results.at]
    proclaimed = proclaimed_among(session, due, now)
    return [
        Shown(one, definition, phase_of(definition, now), one.id in proclaimed)
        for one, definition in all_of_them
    ]


def phase_of(definition: EditionDefinition, now: datetime) -> Phase:
    """Say where the calendar stands; bounds are inside, as for the refusals."""
    calendar = definition.calendar
    if now < calendar.opens.at:
        return Phase.BEFORE
    if now <= calendar.deposit_closes.at:
        return Phase.OPEN
    if definition.attestation is not None and now <= calendar.attestation_due.at:
        return Phase.SIGNING
    return Phase.JURY if now < calendar.results.at else Phase.ANNOUNCED


def call_panel(one: Shown, now: datetime, *, signed_in: bool, brief: bool = False) -> Panel:
    """Say where the call stands, until when, and what to do; ``brief`` leaves out the advice."""
    definition, calendar = one.definition, one.definition.calendar
    due = _due(one)
    return Panel(
        sentence=_call_sentence(one, now),
        note="" if brief or one.phase is not Phase.OPEN else _advice(definition),
        due=due,
        tone=Tone.DONE if one.proclaimed else Tone.PLAIN,
        acts=_acts(one, signed_in=signed_in, calendar_open=calendar.opens.at <= now),
    )


def _due(one: Shown) -> datetime | None:
    calendar = one.definition.calendar
    return {
        Phase.BEFORE: calendar.opens.at,
        Phase.OPEN: calendar.deposit_closes.at,
        Phase.SIGNING: calendar.attestation_due.at,
    }.get(one.phase)


def _call_sentence(one: Shown, now: datetime) -> str:
    calendar = one.definition.calendar
    zone = calendar.time_zone
    if one.phase is Phase.BEFORE:
        return _(
            "Les candidatures ouvriront le %(day)s.", day=long_instant(calendar.opens.at, zone)
        )
    if one.phase is Phase.OPEN:
        return _open_sentence(one.definition, now)
    if one.phase is Phase.SIGNING:
        return _(
            "Le dépôt des dossiers est clos. %(left)s, jusqu’au %(due)s, pour retourner"
            " l’attestation signée des dossiers déposés.",
            left=capital(remaining(now, calendar.attestation_due.at)),
            due=long_instant(calendar.attestation_due.at, zone),
        )
    if one.phase is Phase.JURY:
        return _(
            "Les candidatures sont closes. Le jury examine les dossiers ; les résultats seront"
            " proclamés le %(day)s.",
            day=long_instant(calendar.results.at, zone),
        )
    if one.proclaimed:
        return _("Les résultats sont proclamés : découvrez les lauréats.")
    return _(
        "La proclamation des résultats, prévue le %(day)s, n’a pas encore eu lieu.",
        day=long_date(calendar.results.at, zone),
    )


def _open_sentence(definition: EditionDefinition, now: datetime) -> str:
    calendar = definition.calendar
    facts = {
        "left": capital(remaining(now, calendar.deposit_closes.at)),
        "due": long_instant(calendar.deposit_closes.at, calendar.time_zone),
    }
    if definition.attestation is None:
        return _(
            "Les candidatures sont ouvertes. %(left)s, jusqu’au %(due)s, pour déposer votre"
            " dossier complet.",
            **facts,
        )
    if calendar.attestation_due.at == calendar.deposit_closes.at:
        return _(
            "Les candidatures sont ouvertes. %(left)s, jusqu’au %(due)s, pour déposer votre"
            " dossier complet et retourner l’attestation signée.",
            **facts,
        )
    return _(
        "Les candidatures sont ouvertes. %(left)s, jusqu’au %(due)s, pour déposer votre dossier"
        " complet ; l’attestation signée est attendue avant le %(signed)s.",
        **facts,
        signed=long_instant(calendar.attestation_due.at, calendar.time_zone),
    )


def _advice(definition: EditionDefinition) -> str:
    """Warn where the jury examines only what arrived earlier than the deadline."""
    calendar = definition.calendar
    if calendar.examined_until.at >= calendar.deposit_closes.at:
        return ""
    article = calendar.examined_until.article
    return _(
        "N’attendez pas la dernière heure : le jury examine les dossiers pris en compte au plus"
        " tard le %(until)s%(article)s. Au-delà, il ne les examine que si l’organisateur le"
        " décide.",
        until=long_instant(calendar.examined_until.at, calendar.time_zone),
        article=_(" (article %(number)s)", number=article) if article else "",
    )


def _acts(one: Shown, *, signed_in: bool, calendar_open: bool) -> tuple[Act, ...]:
    rules = Act(
        label=_("Lire le règlement"), url=url_for("public.regulation", **one.address), quiet=True
    )
    if one.phase is Phase.OPEN:
        label = _("Ouvrir ou reprendre un dossier") if signed_in else _("Préparer une candidature")
        return (Act(label=label, url=url_for("my_dossiers.index")), rules)
    if one.proclaimed:
        return (
            Act(label=_("Voir le palmarès"), url=url_for("public.palmares", **one.address)),
            rules,
        )
    if signed_in and calendar_open:
        return (Act(label=_("Suivre mes dossiers"), url=url_for("my_dossiers.index")), rules)
    return (rules,)


def calendar_steps(one: Shown, now: datetime, *readers: StageReader) -> tuple[Step, ...]:
    """Show the calendar as steps, the present one marked; the results, once they are proclaimed.

    The moments that the edition adds stand among them where one of ``readers`` sees them.
    """
    definition, calendar = one.definition, one.definition.calendar
    zone = calendar.time_zone
    until = _("jusqu’au %(day)s", day=long_instant(calendar.deposit_closes.at, zone))
    moments = [
        (_("Ouverture"), calendar.opens.at, long_date(calendar.opens.at, zone)),
        (_("Dépôt des dossiers"), calendar.deposit_closes.at, until),
    ]
    if definition.attestation and calendar.attestation_due.at != calendar.deposit_closes.at:
        signed = _("jusqu’au %(day)s", day=long_instant(calendar.attestation_due.at, zone))
        moments.append((_("Retour de l’attestation signée"), calendar.attestation_due.at, signed))
    sits = _(
        "du %(start)s au %(end)s",
        start=long_date(calendar.jury_opens.at, zone),
        end=long_date(calendar.jury_closes.at, zone),
    )
    moments.append((_("Examen par le jury"), calendar.jury_closes.at, sits))
    told = calendar.results.at if one.proclaimed else max(calendar.results.at, now)
    moments.append((_("Proclamation"), told, long_date(calendar.results.at, zone)))
    for stage in stages_for(calendar, *readers):
        moments.append((typeset(stage.title), stage.ends, stage_detail(stage, zone)))
    moments.sort(key=lambda moment: moment[1])
    ends = [end for _label, end, _detail in moments]
    current = next((place for place, end in enumerate(ends) if now <= end), len(ends))
    return tuple(
        Step(
            label=label, detail=detail, state=_state(place, current, begun=now >= calendar.opens.at)
        )
        for place, (label, _end, detail) in enumerate(moments)
    )


def _state(place: int, current: int, *, begun: bool) -> StepState:
    if place < current:
        return StepState.DONE
    return StepState.CURRENT if place == current and begun else StepState.UPCOMING


def rules_in_words(rules: Sequence[WrittenRule], plugins: PluginHost) -> tuple[Rule, ...]:
    """Say the eligibility rules as the plugins that apply them describe them."""
    return tuple(Rule(typeset(rule_of(rule, plugins).describe()), rule.article) for rule in rules)


def own_rules(category: Category, plugins: PluginHost) -> tuple[Rule, ...]:
    """Say the rules that only this category has."""
    return rules_in_words(category.eligibility, plugins)
