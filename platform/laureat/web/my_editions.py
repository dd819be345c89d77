"""What somebody has, and may still open, in each edition."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from laureat.configuration.definition import Category
from laureat.consequences.status import statuses_of
from laureat.domain.candidature_states import LABELS, LIVE, CandidatureState
from laureat.domain.status import OUTCOMES, Status
from laureat.models import Applicant, Candidature
from laureat.queries.candidatures import candidatures_of_applicants
from laureat.queries.editions import published_editions
from laureat.request_work import current_runtime
from laureat.web.dossier import tone_of
from laureat.web.editions import Phase, Shown, call_panel, shown
from laureat.web.panels import Panel, Tone
from laureat.web.presentation import say
from laureat.work import Work


@dataclass(frozen=True, slots=True)
class MyDossier:
    """A dossier in a list: its title, its sentence, its state."""

    candidature: Candidature
    status: Status

    @property
    def sentence(self) -> str:
        """Say where it stands."""
        return say(*self.status.phrases)

    @property
    def url(self) -> str:
        """Give the address of its page."""
        return url_for("dossiers.show", candidature_id=self.candidature.id)

    @property
    def label(self) -> str:
        """Name its state, in French: the word is translated where it is shown."""
        return OUTCOMES.get(self.status.outcome, LABELS[self.candidature.state])

    @property
    def tone(self) -> Tone:
        """Say how its state feels."""
        return tone_of(self.candidature.state, self.status)


@dataclass(frozen=True, slots=True)
class Openable:
    """A category in which a dossier may still be opened."""

    category: Category
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MyEdition:
    """An edition with what one has there, and what one may still open."""

    shown: Shown
    panel: Panel
    dossiers: tuple[MyDossier, ...]
    openable: tuple[Openable, ...]


def my_editions(work: Work, applicants: Sequence[Applicant]) -> list[MyEdition]:
    """List the editions that are open, and those where the applicants have a dossier."""
    ids = frozenset(one.id for one in applicants)
    candidatures = candidatures_of_applicants(work.session, ids)
    statuses = statuses_of(work.session, candidatures, work.now, current_runtime().plugins)
    mine: defaultdict[UUID, list[Candidature]] = defaultdict(list)
    for one in candidatures:
        mine[one.edition_id].append(one)
    editions = shown(work.session, published_editions(work.session), work.now)
    return [
        MyEdition(
            shown=edition,
            panel=call_panel(edition, work.now, signed_in=True, brief=True),
            dossiers=tuple(
                MyDossier(one, statuses[one.id]) for one in _in_order(mine[edition.edition.id])
            ),
            openable=_openable(edition, applicants, mine[edition.edition.id]),
        )
        for edition in editions
        if edition.phase is Phase.OPEN or mine[edition.edition.id]
    ]


def _in_order(candidatures: Sequence[Candidature]) -> list[Candidature]:
    """Put withdrawn dossiers last."""
    return sorted(candidatures, key=lambda one: one.state is CandidatureState.WITHDRAWN)


def _openable(
    edition: Shown, applicants: Sequence[Applicant], mine: Sequence[Candidature]
) -> tuple[Openable, ...]:
    """List the categories in which one of the applicants has no live dossier yet."""
    definition = edition.definition
    kind, limits = definition.applicants.kind, definition.limits
    able = [one for one in applicants if one.kind == kind]
    live = [one for one in mine if one.state in LIVE]
    if edition.phase is not Phase.OPEN or not able:
        return ()
    full = limits.per_edition is not None and all(
        sum(one.applicant_id == applicant.id for one in live) >= limits.per_edition
        for applicant in able
    )
    taken = {(one.category.slug, one.applicant_id) for one in live}
    return tuple(
        Openable(
            category,
            url_for("dossiers.ask_to_open", edition=edition.edition.id, categorie=category.slug),
        )
        for category in definition.categories
        if not full and any((category.slug, one.id) not in taken for one in able)
    )
