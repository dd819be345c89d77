"""The walls of the database: what it refuses when the services are left aside."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from psycopg.errors import Error
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from laureat.database.transactions import enter_tenant, tenant_transaction
from laureat.domain.vocabulary import Outcome
from laureat.models import Ballot, Candidature, Decision, Revision, Round
from laureat.models.base import AppendOnly, Base, TenantOwned
from laureat.queries.juries import seat_lines
from laureat.rehearsal.acts.interests import target_of
from laureat.rehearsal.company import Seated
from laureat.rehearsal.story import Scene, Story

TENANTS = ("plateforme.cloison",)
APPENDED = ("plateforme.ajout-seul",)
DENIED = "42501"


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act."""
    at = story.moments.publication
    yield Scene(at, "Les murs de la base", lambda: _walls(story), rank=8)


def _refused(
    story: Story,
    tried: str,
    topics: tuple[str, ...],
    act: Callable[[Session], object],
    *,
    because: str,
    article: str | None = None,
) -> None:
    """Try something with the application's role and no service; PostgreSQL must refuse it."""

    def look() -> tuple[bool, str]:
        sessions, tenant_id = story.stage.runtime.sessions, story.stage.tenant_id
        try:
            with tenant_transaction(sessions, tenant_id) as session:
                act(session)
                session.flush()
                session.rollback()
        except DBAPIError as error:
            said = error.orig if isinstance(error.orig, Error) else None
            state = said.sqlstate if said else ""
            name = said.diag.constraint_name if said else None
            return because in (state, name), f"PostgreSQL refuse ({name or state})."
        return False, "PostgreSQL laisse faire."

    story.book.seen(tried, topics, look, expected="Refusé par la base elle-même", article=article)


def bypass_the_seat(
    story: Story, linked: Seated, round_id: UUID, ballot: Mapping[str, Any]
) -> None:
    """Write a ballot for a closed seat past the service, and read what the wall hides."""
    slug = target_of(story).category
    article = story.definition.jury.recusal_article

    def seat_id(session: Session) -> UUID:
        lines = seat_lines(session, juror_ids=[linked.juror_id])
        return next(line.seat.id for line in lines if line.seat.category.slug == slug)

    seat = story.ask(seat_id)
    _refused(
        story,
        "Écrire dans la base, sans passer par le service, le bulletin d’un siège fermé.",
        ("recusal",),
        lambda session: session.add(
            Ballot(
                round_id=round_id, seat_id=seat, content=dict(ballot), cast_at=story.stage.clock()
            )
        ),
        because="ballots_seat_open",
        article=article,
    )
    story.book.seen(
        "Lire, dans une transaction de ce juré, les dossiers de la catégorie fermée.",
        ("recusal",),
        lambda: _unread(story, linked, slug),
        expected="La base n’en montre aucun",
        article=article,
    )


def _unread(story: Story, linked: Seated, slug: str) -> tuple[bool, str]:
    ids = [one.candidature_id for one in story.company.competing[slug]]
    counted = select(func.count()).where(Revision.candidature_id.in_(ids))
    with story.reading() as session:
        there = session.scalar(counted) or 0
    with story.working(linked.player) as work:
        shown = work.session.scalar(counted) or 0
    return there > 0 and shown == 0, f"{shown} version lisible, sur {there}."


def bypass_the_chair(story: Story, chair: Seated, category_id: UUID) -> None:
    """Write past the service the decision of a chair to whom the category is closed."""
    with story.working(chair.player) as work:
        person_id = work.person_id
    _refused(
        story,
        "Écrire dans la base la décision d’une présidence à qui la catégorie est fermée.",
        ("recusal",),
        lambda session: session.add(
            Decision(
                edition_id=story.edition_id,
                category_id=category_id,
                outcome=Outcome.NOT_AWARDED,
                reason="Motif fictif.",
                edition_digest=story.loaded.digest,
                decided_by=person_id,
                decided_at=story.stage.clock(),
            )
        ),
        because="decisions_seat_open",
        article=story.definition.jury.recusal_article,
    )


def bypass_the_minutes(story: Story, category_id: UUID) -> None:
    """Write a decision, and open a round, past the service, after the minutes were signed."""
    _refused(
        story,
        "Ouvrir dans la base un scrutin postérieur au procès-verbal.",
        ("plateforme.proces-verbal",),
        lambda session: session.add(
            Round(
                category_id=category_id,
                number=1000,
                candidature_ids=[],
                edition_digest=story.loaded.digest,
                opened_at=story.stage.clock(),
            )
        ),
        because="rounds_before_minutes",
    )
    with story.working(story.organiser) as work:
        person_id = work.person_id
    _refused(
        story,
        "Écrire dans la base une décision postérieure au procès-verbal.",
        ("plateforme.proces-verbal",),
        lambda session: session.add(
            Decision(
                edition_id=story.edition_id,
                outcome=Outcome.SPECIAL_MENTION,
                reason="Motif fictif.",
                edition_digest=story.loaded.digest,
                decided_by=person_id,
                decided_at=story.stage.clock(),
            )
        ),
        because="decisions_before_minutes",
    )


def _walls(story: Story) -> None:
    _another_tenant(story)
    for verb in ("UPDATE {table} SET id = id", "DELETE FROM {table}"):
        _append_only(story, verb)


def _another_tenant(story: Story) -> None:
    """Count, as the neighbour, the rows of every table; then as nobody at all."""
    tables = _tables(TenantOwned)

    def look() -> tuple[bool, str]:
        runtime = story.stage.runtime
        with tenant_transaction(runtime.sessions, story.stage.neighbour_id) as session:
            seen = sum(
                session.scalar(select(func.count()).select_from(Base.metadata.tables[name])) or 0
                for name in tables
                if name != "audit_entries"  # its own provisioning is the neighbour's to see
            )
        return seen == 0, f"{seen} ligne visible dans {len(tables)} tables."

    story.book.seen(
        "Lire toutes les tables depuis une autre organisation.",
        TENANTS,
        look,
        expected="Rien n’est visible",
    )

    def nobody() -> tuple[bool, str]:
        with story.stage.runtime.sessions.begin() as session:
            try:
                session.scalars(select(Candidature.id)).all()
            except DBAPIError:
                session.rollback()
                return True, "PostgreSQL refuse la question."
        return False, "PostgreSQL répond."

    story.book.seen(
        "Lire les dossiers sans être entré dans une organisation.",
        TENANTS,
        nobody,
        expected="Refusé par la base elle-même",
    )


def _append_only(story: Story, verb: str) -> None:
    tables = _tables(AppendOnly)

    def look() -> tuple[bool, str]:
        open_to = [name for name in tables if not _denied(story, verb.format(table=name))]
        said = f"{len(tables) - len(open_to)} tables sur {len(tables)} refusent."
        return not open_to, f"{said} {', '.join(open_to)}".strip()

    word = "Effacer" if verb.startswith("DELETE") else "Modifier"
    story.book.seen(
        f"{word} des lignes de tout ce qui peut être contesté, avec le compte de l’application.",
        APPENDED,
        look,
        expected="Refusé par la base, pour chaque table",
    )


def _denied(story: Story, statement: str) -> bool:
    with story.stage.runtime.sessions() as session:
        enter_tenant(session, story.stage.tenant_id)
        try:
            session.execute(text(statement))
        except DBAPIError as error:
            return isinstance(error.orig, Error) and error.orig.sqlstate == DENIED
        finally:
            session.rollback()
    return False


def _tables(kind: type) -> list[str]:
    """List the tables of the models of a kind."""
    return sorted(
        str(mapper.local_table)
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, kind)
    )
