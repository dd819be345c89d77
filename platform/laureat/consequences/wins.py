"""One applicant wins once (art. 1.3), within the scope that the edition says."""

from collections.abc import Iterable
from uuid import UUID

from laureat.configuration.definition import EditionDefinition, WinScope
from laureat.domain.errors import WinsAlready
from laureat.domain.vocabulary import Outcome
from laureat.models import Candidature, Edition
from laureat.queries.editions import editions_of_season
from laureat.queries.results import decision_lines
from laureat.work import Work


def require_no_other_win(
    work: Work,
    edition: Edition,
    definition: EditionDefinition,
    chosen: Iterable[Candidature],
    *,
    but_for: UUID | None,
) -> None:
    """Refuse a second win of the same applicant; a prize below the laureate's is none.

    ``but_for`` is the category that is being decided (None for the special mention): its own
    earlier decision does not count, nor a mention that the same dossier has. The season must be
    held already.

    Raises:
        WinsAlready: naming who, and where they win already.
    """
    terms = definition.outcomes
    if terms.one_win is WinScope.NONE:
        return
    editions = [edition.id]
    if terms.one_win is WinScope.SEASON:
        editions = [one.id for one in editions_of_season(work.session, edition.season)]
    dossiers = {one.id: one.applicant_key for one in chosen}
    for line in decision_lines(work.session, editions):
        is_own = but_for is not None and line.decision.category_id == but_for
        is_mention = line.decision.outcome is Outcome.SPECIAL_MENTION
        if is_own or (is_mention and not terms.special_mention_counts):
            continue
        for winner in line.winners:
            if but_for is None and is_mention and winner.id in dossiers:
                continue
            if winner.applicant_key in dossiers.values():
                raise WinsAlready(
                    "« {name} » est déjà lauréat (« {where} ») : un même candidat ne peut être"
                    " récompensé qu’une fois. Modifiez d’abord l’autre décision, ou choisissez un"
                    " autre dossier.",
                    article=terms.one_win_article,
                    name=winner.applicant.name,
                    where=winner.category.title,
                )
