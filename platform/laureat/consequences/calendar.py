"""Hold the deposit period: the same refusal whichever verb meets it."""

from datetime import datetime

from laureat.configuration.definition import EditionDefinition
from laureat.domain.errors import OutsidePeriod
from laureat.domain.french import long_instant
from laureat.domain.vocabulary import EditionState
from laureat.models import Edition


def require_deposit_open(edition: Edition, definition: EditionDefinition, now: datetime) -> None:
    """Refuse when the server's clock is outside the deposit period; both bounds are inside.

    Raises:
        OutsidePeriod: with the instant that counts and the article.
    """
    calendar = definition.calendar
    if edition.state is not EditionState.PUBLISHED or now < calendar.opens.at:
        raise OutsidePeriod(
            "Le dépôt des candidatures n’est pas encore ouvert : il commence le {opens}.",
            article=calendar.opens.article,
            opens=long_instant(calendar.opens.at, calendar.time_zone),
        )
    if now > calendar.deposit_closes.at:
        raise OutsidePeriod(
            "Le dépôt des candidatures est clos depuis le {closed}. Pour toute question, écrivez à"
            " {contact}.",
            article=calendar.deposit_closes.article,
            closed=long_instant(calendar.deposit_closes.at, calendar.time_zone),
            contact=definition.contact.email,
        )
