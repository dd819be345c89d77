"""People over HTTP: signing in with a mailed code, signing out, oneself."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.views import MethodView

from laureat.api.operations import Room
from laureat.api.schemas.people import (
    MeOut,
    NameIn,
    OpenSessionsOut,
    SessionIn,
    SessionOut,
    SignInCodeIn,
    SignInCodeOut,
)
from laureat.domain.errors import TooManyTries, WrongCode
from laureat.domain.sign_in import SESSION_LIFETIME, digest_of_token
from laureat.models import SignInCode
from laureat.permissions import require_somebody
from laureat.queries.applicants import applicants_of
from laureat.queries.juries import jurors_by_ids
from laureat.queries.people import sessions_of
from laureat.request_work import current_runtime, request_reading, request_work, session_token
from laureat.services.people.end_other_sessions import end_other_sessions
from laureat.services.people.end_session import end_session
from laureat.services.people.request_code import request_sign_in_code
from laureat.services.people.say_name import say_name
from laureat.services.people.sign_in import NotSignedIn, sign_in
from laureat.services.people.sign_out import sign_out
from laureat.work import Work

room = Room("people", "Signing in and out, and who one is here.")


@room.route("/sign-in-codes")
class SignInCodes(MethodView):
    """Requests to sign in."""

    @room.operation(
        "request_sign_in_code", 202, SignInCodeOut, refuses=(TooManyTries,), public=True
    )
    @room.arguments(SignInCodeIn)
    def post(self, given: dict[str, str]) -> SignInCode:
        """Have a code mailed.

        The answer is the same whether the address is known or not.
        """
        with request_work() as work:
            return request_sign_in_code(work, given["email"])


@room.route("/sessions")
class Sessions(MethodView):
    """Sessions of people."""

    @room.operation("open_session", 201, SessionOut, refuses=(WrongCode,), public=True)
    @room.arguments(SessionIn)
    def post(self, given: dict[str, Any]) -> dict[str, Any]:
        """Open a session with the code that was mailed.

        A wrong try is counted; after five the code no longer serves.
        """
        runtime = current_runtime()
        with request_work() as work:
            begun = sign_in(
                work,
                given["code_id"],
                code=given["code"],
                secret=runtime.settings.secret,
                plugins=runtime.plugins,
            )
        if isinstance(begun, NotSignedIn):
            raise begun.refusal
        expires_at = work.now + SESSION_LIFETIME
        return {"token": begun.token, "expires_at": expires_at, "person_id": begun.person.id}

    @room.operation("list_sessions", 200, OpenSessionsOut)
    def get(self) -> dict[str, list[dict[str, Any]]]:
        """List the person's open sessions, the last one first."""
        shown = digest_of_token(session_token())
        with request_reading() as work:
            require_somebody(work.actor)
            opened = sessions_of(work.session, work.person_id, work.now)
        return {
            "items": [
                {
                    "id": one.id,
                    "started_at": one.started_at,
                    "expires_at": one.expires_at,
                    "current": one.token_digest == shown,
                }
                for one in opened
            ]
        }

    @room.operation("end_other_sessions", 204, description="It is done.")
    def delete(self) -> Response:
        """End the person's sessions but the one that asks."""
        with request_work() as work:
            end_other_sessions(work, session_token())
        return Response(status=204)


@room.route("/sessions/<uuid:session_id>")
class OneSession(MethodView):
    """One of the person's own sessions."""

    @room.operation("end_session", 204, description="It is done.")
    def delete(self, session_id: UUID) -> Response:
        """End a session; its token no longer serves. Twice changes nothing."""
        with request_work() as work:
            require_somebody(work.actor)
            end_session(work, session_id)
        return Response(status=204)


@room.route("/sessions/current")
class CurrentSession(MethodView):
    """The session whose token the request shows."""

    @room.operation("close_session", 204, description="It is done.")
    def delete(self) -> Response:
        """End the session; its token no longer serves."""
        with request_work() as work:
            require_somebody(work.actor)
            sign_out(work, session_token())
        return Response(status=204)


@room.route("/me")
class Me(MethodView):
    """The person who is signed in."""

    @room.operation("read_me", 200, MeOut)
    def get(self) -> dict[str, Any]:
        """Say who is signed in, and all that they stand for here."""
        with request_reading() as work:
            require_somebody(work.actor)
            return _me(work, work.actor.name)

    @room.operation("say_name", 200, MeOut)
    @room.arguments(NameIn)
    def put(self, given: dict[str, str]) -> dict[str, Any]:
        """Say what one is called, in letters, minutes and lists."""
        with request_work() as work:
            return _me(work, say_name(work, given["name"]).name)


def _me(work: Work, name: str) -> dict[str, Any]:
    actor = work.actor
    return {
        "id": actor.person_id,
        "name": name,
        "email": actor.email,
        "roles": sorted(actor.roles),
        "applicants": applicants_of(work.session, work.person_id),
        "coordinations": _in_order(actor.coordinations),
        "juries": jurors_by_ids(work.session, actor.jurors),
    }


def _in_order(ids: frozenset[UUID]) -> list[UUID]:
    return sorted(ids)
