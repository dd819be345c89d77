"""From a letter and its facts to a mail: one content, laid out as text and as HTML."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

from laureat.domain.colours import ink_on, readable_ink
from laureat.mails.facts import FACTS, Organiser
from laureat.mails.letters import letter
from laureat.plugin_api.french import typeset

_NIGHT = "#15181d"
_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A mail that is ready to go: both parts say the same sentences."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """A letter with its facts, sentence by sentence, before any layout."""

    subject: str
    greeting: str
    status: str
    code: str
    details: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    link: str
    url: str
    closing: tuple[str, ...]


def render_mail(template: str, facts: Mapping[str, object], *, organiser: Organiser) -> Rendered:
    """Write a letter with exactly the facts that the table asks for.

    TypeError when a fact is missing or unknown, ValueError when the link is none or names a person.
    """
    _require_facts(template, facts)
    url = _require_link(facts["url"])
    content = _content(template, {**facts, "organiser": organiser.name}, url)
    colours = {
        "button": organiser.accent,
        "button_ink": ink_on(organiser.accent),
        "day_ink": readable_ink(organiser.accent),
        "night_ink": readable_ink(organiser.accent, ground=_NIGHT),
        "night": _NIGHT,
    }
    laid_out = {"letter": content, "organiser": organiser, "colours": colours}
    return Rendered(
        subject=content.subject,
        text=_layouts().get_template("layout.txt.jinja").render(laid_out),
        html=_layouts().get_template("layout.html.jinja").render(laid_out),
    )


def _require_facts(template: str, facts: Mapping[str, object]) -> None:
    if template not in FACTS:
        raise TypeError(f"There is no letter {template!r}.")
    missing, unknown = FACTS[template] - facts.keys(), facts.keys() - FACTS[template]
    if missing or unknown:
        raise TypeError(
            f"The letter {template!r} lacks {sorted(missing)} and does not know {sorted(unknown)}."
        )


def _require_link(url: object) -> str:
    parts = urlsplit(str(url))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("The link of a letter is an address of the web.")
    if "@" in str(url) or "%40" in str(url):
        raise ValueError("The link of a letter names nobody.")
    return str(url)


def _content(template: str, facts: Mapping[str, object], url: str) -> _Content:
    written = letter(template)
    said = {text: _said(text, facts) for text in _texts(template)}
    details = ((label, said[text]) for label, text in written.details.items())
    name = " ".join(str(facts["person_name"]).split())
    return _Content(
        subject=said[written.subject],
        greeting=typeset(f"Bonjour {name}," if name else "Bonjour,"),
        status=said[written.status],
        code=said[written.code],
        details=tuple((typeset(label), value) for label, value in details if value),
        paragraphs=tuple(said[text] for text in written.paragraphs if said[text]),
        link=said[written.link],
        url=url,
        closing=tuple(said[text] for text in written.closing if said[text]),
    )


def _texts(template: str) -> tuple[str, ...]:
    written = letter(template)
    single = (written.subject, written.status, written.code, written.link)
    return (*single, *written.details.values(), *written.paragraphs, *written.closing)


def _said(text: str, facts: Mapping[str, object]) -> str:
    """Fill in a text, on one line, with the spaces that French wants."""
    return typeset(_SPACES.sub(" ", _compiled(text).render(facts)).strip())


@cache
def _compiled(text: str) -> Template:
    return _sentences().from_string(text)


@cache
def _sentences() -> Environment:
    """Fill in sentences: a fact that is missing is an error, and nothing is escaped yet."""
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


@cache
def _layouts() -> Environment:
    environment = Environment(
        loader=PackageLoader("laureat.mails"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(enabled_extensions=("html.jinja",)),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["typeset"] = typeset
    return environment
