"""Ask for a code that lets somebody sign in."""

from datetime import timedelta

from laureat.domain.audit import Event
from laureat.domain.errors import Invalid, TooManyTries
from laureat.domain.jobs import Job
from laureat.domain.sign_in import CODE_LIFETIME, normal_email
from laureat.models import SignInCode
from laureat.permissions import Permission, require
from laureat.queries.people import recent_codes
from laureat.work import Work

AT_MOST = 5
WITHIN = timedelta(minutes=15)


def request_sign_in_code(work: Work, email: str) -> SignInCode:
    """Note the request and have a code mailed, whether the address is known or not.

    Raises:
        Invalid: this is not an e-mail address.
        TooManyTries: five codes were asked for this address within a quarter of an hour.
    """
    address = normal_email(email)
    require(work.actor, Permission.SIGN_IN)
    if address is None:
        raise Invalid(
            "Cette adresse électronique n’est pas complète.",
            fields={"email": "Écrivez une adresse complète, par exemple prenom.nom@exemple.fr."},
        )
    if recent_codes(work.session, address, work.now - WITHIN) >= AT_MOST:
        raise TooManyTries(
            "Plusieurs codes viennent d’être demandés pour cette adresse. Utilisez le dernier reçu,"
            " ou attendez un quart d’heure avant d’en demander un autre."
        )

    code = SignInCode(email=address, requested_at=work.now, expires_at=work.now + CODE_LIFETIME)
    work.session.add(code)
    work.record(Event.SIGN_IN_CODE_REQUESTED, code)
    work.afterwards(Job.MAIL_SIGN_IN_CODE, code_id=code.id)
    return code
