"""What stands against publishing: faults to correct, findings to correct or to answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from laureat.configuration.faults import Path
from laureat.configuration.lint import LintFinding, Severity
from laureat.configuration.parts import address_of
from laureat.consequences.working_copies import WorkingCopy
from laureat.domain.errors import Conflict, Invalid
from laureat.request_work import current_runtime, request_work
from laureat.services.campaigns.save_part import save_part
from laureat.web.fields import Field, Shape
from laureat.web.panels import Tone
from laureat.web.refusals import status_of
from laureat.web.staff import NOTHING_KEPT, Kept, StaffForm, kept, typed
from laureat.web.studio.parts import page_of
from laureat.web.studio.screen_words import fault_on_screen, on_screen
from laureat.web.studio.working_copy import working_copy
from laureat.web.words import _

blueprint = Blueprint(
    "studio_verification", __name__, url_prefix="/organisation/<programme>/<edition>/configuration"
)

ANSWERS_AT = ("acknowledgements",)
TONES = {Severity.ERROR: Tone.STOP, Severity.WARNING: Tone.TODO, Severity.NOTICE: Tone.PLAIN}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToMend:
    """What is wrong, said with its remedy, and the page where it is mended."""

    said: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToAnswer:
    """A finding, the page where it is mended, and the form that answers it."""

    finding: LintFinding
    url: str
    tone: Tone
    form: StaffForm

    @property
    def remedy(self) -> str:
        """Say what to do, to somebody who does not see the file."""
        return on_screen(self.finding.remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A finding that was answered; ``answers`` is what the answer calls it."""

    finding: LintFinding
    resolution: str
    by: str
    answers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """All that the verifier says of an edition."""

    copy: WorkingCopy
    faults: list[ToMend]
    waiting: list[ToAnswer]
    notices: list[ToAnswer]
    answered: list[Answered]


@blueprint.get("/verification")
def verification(programme: str, edition: str) -> ResponseReturnValue:
    """Show the faults, the findings and what was answered to them."""
    with working_copy(programme, edition) as (_work, copy):
        return _page(copy)


@blueprint.post("/verification")
def answer(programme: str, edition: str) -> ResponseReturnValue:
    """Answer a finding with what was decided, or take an answer back."""
    with working_copy(programme, edition) as (_work, copy):
        answers = [*(copy.value(ANSWERS_AT) or [])]
    try:
        changed = _changed(answers)
        with request_work() as work:
            save_part(
                work,
                copy.edition.id,
                ANSWERS_AT,
                changed,
                based_on=copy.save.number,
                plugins=current_runtime().plugins,
            )
    except (Conflict, Invalid) as refusal:
        with working_copy(programme, edition) as (_work, copy):
            page = _page(copy, kept(typed("constat"), refusal))
        return page, status_of(refusal)
    flash(_("C’est enregistré."))
    return redirect(url_for("studio_verification.verification", **copy.here), code=303)


def _changed(answers: list[Any]) -> list[Any]:
    """Give the answers with one more, or one less.

    Raises:
        Invalid: nothing was written about what was decided.
    """
    if withdrawn := typed("retirer"):
        return [one for one in answers if one.get("finding") != withdrawn]
    finding = typed("constat")
    resolution, by = (typed(f"{name}:{finding}").strip() for name in ("resolution", "par"))
    if not resolution:
        sentence = _("Dites ce que l’organisation a décidé, et pourquoi.")
        raise Invalid(sentence, fields={"resolution": sentence})
    said = {"finding": finding, "resolution": resolution.replace("\r\n", "\n")}
    signed = {"by": by} if by else {}
    return [*answers, {**said, **signed, "fingerprint": typed("empreinte")}]


def _page(copy: WorkingCopy, again: Kept = NOTHING_KEPT) -> str:
    found = copy.report.open if copy.report else ()
    settled = copy.report.acknowledged if copy.report else ()
    page = Verification(
        copy=copy,
        faults=[
            ToMend(said=fault_on_screen(f"{one.sentence} {one.remedy}"), url=url_to(copy, one.at))
            for one in copy.faults
        ],
        waiting=_to_answer(copy, copy.blocking, again),
        notices=_to_answer(copy, [one for one in found if one not in copy.blocking], again),
        answered=[
            Answered(
                finding=finding,
                resolution=said.resolution,
                by=said.by,
                answers=said.finding,
            )
            for finding, said in settled
        ],
    )
    return render_template("studio/verification.html.jinja", page=page, here=copy.here)


def _to_answer(copy: WorkingCopy, found: Iterable[LintFinding], again: Kept) -> list[ToAnswer]:
    return [
        ToAnswer(
            finding=one,
            url=url_to(copy, one.at),
            tone=TONES[one.severity],
            form=again.fields(one.name, *_answer_fields(one, again)),
        )
        for one in found
    ]


def _answer_fields(finding: LintFinding, again: Kept) -> tuple[Field, Field]:
    name = finding.name
    return (
        again.field(
            name,
            f"resolution:{name}",
            _("Ce que l’organisation a décidé"),
            shape=Shape.LINES,
            fault="resolution",
        ),
        again.field(name, f"par:{name}", _("Décidé par"), required=False),
    )


def url_to(copy: WorkingCopy, path: Path) -> str:
    """Give the address of the page where a part is edited, at its field; nothing for none."""
    page = page_of(path)
    if not page:
        return ""
    anchor = f"champ-{address_of(path)}" if page != path else None
    return url_for("studio.part", **copy.here, address=address_of(page), _anchor=anchor)
