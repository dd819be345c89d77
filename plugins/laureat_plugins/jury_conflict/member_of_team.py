"""A juror who writes for a competing applicant."""

from dataclasses import dataclass
from typing import ClassVar

from laureat.plugin_api import CompetitorView, JurorView, PluginOptions, Suspicion, typeset


class MemberOfTeamOptions(PluginOptions):
    """This detector has no option."""

    heading = "Juré qui écrit pour un candidat"


@dataclass(frozen=True, slots=True)
class MemberOfTeam:
    """Finds the applicants whose dossiers the juror writes, whatever they declared.

    Campaign configuration::

        jury:
          recusal:
            conflicts:
              - plugin: member-of-team
                article: "4.4"

    Somebody who was invited to a team and has not accepted is not a member of it.
    """

    Options: ClassVar[type[PluginOptions]] = MemberOfTeamOptions

    def detect(self, juror: JurorView, competitor: CompetitorView) -> Suspicion | None:
        """Look for the juror among the people who write for the applicant."""
        if not juror.id or juror.id not in competitor.writers:
            return None
        return Suspicion(
            typeset(f"Le membre du jury écrit pour « {competitor.name} » sur la plateforme.")
        )

    def describe(self) -> str:
        """Say what is looked for."""
        return typeset("Le membre du jury écrit lui-même pour un candidat sur la plateforme.")
