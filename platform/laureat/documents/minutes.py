"""The minutes (procès-verbal) of a jury: who sat, who stood aside, what was counted and decided."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from laureat.documents.typesetting import ACCENT, pdf_of
from laureat.domain.digests import grouped_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class JurorLine:
    """One member of the jury; role and presence are words: ``présidence``, ``présente``."""

    name: str
    capacity: str
    role: str
    presence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecusalLine:
    """One entry of the register of recusals: the kind of ground, never its private details.

    ``organises`` is of a juror who reads the dossiers all the same, because they organise.
    """

    juror: str
    category: str
    ground: str
    since: str
    organises: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One dossier that the jury examined, with its total when it was put to a count."""

    number: str
    structure: str
    project: str
    total: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WinnerLine:
    """One laureate of a category, or who has another prize, and what the jury says of them."""

    structure: str
    project: str
    citation: str | None = None
    prize: str = ""
    gives: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledRoundLine:
    """One round of voting that was cancelled, and why: none of its ballots counts."""

    number: int
    cancelled_at: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedBallotLine:
    """What one member voted, where the vote is no secret."""

    juror: str
    ballot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryLine:
    """What happened in one category: no winner, one, or several ex æquo.

    ``talked``: the jury had no ballots, and ``ballots_cast`` counts who took part.
    """

    title: str
    entries: tuple[EntryLine, ...]
    voters: int
    ballots_cast: int
    abstentions: int
    voided: int
    method: str
    total_title: str
    winners: tuple[WinnerLine, ...]
    reason: str
    naming_gone: int = 0
    cancelled_rounds: tuple[CancelledRoundLine, ...] = ()
    named: tuple[NamedBallotLine, ...] = ()
    prizes: tuple[WinnerLine, ...] = ()
    talked: bool = False
    quorum: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialMentionLine:
    """Who receives the prize outside the categories."""

    structure: str
    project: str
    category: str
    citation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LateAdmissionLine:
    """One dossier or attestation that came late and was admitted by decision."""

    number: str
    structure: str
    received_at: str
    decided_by: str
    decided_at: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalLine:
    """One person who approves the minutes: online at a moment, or by hand where it is ``None``."""

    name: str
    capacity: str
    approved_at: str | None = None
    means: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSheet:
    """All that the minutes print; ``sealed_at`` is when the platform's seal is put on, if it is.

    ``mention_title`` names the prize outside the categories; empty where the edition has none.
    """

    organiser: str
    trophy_title: str
    edition_title: str
    deliberated_at: str
    place: str
    jurors: tuple[JurorLine, ...]
    recusals: tuple[RecusalLine, ...]
    categories: tuple[CategoryLine, ...]
    special_mentions: tuple[SpecialMentionLine, ...]
    late_admissions: tuple[LateAdmissionLine, ...]
    configuration_digest: str
    ballots_digest: str
    approvals: tuple[ApprovalLine, ...]
    dated: datetime
    mention_title: str = ""
    number: str | None = None
    observations: str | None = None
    sealed_at: str | None = None


def minutes_pdf(sheet: MinutesSheet, *, accent: str = ACCENT) -> bytes:
    """Typeset the minutes that the presidency of the jury approves."""
    facts = asdict(sheet) | {
        "dated": None,
        "configuration_digest": grouped_digest(sheet.configuration_digest),
        "ballots_digest": grouped_digest(sheet.ballots_digest),
    }
    return pdf_of("minutes", facts, accent=accent, dated=sheet.dated)


def minutes_content(sheet: MinutesSheet) -> dict[str, Any]:
    """Give the sheet as JSON-able content, to be stored and to have a digest."""
    return asdict(sheet) | {"dated": sheet.dated.isoformat()}


def minutes_sheet(content: Mapping[str, Any]) -> MinutesSheet:
    """Read back the sheet that was stored as content; a key that it does not know is an error."""
    read: dict[str, Any] = dict(content)
    read["dated"] = datetime.fromisoformat(content["dated"])
    read["categories"] = tuple(map(_category, content["categories"]))
    for name, line in _LINES.items():
        read[name] = tuple(line(**given) for given in content[name])
    return MinutesSheet(**read)


_LINES: Mapping[str, Any] = {
    "jurors": JurorLine,
    "recusals": RecusalLine,
    "special_mentions": SpecialMentionLine,
    "late_admissions": LateAdmissionLine,
    "approvals": ApprovalLine,
}


def _category(content: Mapping[str, Any]) -> CategoryLine:
    read: dict[str, Any] = dict(content)
    read["entries"] = tuple(EntryLine(**entry) for entry in content["entries"])
    read["winners"] = tuple(WinnerLine(**winner) for winner in content["winners"])
    read["cancelled_rounds"] = tuple(
        CancelledRoundLine(**given) for given in content["cancelled_rounds"]
    )
    read["prizes"] = tuple(WinnerLine(**given) for given in content.get("prizes", ()))
    read["named"] = tuple(NamedBallotLine(**given) for given in content.get("named", ()))
    return CategoryLine(**read)
