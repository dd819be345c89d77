"""The organiser's pages of a jury: members, the matrix of recusals, and the links to rule on."""

from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from laureat.consequences.definitions import definition_of
from laureat.domain.vocabulary import ConflictRulingKind, SeatState
from laureat.permissions import Permission, require
from laureat.queries.editions import category_by_id, edition_by_slugs
from laureat.queries.juries import conflict_by_id, conflict_lines, seat_by_id, seat_state
from laureat.request_work import current_runtime, request_reading, request_work
from laureat.services.juries.invite import Invitation, invite_juror
from laureat.services.juries.rule_conflict import rule_conflict
from laureat.web.desk_jury import RULED, invitation_form, jury_desk, ruling_form
from laureat.web.staff import NOTHING_KEPT, Kept, acted, chosen, kept, managed_edition, typed
from laureat.web.words import _

blueprint = Blueprint("jury_desk", __name__)


@blueprint.get("/organisation/<programme>/<edition>/jury")
def jury(programme: str, edition: str) -> ResponseReturnValue:
    """Show who sits where, which seats are closed and why, and the links that were found."""
    return _jury(programme, edition)


def _jury(programme: str, edition: str, kept: Kept = NOTHING_KEPT) -> str:
    with managed_edition(programme, edition) as (work, found, definition):
        require(work.actor, Permission.JUROR_INVITE, found)
        page = jury_desk(work, found, definition)
    return render_template(
        "organiser/jury.html.jinja",
        page=page,
        here={"programme": programme, "edition": edition},
        form=invitation_form(page.categories, kept),
    )


@blueprint.post("/organisation/<programme>/<edition>/jury")
def invite(programme: str, edition: str) -> ResponseReturnValue:
    """Invite somebody to the jury."""

    def act() -> None:
        with request_work() as work:
            found = edition_by_slugs(work.session, programme, edition)
            invite_juror(
                work,
                found.id,
                Invitation(
                    email=typed("email"),
                    name=typed("name"),
                    organisation=typed("organisation"),
                    siret=typed("siret") or None,
                    chair="chair" in request.form,
                    categories=request.form.getlist("categories"),
                ),
                plugins=current_runtime().plugins,
            )

    return acted(
        act,
        done=_("L’invitation est partie. Les catégories incompatibles sont déjà fermées."),
        to=url_for(".jury", programme=programme, edition=edition),
        again=lambda refusal: _jury(programme, edition, kept("invitation", refusal)),
    )


@blueprint.get("/organisation/liens/<uuid:conflict_id>")
def link(conflict_id: UUID) -> ResponseReturnValue:
    """Show a link that was found, and what ruling on it does."""
    return _link(conflict_id)


def _link(conflict_id: UUID, kept: Kept = NOTHING_KEPT) -> str:
    with request_reading() as work:
        conflict = conflict_by_id(work.session, conflict_id)
        require(work.actor, Permission.CONFLICT_RULE, conflict)
        category = category_by_id(work.session, conflict.seat.category_id)
        seat = seat_by_id(work.session, conflict.seat_id)
        lines = conflict_lines(work.session, [seat.id])
        closed = seat_state(work.session, seat.id) is SeatState.RECUSED
        definition = definition_of(work.session, category.edition)
    ruling = next(one.ruling for one in lines if one.conflict.id == conflict.id)
    return render_template(
        "organiser/link.html.jinja",
        conflict=conflict,
        seat=seat,
        closed=closed,
        definition=definition,
        ruling=ruling,
        ruled=_(RULED[ruling.ruling][0]) if ruling else "",
        here={"programme": category.edition.programme.slug, "edition": category.edition.slug},
        form=ruling_form(kept),
    )


@blueprint.post("/organisation/liens/<uuid:conflict_id>")
def rule(conflict_id: UUID) -> ResponseReturnValue:
    """Confirm, dismiss or pin a link that was found."""
    with request_reading() as work:
        conflict = conflict_by_id(work.session, conflict_id)
        require(work.actor, Permission.CONFLICT_RULE, conflict)
        edition = category_by_id(work.session, conflict.seat.category_id).edition

    def act() -> None:
        with request_work() as work:
            rule_conflict(
                work,
                conflict_id,
                ruling=chosen(ConflictRulingKind, "ruling"),
                reason=typed("reason"),
                plugins=current_runtime().plugins,
            )

    return acted(
        act,
        done=_("La décision est inscrite au registre des déports."),
        to=url_for(
            ".jury",
            programme=edition.programme.slug,
            edition=edition.slug,
            _anchor="liens",
        ),
        again=lambda refusal: _link(conflict_id, kept("lien", refusal)),
    )
