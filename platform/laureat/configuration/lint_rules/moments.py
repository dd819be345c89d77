"""Deadlines on days and at hours when nobody answers, or that lose the last minute of a day."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from laureat.configuration.articled import MILESTONE_WORDS
from laureat.configuration.definition import Calendar
from laureat.configuration.instants import END_OF_DAY
from laureat.configuration.lint_rules.subject import Remark, Severity, Subject
from laureat.configuration.public_holidays import OF_ZONES, holiday
from laureat.plugin_api import french_moment

DEADLINES = ("deposit_closes", "attestation_due", "examined_until")
NIGHT_ENDS, DAY_BEGINS, DAY_ENDS, LAST_MINUTE = time(6), time(8), time(20), time(23, 59)
SATURDAY, SUNDAY = 5, 6
HOUR = timedelta(hours=1)


def remarks(subject: Subject) -> Iterator[Remark]:
    """Look at the day and the hour of each deadline, once for each instant."""
    seen: set[datetime] = set()
    zone = ZoneInfo(subject.definition.calendar.time_zone)
    for name, milestone in subject.milestones():
        local = milestone.at.astimezone(zone)
        if name in DEADLINES and milestone.at not in seen:
            seen.add(milestone.at)
            yield from _day(name, local, subject.definition.calendar)
            yield from _night(name, local)
            yield from _outside_hours(name, local)
            yield from _clock_change(name, local)
        yield from _seconds(name, local)


def _day(name: str, local: datetime, calendar: Calendar) -> Iterator[Remark]:
    place = calendar.holidays or OF_ZONES.get(calendar.time_zone)
    feast = holiday(local.date(), place)
    if feast is None and local.weekday() == SATURDAY:
        yield _saturday(name, local)
    if feast is None and local.weekday() != SUNDAY:
        return
    what = f"un jour férié ({feast})" if feast else "un dimanche"
    yield Remark(
        code="deadline-on-holiday",
        severity=Severity.WARNING,
        path=("calendar", name, "at"),
        place=f"calendar.{name}",
        sentence=f"{MILESTONE_WORDS[name]} tombe {what}.",
        consequence="Personne ne répondra aux candidats qui rencontrent une difficulté ce jour-là.",
        remedy="choisissez un jour ouvré.",
        facts={"at": local.isoformat()},
    )


def _saturday(name: str, local: datetime) -> Remark:
    return Remark(
        code="deadline-on-saturday",
        severity=Severity.NOTICE,
        path=("calendar", name, "at"),
        place=f"calendar.{name}",
        sentence=f"{MILESTONE_WORDS[name]} tombe un samedi.",
        consequence="Un candidat en difficulté ce jour-là ne trouvera souvent personne.",
        remedy="choisissez un jour ouvré, ou assurez une permanence.",
        facts={"at": local.isoformat()},
    )


def _outside_hours(name: str, local: datetime) -> Iterator[Remark]:
    """Find an hour of the evening or of the early morning; the end of a day is nobody's hour."""
    at = local.time()
    if NIGHT_ENDS <= at < DAY_BEGINS or DAY_ENDS < at < LAST_MINUTE:
        yield Remark(
            code="deadline-outside-hours",
            severity=Severity.NOTICE,
            path=("calendar", name, "at"),
            place=f"calendar.{name}",
            sentence=f"{MILESTONE_WORDS[name]} est hors des heures de bureau : {_told(local)}.",
            consequence="Une panne ou un oubli de la dernière heure ne trouvera personne.",
            remedy=f"choisissez une heure de bureau, ou la fin de la journée ({END_OF_DAY}).",
            facts={"at": local.isoformat()},
        )


def _clock_change(name: str, local: datetime) -> Iterator[Remark]:
    around = [(local.astimezone(UTC) + step).astimezone(local.tzinfo) for step in (-HOUR, HOUR)]
    if around[0].utcoffset() != around[1].utcoffset():
        yield Remark(
            code="deadline-near-clock-change",
            severity=Severity.WARNING,
            path=("calendar", name, "at"),
            place=f"calendar.{name}",
            sentence=f"{MILESTONE_WORDS[name]} est à moins d'une heure d'un changement d'heure.",
            consequence="Une horloge qui n'a pas encore changé trompera d'une heure.",
            remedy="choisissez un autre jour, ou une autre heure.",
            facts={"at": local.isoformat()},
        )


def _night(name: str, local: datetime) -> Iterator[Remark]:
    if local.time() >= NIGHT_ENDS:
        return
    yield Remark(
        code="deadline-at-night",
        severity=Severity.WARNING,
        path=("calendar", name, "at"),
        place=f"calendar.{name}",
        sentence=f"{MILESTONE_WORDS[name]} est en pleine nuit : {_told(local)}.",
        consequence="Beaucoup liront la veille, ou le lendemain : la date affichée n'est pas celle "
        "de la journée de travail.",
        remedy=f"écrivez la fin de la veille ({END_OF_DAY}) ou une heure de bureau.",
        facts={"at": local.isoformat()},
    )


def _seconds(name: str, local: datetime) -> Iterator[Remark]:
    written = local.time().isoformat()
    lost = written == "23:59:00"
    if not lost and (local.second == 0 or written == END_OF_DAY):
        return
    yield Remark(
        code="last-minute-lost" if lost else "odd-seconds",
        severity=Severity.WARNING if lost else Severity.NOTICE,
        path=("calendar", name, "at"),
        place=f"calendar.{name}",
        sentence=(
            f"{MILESTONE_WORDS[name]} est à 23:59 : la dernière minute du jour est perdue."
            if lost
            else f"{MILESTONE_WORDS[name]} est dite à la seconde ({written})."
        ),
        consequence=(
            "Un dossier déposé à 23 h 59 et dix secondes serait hors délai."
            if lost
            else "Personne ne lit une échéance à la seconde près."
        ),
        remedy=f"écrivez {local.date()}T{END_OF_DAY}." if lost else "écrivez une minute ronde.",
        facts={"at": local.isoformat()},
    )


def _told(local: datetime) -> str:
    return french_moment(local, _key(local))


def _key(local: datetime) -> str:
    zone = local.tzinfo
    return zone.key if isinstance(zone, ZoneInfo) else "UTC"
