"""Where one may go from every page, by what one is entitled to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from laureat.domain.actors import Actor, Role

Whose: TypeAlias = Callable[[Actor], bool]


def anybody(_actor: Actor) -> bool:
    """The public too."""
    return True


def a_stranger(actor: Actor) -> bool:
    """Nobody is signed in."""
    return not actor.is_known


def a_candidate(actor: Actor) -> bool:
    """Somebody who writes for an applicant, or has no other part here."""
    other_part = actor.roles or actor.coordinations or actor.jurors
    return actor.is_known and bool(actor.applicants or not other_part)


def a_referent(actor: Actor) -> bool:
    """Somebody who answers for a regional coordination."""
    return bool(actor.coordinations)


def a_juror(actor: Actor) -> bool:
    """Somebody who sits in a jury."""
    return bool(actor.jurors)


def a_chair(actor: Actor) -> bool:
    """Somebody who presides a jury."""
    return bool(actor.chairs)


def an_organiser(actor: Actor) -> bool:
    """Somebody of the organisation that runs the awards."""
    return Role.ORGANISER in actor.roles


def an_operator(actor: Actor) -> bool:
    """Somebody who runs the platform itself."""
    return Role.OPERATOR in actor.roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A place of the navigation. One whose endpoint does not exist (yet) is not shown.

    ``rooms`` names the other blueprints from whose pages one is still considered to be there.
    """

    label: str
    endpoint: str
    is_for: Whose = anybody
    rooms: tuple[str, ...] = ()

    def holds(self, room: str | None) -> bool:
        """Tell whether the pages of a blueprint belong here."""
        return room in self.rooms or self.endpoint.startswith(f"{room}.")


def _(label: str) -> str:
    """Mark a label for translation; it is translated where it is shown."""
    return label


WAYS: tuple[Destination, ...] = (
    Destination(label=_("Les prix"), endpoint="public.home"),
    Destination(
        label=_("Mes dossiers"),
        endpoint="my_dossiers.index",
        is_for=a_candidate,
        rooms=("dossiers", "dossier_form", "structures", "attestations"),
    ),
    Destination(label=_("Reconnaissances"), endpoint="coordination.index", is_for=a_referent),
    Destination(label=_("Jury"), endpoint="juror.index", is_for=a_juror),
    Destination(label=_("Délibération"), endpoint="deliberation.index", is_for=a_chair),
    Destination(
        label=_("Organisation"),
        endpoint="organiser.index",
        is_for=an_organiser,
        rooms=(
            *("screening", "jury_desk", "deliberation", "studio", "studio_verification"),
            *("studio_history", "studio_publication", "studio_renewal", "studio_rehearsal"),
            "studio_back_test",
        ),
    ),
    Destination(label=_("Plateforme"), endpoint="operator.index", is_for=an_operator),
    Destination(label=_("Se connecter"), endpoint="sign_in.ask", is_for=a_stranger),
)

ACCOUNT = Destination(label=_("Mon compte"), endpoint="account.index")

NOTICES: tuple[Destination, ...] = (
    Destination(label=_("Mentions légales"), endpoint="notices.legal"),
    Destination(label=_("Données personnelles"), endpoint="notices.privacy"),
    Destination(label=_("Accessibilité : non conforme"), endpoint="notices.accessibility"),
)
