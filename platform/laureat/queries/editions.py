"""Questions about programmes and editions."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, contains_eager, defer, joinedload

from laureat.domain.vocabulary import EditionState
from laureat.models import (
    Category,
    Edition,
    EditionSave,
    EditionVersion,
    Person,
    Programme,
    Rehearsal,
)
from laureat.queries.found import ANEW, found

MOST_SAVES = 2**31 - 1

WITH_PROGRAMME = select(Edition).options(joinedload(Edition.programme, innerjoin=True))

# Asked by nearly every page, so they are put together once.
AT_ADDRESS = (
    select(Edition)
    .join(Edition.programme)
    .where(Programme.slug == bindparam("programme"), Edition.slug == bindparam("edition"))
    .options(contains_eager(Edition.programme))
)
BY_ID = WITH_PROGRAMME.where(Edition.id == bindparam("edition_id"))
OF_SEASON = WITH_PROGRAMME.where(Edition.season == bindparam("season")).order_by(
    Edition.title, Edition.id
)
CATEGORIES = (
    select(Category)
    .where(Category.edition_id == bindparam("edition_id"), Category.retired_at.is_(None))
    .order_by(Category.position, Category.id)
)


def edition_by_id(session: Session, edition_id: UUID) -> Edition:
    """Fetch an edition with its programme."""
    return found(session.scalar(BY_ID, {"edition_id": edition_id}))


def edition_to_change(session: Session, edition_id: UUID) -> Edition:
    """Fetch an edition with its programme, and hold it until the commit."""
    return found(
        session.scalar(
            WITH_PROGRAMME.where(Edition.id == edition_id).with_for_update(of=Edition),
            execution_options=ANEW,
        )
    )


def edition_by_slugs(session: Session, programme: str, edition: str) -> Edition:
    """Fetch an edition by the words of its address, published or not."""
    return found(session.scalar(AT_ADDRESS, {"programme": programme, "edition": edition}))


def published_editions(session: Session) -> Sequence[Edition]:
    """List the published editions, the latest season first."""
    return session.scalars(
        WITH_PROGRAMME.where(Edition.state == EditionState.PUBLISHED).order_by(
            Edition.season.desc(), Edition.title, Edition.id
        )
    ).all()


def all_editions(session: Session) -> Sequence[Edition]:
    """List every edition, the latest season first."""
    return session.scalars(
        WITH_PROGRAMME.order_by(Edition.season.desc(), Edition.title, Edition.id)
    ).all()


def editions_of_programme(session: Session, programme_id: UUID) -> Sequence[Edition]:
    """List the editions of a programme, the latest season first."""
    return session.scalars(
        WITH_PROGRAMME.where(Edition.programme_id == programme_id).order_by(
            Edition.season.desc(), Edition.title, Edition.id
        )
    ).all()


def editions_by_ids(session: Session, ids: Iterable[UUID]) -> Sequence[Edition]:
    """List some editions, the latest season first."""
    return session.scalars(
        WITH_PROGRAMME.where(Edition.id.in_(list(ids))).order_by(
            Edition.season.desc(), Edition.title, Edition.id
        )
    ).all()


def editions_of_season(session: Session, season: str) -> Sequence[Edition]:
    """List the editions of a season, published or not."""
    return session.scalars(OF_SEASON, {"season": season}).all()


def edition_and_season_to_change(session: Session, edition_id: UUID) -> Edition:
    """Fetch an edition, and hold all of its season until the commit, in a fixed order."""
    edition = edition_by_id(session, edition_id)
    session.scalars(
        WITH_PROGRAMME.where(Edition.season == edition.season)
        .order_by(Edition.id)
        .with_for_update(of=Edition),
        execution_options=ANEW,
    ).all()
    return edition


def edition_content(session: Session, edition: Edition) -> EditionVersion:
    """Fetch the version that an edition names as its present one."""
    return session.scalars(
        select(EditionVersion)
        .where(EditionVersion.edition_id == edition.id, EditionVersion.digest == edition.digest)
        .order_by(EditionVersion.serial.desc())
        .limit(1)
    ).one()


def categories_of(session: Session, edition_id: UUID) -> Sequence[Category]:
    """List the categories of an edition in their order, those it no longer has left out."""
    return session.scalars(CATEGORIES, {"edition_id": edition_id}).all()


def every_category_of(session: Session, edition_id: UUID) -> Sequence[Category]:
    """List all the categories that an edition has or once had."""
    return session.scalars(
        select(Category).where(Category.edition_id == edition_id).order_by(Category.id)
    ).all()


def category_by_slug(session: Session, edition_id: UUID, slug: str) -> Category:
    """Fetch a category by its slug."""
    return found(
        session.scalar(
            select(Category).where(
                Category.edition_id == edition_id,
                Category.slug == slug,
                Category.retired_at.is_(None),
            )
        ),
        "Cette catégorie n’existe pas dans cette édition.",
    )


def category_by_id(session: Session, category_id: UUID) -> Category:
    """Fetch a category with its edition and programme."""
    return found(
        session.scalar(
            select(Category)
            .where(Category.id == category_id)
            .options(joinedload(Category.edition).joinedload(Edition.programme))
        )
    )


def edition_for_definition(session: Session, programme: str, slug: str) -> Edition | None:
    """Find the edition that a definition speaks of, if it was applied before, and hold it."""
    return session.scalar(
        select(Edition)
        .join(Edition.programme)
        .where(Programme.slug == programme, Edition.slug == slug)
        .options(joinedload(Edition.programme))
        .with_for_update(of=Edition)
    )


def count_versions(session: Session, edition_id: UUID) -> int:
    """Count the versions of an edition."""
    return session.scalar(select(func.count()).where(EditionVersion.edition_id == edition_id)) or 0


def last_save(session: Session, edition_id: UUID) -> EditionSave | None:
    """Find the files of an edition as they were last left; None where it came without files."""
    return session.scalar(
        select(EditionSave)
        .where(EditionSave.edition_id == edition_id)
        .order_by(EditionSave.number.desc())
        .limit(1)
    )


def save_to_work_on(session: Session, edition_id: UUID) -> EditionSave:
    """Fetch the files of an edition as they were last left."""
    return found(
        last_save(session, edition_id),
        "Les fichiers de cette édition ne sont pas ici : appliquez-les une fois avec la commande"
        " « laureat config apply ».",
    )


def save_numbered(session: Session, edition_id: UUID, number: int) -> EditionSave:
    """Fetch one save of an edition."""
    return found(
        None
        if abs(number) > MOST_SAVES
        else session.scalar(
            select(EditionSave).where(
                EditionSave.edition_id == edition_id, EditionSave.number == number
            )
        )
    )


def saves_of(
    session: Session, edition_id: UUID, *, limit: int
) -> Sequence[tuple[EditionSave, str]]:
    """List the last saves of an edition with who made each, the newest first, without the files."""
    rows = session.execute(
        select(EditionSave, func.coalesce(func.nullif(Person.name, ""), Person.email, ""))
        .options(defer(EditionSave.edition_file), defer(EditionSave.programme_file))
        .outerjoin(Person, Person.id == EditionSave.saved_by)
        .where(EditionSave.edition_id == edition_id)
        .order_by(EditionSave.serial.desc())
        .limit(limit)
    )
    return [(save, name) for save, name in rows]


def versions_of(session: Session, edition_id: UUID) -> Sequence[EditionVersion]:
    """List the versions of an edition, the newest first, without what they say."""
    return session.scalars(
        select(EditionVersion)
        .options(defer(EditionVersion.content))
        .where(EditionVersion.edition_id == edition_id)
        .order_by(EditionVersion.serial.desc())
    ).all()


def amendments_of(session: Session, edition_id: UUID) -> Sequence[EditionVersion]:
    """List the versions that were given a reason, the newest first, without what they say."""
    return session.scalars(
        select(EditionVersion)
        .options(defer(EditionVersion.content))
        .where(EditionVersion.edition_id == edition_id, EditionVersion.reason != "")
        .order_by(EditionVersion.serial.desc())
    ).all()


def last_rehearsal(session: Session, edition_id: UUID) -> Rehearsal | None:
    """Find the rehearsal of an edition that was asked for last."""
    return session.scalar(
        select(Rehearsal)
        .where(Rehearsal.edition_id == edition_id)
        .order_by(Rehearsal.id.desc())
        .limit(1)
    )


def rehearsal_of(session: Session, edition_id: UUID) -> Rehearsal:
    """Fetch the rehearsal of an edition that was asked for last."""
    return found(last_rehearsal(session, edition_id), "Cette édition n’a pas encore été répétée.")


def rehearsal_by_id(session: Session, rehearsal_id: UUID) -> Rehearsal:
    """Fetch a rehearsal."""
    return found(session.scalar(select(Rehearsal).where(Rehearsal.id == rehearsal_id)))


def rehearsal_to_change(session: Session, rehearsal_id: UUID) -> Rehearsal:
    """Fetch a rehearsal, and hold it until the commit."""
    return found(
        session.scalar(
            select(Rehearsal).where(Rehearsal.id == rehearsal_id).with_for_update(),
            execution_options=ANEW,
        )
    )
