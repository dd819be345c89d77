"""What a juror sees: what is open or closed to them, what is to be declared, read and voted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from laureat.configuration.definition import EditionDefinition
from laureat.configuration.stages import StageReader
from laureat.consequences.definitions import definition_of
from laureat.domain.vocabulary import SeatState
from laureat.models import Applicant, Ballot, Candidature, Category, Edition, Juror, Round, Seat
from laureat.plugin_api import BallotKind, typeset
from laureat.queries.juries import (
    SeatLine,
    competitors_in,
    jurors_by_ids,
    latest_declarations,
    seat_lines,
)
from laureat.queries.results import minutes_of
from laureat.queries.rounds import latest_rounds
from laureat.queries.votes import admitted_in, own_ballots
from laureat.request_work import current_runtime
from laureat.web.ballots import method_of
from laureat.web.panels import Act, Panel, Step, Tone
from laureat.web.presentation import long_instant
from laureat.web.stages import stage_steps
from laureat.web.words import _, ngettext
from laureat.work import Work

ITS_READERS = (StageReader.PUBLIC, StageReader.JURY)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatView:
    """A category as its juror sees it. ``talks``: the jury has no ballots there."""

    category: Category
    definition: EditionDefinition
    state: SeatState
    ground: str
    article: str
    dossiers: int
    voting: Round | None
    ballot: Ballot | None
    readable: bool
    talks: bool

    @property
    def title(self) -> str:
        """Give the category's title, well set."""
        return typeset(self.category.title)

    @property
    def is_voting(self) -> bool:
        """Tell whether its vote is open."""
        return self.voting is not None and self.voting.closed_at is None

    @property
    def to_vote(self) -> bool:
        """Tell whether the juror's ballot is awaited."""
        return self.state is SeatState.OPEN and self.is_voting and self.ballot is None

    @property
    def mark(self) -> tuple[str, str]:
        """Say in two words how the category stands for the juror, and how that feels."""
        if self.state is SeatState.RECUSED:
            return _("Fermée pour vous"), Tone.STOP
        if self.state is SeatState.UNDECLARED:
            return _("À déclarer d’abord"), Tone.TODO
        if self.to_vote:
            return _("Délibération ouverte") if self.talks else _("À voter"), Tone.TODO
        if self.ballot is not None:
            return _("Présence notée") if self.talks else _("Vous avez voté"), Tone.DONE
        if not self.readable:
            return _("Pas encore ouverte"), ""
        return _("Ouverte à la lecture"), Tone.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class JurySeen:
    """One jury that the person sits in."""

    juror: Juror
    edition: Edition
    definition: EditionDefinition
    panel: Panel
    seats: tuple[SeatView, ...]


def juries_seen(work: Work) -> list[JurySeen]:
    """Gather the juries of the actor, at the same price for one or many."""
    session = work.session
    jurors = {one.id: one for one in jurors_by_ids(session, work.actor.jurors)}
    lines = seat_lines(session, juror_ids=jurors) if jurors else []
    views = seat_views(work, lines)
    grouped: defaultdict[UUID, list[tuple[SeatLine, SeatView]]] = defaultdict(list)
    for line in lines:
        grouped[line.seat.juror_id].append((line, views[line.seat.id]))
    seen = []
    for juror_id, pairs in grouped.items():
        edition = pairs[0][0].seat.category.edition
        definition = definition_of(session, edition)
        seats = tuple(view for _line, view in pairs)
        seen.append(
            JurySeen(
                juror=jurors[juror_id],
                edition=edition,
                definition=definition,
                panel=_panel(jurors[juror_id], definition, seats),
                seats=seats,
            )
        )
    return sorted(seen, key=lambda one: (one.edition.season, one.edition.title), reverse=True)


def seat_views(work: Work, lines: Sequence[SeatLine]) -> dict[UUID, SeatView]:
    """Show seats with their dossiers counted, their vote and their own ballot."""
    session = work.session
    categories = {line.seat.category_id for line in lines}
    admitted = admitted_in(session, categories)
    rounds = latest_rounds(session, categories)
    ballots = own_ballots(
        session, [line.seat.id for line in lines], [one.id for one in rounds.values()]
    )
    views = {}
    plugins = current_runtime().plugins
    for line in lines:
        category = line.seat.category
        voting = rounds.get(category.id)
        definition = definition_of(session, category.edition)
        views[line.seat.id] = SeatView(
            category=category,
            definition=definition,
            state=line.state,
            ground=typeset(line.ground) if line.state is SeatState.RECUSED else "",
            article=definition.jury.recusal_article or "",
            dossiers=len(admitted[category.id]),
            voting=voting,
            ballot=ballots.get(voting.id) if voting else None,
            readable=work.now >= definition.calendar.jury_opens.at,
            talks=method_of(definition, plugins).ballot_kind is BallotKind.NONE,
        )
    return views


def _panel(juror: Juror, definition: EditionDefinition, seats: Sequence[SeatView]) -> Panel:
    """Say what the juror has to do now: declare, vote, read, or nothing more."""
    calendar = definition.calendar
    who = _("Jury · %(title)s", title=typeset(definition.title))
    undeclared = [one for one in seats if one.state is SeatState.UNDECLARED]
    to_vote = [one for one in seats if one.to_vote]
    open_ones = [one for one in seats if one.state is SeatState.OPEN]
    until = long_instant(calendar.jury_closes.at, calendar.time_zone)
    if undeclared:
        return _to_declare(who, juror, len(undeclared))
    if to_vote:
        return Panel(
            who=who,
            sentence=_awaited(to_vote, until),
            due=calendar.jury_closes.at,
            tone=Tone.TODO,
            acts=(
                _act_of(
                    to_vote[0],
                    _("Lire, puis délibérer") if to_vote[0].talks else _("Lire et voter"),
                ),
            ),
        )
    return _nothing_awaited(who, open_ones, until)


def _awaited(to_vote: Sequence[SeatView], until: str) -> str:
    if to_vote[0].talks:
        return ngettext(
            "Une délibération est ouverte : dites que vous y prenez part, avant le %(until)s.",
            "%(num)s délibérations sont ouvertes : dites que vous y prenez part, avant le"
            " %(until)s.",
            len(to_vote),
            until=until,
        )
    return ngettext(
        "Votre vote est attendu dans une catégorie, avant le %(until)s.",
        "Votre vote est attendu dans %(num)s catégories, avant le %(until)s.",
        len(to_vote),
        until=until,
    )


def _to_declare(who: str, juror: Juror, count: int) -> Panel:
    return Panel(
        who=who,
        sentence=_(
            "Avant de lire et de voter, dites avec quels candidats vous avez un lien professionnel."
        ),
        note=ngettext(
            "Une catégorie attend votre déclaration.",
            "%(num)s catégories attendent votre déclaration.",
            count,
        ),
        tone=Tone.TODO,
        acts=(
            Act(label=_("Déclarer mes liens"), url=url_for("juror.interests", juror_id=juror.id)),
        ),
    )


def _nothing_awaited(who: str, open_ones: Sequence[SeatView], until: str) -> Panel:
    if not open_ones:
        return Panel(
            who=who,
            sentence=_(
                "Toutes les catégories vous sont fermées : vous n’avez rien à lire ni à voter ici."
            ),
            tone=Tone.STOP,
        )
    if any(one.voting is not None for one in open_ones):
        if open_ones[0].talks:
            return Panel(
                sentence=_("Vous avez pris part aux délibérations où l’on vous attendait."),
                tone=Tone.DONE,
            )
        return Panel(
            who=who,
            sentence=_("Vous avez voté partout où votre vote était attendu."),
            note=_(
                "Vous pouvez revoir un bulletin tant que le scrutin de sa catégorie est ouvert."
            ),
            tone=Tone.DONE,
        )
    return _still_to_read(who, open_ones, until)


def _still_to_read(who: str, open_ones: Sequence[SeatView], until: str) -> Panel:
    """Say what is to be read while no vote is open."""
    calendar = open_ones[0].definition.calendar
    if not open_ones[0].readable:
        opens = long_instant(calendar.jury_opens.at, calendar.time_zone)
        return Panel(
            who=who,
            sentence=_("Les dossiers vous seront ouverts le %(opens)s.", opens=opens),
            note=_("Votre déclaration est faite : rien d’autre n’est attendu de vous d’ici là."),
            tone=Tone.DONE,
        )
    to_read = [one for one in open_ones if one.dossiers]
    if not to_read:
        return Panel(
            who=who,
            sentence=_(
                "Aucun dossier n’est encore transmis au jury. Vous serez prévenu par courriel."
            ),
        )
    return Panel(
        who=who,
        sentence=_(
            "Le vote n’est pas ouvert. Vous pouvez lire les dossiers ; le jury décide avant le"
            " %(until)s.",
            until=until,
        ),
        acts=(_act_of(to_read[0], _("Commencer à lire")),),
    )


def _act_of(one: SeatView, label: str) -> Act:
    return Act(label=label, url=url_for("juror.category", category_id=one.category.id))


@dataclass(frozen=True, slots=True)
class Competitor:
    """An applicant of whom the juror speaks: a name, where it competes, what was said before."""

    applicant: Applicant
    categories: tuple[str, ...]
    linked: str
    details: str
    fault: str = ""

    @property
    def name(self) -> str:
        """Give the name under which the form posts it."""
        return f"lien-{self.applicant.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestsPage:
    """The declaration of interests of a juror: names only, before any dossier."""

    juror: Juror
    edition: Edition
    definition: EditionDefinition
    competitors: tuple[Competitor, ...]


def interests_page(
    work: Work, juror: Juror, edition: Edition, typed: Mapping[str, str] | None = None
) -> InterestsPage:
    """List all who compete where the juror sits, with what was declared or just typed."""
    session = work.session
    lines = seat_lines(session, juror_ids=[juror.id])
    titles = {line.seat.category_id: typeset(line.seat.category.title) for line in lines}
    declared = latest_declarations(session, [juror.id])
    where: defaultdict[UUID, list[str]] = defaultdict(list)
    applicants: dict[UUID, Applicant] = {}
    for one in competitors_in(session, titles):
        applicants[one.applicant_id] = one.applicant
        where[one.applicant_id].append(titles[one.category_id])

    def competitor(applicant: Applicant) -> Competitor:
        said = declared.get((juror.id, applicant.id))
        linked = ("oui" if said.linked else "non") if said else ""
        details = said.details if said else ""
        fault = ""
        if typed is not None:
            linked = typed.get(f"lien-{applicant.id}", "")
            details = typed.get(f"precision-{applicant.id}", "")
            fault = "" if linked else _("Répondez oui ou non.")
        return Competitor(applicant, tuple(where[applicant.id]), linked, details, fault)

    return InterestsPage(
        juror=juror,
        edition=edition,
        definition=definition_of(session, edition),
        competitors=tuple(
            competitor(one)
            for one in sorted(applicants.values(), key=lambda one: one.name.casefold())
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryPage:
    """A category to read and vote in."""

    seat: SeatView
    dossiers: tuple[Candidature, ...]
    at_vote: tuple[Candidature, ...]
    settled: bool
    stages: tuple[Step, ...] = ()


def category_page(work: Work, seat: Seat, view: SeatView) -> CategoryPage:
    """Gather what the juror may read; nothing where the seat is not open."""
    if view.state is not SeatState.OPEN:
        return CategoryPage(seat=view, dossiers=(), at_vote=(), settled=False)
    dossiers = tuple(admitted_in(work.session, [seat.category_id])[seat.category_id])
    among = set(view.voting.candidature_ids) if view.voting else set()
    return CategoryPage(
        seat=view,
        dossiers=dossiers,
        at_vote=tuple(one for one in dossiers if str(one.id) in among),
        settled=minutes_of(work.session, seat.category.edition_id) is not None,
        stages=stage_steps(view.definition.calendar, work.now, *ITS_READERS),
    )
