"""When the story happens: between the instants of the edition's own calendar."""

from datetime import datetime, timedelta

from laureat.configuration.definition import EditionDefinition
from laureat.rehearsal.story import Moments

SECOND = timedelta(seconds=1)
SEVERAL_DAYS = timedelta(days=20)


class ImpossibleCalendar(Exception):
    """The calendar leaves no room for an edition; the message says which instants, in French."""


def moments_of(definition: EditionDefinition) -> Moments:
    """Place the acts of the story.

    Raises:
        ImpossibleCalendar: two instants come in an order in which nothing could happen.
    """
    calendar = definition.calendar
    opens, closes = calendar.opens.at, calendar.deposit_closes.at
    due = calendar.attestation_due.at if definition.attestation else closes
    first = min(closes, due, calendar.examined_until.at)
    last = max(closes, due)
    jury_opens, jury_closes = calendar.jury_opens.at, calendar.jury_closes.at
    results = calendar.results.at
    _require_order(("l’ouverture du dépôt", opens), ("sa clôture", first))
    _require_order(("l’ouverture du jury", jury_opens), ("la fin des votes", jury_closes))
    _require_order(("la fin des dépôts", last), ("la fin des votes", jury_closes))
    _require_order(("la fin des votes", jury_closes - SECOND), ("la proclamation", results))
    results = max(results, jury_closes + timedelta(hours=1))  # a jury may proclaim at once
    early = jury_opens if jury_opens > last else jury_closes
    return Moments(
        before=opens - timedelta(days=1),
        deposit=_between(opens, first, 0.1),
        papers=_between(opens, first, 0.3),
        jury=_between(opens, first, 0.4),
        recognition=_between(opens, first, 0.5),
        withdrawal=_between(opens, first, 0.6),
        screening=_between(last, early, 0.3),
        moving=_between(last, early, 0.6),
        voting=max(jury_opens, _between(last, early, 0.8)),
        deliberation=_between(jury_closes, results, 0.5),
        publication=_between(jury_closes, results, 0.8),
    )


def _between(start: datetime, end: datetime, part: float) -> datetime:
    """Give an instant between two: at ten o'clock where there are days, else to the second."""
    at = start + (end - start) * part
    whole = at.replace(microsecond=0)
    if end - start > SEVERAL_DAYS:
        return whole.replace(hour=10, minute=0, second=0)
    return whole if start < whole < end else at


def _require_order(first: tuple[str, datetime], then: tuple[str, datetime]) -> None:
    if not first[1] < then[1]:
        raise ImpossibleCalendar(
            f"Dans le calendrier, {then[0]} ne vient pas après {first[0]} : il n’y a pas"
            " d’instant entre les deux pour répéter."
        )
