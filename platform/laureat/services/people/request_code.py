"""Ask for a code that lets somebody sign in."""

from collections.abc import Sequence
from datetime import timedelta

from laureat.domain.audit import Event
from laureat.domain.errors import Invalid, TooManyTries
from laureat.domain.jobs import Job
from laureat.domain.sign_in import CODE_LIFETIME, MOST_TRIES, normal_email
from laureat.models import SignInCode
from laureat.permissions import Permission, require
from laureat.queries.people import recent_codes_alone
from laureat.work import Work

AT_MOST = 5
WITHIN = timedelta(minutes=15)


def request_sign_in_code(work: Work, email: str) -> SignInCode:
    """Note the request and have a code mailed, whether the address is known or not.

    After five requests within a quarter of an hour no letter leaves any more: the last code serves,
    so that somebody else's requests for an address do not shut its owner out.

    Raises:
        Invalid: this is not an e-mail address.
        TooManyTries: five codes were asked for, and none of them can be used any more.
    """
    address = normal_email(email)
    require(work.actor, Permission.SIGN_IN)
    if address is None:
        raise Invalid(
            "Cette adresse électronique n’est pas complète.",
            fields={"email": "Écrivez une adresse complète, par exemple prenom.nom@exemple.fr."},
        )
    asked = recent_codes_alone(work.session, address, work.now - WITHIN)
    if len(asked) >= AT_MOST:
        return _last_that_opens(asked, work)

    code = SignInCode(email=address, requested_at=work.now, expires_at=work.now + CODE_LIFETIME)
    work.session.add(code)
    work.record(Event.SIGN_IN_CODE_REQUESTED, code)
    work.afterwards(Job.MAIL_SIGN_IN_CODE, code_id=code.id)
    return code


def _last_that_opens(asked: Sequence[SignInCode], work: Work) -> SignInCode:
    last = asked[-1]
    if last.used_at is not None or last.expires_at < work.now or last.tries >= MOST_TRIES:
        raise TooManyTries(
            "Plusieurs codes viennent d’être demandés pour cette adresse. Attendez un quart d’heure"
            " avant d’en demander un autre."
        )
    return last
