"""The language of a page: French, unless the reader chose another that the platform speaks.

The choice is made by a link in the footer (``?langue=en``) and kept in a cookie of preference.
"""

from flask import Response, g, has_request_context, request
from flask_babel import get_locale as babel_locale

FRENCH = "fr"
LANGUAGES = {FRENCH: "Français", "en": "English"}
COOKIE = "langue"
A_YEAR = 365 * 86_400


def chosen_language() -> str:
    """Give the language asked for in the address, else the one chosen before, else French."""
    if not has_request_context():
        return FRENCH
    asked = request.args.get(COOKIE) or request.cookies.get(COOKIE)
    return asked if asked in LANGUAGES else FRENCH


def remember_language(response: Response) -> Response:
    """Keep a choice that was made in the address."""
    asked = request.args.get(COOKIE)
    if asked in LANGUAGES and asked != request.cookies.get(COOKIE):
        response.set_cookie(
            COOKIE, asked, max_age=A_YEAR, secure=request.is_secure, httponly=True, samesite="Lax"
        )
    return response


def language() -> str:
    """Give the code of the language of this page, looked up once a request."""
    try:
        code: str = g.language
    except AttributeError:  # it is asked for the first time in this request
        locale = babel_locale()
        code = g.language = str(locale.language) if locale else FRENCH
    except RuntimeError:  # there is no request: everything is French there
        code = FRENCH
    return code
