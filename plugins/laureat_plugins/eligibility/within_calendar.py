"""Only entries submitted while the deposit is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from laureat.plugin_api import (
    Evidence,
    Facts,
    Met,
    NotMet,
    PluginOptions,
    Sample,
    Verdict,
    french_moment,
    typeset,
)

OPENS = datetime(2024, 9, 2, 7, tzinfo=UTC)
CLOSES = datetime(2024, 11, 8, 15, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class WithinCalendarOptions(PluginOptions):
    """This rule has no option: the calendar is the edition's."""

    heading = "Dépôt dans les dates"


@dataclass(frozen=True, slots=True)
class WithinCalendar:
    """Accepts what is received from the opening to the closing, both instants included.

    Campaign configuration::

        eligibility:
          - plugin: within-calendar
            article: "3.1"
    """

    Options: ClassVar[type[PluginOptions]] = WithinCalendarOptions
    reads: ClassVar[tuple[str, ...]] = (
        "candidature.received_at",
        "edition.opens_at",
        "edition.closes_at",
        "edition.time_zone",
    )

    def examine(self, facts: Facts) -> Verdict:
        """Compare the server's time of the submission with the deposit period."""
        received, edition = facts.candidature.received_at, facts.edition
        evidence = (_received(received, edition.time_zone),)
        opens = french_moment(edition.opens_at, edition.time_zone)
        closes = french_moment(edition.closes_at, edition.time_zone)
        if received < edition.opens_at:
            return NotMet(
                typeset(
                    f"Le dépôt n'est pas encore ouvert : il ouvre le {opens}. "
                    "Déposez le dossier à partir de cet instant."
                ),
                evidence,
            )
        if received > edition.closes_at:
            return NotMet(
                typeset(
                    f"Le dépôt est clos depuis le {closes}. "
                    "Seule l'organisation peut le rouvrir : écrivez-lui."
                ),
                evidence,
            )
        return Met(
            typeset(f"Les délais sont respectés : la clôture du dépôt est fixée au {closes}."),
            evidence,
        )

    def describe(self) -> str:
        """Say when an entry may be submitted."""
        return typeset("Le dossier est déposé pendant la période de dépôt, bornes comprises.")

    def samples(self) -> Sequence[Sample]:
        """Name the instants on each side of both bounds."""
        cases = (
            ("Dossier déposé une seconde avant l'ouverture", OPENS - SECOND, NotMet),
            ("Dossier déposé à l'instant de l'ouverture", OPENS, Met),
            ("Dossier déposé à l'instant de la clôture", CLOSES, Met),
            ("Dossier déposé une seconde après la clôture", CLOSES + SECOND, NotMet),
        )
        return tuple(
            Sample(
                typeset(label),
                {
                    "candidature.received_at": received,
                    "edition.opens_at": OPENS,
                    "edition.closes_at": CLOSES,
                },
                expected,
            )
            for label, received, expected in cases
        )


def _received(at: datetime, time_zone: str) -> Evidence:
    """Show the instant that counts."""
    return Evidence("Reçu le", french_moment(at, time_zone), "horloge du serveur")
