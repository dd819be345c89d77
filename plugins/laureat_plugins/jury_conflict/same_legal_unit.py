"""A juror who works for the legal unit that competes."""

from dataclasses import dataclass
from typing import ClassVar

from stdnum.fr import siren

from laureat.plugin_api import CompetitorView, JurorView, PluginOptions, Suspicion, typeset

NOBODY = "000000000"


class SameLegalUnitOptions(PluginOptions):
    """This detector has no option."""

    heading = "Même employeur (SIREN)"


@dataclass(frozen=True, slots=True)
class SameLegalUnit:
    """Compares the SIREN of the juror's employer with the applicant's.

    Campaign configuration::

        jury:
          recusal:
            conflicts:
              - plugin: same-legal-unit
                article: "4.4"

    Two establishments of one legal unit are the same employer. A number that is missing or that is
    not a SIREN proves nothing.
    """

    Options: ClassVar[type[PluginOptions]] = SameLegalUnitOptions

    def detect(self, juror: JurorView, competitor: CompetitorView) -> Suspicion | None:
        """Compare the two numbers, however they are spaced."""
        employer = _siren(juror.siren)
        if employer is None or employer != _siren(competitor.siren):
            return None
        return Suspicion(
            typeset(
                f"L'employeur du membre du jury et « {competitor.name} » sont la même "
                f"personne morale (SIREN {siren.format(employer)})."
            )
        )

    def describe(self) -> str:
        """Say what is looked for."""
        return typeset("Le membre du jury travaille pour la personne morale qui candidate.")


def _siren(given: str | None) -> str | None:
    """Give the nine digits of a true SIREN, and None for anything else."""
    if given is None or not siren.is_valid(given) or siren.compact(given) == NOBODY:
        return None
    return siren.compact(given)
