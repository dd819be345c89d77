"""How values are written in pages: instants, delays, numbers, and the organiser's Markdown."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import nh3
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from laureat.domain import french
from laureat.domain.errors import Refusal
from laureat.domain.french import capital
from laureat.domain.phrases import Moment, Phrase, TimeLeft
from laureat.plugin_api import typeset
from laureat.request_work import current_runtime
from laureat.web.language import FRENCH, language
from laureat.web.words import _, ngettext

TAGS = {
    *("p", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote", "h2", "h3", "h4", "code"),
    *("table", "thead", "tbody", "tr", "th", "td", "hr", "dl", "dt", "dd"),
}
INLINE_TAGS = {"strong", "em", "a", "code", "br"}

KEPT = 1024
"""How many texts are remembered as they are shown: those of the editions that are read now."""


def long_instant(at: datetime, zone: str = "Europe/Paris") -> str:
    """Write an instant with its weekday and its zone: what a first mention needs."""
    if language() == FRENCH:
        return french.long_instant(at, zone)
    local = at.astimezone(ZoneInfo(zone))
    return _(
        "%(day)s à %(hour)s (%(zone)s)",
        day=long_date(at, zone),
        hour=format_time(local, "HH:mm", locale=language()),
        zone=zone_name(zone),
    )


def long_date(at: datetime, zone: str = "Europe/Paris") -> str:
    """Write a day with its weekday."""
    if language() == FRENCH:
        return french.long_date(at, zone)
    local = at.astimezone(ZoneInfo(zone))
    return str(format_date(local.date(), "EEEE d MMMM y", language()))


def day_in_words(day: date) -> str:
    """Write a day of the calendar that has no hour and no zone."""
    if language() == FRENCH:
        return french.day_in_words(day)
    return str(format_date(day, "d MMMM y", language()))


def short_instant(at: datetime, zone: str = "Europe/Paris") -> str:
    """Write an instant briefly, for tables."""
    if language() == FRENCH:
        return french.short_instant(at, zone)
    local = at.astimezone(ZoneInfo(zone))
    return f"{format_date(local.date(), 'd MMM y', language())}, {local:%H:%M}"


def clock_time(at: datetime, zone: str = "Europe/Paris") -> str:
    """Write the hour of an instant."""
    return (
        french.clock_time(at, zone)
        if language() == FRENCH
        else f"{at.astimezone(ZoneInfo(zone)):%H:%M}"
    )


def zone_name(zone: str) -> str:
    """Name a zone by its place, as a reader knows it."""
    if language() == FRENCH:
        return french.zone_name(zone)
    return _("heure de %(place)s", place=zone.rpartition("/")[2].replace("_", " "))


def remaining(now: datetime, due: datetime) -> str:
    """Say how long there is until an instant, as words."""
    if language() == FRENCH:
        return french.remaining(now, due)
    minutes = int((due - now).total_seconds() // 60)
    if minutes < 0:
        return _("le délai est passé")
    if minutes >= 24 * 60:
        return ngettext("il reste %(num)s jour", "il reste %(num)s jours", minutes // (24 * 60))
    if minutes >= 60:
        return ngettext("il reste %(num)s heure", "il reste %(num)s heures", minutes // 60)
    if minutes:
        return ngettext("il reste %(num)s minute", "il reste %(num)s minutes", minutes)
    return _("il reste moins d’une minute")


def number(value: float) -> str:
    """Write a number with the spaces of the language."""
    if language() == FRENCH:
        return french.number(value)
    return str(format_decimal(value, locale=language()))


def time_left(due: datetime) -> str:
    """Say how long there is until an instant, from the platform’s own clock."""
    return remaining(current_runtime().clock(), due)


def siret(digits: str) -> str:
    """Write a SIRET by groups, as people read it."""
    return french.siret(digits)


def say(*phrases: Phrase) -> str:
    """Say phrases one after the other in the reader's language."""
    return " ".join(_(one.sentence).format(**_facts(one)) for one in phrases)


def said_of_fields(refusal: Refusal | None) -> dict[str, str]:
    """Say, by field, what a refusal asks for; advice in the edition's own words stays as it is."""
    fields = refusal.facts.get("fields") if refusal is not None else None
    if not isinstance(fields, Mapping):
        return {}
    return {str(name): _(str(sentence)) for name, sentence in fields.items()}


def _facts(phrase: Phrase) -> dict[str, object]:
    return {name: _in_words(fact) for name, fact in phrase.facts.items()}


def _in_words(fact: object) -> object:
    """Say a fact of a phrase in the reader's language; what has no words of its own stays."""
    match fact:
        case Moment(at, zone):
            return long_instant(at, zone)
        case TimeLeft(now, due):
            return capital(remaining(now, due))
        case Phrase():
            return say(fact)
    return fact


def said(refusal: Refusal) -> str:
    """Say a refusal in the reader's language, with the regulation's article where there is one."""
    sentence = say(Phrase(refusal.sentence, refusal.facts))
    if refusal.article and "rticle" not in sentence:
        return f"{sentence} ({_('article %(number)s', number=refusal.article)})"
    return sentence


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")


@lru_cache(KEPT)
def markdown(text: str, *, first_heading: int = 3) -> Markup:
    """Render a text of the organiser; its headings start below those of the page."""
    html = _markdown().render(typeset(text))
    html = re.sub(r"<(/?)h([1-6])>", lambda tag: _heading(tag, first_heading), html)
    return Markup(nh3.clean(html, tags=TAGS, link_rel="noopener"))  # noqa: S704 - just cleaned


@lru_cache(KEPT)
def markdown_line(text: str) -> Markup:
    """Render a text of the organiser that stands within a sentence or a label."""
    html = _markdown().renderInline(typeset(text))
    return Markup(nh3.clean(html, tags=INLINE_TAGS, link_rel="noopener"))  # noqa: S704 - just cleaned


def _heading(tag: "re.Match[str]", first: int) -> str:
    return f"<{tag[1]}h{min(int(tag[2]) + first - 1, 4)}>"


def with_countdown(sentence: str, due: datetime | None) -> Markup:
    """Let the browser keep true the delay that a sentence gives in words; no more is touched."""
    sentence = typeset(sentence)
    words = "" if due is None else time_left(due)
    for written in (capital(words), words):
        if due is not None and written and written in sentence:
            before, _, after = sentence.partition(written)
            return Markup('{}<time datetime="{}" data-countdown>{}</time>{}').format(
                before, due.isoformat(), written, after
            )
    return escape(sentence)
