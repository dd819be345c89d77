"""What the organiser's staff do: editions, coordinations, instruction."""

from collections.abc import Callable, Mapping
from functools import partial

from laureat.configuration.load import load_edition
from laureat.demo.story.reading import Act
from laureat.demo.story.stage import Stage
from laureat.domain.actors import THE_ENGINE, Role
from laureat.domain.vocabulary import CheckVerdict, ScreeningVerdict
from laureat.queries.attestations import latest_attestation, latest_return
from laureat.services.attestations.check import check_attestation
from laureat.services.campaigns.apply_edition import Applied, apply_edition
from laureat.services.campaigns.publish_edition import publish_edition
from laureat.services.candidatures.reclassify import reclassify_candidature
from laureat.services.candidatures.screen import screen_candidature
from laureat.services.people.grant_role import grant_role
from laureat.services.structures.set_coordination import set_coordination


def apply(stage: Stage, act: Act) -> None:
    """The edition's file is applied."""
    told = stage.chapter.thing("edition", act.given["edition"])
    path = stage.chapter.path(told["file"], stage.runtime.settings.content_dir)
    loaded = load_edition(path, plugins=stage.plugins)
    with stage.organising(act) as work:
        edition = apply_edition(
            work,
            Applied(definition=loaded.definition, files=loaded.files),
        )
    stage.ids["edition", told["key"]] = edition.id


def publish(stage: Stage, act: Act) -> None:
    """The edition is published."""
    with stage.organising(act) as work:
        publish_edition(work, stage.id_of("edition", act.given["edition"]))


def grant(stage: Stage, act: Act) -> None:
    """Somebody is given a role, the organiser's unless the act says otherwise."""
    with stage.runtime.open_work(stage.tenant.id, THE_ENGINE) as work:
        role = Role(act.given.get("role", Role.ORGANISER))
        grant_role(work, act.given["email"], role=role, name=act.given["name"])


def coordinate(stage: Stage, act: Act) -> None:
    """A regional coordination is set up."""
    with stage.organising(act) as work:
        set_coordination(
            work,
            name=act.given["name"],
            departements=act.given["departements"],
            referents=[(one["email"], one["name"]) for one in act.given["referents"]],
        )


def check(stage: Stage, act: Act, verdict: CheckVerdict) -> None:
    """The attestation that came back last is looked at."""
    with stage.organising(act) as work:
        candidature_id = stage.id_of("dossier", act.given["dossier"])
        attestation = latest_attestation(work.session, candidature_id)
        returned = latest_return(work.session, attestation.id) if attestation else None
        if returned is None:
            raise LookupError(f"no attestation came back: {act}")
        check_attestation(
            work,
            returned.id,
            verdict=verdict,
            reason=act.given.get("reason", ""),
            plugins=stage.plugins,
        )


def screen(stage: Stage, act: Act, verdict: ScreeningVerdict) -> None:
    """The dossier goes to the jury, or is set aside."""
    with stage.organising(act) as work:
        screen_candidature(
            work,
            stage.id_of("dossier", act.given["dossier"]),
            verdict=verdict,
            reason=act.given.get("reason", ""),
            plugins=stage.plugins,
        )


def reclassify(stage: Stage, act: Act) -> None:
    """The dossier is moved to another category."""
    with stage.organising(act) as work:
        reclassify_candidature(
            work,
            stage.id_of("dossier", act.given["dossier"]),
            to_category=act.given["to"],
            reason=act.given["reason"],
            plugins=stage.plugins,
        )


ACTS: Mapping[str, Callable[[Stage, Act], None]] = {
    "apply": apply,
    "publish": publish,
    "grant": grant,
    "coordinate": coordinate,
    "accept": partial(check, verdict=CheckVerdict.ACCEPTED),
    "refuse": partial(check, verdict=CheckVerdict.REFUSED),
    "admit": partial(screen, verdict=ScreeningVerdict.ADMITTED),
    "set_aside": partial(screen, verdict=ScreeningVerdict.INADMISSIBLE),
    "declare_ineligible": partial(screen, verdict=ScreeningVerdict.INELIGIBLE),
    "reclassify": reclassify,
}
