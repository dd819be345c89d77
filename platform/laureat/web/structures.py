"""Who applies: a structure identified by its SIRET, a person, a team; and who writes for it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from laureat.domain.errors import Conflict, Invalid
from laureat.permissions import Permission, allows, require, require_somebody
from laureat.queries.applicants import applicant_by_id, team_of
from laureat.request_work import current_runtime, request_reading, request_work
from laureat.services.structures.accept_invitation import accept_invitation
from laureat.services.structures.identify import identify_applicant
from laureat.services.structures.invite_colleague import invite_colleague
from laureat.services.structures.withdraw_invitation import withdraw_invitation
from laureat.web.applicant_form import identification_in, identity_form
from laureat.web.carried import internal_path
from laureat.web.fields import Field, faulty
from laureat.web.presentation import said, said_of_fields
from laureat.web.refusals import status_of
from laureat.web.words import _

blueprint = Blueprint("structures", __name__)


@blueprint.get("/structure")
def ask() -> ResponseReturnValue:
    """Ask for whom the reader writes."""
    with request_reading() as work:
        require_somebody(work.actor)
        form = identity_form(work, request.args)
    return render_template("structures/identify.html.jinja", form=form, refusal="")


@blueprint.post("/structure")
def identify() -> ResponseReturnValue:
    """Identify the applicant; the reader becomes its first manager."""
    with request_reading() as work:
        require_somebody(work.actor)
        form = identity_form(work, request.form)
    try:
        said_of_it = identification_in(form, request.form)
        with request_work() as work:
            applicant = identify_applicant(work, said_of_it)
    except (Conflict, Invalid) as refusal:
        form = form.with_faults(refusal)
        page = render_template("structures/identify.html.jinja", form=form, refusal=said(refusal))
        return page, status_of(refusal)
    flash(_("« %(name)s » est enregistrée. Vous pouvez ouvrir un dossier.", name=applicant.name))
    following = internal_path(request.form.get("suite", "")) or url_for("my_dossiers.index")
    return redirect(following, code=303)


@blueprint.get("/structure/<uuid:applicant_id>")
def show(applicant_id: UUID) -> ResponseReturnValue:
    """Show an applicant and the people who write for it."""
    return _show(applicant_id, _colleague_fields())


@blueprint.post("/structure/<uuid:applicant_id>/equipe")
def invite(applicant_id: UUID) -> ResponseReturnValue:
    """Let a colleague write too."""
    email, name = request.form.get("email", ""), request.form.get("name", "")
    try:
        with request_work() as work:
            invite_colleague(work, applicant_id, email=email, name=name)
    except (Conflict, Invalid) as refusal:
        error = said_of_fields(refusal).get("email") or said(refusal)
        fields = _colleague_fields(email, name, error)
        return _show(applicant_id, fields), status_of(refusal)
    flash(
        _(
            "L’invitation est faite : prévenez cette personne. Elle écrira avec vous dès qu’elle"
            " se sera connectée avec son adresse."
        )
    )
    return redirect(url_for(".show", applicant_id=applicant_id), code=303)


@blueprint.post("/structure/<uuid:applicant_id>/invitations/<uuid:person_id>/retrait")
def withdraw(applicant_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Withdraw an invitation that waits."""
    with request_work() as work:
        withdraw_invitation(work, applicant_id, person_id=person_id)
    flash(_("L’invitation est retirée."))
    return redirect(url_for(".show", applicant_id=applicant_id), code=303)


@blueprint.post("/structure/<uuid:applicant_id>/rejoindre")
def join(applicant_id: UUID) -> ResponseReturnValue:
    """Accept the invitation of a team."""
    with request_work() as work:
        accept_invitation(work, applicant_id, plugins=current_runtime().plugins)
    flash(_("Vous faites maintenant partie de l’équipe."))
    return redirect(url_for("my_dossiers.index"), code=303)


@blueprint.post("/structure/<uuid:applicant_id>/decliner")
def decline(applicant_id: UUID) -> ResponseReturnValue:
    """Decline the invitation of a team."""
    with request_work() as work:
        require_somebody(work.actor)
        withdraw_invitation(work, applicant_id, person_id=work.person_id)
    flash(_("L’invitation est déclinée : vous ne faites pas partie de cette équipe."))
    return redirect(url_for("my_dossiers.index"), code=303)


def _show(applicant_id: UUID, fields: list[Field]) -> str:
    with request_reading() as work:
        require_somebody(work.actor)
        applicant = applicant_by_id(work.session, applicant_id)
        require(work.actor, Permission.APPLICANT_READ, applicant)
        team = team_of(work.session, applicant_id)
        may_invite = allows(work.actor, Permission.APPLICANT_INVITE, applicant)
    return render_template(
        "structures/structure.html.jinja",
        applicant=applicant,
        team_rows=[
            (
                one.shown_name or "—",
                one.person.email,
                _("écrit pour elle") if one.accepted_at else _("invitation envoyée"),
            )
            for one in team
        ],
        waiting=[one for one in team if one.accepted_at is None] if may_invite else [],
        fields=fields,
        faulty=faulty(fields),
    )


def _colleague_fields(email: str = "", name: str = "", error: str = "") -> list[Field]:
    return [
        Field(
            name="email",
            label=_("Adresse électronique de la personne"),
            value=email,
            error=error,
            input_type="email",
            help=_("Elle se connectera avec cette adresse, par un code reçu par message."),
        ),
        Field(name="name", label=_("Son nom"), value=name, required=False),
    ]
