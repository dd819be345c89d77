"""The pages of the deliberation: votes, counts, decisions, minutes, palmarès."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from laureat.consequences.definitions import definition_of
from laureat.domain.errors import NOTHING_THERE, Invalid, NotFound
from laureat.domain.vocabulary import Outcome
from laureat.papers import minutes_paper
from laureat.permissions import Permission, allows, require, require_somebody
from laureat.queries.editions import category_by_id, edition_by_slugs, editions_by_ids
from laureat.queries.people import person_by_id
from laureat.queries.results import minutes_of, minutes_to_read, palmares_of
from laureat.queries.rounds import round_by_id
from laureat.request_work import (
    current_runtime,
    current_tenant,
    request_reading,
    request_work,
)
from laureat.services.juries.cancel_round import cancel_round
from laureat.services.juries.close_round import close_round
from laureat.services.juries.open_round import open_round
from laureat.services.results.decide import Verdict, decide_category
from laureat.services.results.mention import award_mention
from laureat.services.results.publish import palmares_ahead, publish_palmares
from laureat.services.results.sign_minutes import sign_minutes
from laureat.services.results.withdraw_mention import withdraw_mention
from laureat.web.ballots import method_of
from laureat.web.deliberated import deliberated_categories
from laureat.web.desk_decisions import (
    cancellation_form,
    citation_fields,
    decision_form,
    mention_form,
    prizes_posted,
    withdrawal_forms,
)
from laureat.web.desk_panels import board_panel, category_panel, decision_in_words
from laureat.web.editions import shown
from laureat.web.laureates import palmares_page
from laureat.web.staff import NOTHING_KEPT, Kept, acted, chosen, chosen_ids, kept, typed
from laureat.web.words import _
from laureat.work import Work

blueprint = Blueprint("deliberation", __name__)


@blueprint.get("/deliberation")
def index() -> ResponseReturnValue:
    """List the deliberations that one presides."""
    with request_reading() as work:
        require_somebody(work.actor)
        chaired = editions_by_ids(work.session, work.actor.chairs)
        editions = shown(work.session, chaired, work.now)
    return render_template("juror/deliberations.html.jinja", editions=editions)


@blueprint.get("/deliberation/<programme>/<edition>")
def board(programme: str, edition: str) -> ResponseReturnValue:
    """Show each category with its vote, its count and its decision."""
    return _edition_page("organiser/deliberation.html.jinja", programme, edition)


@blueprint.get("/deliberation/<programme>/<edition>/proces-verbal")
def before_signing(programme: str, edition: str) -> ResponseReturnValue:
    """Show what the signature freezes."""
    return _edition_page("organiser/sign.html.jinja", programme, edition)


@blueprint.get("/deliberation/<programme>/<edition>/palmares")
def before_publishing(programme: str, edition: str) -> ResponseReturnValue:
    """Show what is published, and when the public sees it."""
    return _edition_page("organiser/publish.html.jinja", programme, edition)


@blueprint.get("/deliberation/<programme>/<edition>/palmares/apercu")
def preview(programme: str, edition: str) -> ResponseReturnValue:
    """Show the palmarès as the public will read it; for who publishes it, nobody else has it."""
    with request_reading() as work:
        found = edition_by_slugs(work.session, programme, edition)
        if not allows(work.actor, Permission.PALMARES_PUBLISH, found):
            raise NotFound(NOTHING_THERE)
        (one,) = shown(work.session, [found], work.now)
        page = palmares_page(one, palmares_ahead(work, found))
    response = make_response(
        render_template("organiser/preview.html.jinja", page=page, here=one.address)
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _edition_page(template: str, programme: str, edition: str, kept: Kept = NOTHING_KEPT) -> str:
    with request_reading() as work:
        found = edition_by_slugs(work.session, programme, edition)
        require(work.actor, Permission.DECISION_TAKE, found)
        definition = definition_of(work.session, found)
        deliberation = deliberated_categories(
            work, found, definition, method_of(definition, current_runtime().plugins)
        )
        minutes = minutes_of(work.session, found.id)
        palmares = palmares_of(work.session, found.id)
        signatory = person_by_id(work.session, minutes.signed_by) if minutes else None
        manages = allows(work.actor, Permission.PALMARES_PUBLISH, found)
    return render_template(
        template,
        definition=definition,
        deliberation=deliberation,
        panel=board_panel(deliberation, signed=minutes is not None, published=palmares is not None),
        minutes=minutes,
        signatory=(signatory.name or signatory.email) if signatory else "",
        palmares=palmares,
        manages=manages,
        said=decision_in_words,
        here={"programme": programme, "edition": edition},
        form=mention_form(deliberation, kept),
        withdrawals=withdrawal_forms(deliberation, kept),
        refusal=kept.sentence,
    )


@blueprint.get("/deliberation/categories/<uuid:category_id>")
def category(category_id: UUID) -> ResponseReturnValue:
    """Show the vote of a category, its count, and the decision to take."""
    return _category_page(category_id)


def _category_page(category_id: UUID, kept: Kept = NOTHING_KEPT) -> str:
    with request_reading() as work:
        found = category_by_id(work.session, category_id)
        require(work.actor, Permission.DECISION_TAKE, found.edition)
        definition = definition_of(work.session, found.edition)
        method = method_of(definition, current_runtime().plugins)
        one = deliberated_categories(work, found.edition, definition, method).of(found.id)
        minutes = minutes_of(work.session, found.edition_id)
        runs_rounds = allows(work.actor, Permission.ROUND_OPEN, found.edition)
    return render_template(
        "organiser/category.html.jinja",
        definition=definition,
        one=one,
        panel=category_panel(one, definition),
        said=decision_in_words,
        minutes=minutes,
        runs_rounds=runs_rounds,
        here={"programme": found.edition.programme.slug, "edition": found.edition.slug},
        form=decision_form(one, definition, kept),
        cancellation=cancellation_form(kept),
        citations=citation_fields(one, kept),
        refusal=kept.sentence if kept.form == "scrutin" else "",
    )


def _category_act(
    category_id: UUID, form: str, act: Callable[[Work], object], done: str
) -> ResponseReturnValue:
    def whole() -> None:
        with request_work() as work:
            act(work)

    return acted(
        whole,
        done=done,
        to=url_for(".category", category_id=category_id),
        again=lambda refusal: _category_page(category_id, kept(form, refusal)),
    )


@blueprint.post("/deliberation/categories/<uuid:category_id>/scrutin")
def start_round(category_id: UUID) -> ResponseReturnValue:
    """Open the vote of a category, on all its dossiers or on those that are tied."""
    among = chosen_ids("candidature_ids") or None
    return _category_act(
        category_id,
        "scrutin",
        lambda work: open_round(work, category_id, candidature_ids=among),
        _("Le scrutin est ouvert, et les membres du jury en sont informés."),
    )


@blueprint.post("/deliberation/scrutins/<uuid:round_id>/cloture")
def end_round(round_id: UUID) -> ResponseReturnValue:
    """Close a vote and count it."""
    with request_reading() as work:
        voting = round_by_id(work.session, round_id)
        require(work.actor, Permission.ROUND_CLOSE, voting)
    return _category_act(
        voting.category_id,
        "scrutin",
        lambda work: close_round(work, round_id, plugins=current_runtime().plugins),
        _("Le scrutin est clos et dépouillé."),
    )


@blueprint.post("/deliberation/scrutins/<uuid:round_id>/annulation")
def call_off_round(round_id: UUID) -> ResponseReturnValue:
    """Cancel a vote, which then counts for nothing."""
    with request_reading() as work:
        voting = round_by_id(work.session, round_id)
        require(work.actor, Permission.ROUND_CANCEL, voting)
    return _category_act(
        voting.category_id,
        "annulation",
        lambda work: cancel_round(work, round_id, reason=typed("reason")),
        _("Le scrutin est annulé : aucun de ses bulletins n’est ouvert."),
    )


@blueprint.post("/deliberation/categories/<uuid:category_id>/decision")
def decide(category_id: UUID) -> ResponseReturnValue:
    """Record the jury's decision for a category."""

    def act(work: Work) -> None:
        outcome = chosen(Outcome, "outcome")
        among = chosen_ids("candidature_ids")
        category = category_by_id(work.session, category_id)
        prizes = prizes_posted(definition_of(work.session, category.edition), category.slug)
        verdict = Verdict(
            outcome=outcome,
            prizes=prizes,
            candidature_ids=among,
            reason=typed("reason"),
            citations={
                one: typed(f"citation-{one}").strip() for one in dict.fromkeys([*among, *prizes])
            },
        )
        decide_category(work, category_id, verdict)

    return _category_act(
        category_id,
        "decision",
        act,
        _("La décision est enregistrée. Elle peut changer jusqu’à la signature du procès-verbal."),
    )


def _edition_act(
    template: str,
    here: tuple[str, str],
    act: Callable[[Work, UUID], Any],
    done: str,
) -> ResponseReturnValue:
    programme, edition = here

    def whole() -> None:
        with request_work() as work:
            act(work, edition_by_slugs(work.session, programme, edition).id)

    return acted(
        whole,
        done=done,
        to=url_for(".board", programme=programme, edition=edition),
        again=lambda refusal: _edition_page(
            template, programme, edition, kept(request.form.get("form", ""), refusal)
        ),
    )


@blueprint.post("/deliberation/<programme>/<edition>/coup-de-coeur")
def mention(programme: str, edition: str) -> ResponseReturnValue:
    """Award the special mention."""

    def act(work: Work, edition_id: UUID) -> None:
        chosen_one = next(iter(chosen_ids("candidature_id")), None)
        if chosen_one is None:
            sentence = _("Choisissez le dossier que le jury distingue.")
            raise Invalid(sentence, fields={"candidature_id": sentence})
        award_mention(
            work,
            edition_id,
            candidature_id=chosen_one,
            reason=typed("mention_reason"),
            citation=typed("mention_citation"),
        )

    return _edition_act(
        "organiser/deliberation.html.jinja",
        (programme, edition),
        act,
        _("Le prix complémentaire est enregistré."),
    )


@blueprint.post("/deliberation/<programme>/<edition>/coup-de-coeur/<uuid:candidature_id>/retrait")
def take_mention_back(programme: str, edition: str, candidature_id: UUID) -> ResponseReturnValue:
    """Take the special mention back from a dossier."""
    return _edition_act(
        "organiser/deliberation.html.jinja",
        (programme, edition),
        lambda work, edition_id: withdraw_mention(
            work,
            edition_id,
            candidature_id=candidature_id,
            reason=typed(f"motif-{candidature_id}"),
        ),
        _("Le prix complémentaire est retiré à ce dossier."),
    )


@blueprint.post("/deliberation/<programme>/<edition>/proces-verbal")
def sign(programme: str, edition: str) -> ResponseReturnValue:
    """Sign the minutes: no decision changes afterwards."""
    return _edition_act(
        "organiser/sign.html.jinja",
        (programme, edition),
        sign_minutes,
        _("Le procès-verbal est signé : les décisions sont figées."),
    )


@blueprint.get("/deliberation/<programme>/<edition>/proces-verbal.pdf")
def minutes_pdf(programme: str, edition: str) -> ResponseReturnValue:
    """Send the signed minutes as a PDF/A."""
    with request_reading() as work:
        found = edition_by_slugs(work.session, programme, edition)
        require(work.actor, Permission.MINUTES_READ, found)
        minutes = minutes_to_read(work.session, found.id)
        content = minutes_paper(work, current_tenant(), found, minutes)
    name = f"proces-verbal-{programme}-{edition}.pdf"
    return Response(
        content,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@blueprint.post("/deliberation/<programme>/<edition>/palmares")
def publish(programme: str, edition: str) -> ResponseReturnValue:
    """Publish the palmarès, which the public sees when the embargo ends."""
    return _edition_act(
        "organiser/publish.html.jinja",
        (programme, edition),
        publish_palmares,
        _("Le palmarès est prêt : le public le verra à l’heure de la proclamation."),
    )
