"""Hold the periods of the calendar: the same refusal whichever verb meets them."""

from datetime import datetime

from laureat.configuration.definition import EditionDefinition
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.errors import OutsidePeriod
from laureat.domain.phrases import Moment
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
            opens=Moment(calendar.opens.at, calendar.time_zone),
        )
    if now > calendar.deposit_closes.at:
        raise OutsidePeriod(
            "Le dépôt des candidatures est clos depuis le {closed}. Pour toute question, écrivez à"
            " {contact}.",
            article=calendar.deposit_closes.article,
            closed=Moment(calendar.deposit_closes.at, calendar.time_zone),
            contact=definition.contact.email,
        )


def require_dossiers_open(definition: EditionDefinition, now: datetime) -> None:
    """Refuse a reading by the jury before its dossiers are opened to it.

    Raises:
        OutsidePeriod: with the instant that counts and the article.
    """
    opens = definition.calendar.jury_opens
    if now < opens.at:
        raise OutsidePeriod(
            "Les dossiers ne sont pas encore ouverts au jury : ils le seront le {opens}.",
            article=opens.article,
            opens=Moment(opens.at, definition.calendar.time_zone),
        )


def require_jury_sits(definition: EditionDefinition, now: datetime) -> None:
    """Refuse a vote or a decision before the jury's period begins.

    Raises:
        OutsidePeriod: with the instant that counts and the article.
    """
    opens = definition.calendar.jury_opens
    if now < opens.at:
        raise OutsidePeriod(
            "Le jury ne siège pas encore : sa période commence le {opens}.",
            article=opens.article,
            opens=Moment(opens.at, definition.calendar.time_zone),
        )


def require_votes_open(definition: EditionDefinition, now: datetime) -> None:
    """Refuse a ballot after the end of the votes; what comes at that instant is in time.

    Raises:
        OutsidePeriod: with the instant that counts and the article.
    """
    closes = definition.calendar.jury_closes
    if now > closes.at:
        raise OutsidePeriod(
            "Les votes sont terminés depuis le {closed} : votre bulletin n’est pas enregistré.",
            article=closes.article,
            closed=Moment(closes.at, definition.calendar.time_zone),
        )


def states_to_screen(definition: EditionDefinition, now: datetime) -> frozenset[CandidatureState]:
    """Name the states of the dossiers that somebody still has to screen.

    One that was deposited counts among them while its signed attestation may still arrive; after,
    it is not taken into account (art. 3.1), and nobody waits for it.
    """
    waiting = {CandidatureState.REGISTERED}
    if definition.attestation is not None and now <= definition.calendar.attestation_due.at:
        waiting.add(CandidatureState.SUBMITTED)
    return frozenset(waiting)
