"""Apply what a file, or a screen, says of an edition: a new version, never a change in place."""

from dataclasses import dataclass

from sqlalchemy import select

from laureat.configuration.content import digest_of_definition, to_content
from laureat.configuration.definition import EditionDefinition
from laureat.configuration.load import EditionFiles
from laureat.consequences.saves import add_save, files_of, is_work_under_way
from laureat.domain.audit import Event
from laureat.domain.candidature_states import LIVE
from laureat.domain.errors import Conflict, ReasonNeeded
from laureat.domain.vocabulary import EditionState
from laureat.models import Category, Edition, EditionVersion, Programme
from laureat.permissions import Permission, require
from laureat.queries.candidatures import candidatures_in_category
from laureat.queries.editions import (
    count_versions,
    edition_for_definition,
    every_category_of,
    last_save,
)
from laureat.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What is applied: the definition, and the files that say it where there are some."""

    definition: EditionDefinition
    files: EditionFiles | None = None


def apply_edition(work: Work, applied: Applied, *, reason: str = "") -> Edition:
    """Make the definition the present version of its edition. The same one twice changes nothing.

    Raises:
        ReasonNeeded: the edition is published, so this is an amendment and must say why.
        Conflict: a category that holds candidatures would disappear.
    """
    definition = applied.definition
    require(work.actor, Permission.EDITION_APPLY)
    edition = edition_for_definition(work.session, definition.programme, definition.slug)
    digest = digest_of_definition(definition)
    if edition is not None and edition.digest == digest:
        last = last_save(work.session, edition.id)
        if last is None or not is_work_under_way(last):
            _keep_files(work, edition, applied.files)
        return edition
    if edition is not None and edition.state is EditionState.PUBLISHED and not reason.strip():
        raise ReasonNeeded(
            "Cette édition est publiée : dites pourquoi elle change (le motif sera publié).",
            fields={"reason": "Écrivez le motif de l’avenant."},
        )

    if edition is None:
        edition = Edition(
            programme_id=_programme(work, definition).id,
            slug=definition.slug,
            digest=digest,
        )
        work.session.add(edition)
    edition.title = definition.title
    edition.season = definition.season
    edition.digest = digest
    work.session.flush()
    _sync_categories(work, edition, definition)
    _keep_files(work, edition, applied.files)
    work.session.add(
        EditionVersion(
            edition_id=edition.id,
            number=count_versions(work.session, edition.id) + 1,
            digest=digest,
            content=to_content(definition),
            reason=reason.strip(),
            applied_by=work.actor.person_id,
            applied_at=work.now,
        )
    )
    work.record(Event.EDITION_APPLIED, edition, digest=digest, reason=reason.strip())
    return edition


def _keep_files(work: Work, edition: Edition, files: EditionFiles | None) -> None:
    """Keep the files word for word, so that they can be given back."""
    last = last_save(work.session, edition.id)
    if files is not None and (last is None or files != files_of(last)):
        add_save(work, edition.id, files, after=last)


def _programme(work: Work, definition: EditionDefinition) -> Programme:
    programme = work.session.scalar(select(Programme).where(Programme.slug == definition.programme))
    if programme is None:
        programme = Programme(slug=definition.programme, title=definition.programme_title)
        work.session.add(programme)
        work.session.flush()
    return programme


def _sync_categories(work: Work, edition: Edition, definition: EditionDefinition) -> None:
    known = {one.slug: one for one in every_category_of(work.session, edition.id)}
    said = {category.slug for category in definition.categories}
    for gone in (one for slug, one in known.items() if slug not in said):
        if candidatures_in_category(work.session, gone.id, LIVE):
            raise Conflict(
                "La catégorie « {title} » contient des dossiers : reclassez-les d’abord.",
                title=gone.title,
            )
        gone.retired_at = gone.retired_at or work.now
    for position, category in enumerate(definition.categories):
        row = known.get(category.slug)
        if row is None:
            row = Category(edition_id=edition.id, slug=category.slug)
            work.session.add(row)
        row.title = category.title
        row.position = position
        row.retired_at = None
