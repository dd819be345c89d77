"""The pages of a juror: declare first, then read, then vote."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from laureat.consequences.definitions import definition_of
from laureat.domain.errors import (
    InterestsUndeclared,
    Invalid,
    NotFound,
    OutsidePeriod,
    SeatClosed,
)
from laureat.models import Juror
from laureat.permissions import Permission, require, require_somebody
from laureat.queries.candidatures import candidature_by_id
from laureat.queries.editions import edition_by_id
from laureat.queries.juries import juror_by_id, seat_lines, seat_of
from laureat.queries.rounds import round_by_id
from laureat.queries.votes import admitted_in
from laureat.request_work import current_runtime, request_reading, request_work
from laureat.services.juries.cast_ballot import cast_ballot
from laureat.services.juries.declare_interests import Interest, declare_interests
from laureat.services.juries.open_dossier import open_dossier
from laureat.web.answers import read_sections
from laureat.web.ballots import (
    ballot_form,
    ballot_in_words,
    ballot_texts,
    content_posted,
    method_of,
)
from laureat.web.juror_pages import (
    CategoryPage,
    category_page,
    interests_page,
    juries_seen,
    seat_views,
)
from laureat.web.refusals import status_of
from laureat.web.staff import NOTHING_KEPT, Kept, acted, kept
from laureat.web.words import _
from laureat.work import Work

blueprint = Blueprint("juror", __name__)


@blueprint.get("/jury")
def index() -> ResponseReturnValue:
    """Show the juries that one sits in, and what is awaited there."""
    with request_reading() as work:
        require_somebody(work.actor)
        juries = juries_seen(work)
        chairs = work.actor.chairs
    return render_template("juror/index.html.jinja", juries=juries, chairs=chairs)


def _own(work: Work, juror_id: UUID) -> Juror:
    """Fetch one's own membership."""
    require_somebody(work.actor)
    juror = juror_by_id(work.session, juror_id)
    require(work.actor, Permission.INTERESTS_DECLARE, juror)
    return juror


@blueprint.get("/jury/<uuid:juror_id>/liens")
def interests(juror_id: UUID) -> ResponseReturnValue:
    """Ask of every competitor, by name only, whether a professional link exists."""
    return _interests(juror_id)


def _interests(juror_id: UUID, kept: Kept = NOTHING_KEPT) -> str:
    posted = request.form if kept.form else None
    with request_reading() as work:
        juror = _own(work, juror_id)
        edition = edition_by_id(work.session, juror.edition_id)
        page = interests_page(work, juror, edition, posted)
    return render_template("juror/interests.html.jinja", page=page, refusal=kept.sentence)


@blueprint.post("/jury/<uuid:juror_id>/liens")
def declare(juror_id: UUID) -> ResponseReturnValue:
    """Keep what the juror declares; one answer is asked for each competitor."""

    def act() -> None:
        with request_work() as work:
            juror = _own(work, juror_id)
            edition = edition_by_id(work.session, juror.edition_id)
            page = interests_page(work, juror, edition, request.form)
            silent = [one for one in page.competitors if one.linked not in {"oui", "non"}]
            if silent:
                raise Invalid("Répondez pour chaque candidat de la liste.")
            declarations = {
                one.applicant.id: Interest(one.linked == "oui", one.details)
                for one in page.competitors
            }
            declare_interests(
                work, juror_id, declarations=declarations, plugins=current_runtime().plugins
            )

    return acted(
        act,
        done=_("Votre déclaration est enregistrée. Elle se corrige ici tant que le jury siège."),
        to=url_for(".index"),
        again=lambda refusal: _interests(juror_id, kept("liens", refusal)),
    )


@blueprint.get("/jury/categories/<uuid:category_id>")
def category(category_id: UUID) -> ResponseReturnValue:
    """Show the dossiers to read and the ballot; or why the category is closed."""
    return _category(category_id)


def _category(category_id: UUID, kept: Kept = NOTHING_KEPT) -> str:
    with request_reading() as work:
        page, juror_id = _page_of(work, category_id)
    method = method_of(page.seat.definition, current_runtime().plugins)
    cast = page.seat.ballot.content if page.seat.ballot else None
    texts = ballot_texts(method, page.seat.definition, voted=cast is not None)
    return render_template(
        "juror/category.html.jinja",
        page=page,
        juror_id=juror_id,
        method=method.describe(),
        texts=texts,
        form=ballot_form(method, page.at_vote, cast, kept),
        voted=ballot_in_words(method, page.at_vote, cast) if cast is not None else [],
    )


def _page_of(work: Work, category_id: UUID) -> tuple[CategoryPage, UUID]:
    """Gather a category for its juror; for anybody else there is none."""
    require_somebody(work.actor)
    lines = seat_lines(work.session, category_ids=[category_id], juror_ids=work.actor.jurors)
    if not lines:
        raise NotFound("Vous ne siégez pas dans cette catégorie.")
    seat = lines[0].seat
    require(work.actor, Permission.DOSSIER_OPEN, seat)
    view = seat_views(work, lines)[seat.id]
    return category_page(work, seat, view), seat.juror_id


@blueprint.post("/jury/scrutins/<uuid:round_id>")
def vote(round_id: UUID) -> ResponseReturnValue:
    """Keep the juror's ballot; until the vote closes, another one replaces it."""
    with request_reading() as work:
        require_somebody(work.actor)
        edition_round = round_by_id(work.session, round_id)
        category_id = edition_round.category_id
        seat_of(work.session, work.actor.jurors, category_id)
        definition = definition_of(work.session, edition_round.category.edition)
    plugins = current_runtime().plugins
    texts = ballot_texts(method_of(definition, plugins), definition, voted=True)

    def act() -> None:
        with request_work() as work:
            voting = round_by_id(work.session, round_id)
            page, _juror = _page_of(work, category_id)
            method = method_of(page.seat.definition, plugins)
            content = content_posted(method, voting.candidature_ids, request.form)
            cast_ballot(work, round_id, content=content, plugins=plugins)

    return acted(
        act,
        done=texts.flash,
        to=url_for(".category", category_id=category_id),
        again=lambda refusal: _category(category_id, kept("bulletin", refusal)),
    )


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The dossier before, or after, the one that is read."""

    title: str
    url: str


@blueprint.get("/jury/dossiers/<uuid:candidature_id>")
def dossier(candidature_id: UUID) -> ResponseReturnValue:
    """Open a dossier to be read; where the category is closed, say why and show nothing of it."""
    try:
        with request_work() as work:
            require_somebody(work.actor)
            opened = open_dossier(work, candidature_id)
            siblings = admitted_in(work.session, [opened.candidature.category_id])
    except (SeatClosed, InterestsUndeclared, OutsidePeriod) as refusal:
        with request_reading() as work:
            category_id = candidature_by_id(work.session, candidature_id).category_id
        return _category(category_id), status_of(refusal)
    order = siblings[opened.candidature.category_id]
    place = next(at for at, one in enumerate(order) if one.id == candidature_id)

    def neighbour(at: int) -> Neighbour | None:
        if not 0 <= at < len(order):
            return None
        one = order[at]
        return Neighbour(one.title or one.number, url_for(".dossier", candidature_id=one.id))

    return render_template(
        "juror/dossier.html.jinja",
        candidature=opened.candidature,
        sections=read_sections(opened.sections, opened.answers),
        place=place + 1,
        count=len(order),
        before=neighbour(place - 1),
        after=neighbour(place + 1),
    )
