"""The professional links that a juror has declared."""

from dataclasses import dataclass
from typing import ClassVar

from laureat.plugin_api import CompetitorView, JurorView, PluginOptions, Suspicion, typeset


class DeclaredInterestOptions(PluginOptions):
    """This detector has no option."""

    heading = "Lien déclaré par le juré"


@dataclass(frozen=True, slots=True)
class DeclaredInterest:
    """Finds the applicants with whom the juror has declared a professional link.

    Campaign configuration::

        jury:
          recusal:
            conflicts:
              - plugin: declared-interest
                article: "4.4"
    """

    Options: ClassVar[type[PluginOptions]] = DeclaredInterestOptions

    def detect(self, juror: JurorView, competitor: CompetitorView) -> Suspicion | None:
        """Look the applicant up in the declaration."""
        if competitor.id not in juror.declared:
            return None
        return Suspicion(typeset(f"Lien professionnel déclaré avec « {competitor.name} »."))

    def describe(self) -> str:
        """Say what is looked for."""
        return typeset("Le membre du jury a déclaré un lien professionnel avec un candidat.")
