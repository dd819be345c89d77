"""Every save of an edition's files: who left what, what differs, and the way back."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from laureat.configuration.diff import Change, differences
from laureat.configuration.load import EditionFiles
from laureat.consequences.saves import before_last_change, files_of
from laureat.consequences.working_copies import WorkingCopy, loaded_or_none
from laureat.domain.errors import ChangedMeanwhile
from laureat.models import EditionSave
from laureat.plugin_host import PluginHost
from laureat.queries.editions import save_numbered, saves_of, versions_of
from laureat.request_work import current_runtime, request_work
from laureat.services.campaigns.restore_save import restore_save
from laureat.web.presentation import said
from laureat.web.studio.titles import TITLES
from laureat.web.studio.working_copy import working_copy
from laureat.web.words import _

blueprint = Blueprint(
    "studio_history", __name__, url_prefix="/organisation/<programme>/<edition>/configuration"
)

AT_ONCE = 200
COMPARED = 1_500
"""Beyond so many words, two texts are shown whole, one after the other."""
ALIKE = 0.5
"""So are two texts that share less than this of their words."""
WORDS = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of words that stays, goes or comes."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A change with, for a text, the words that go and come."""

    change: Change
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two saves side by side; ``lines`` is set where one of them is no edition."""

    before: EditionSave
    after: EditionSave
    changes: tuple[Told, ...]
    lines: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveLine:
    """One save in the list."""

    save: EditionSave
    by: str
    what: str


@blueprint.get("/historique")
def history(programme: str, edition: str) -> ResponseReturnValue:
    """List the saves, the newest first."""
    with working_copy(programme, edition) as (work, copy):
        saves = saves_of(work.session, copy.edition.id, limit=AT_ONCE)
        versions = versions_of(work.session, copy.edition.id)
    return render_template(
        "studio/history.html.jinja",
        copy=copy,
        here=copy.here,
        saves=[SaveLine(save=save, by=by, what=said_of(save)) for save, by in saves],
        versions=versions,
    )


def said_of(save: EditionSave) -> str:
    """Say in a few words what a save did."""
    if save.restores:
        return _("Retour à l’enregistrement n° %(number)s", number=save.restores)
    if not save.part:
        return _("L’édition entière")
    return _(TITLES.get(save.part.partition("/")[0], _("Réponses au vérificateur")))


@blueprint.get("/historique/comparaison")
def comparison(programme: str, edition: str) -> ResponseReturnValue:
    """Show what differs between two saves."""
    plugins = current_runtime().plugins
    with working_copy(programme, edition) as (work, copy):
        last = copy.save.number
        after = request.args.get("apres", default=last, type=int)
        before = request.args.get("avant", default=max(after - 1, 1), type=int)
        old, new = (
            save_numbered(work.session, copy.edition.id, number) for number in (before, after)
        )
        page = compared(old, new, plugins)
    return render_template("studio/comparison.html.jinja", page=page, copy=copy, here=copy.here)


def compared(old: EditionSave, new: EditionSave, plugins: PluginHost) -> Comparison:
    """Compare two saves as editions where both are, as files where one is not."""
    before, after = (loaded_or_none(files_of(one), plugins) for one in (old, new))
    if before is None or after is None:
        lines = tuple(_line_pieces(files_of(old), files_of(new)))
        return Comparison(before=old, after=new, changes=(), lines=lines)
    changes = differences(before.definition, after.definition)
    return Comparison(before=old, after=new, changes=told(changes), lines=())


def told(changes: tuple[Change, ...]) -> tuple[Told, ...]:
    """Add to each changed text the words that go and come."""
    return tuple(
        Told(change=one, pieces=tuple(word_pieces(one.before, one.after)))
        if isinstance(one.before, str) and isinstance(one.after, str) and " " in one.before
        else Told(change=one)
        for one in changes
    )


def word_pieces(before: str, after: str) -> Iterator[Piece]:
    """Part two texts into the words that stay, go and come."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    if max(len(old), len(new)) > COMPARED or matcher.ratio() < ALIKE:
        yield Piece(text=before, mark="gone")
        yield Piece(text=after, mark="come")
        return
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        gone, come = "".join(old[start:end]), "".join(new[other_start:other_end])
        if kind == "equal":
            yield Piece(text=gone)
            continue
        if gone:
            yield Piece(text=gone, mark="gone")
        if come:
            yield Piece(text=come, mark="come")


def _line_pieces(old: EditionFiles, new: EditionFiles) -> Iterator[Piece]:
    for before, after in ((old.edition, new.edition), (old.programme or "", new.programme or "")):
        lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2)
        for line in islice(lines, 2, None):  # the first two name the files
            yield Piece(text=line, mark={"+": "come", "-": "gone"}.get(line[:1], ""))


@blueprint.post("/historique")
def restore(programme: str, edition: str) -> ResponseReturnValue:
    """Bring back an earlier save."""
    number = request.form.get("enregistrement", default=0, type=int)
    with working_copy(programme, edition) as (_work, copy):
        pass
    done = _("L’enregistrement n° %(number)s est de nouveau le présent.", number=number)
    return _brought_back(copy, number, done=done)


@blueprint.post("/annulation")
def undo(programme: str, edition: str) -> ResponseReturnValue:
    """Take back the last change that stands, if it is the one that was seen."""
    with working_copy(programme, edition) as (work, copy):
        number = before_last_change(work.session, copy.save)
    if number is None:
        flash(_("Il n’y a plus rien à annuler."))
        return redirect(url_for("studio.overview", **copy.here), code=303)
    return _brought_back(
        copy, number, done=_("Le dernier changement est annulé. Il reste dans l’historique.")
    )


def _brought_back(copy: WorkingCopy, number: int, *, done: str) -> ResponseReturnValue:
    """Bring back a save, unless somebody saved since the page was read."""
    try:
        with request_work() as work:
            restore_save(
                work,
                copy.edition.id,
                number=number,
                based_on=request.form.get("presente", default=0, type=int),
            )
    except ChangedMeanwhile as refusal:
        flash(said(refusal), "stop")
    else:
        flash(done)
    return redirect(url_for("studio.overview", **copy.here), code=303)
