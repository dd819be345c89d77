"""The list of an edition's dossiers: shortened, searched, sorted, and read piece by piece.

A search reads every dossier of one edition, a few thousand at most; a piece begins after the
dossier that ended the one before, whatever the order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from laureat.domain.actors import Actor, Role
from laureat.domain.candidature_states import CandidatureState
from laureat.models import Applicant, Candidature, Category

MOST_SOUGHT: Final = 100
"""How many characters a search may have."""

_ACCENTED = "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸàâäçéèêëîïôöùûüÿ’"
_PLAIN = "aaaceeeeiioouuuyaaaceeeeiioouuuy'"
_SOUGHT_IN = func.concat_ws(
    " ", Candidature.number, Candidature.title, Applicant.name, Applicant.siret
)
# Asked all day, so it is put together once.
LINES = (
    select(
        Candidature.id,
        Candidature.number,
        Candidature.title,
        Candidature.state,
        Category.title,
        Applicant.name,
        Candidature.submitted_at,
        Candidature.registered_at,
    )
    .join(Category, Category.id == Candidature.category_id)
    .join(Applicant, Applicant.id == Candidature.applicant_id)
    .where(Candidature.edition_id == bindparam("edition_id"))
    .limit(bindparam("limit", type_=Integer()))
)


class Order(StrEnum):
    """In which order dossiers are listed; those that are equal, as they were begun.

    ``STARTED`` is from the first that was begun, ``LATEST`` from the last.
    """

    STARTED = "started"
    NUMBER = "number"
    APPLICANT = "applicant"
    CATEGORY = "category"
    LATEST = "latest"


def plain(text: Any) -> ColumnElement[str]:
    """Read a text without accents, ligatures and capitals, as people search and sort."""
    letters = func.lower(func.translate(text, _ACCENTED, _PLAIN))
    return func.replace(func.replace(letters, "œ", "oe"), "æ", "ae")


KEYS: Mapping[Order, ColumnElement[Any]] = {
    Order.NUMBER: Candidature.number.expression,
    Order.APPLICANT: plain(Applicant.name),
    Order.CATEGORY: Category.position.expression,
}
"""By what each order sorts, but for the two by the beginning of dossiers, which their ids follow.

Nothing that changes while one works through the list is among them: the dossier after which a piece
begins would have moved.
"""


@dataclass(frozen=True, slots=True)
class CandidatureLine:
    """One row of a list of dossiers."""

    id: UUID
    number: str
    title: str
    state: CandidatureState
    category: str
    applicant: str
    submitted_at: datetime | None
    registered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a list is limited to, and its order; empty means everything.

    ``sought`` are words that are all to be found in the number, the title, or the applicant's name
    or SIRET.
    """

    states: frozenset[CandidatureState] = frozenset()
    category_id: UUID | None = None
    sought: str = ""
    order: Order = Order.STARTED


EVERY = Chosen()


def candidature_lines(
    session: Session,
    actor: Actor,
    edition_id: UUID,
    *,
    chosen: Chosen = EVERY,
    after: UUID | None = None,
    limit: int = 50,
) -> list[CandidatureLine]:
    """List the dossiers of an edition that the actor may see, ``limit`` after the one named.

    The organiser sees all, a candidate their own; nobody else sees any.
    """
    asked = LINES
    if Role.ORGANISER not in actor.roles:
        asked = asked.where(Candidature.applicant_id.in_(actor.applicants))
    if chosen.states:
        asked = asked.where(Candidature.state.in_(chosen.states))
    if chosen.category_id is not None:
        asked = asked.where(Candidature.category_id == chosen.category_id)
    asked = asked.where(*words_found(chosen.sought))
    if after is not None:
        asked = asked.where(_follows(chosen.order, after))
    key = KEYS.get(chosen.order)
    if key is not None:
        asked = asked.order_by(key)
    last_first = chosen.order is Order.LATEST
    asked = asked.order_by(Candidature.id.desc() if last_first else Candidature.id)
    rows = session.execute(asked, {"edition_id": edition_id, "limit": limit})
    return [CandidatureLine(*row) for row in rows]


def words_found(sought: str) -> list[ColumnElement[bool]]:
    """Say that every word of a search is found in a dossier that is joined to its applicant."""
    words = sought[:MOST_SOUGHT].split()
    return [func.strpos(plain(_SOUGHT_IN), plain(word)) > 0 for word in words]


def _follows(order: Order, after: UUID) -> ColumnElement[bool]:
    if order is Order.LATEST:
        return Candidature.id < after
    key = KEYS.get(order)
    if key is None:
        return Candidature.id > after
    last = _key_of(key, after).scalar_subquery()
    return or_(key > last, and_(key == last, Candidature.id > after))


def _key_of(key: ColumnElement[Any], candidature_id: UUID) -> Select[Any]:
    return (
        select(key)
        .select_from(Candidature)
        .join(Category, Category.id == Candidature.category_id)
        .join(Applicant, Applicant.id == Candidature.applicant_id)
        .where(Candidature.id == candidature_id)
        .correlate(None)
    )
