"""Give the application its pages, and Jinja what all of them use."""

from collections.abc import MutableMapping
from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.templating import Environment
from flask_babel import Babel
from jinja2 import StrictUndefined

from laureat.domain import french
from laureat.plugin_api import typeset
from laureat.request_work import current_runtime
from laureat.web import assets, presentation, theme, words
from laureat.web.frame import frame_of_page, keep_fixed_addresses
from laureat.web.language import chosen_language, language, remember_language
from laureat.web.refusals import answer_refusals
from laureat.web.rooms import ROOMS

GLOBALS = {
    "asset": assets.asset,
    "remaining": presentation.time_left,
    "_": words.in_page,
    "gettext": words.in_page,
    "ngettext": words.several_in_page,
}
FILTERS = (
    presentation.long_instant,
    presentation.long_date,
    presentation.short_instant,
    presentation.clock_time,
    presentation.number,
    french.capital,
    presentation.markdown,
    presentation.markdown_line,
    presentation.with_countdown,
    presentation.siret,
    typeset,
)


class Templates(Environment):
    """Flask's templates, all with the same globals: none has any of its own."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give the one table, which is quicker to look up than a table laid over it."""
        return super().make_globals(d) if d else self.globals


class CookieOfNotices(SecureCookieSessionInterface):
    """Flask's signed cookie, which holds what the next page says once; read where there is one."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Read the cookie, if the browser sent one."""
        if self.get_cookie_name(app) in request.cookies:
            return super().open_session(app, request)
        return self.session_class()


def register(app: Flask) -> None:
    """Add the pages, their errors, their language and their templates to an application."""
    Babel(
        app,
        default_locale="fr",
        default_translation_directories="web/translations",
        locale_selector=chosen_language,
    )
    app.session_interface = CookieOfNotices()
    app.jinja_environment = Templates
    environment = app.jinja_env
    environment.autoescape = True
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals.update(GLOBALS)
    environment.filters.update({one.__name__: one for one in FILTERS})
    app.context_processor(what_pages_see)
    app.after_request(remember_language)
    app.register_blueprint(assets.blueprint)
    app.register_blueprint(theme.blueprint)
    for room in ROOMS:
        app.register_blueprint(room)
    keep_fixed_addresses(app)
    answer_refusals(app)


def what_pages_see() -> dict[str, object]:
    """Give every template its frame, the language and the present instant."""
    return {"frame": frame_of_page(), "language": language(), "now": current_runtime().clock()}
