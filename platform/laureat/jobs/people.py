"""Letters to people about their own account."""

from uuid import UUID

from laureat.domain.sign_in import link_word, six_digits
from laureat.jobs.letters import Desk
from laureat.models import Person
from laureat.queries.people import code_by_id, person_by_email


def mail_sign_in_code(desk: Desk, code_id: UUID) -> None:
    """Send the six digits, and a link that opens the page with them filled in."""
    request = code_by_id(desk.work.session, code_id)
    secret = desk.runtime.settings.secret
    person = person_by_email(desk.work.session, request.email) or Person(
        email=request.email, name=""
    )
    desk.write(
        [person],
        "sign-in-code",
        f"/connexion/{code_id}?mot={link_word(secret, code_id)}",
        code=six_digits(secret, code_id),
        valid_for="10\u00a0minutes",
    )
