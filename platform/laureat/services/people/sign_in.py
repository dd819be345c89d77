"""Sign in with the six digits that were mailed, or with the mailed link's word."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from laureat.consequences.memberships import begin_memberships
from laureat.consequences.people import known_person
from laureat.domain.audit import Event
from laureat.domain.errors import WrongCode
from laureat.domain.sign_in import (
    MOST_TRIES,
    MOST_TRIES_IN_A_DAY,
    SESSION_LIFETIME,
    digest_of_token,
    is_link_word,
    new_token,
    opens,
)
from laureat.models import Person, SignInCode, WebSession
from laureat.permissions import Permission, require
from laureat.plugin_host import PluginHost
from laureat.queries.applicants import invitations_of
from laureat.queries.people import actor_of, code_to_use, wrong_tries
from laureat.work import Work

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session that has just begun; ``token`` is known only here and to the client."""

    token: str
    person: Person


@dataclass(frozen=True, slots=True)
class NotSignedIn:
    """The attempt failed; it is counted, so the caller must let the transaction commit."""

    refusal: WrongCode


def sign_in(
    work: Work, code_id: UUID, *, code: str, secret: str, plugins: PluginHost
) -> NewSession | NotSignedIn:
    """Open a session for whoever shows the code; somebody new becomes known by their address.

    Who signs in accepts the invitations to write that wait for them. A member of a jury is asked
    for each: accepting closes their seats, and nobody else may decide that.

    Raises:
        NotFound: no such request was made here.
    """
    request = code_to_use(work.session, code_id)
    require(work.actor, Permission.SIGN_IN)
    if refusal := _refusal(request, code, secret=secret, work=work):
        return NotSignedIn(refusal)

    request.used_at = work.now
    person = known_person(work, request.email)
    token = new_token()
    session = WebSession(
        person_id=person.id,
        token_digest=digest_of_token(token),
        started_at=work.now,
        expires_at=work.now + SESSION_LIFETIME,
    )
    work.session.add(session)
    if not actor_of(work.session, person).jurors:
        begin_memberships(work, invitations_of(work.session, person.id), plugins)
    work.record(Event.SIGNED_IN, person)
    return NewSession(token, person)


def _refusal(request: SignInCode, code: str, *, secret: str, work: Work) -> WrongCode | None:
    if request.used_at is not None:
        return WrongCode("Ce code a déjà servi : demandez-en un nouveau.")
    if request.expires_at < work.now:
        return WrongCode("Ce code a expiré au bout de dix minutes : demandez-en un nouveau.")
    if is_link_word(secret, request.id, code):
        return None
    if not code.strip():
        return WrongCode("Écrivez les six chiffres du dernier message reçu.")
    if request.tries >= MOST_TRIES:
        return WrongCode("Trop d’essais avec ce code : demandez-en un nouveau.")
    if wrong_tries(work.session, request.email, work.now - A_DAY) >= MOST_TRIES_IN_A_DAY:
        return WrongCode(
            "Trop de codes faux ont été essayés pour cette adresse depuis hier. Ouvrez le lien du"
            " dernier message reçu : il vous connecte sans code à recopier."
        )
    if not opens(secret, request.id, code):
        request.tries += 1
        return WrongCode(
            "Ce n’est pas le bon code. Recopiez les six chiffres du dernier message reçu."
        )
    return None
