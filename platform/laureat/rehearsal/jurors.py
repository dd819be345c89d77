"""How jurors act: they are invited, declare their interests, read and vote."""

from collections.abc import Collection, Mapping
from typing import Any, Literal, TypeAlias
from uuid import UUID

from sqlalchemy.orm import Session

from laureat.configuration.definition import PluginUse
from laureat.domain.vocabulary import SeatState
from laureat.models import Ballot
from laureat.plugin_api import CompetitorView, ConflictRule, JurorView
from laureat.queries.juries import competitors_in, seat_lines
from laureat.rehearsal.candidates import siret_of
from laureat.rehearsal.company import Dossier, Entrant, Player, Seated
from laureat.rehearsal.stage import HOST
from laureat.rehearsal.story import Story
from laureat.services.juries.cast_ballot import cast_ballot
from laureat.services.juries.declare_interests import Interest, declare_interests
from laureat.services.juries.invite import Invitation, invite_juror
from laureat.services.juries.open_dossier import OpenedDossier, open_dossier

Link: TypeAlias = Literal["declared", "siren", "domain", "team"]
LINKS: tuple[Link, ...] = ("declared", "siren", "domain", "team")


def invitation(player: Player, **more: Any) -> Invitation:
    """Say who is invited."""
    return Invitation(
        email=player.email,
        name=player.name,
        organisation="Organisation fictive du jury",
        **more,
    )


def new_player(story: Story, domain: str | None = None) -> Player:
    """Think of somebody who may sit in the jury."""
    number = next(story.company.numbers)
    where = domain or f"jury-{number}.{HOST}"
    return Player(f"Claude Juré-Fictif {number}", f"claude-{number}@{where}")


def seat(
    story: Story,
    player: Player,
    *,
    siret: str | None = None,
    chair: bool = False,
    categories: Collection[str] | None = None,
    edition_id: UUID | None = None,
) -> Seated:
    """Invite somebody to some categories of an edition, or to all."""
    juror = story.do(
        story.organiser,
        invite_juror,
        edition_id or story.edition_id,
        invitation(player, siret=siret, chair=chair, categories=categories),
        plugins=story.plugins,
    )
    story.meet(player)
    return Seated(juror.id, player)


def links_of(story: Story, use: PluginUse, entrant: Entrant) -> list[Link]:
    """List the kinds of link that a detector finds with an entrant, and not without one."""
    rule = story.plugins.conflict(use.plugin, use.options)
    competitor = competitor_view(entrant)
    if rule.detect(_juror_view(None, entrant), competitor) is not None:
        return []
    return [link for link in LINKS if _detects(rule, link, entrant, competitor)]


def competitor_view(entrant: Entrant) -> CompetitorView:
    """Show an entrant as a detector sees it."""
    return CompetitorView(
        id=str(entrant.applicant_id),
        name=entrant.name,
        siren=entrant.siret[:9] if entrant.siret else None,
        mail_domains=frozenset({domain_of(entrant)}),
        writers=frozenset({entrant.writer.email}),
    )


def domain_of(entrant: Entrant) -> str:
    """Give the mail domain of the people who write for an entrant."""
    return entrant.writer.email.rpartition("@")[2]


def _detects(rule: ConflictRule, link: Link, entrant: Entrant, competitor: CompetitorView) -> bool:
    return rule.detect(_juror_view(link, entrant), competitor) is not None


def _juror_view(link: Link | None, entrant: Entrant) -> JurorView:
    return JurorView(
        name="Claude Juré-Fictif",
        id=entrant.writer.email if link == "team" else "",
        email=f"claude@{domain_of(entrant)}" if link == "domain" else f"claude@jury.{HOST}",
        siren=entrant.siret[:9] if link == "siren" and entrant.siret else None,
        declared=frozenset({str(entrant.applicant_id)}) if link == "declared" else frozenset(),
    )


def seat_linked(
    story: Story,
    link: Link,
    entrant: Entrant,
    *,
    chair: bool = False,
    categories: Collection[str] | None = None,
    declares: bool = True,
) -> Seated:
    """Invite somebody who has a link of this kind with an entrant, and declares it if need be."""
    player = (
        entrant.writer
        if link == "team"
        else new_player(story, domain_of(entrant) if link == "domain" else None)
    )
    siret = siret_of(entrant.siret[:9], 7) if link == "siren" and entrant.siret else None
    seated = seat(story, player, siret=siret, chair=chair, categories=categories)
    if declares:
        declare(story, seated, linked=[entrant] if link == "declared" else ())
    return seated


def declare(story: Story, seated: Seated, *, linked: Collection[Entrant] = ()) -> None:
    """Speak of every competitor in the juror's categories; those in ``linked`` are known."""
    known = {one.applicant_id for one in linked}

    def competing(session: Session) -> set[UUID]:
        lines = seat_lines(session, juror_ids=[seated.juror_id])
        rows = competitors_in(session, [line.seat.category_id for line in lines])
        return {one.applicant_id for one in rows}

    declarations = {
        applicant_id: Interest(linked=applicant_id in known, details="Lien fictif.")
        for applicant_id in story.ask(competing)
    }
    story.do(
        seated.player,
        declare_interests,
        seated.juror_id,
        declarations=declarations,
        plugins=story.plugins,
    )


def seat_states(story: Story, seated: Seated) -> dict[str, SeatState]:
    """Say where a juror may sit, by category."""

    def states(session: Session) -> dict[str, SeatState]:
        lines = seat_lines(session, juror_ids=[seated.juror_id])
        return {line.seat.category.slug: line.state for line in lines}

    return story.ask(states)


def read(story: Story, seated: Seated, dossier: Dossier) -> OpenedDossier:
    """Open a dossier as a juror."""
    return story.do(seated.player, open_dossier, dossier.candidature_id)


def cast(story: Story, seated: Seated, round_id: UUID, content: Mapping[str, Any]) -> Ballot:
    """Vote."""
    return story.do(seated.player, cast_ballot, round_id, content=content, plugins=story.plugins)
