"""The studio's first page: where the edition stands, its parts, and the way to publication."""

from dataclasses import dataclass

from flask import url_for

from laureat.consequences.saves import before_last_change
from laureat.consequences.working_copies import WorkingCopy
from laureat.queries.editions import saves_of
from laureat.web.panels import Act, Panel, Tone
from laureat.web.studio.parts import PartLine, part_lines
from laureat.web.words import _, ngettext
from laureat.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """An edition under work, whole."""

    copy: WorkingCopy
    panel: Panel
    parts: list[PartLine]
    last_by: str
    may_undo: bool


def overview_page(work: Work, copy: WorkingCopy) -> Overview:
    """Gather the overview."""
    ((last, name),) = saves_of(work.session, copy.edition.id, limit=1)
    return Overview(
        copy=copy,
        panel=_panel(copy),
        parts=part_lines(copy),
        last_by=name,
        may_undo=before_last_change(work.session, last) is not None,
    )


def _panel(copy: WorkingCopy) -> Panel:
    """Say where the edition stands: what is saved, what is missing, what to do."""
    if copy.is_published and not copy.has_news:
        return Panel(
            sentence=_("Cette édition est publiée, telle que vous la voyez ici."),
            note=_(
                "Un changement devient un avenant : il ne paraît qu’une fois publié, avec son"
                " motif."
            ),
            tone=Tone.DONE,
        )
    missing = _missing(copy)
    return Panel(
        sentence=_sentence(copy),
        missing=tuple(missing),
        done=tuple(_done(copy)),
        tone=Tone.TODO if missing else Tone.PLAIN,
        acts=(_next_act(copy),),
    )


def _sentence(copy: WorkingCopy) -> str:
    if not copy.is_published:
        if copy.is_ready:
            return _("Cette édition est prête : rien ne s’oppose à sa publication.")
        return _("Cette édition est un brouillon : votre équipe seule la voit.")
    return ngettext(
        "Cette édition est publiée ; %(num)s changement enregistré ne l’est pas encore.",
        "Cette édition est publiée ; %(num)s changements enregistrés ne le sont pas encore.",
        max(len(copy.changes), 1),
    )


def _missing(copy: WorkingCopy) -> list[str]:
    found = []
    if copy.faults:
        found.append(
            ngettext(
                "%(num)s point à corriger dans la configuration",
                "%(num)s points à corriger dans la configuration",
                len(copy.faults),
            )
        )
    if copy.blocking:
        found.append(
            ngettext(
                "%(num)s constat du vérificateur, à corriger ou à traiter",
                "%(num)s constats du vérificateur, à corriger ou à traiter",
                len(copy.blocking),
            )
        )
    return found


def _done(copy: WorkingCopy) -> list[str]:
    found = []
    if not copy.faults:
        found.append(_("tout ce qui est obligatoire est rempli"))
    if copy.report and not copy.blocking:
        found.append(_("le vérificateur n’attend plus rien"))
    return found


def _next_act(copy: WorkingCopy) -> Act:
    if copy.is_ready:
        return Act(
            label=_("Relire et publier"), url=url_for("studio_publication.publication", **copy.here)
        )
    return Act(
        label=_("Voir ce qu’il reste à traiter"),
        url=url_for("studio_verification.verification", **copy.here),
    )
