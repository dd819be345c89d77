"""Who may read: what an actor may not see does not exist for them."""

from laureat.domain.actors import Actor
from laureat.domain.errors import NotFound, SignInNeeded
from laureat.permissions import Permission, allows

NOTHING_THERE = "Il n’y a rien à cette adresse, ou rien qui soit visible pour vous."


def require_sight(actor: Actor, permission: Permission, subject: object = None) -> None:
    """Hide a thing from whoever may not see it.

    Raises:
        SignInNeeded: nobody is signed in.
        NotFound: somebody is, and may not know of it.
    """
    if allows(actor, permission, subject):
        return
    require_somebody(actor)
    raise NotFound(NOTHING_THERE)


def require_somebody(actor: Actor) -> None:
    """Refuse whoever is not signed in.

    Raises:
        SignInNeeded: nobody is signed in.
    """
    if not actor.is_known:
        raise SignInNeeded("Connectez-vous pour continuer.")
