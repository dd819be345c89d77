"""What surrounds every page: whose it is, where one may go, who is signed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import Flask, current_app, g, request, url_for

from laureat.domain.actors import NOBODY, Actor
from laureat.domain.errors import NotFound
from laureat.request_work import request_reading
from laureat.web.carried import nearest_page
from laureat.web.face import NO_FACE, Face, face_of
from laureat.web.language import COOKIE, LANGUAGES, language
from laureat.web.navigation import ACCOUNT, NOTICES, WAYS, Destination
from laureat.web.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link of the masthead or the footer; ``exact`` when it is this very page."""

    label: str
    url: str
    current: bool = False
    exact: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The masthead and the footer, as the base template draws them.

    ``asks_for_a_name`` is true on the first page of each room, for somebody whose name is unknown.
    """

    organisation: str
    contact_email: str
    home_url: str
    theme_url: str
    sign_out_url: str
    account: Way
    asks_for_a_name: bool
    signed_in: bool
    person: str
    person_email: str
    ways: tuple[Way, ...]
    notices: tuple[Way, ...]
    languages: tuple[Way, ...]


FIXED: Final = "laureat.fixed_addresses"
"""Where an application keeps the addresses that are the same whoever asks, by endpoint."""


def keep_fixed_addresses(app: Flask) -> None:
    """Write the addresses without a variable part once, when all the rooms are there."""
    adapter = app.url_map.bind("")
    app.extensions[FIXED] = {
        rule.endpoint: adapter.build(rule.endpoint)
        for rule in app.url_map.iter_rules()
        if not rule.arguments
    }


def frame_of_page() -> Frame:
    """Make the frame of this request's page; without a tenant it names nobody."""
    face, actor, fixed = _face(), g.get("actor", NOBODY), current_app.extensions[FIXED]
    ways = _ways(WAYS, actor, fixed)
    return Frame(
        organisation=face.name,
        contact_email=face.contact_email,
        home_url=fixed["public.home"],
        theme_url=url_for("theme.stylesheet", digest=face.theme_digest),
        sign_out_url=fixed["sign_in.sign_out"],
        account=_way(ACCOUNT, fixed),
        asks_for_a_name=actor.is_known and not actor.name and any(one.exact for one in ways),
        signed_in=actor.is_known,
        person=actor.name or actor.email,
        person_email=actor.email,
        ways=ways,
        notices=_ways(NOTICES, actor, fixed),
        languages=_other_languages(face),
    )


def _face() -> Face:
    """Find whose page it is, even where the page itself asked the database for nothing."""
    if "tenant" not in g:
        try:
            with request_reading():
                pass
        except NotFound:
            return NO_FACE
    return face_of(g.tenant)


def _ways(
    destinations: tuple[Destination, ...], actor: Actor, fixed: Mapping[str, str]
) -> tuple[Way, ...]:
    return tuple(
        _way(one, fixed) for one in destinations if one.is_for(actor) and one.endpoint in fixed
    )


def _way(destination: Destination, fixed: Mapping[str, str]) -> Way:
    return Way(
        label=_(destination.label),
        url=fixed[destination.endpoint],
        current=destination.holds(request.blueprint),
        exact=request.endpoint == destination.endpoint,
    )


def _other_languages(face: Face) -> tuple[Way, ...]:
    """Offer the tenant's other languages, for this page or for that of the form just posted."""
    page = request.path if request.method == "GET" else nearest_page()
    return tuple(
        Way(label=LANGUAGES[code], url=f"{page}?{COOKIE}={code}", language=code)
        for code in face.languages
        if code in LANGUAGES and code != language()
    )
