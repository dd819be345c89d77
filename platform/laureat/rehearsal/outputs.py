"""What a rehearsal leaves in its folder: papers, palmarès, tables and letters."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from email.utils import formatdate
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from laureat.configuration.form_table import answer_cells, answer_columns, tabled_questions
from laureat.documents.exports import Table, write_csv, write_xlsx
from laureat.domain.candidature_states import LABELS
from laureat.domain.vocabulary import SeatEffect, VerdictKind
from laureat.integrations.mail import Message, written_mail
from laureat.models import (
    Attestation,
    Candidature,
    Finding,
    Recusal,
    Revision,
    Seat,
    SentMail,
)
from laureat.papers import minutes_paper
from laureat.queries.desks import whole_dossiers
from laureat.queries.editions import edition_by_id
from laureat.queries.juries import recusal_register
from laureat.queries.results import minutes_of, palmares_of
from laureat.rehearsal.pages import write_palmares
from laureat.rehearsal.report import Produced
from laureat.rehearsal.story import Story

FOLDERS = ("attestations", "mails")
FILES = ("proces-verbal.pdf", "palmares.html", "export.xlsx", "export.csv")
VERDICTS = {
    VerdictKind.MET: "rempli",
    VerdictKind.NOT_MET: "non rempli",
    VerdictKind.UNDETERMINED: "indéterminé",
}


def write_outputs(story: Story, out: Path) -> list[Produced]:
    """Write all that the story has led to; what it did not lead to is left out."""
    _attestations(story, out / "attestations")
    _minutes(story, out / "proces-verbal.pdf")
    _palmares(story, out / "palmares.html")
    _exports(story, out)
    _letters(story, out / "mails")
    return list(_found(out))


def _found(out: Path) -> Iterator[Produced]:
    for path, title in (
        ("attestations", "Attestations de dépôt, telles que les candidats les signent"),
        ("proces-verbal.pdf", "Procès-verbal du jury"),
        ("palmares.html", "Palmarès, tel que le public le lit"),
        ("export.xlsx", "Dossiers, constats et déports, pour un tableur"),
        ("export.csv", "Dossiers, en CSV"),
        ("mails", "Une lettre de chaque sorte, telle qu’elle est partie"),
    ):
        here = out / path
        files = sorted(here.iterdir()) if here.is_dir() else [here] if here.is_file() else []
        if files:
            yield Produced(path, title, len(files), sum(one.stat().st_size for one in files))


def _attestations(story: Story, folder: Path) -> None:
    with story.reading() as session:
        ids = session.scalars(select(Attestation.candidature_id).distinct()).all()
        numbers = session.execute(
            select(Candidature.id, Candidature.number).where(Candidature.id.in_(ids))
        )
        named = sorted(numbers, key=lambda one: one[1])
    for candidature_id, number in named:
        folder.mkdir(exist_ok=True)
        paper = story.attestation_paper(candidature_id)
        (folder / f"{number.replace(' ', '-')}.pdf").write_bytes(paper)


def _minutes(story: Story, path: Path) -> None:
    with story.working(story.organiser) as work:
        minutes = minutes_of(work.session, story.edition_id)
        if minutes is not None:
            edition = edition_by_id(work.session, story.edition_id)
            path.write_bytes(minutes_paper(work, story.tenant(work), edition, minutes))


def _palmares(story: Story, path: Path) -> None:
    palmares = story.ask(palmares_of, story.edition_id)
    if palmares is not None:
        write_palmares(path, palmares, story.definition)


def _exports(story: Story, out: Path) -> None:
    with story.reading() as session:
        dossiers = list(whole_dossiers(session, story.edition_id))
        register = recusal_register(session, story.edition_id)
        findings = session.scalars(
            select(Finding)
            .where(Finding.candidature_id.in_([one.id for one, _ in dossiers]))
            .order_by(Finding.serial, Finding.id)
        ).all()
    zone = ZoneInfo(story.definition.calendar.time_zone)
    numbers = {one.id: one.number for one, _ in dossiers}
    tables = [
        _dossiers(story, dossiers),
        _findings(findings, numbers, zone),
        _recusals(register, zone),
    ]
    write_xlsx(out / "export.xlsx", tables, written_at=story.stage.clock())
    write_csv(out / "export.csv", tables[0])


def _findings(findings: Sequence[Finding], numbers: Mapping[UUID, str], zone: ZoneInfo) -> Table:
    return Table(
        title="Constats",
        columns=["Dossier", "Règle", "Article", "Constat", "Phrase", "Examiné le"],
        rows=[
            [
                numbers[one.candidature_id],
                one.rule,
                one.article,
                VERDICTS[one.verdict],
                one.sentence,
                _there(one.examined_at, zone),
            ]
            for one in findings
        ],
    )


def _recusals(register: Sequence[tuple[Recusal, Seat]], zone: ZoneInfo) -> Table:
    return Table(
        title="Déports",
        columns=["Membre du jury", "Catégorie", "Effet", "Motif", "Inscrit le"],
        rows=[
            [
                seat.juror.person.name,
                seat.category.title,
                "déporté" if entry.effect is SeatEffect.CLOSED else "rouvert",
                entry.ground,
                _there(entry.entered_at, zone),
            ]
            for entry, seat in register
        ],
    )


def _dossiers(story: Story, dossiers: Sequence[tuple[Candidature, Revision | None]]) -> Table:
    questions = tabled_questions(story.definition)
    zone = ZoneInfo(story.definition.calendar.time_zone)
    return Table(
        title="Dossiers",
        columns=[
            *("Numéro", "État", "Catégorie", "Candidat", "SIRET", "Intitulé"),
            *("Déposé le", "Pris en compte le"),
            *answer_columns(questions),
        ],
        rows=[
            [
                one.number,
                LABELS[one.state],
                one.category.title,
                one.applicant.name,
                one.applicant.siret,
                one.title,
                _there(one.submitted_at, zone),
                _there(one.registered_at, zone),
                *answer_cells(
                    story.definition,
                    one.category.slug,
                    questions,
                    revision.answers if revision else {},
                ),
            ]
            for one, revision in dossiers
        ],
    )


def _there(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return at.astimezone(zone).replace(microsecond=0) if at else None


def _letters(story: Story, folder: Path) -> None:
    """Write the first letter of each sort, as it travels and as a page."""
    with story.reading() as session:
        rows = session.execute(select(SentMail.outbox_id, SentMail.template))
        sorts = {str(outbox_id): template for outbox_id, template in rows}
    first: dict[str, Message] = {}
    for message in story.stage.mailer.sent:
        sort = sorts.get(message.idempotency_key.partition(":")[0])
        if sort is not None:
            first.setdefault(sort, message)
    date = formatdate(story.stage.clock().timestamp())
    for sort, message in sorted(first.items()):
        folder.mkdir(exist_ok=True)
        (folder / f"{sort}.eml").write_bytes(written_mail(message, date=date).as_bytes())
        (folder / f"{sort}.html").write_text(message.html, encoding="utf-8")
