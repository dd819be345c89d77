"""The jury on the organiser's desk: who sits where, what is closed and why, links to rule on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from laureat.configuration.definition import Choice, EditionDefinition
from laureat.domain.vocabulary import ConflictRulingKind, SeatEffect, SeatState
from laureat.models import Category, Conflict, Edition, Juror, Recusal
from laureat.plugin_api import typeset
from laureat.queries.editions import categories_of
from laureat.queries.juries import (
    ConflictLine,
    SeatLine,
    conflict_lines,
    jurors_of,
    latest_recusals,
    seat_lines,
)
from laureat.queries.people import organisers_among
from laureat.web.fields import Shape
from laureat.web.panels import Panel, Tone
from laureat.web.staff import Kept, StaffForm
from laureat.web.words import _, ngettext
from laureat.work import Work

RULED: Mapping[ConflictRulingKind, tuple[str, str]] = {
    ConflictRulingKind.CONFIRMED: ("Confirmé", Tone.STOP),
    ConflictRulingKind.DISMISSED: ("Écarté", Tone.DONE),
    ConflictRulingKind.PINNED: ("Imposé", Tone.STOP),
}

SEATED: Mapping[SeatState, tuple[str, str]] = {
    SeatState.OPEN: ("Ouvert", Tone.DONE),
    SeatState.UNDECLARED: ("À déclarer", Tone.TODO),
    SeatState.RECUSED: ("Déport", Tone.STOP),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One juror in one category: a cell of the matrix, without label where they do not sit."""

    label: str
    tone: str
    ground: str


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A juror and their places, category by category."""

    juror: Juror
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Voters:
    """How many may vote in a category, against the quorum."""

    category: Category
    open: int
    expected: int
    recused: int
    short: bool


@dataclass(frozen=True, slots=True)
class Departure:
    """A seat that is closed now, since when, and whether its juror reads on as organiser."""

    line: SeatLine
    entry: Recusal
    organises: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was found, and what was ruled."""

    conflict: Conflict
    label: str
    tone: str
    reason: str
    pending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JuryDesk:
    """All that the organiser's page of a jury shows."""

    definition: EditionDefinition
    panel: Panel
    categories: Sequence[Category]
    matrix: tuple[MatrixLine, ...]
    voters: tuple[Voters, ...]
    departures: tuple[Departure, ...]
    links: tuple[Link, ...]


def jury_desk(work: Work, edition: Edition, definition: EditionDefinition) -> JuryDesk:
    """Gather a jury for the organiser, at the same price whatever its size."""
    session = work.session
    categories = categories_of(session, edition.id)
    jurors = jurors_of(session, edition.id)
    lines = seat_lines(session, category_ids=[one.id for one in categories]) if categories else []
    seats = [line.seat.id for line in lines]
    links = tuple(_link(one) for one in conflict_lines(session, seats))
    voters = tuple(_voters(one, lines, definition.jury.quorum) for one in categories)
    return JuryDesk(
        definition=definition,
        panel=_panel(jurors, lines, links, voters, definition),
        categories=categories,
        matrix=_matrix(jurors, categories, lines),
        voters=voters,
        departures=_departures(work, lines),
        links=links,
    )


def _matrix(
    jurors: Sequence[Juror], categories: Sequence[Category], lines: Sequence[SeatLine]
) -> tuple[MatrixLine, ...]:
    places: defaultdict[UUID, dict[UUID, Place]] = defaultdict(dict)
    for line in lines:
        label, tone = SEATED[line.state]
        ground = typeset(line.ground) if line.state is SeatState.RECUSED else ""
        places[line.seat.juror_id][line.seat.category_id] = Place(_(label), tone, ground)
    absent = Place("", "", "")
    return tuple(
        MatrixLine(one, tuple(places[one.id].get(category.id, absent) for category in categories))
        for one in jurors
    )


def _voters(category: Category, lines: Sequence[SeatLine], quorum: int) -> Voters:
    states = [line.state for line in lines if line.seat.category_id == category.id]
    may = sum(state is not SeatState.RECUSED for state in states)
    return Voters(
        category,
        open=states.count(SeatState.OPEN),
        expected=may,
        recused=states.count(SeatState.RECUSED),
        short=may < quorum,
    )


def _departures(work: Work, lines: Sequence[SeatLine]) -> tuple[Departure, ...]:
    closed = [line for line in lines if line.state is SeatState.RECUSED]
    entries = latest_recusals(work.session, [line.seat.id for line in closed])
    organisers = organisers_among(work.session, {line.seat.juror.person_id for line in closed})
    return tuple(
        Departure(line, entries[line.seat.id], line.seat.juror.person_id in organisers)
        for line in closed
        if line.seat.id in entries and entries[line.seat.id].effect is SeatEffect.CLOSED
    )


def _link(line: ConflictLine) -> Link:
    if line.ruling is None:
        return Link(line.conflict, _("À examiner"), Tone.TODO, "", pending=True)
    label, tone = RULED[line.ruling.ruling]
    return Link(line.conflict, _(label), tone, line.ruling.reason, pending=False)


def _panel(
    jurors: Sequence[Juror],
    lines: Sequence[SeatLine],
    links: Sequence[Link],
    voters: Sequence[Voters],
    definition: EditionDefinition,
) -> Panel:
    if not jurors:
        return Panel(
            sentence=_("Personne ne siège encore : invitez les membres du jury."), tone=Tone.TODO
        )
    missing = _missing(lines, links, voters, definition)
    counted = ngettext(
        "Le jury compte %(num)s membre", "Le jury compte %(num)s membres", len(jurors)
    )
    closed = sum(line.state is SeatState.RECUSED for line in lines)
    told = ngettext("%(num)s déport", "%(num)s déports", closed)
    return Panel(
        sentence=f"{counted} ; {told}."
        if closed
        else _("%(counted)s ; aucun déport.", counted=counted),
        missing=tuple(missing),
        tone=Tone.TODO if missing else Tone.DONE,
    )


def _missing(
    lines: Sequence[SeatLine],
    links: Sequence[Link],
    voters: Sequence[Voters],
    definition: EditionDefinition,
) -> list[str]:
    """List what the jury lacks: voters, declarations, rulings."""
    silent = {line.seat.juror_id for line in lines if line.state is SeatState.UNDECLARED}
    pending = sum(link.pending for link in links)
    missing = [
        _(
            "des votants dans « %(title)s » : %(count)s au plus pour un quorum de %(quorum)s",
            title=typeset(one.category.title),
            count=one.expected,
            quorum=definition.jury.quorum,
        )
        for one in voters
        if one.short
    ]
    if silent:
        missing.append(
            ngettext(
                "la déclaration de %(num)s membre du jury",
                "les déclarations de %(num)s membres du jury",
                len(silent),
            )
        )
    if pending:
        missing.append(
            ngettext(
                "votre avis sur %(num)s lien relevé",
                "votre avis sur %(num)s liens relevés",
                pending,
            )
        )
    return missing


def invitation_form(categories: Sequence[Category], kept: Kept) -> StaffForm:
    """Ask who is invited, where they work and where they sit."""
    form = "invitation"
    return kept.fields(
        form,
        kept.field(form, "name", _("Prénom et nom"), autocomplete="off"),
        kept.field(form, "email", _("Adresse électronique"), input_type="email"),
        kept.field(form, "organisation", _("Organisme et fonction"), required=False),
        kept.field(
            form,
            "siret",
            _("SIRET de l’employeur"),
            required=False,
            input_mode="numeric",
            short=True,
            help=_(
                "S’il est connu, un lien avec un candidat de la même personne morale est relevé"
                " aussitôt."
            ),
        ),
        kept.field(
            form,
            "categories",
            _("Catégories où cette personne siège"),
            shape=Shape.BOXES,
            value=[one.slug for one in categories],
            choices=tuple(Choice(value=one.slug, label=typeset(one.title)) for one in categories),
        ),
        kept.field(
            form,
            "chair",
            _("Cette personne assure la présidence du jury"),
            shape=Shape.CHECK,
            required=False,
        ),
    )


def ruling_form(kept: Kept) -> StaffForm:
    """Ask what is ruled about a link, with the reason."""
    form = "lien"
    choices = (
        Choice(
            value=ConflictRulingKind.CONFIRMED,
            label=_("Le confirmer : la catégorie reste fermée tant que ce candidat y concourt"),
        ),
        Choice(
            value=ConflictRulingKind.DISMISSED,
            label=_("L’écarter : ce lien n’est pas un lien professionnel au sens du règlement"),
        ),
        Choice(
            value=ConflictRulingKind.PINNED,
            label=_("Imposer le déport : la catégorie reste fermée quoi qu’il arrive"),
        ),
    )
    return kept.fields(
        form,
        kept.field(form, "ruling", _("Décision"), shape=Shape.RADIOS, choices=choices),
        kept.field(
            form,
            "reason",
            _("Motif"),
            shape=Shape.LINES,
            needed=_("obligatoire pour écarter un lien"),
            help=_("Il figure au registre des déports."),
        ),
    )
