"""Editions over HTTP: the calls that are open, their rules and their forms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from flask.views import MethodView

from laureat.api.operations import Room
from laureat.api.schemas.campaigns import EditionLineOut, EditionOut, EditionsOut, FormIn, FormOut
from laureat.configuration.combined import rule_of
from laureat.configuration.definition import (
    Calendar,
    EditionDefinition,
    Milestone,
    Rule,
)
from laureat.configuration.forms import json_schema
from laureat.configuration.rule_tree import plugins_named
from laureat.consequences.definitions import definition_of
from laureat.domain.errors import NOTHING_THERE, NotFound
from laureat.domain.french import long_instant
from laureat.models import Category, Edition
from laureat.permissions import Permission, allows
from laureat.plugin_host import PluginHost
from laureat.queries.editions import (
    all_editions,
    categories_of,
    category_by_slug,
    edition_by_id,
    published_editions,
)
from laureat.request_work import current_runtime, request_reading, request_work
from laureat.services.campaigns.publish_edition import publish_edition
from laureat.work import Work

room = Room("editions", "The calls: what is asked, of whom, until when and by which rules.")


@room.route("/editions")
class Editions(MethodView):
    """The editions of the organiser."""

    @room.operation("list_editions", 200, EditionsOut, public=True)
    def get(self) -> dict[str, Sequence[Edition]]:
        """List the published editions, the latest first; an organiser also sees the others."""
        with request_reading() as work:
            sees_all = allows(work.actor, Permission.EDITION_READ_ALL)
            listed = all_editions if sees_all else published_editions
            return {"items": listed(work.session)}


@room.route("/editions/<uuid:edition_id>")
class OneEdition(MethodView):
    """One year of a programme."""

    @room.operation("read_edition", 200, EditionOut, public=True)
    def get(self, edition_id: UUID) -> dict[str, Any]:
        """Describe an edition: categories, calendar, rules, each with its article."""
        with request_reading() as work:
            edition = edition_to_see(work, edition_id)
            definition = definition_of(work.session, edition)
            categories = categories_of(work.session, edition.id)
            return _described(edition, definition, categories, current_runtime().plugins)


@room.route("/editions/<uuid:edition_id>/form")
class Form(MethodView):
    """The questions of an edition."""

    @room.operation("read_form", 200, FormOut, public=True)
    @room.arguments(FormIn, location="query")
    def get(self, given: dict[str, str], edition_id: UUID) -> dict[str, Any]:
        """Give the form of a category, with the JSON Schema of its answers."""
        with request_reading() as work:
            edition = edition_to_see(work, edition_id)
            category = category_by_slug(work.session, edition.id, given["category"])
            sections = definition_of(work.session, edition).sections_for(category.slug)
            return {"sections": sections, "json_schema": json_schema(sections)}


@room.route("/editions/<uuid:edition_id>/publication")
class Publication(MethodView):
    """That the public sees an edition."""

    @room.operation("publish_edition", 200, EditionLineOut)
    def put(self, edition_id: UUID) -> Edition:
        """Publish an edition; it then changes only by amendment. Twice changes nothing."""
        with request_work() as work:
            return publish_edition(work, edition_id)


def edition_to_see(work: Work, edition_id: UUID) -> Edition:
    """Fetch an edition that the actor may see: a published one, or any for an organiser."""
    edition = edition_by_id(work.session, edition_id)
    if not allows(work.actor, Permission.EDITION_READ, edition):
        raise NotFound(NOTHING_THERE)
    return edition


def _described(
    edition: Edition,
    definition: EditionDefinition,
    categories: Iterable[Category],
    plugins: PluginHost,
) -> dict[str, Any]:
    jury = definition.jury
    own = {name: getattr(edition, name) for name in EditionLineOut().fields}
    mention = definition.special_mention
    return own | {
        "summary": definition.summary,
        "description": definition.description,
        "ceremony": definition.ceremony,
        "time_zone": definition.calendar.time_zone,
        "calendar": _milestones(definition.calendar),
        "categories": [_category(one, definition, plugins) for one in categories],
        "applicants": definition.applicants,
        "rules": _rules(definition.eligibility, plugins),
        "limits": definition.limits,
        "needs_attestation": definition.attestation is not None,
        "needs_recognition": definition.recognition is not None,
        "reclassification_allowed": definition.reclassification.allowed,
        "special_mention": mention.title if mention else None,
        "jury": {
            "composition": jury.composition,
            "quorum": jury.quorum,
            "conflicts": [
                _rule(use, plugins.conflict(use.plugin, use.options).describe())
                for use in jury.conflicts
            ],
            "tally": _rule(
                jury.tally, plugins.tally(jury.tally.plugin, jury.tally.options).describe()
            ),
            "article": jury.article,
        },
        "outcomes": definition.outcomes,
        "contact": definition.contact,
        "clauses": definition.clauses,
    }


def _category(
    category: Category, definition: EditionDefinition, plugins: PluginHost
) -> dict[str, Any]:
    terms = definition.category(category.slug)
    return {
        "id": category.id,
        "slug": category.slug,
        "title": terms.title,
        "description": terms.description,
        "article": terms.article,
        "rules": _rules(terms.eligibility, plugins),
    }


def _milestones(calendar: Calendar) -> list[dict[str, Any]]:
    named: Mapping[str, Any] = {one.name: getattr(calendar, one.name) for one in fields(calendar)}
    return [
        {
            "name": name,
            "at": milestone.at,
            "words": long_instant(milestone.at, calendar.time_zone),
            "article": milestone.article,
        }
        for name, milestone in named.items()
        if isinstance(milestone, Milestone)
    ]


def _rules(rules: Iterable[Rule], plugins: PluginHost) -> list[dict[str, Any]]:
    return [_rule(rule, rule_of(rule, plugins).describe()) for rule in rules]


def _rule(rule: Rule, sentence: str) -> dict[str, Any]:
    return {"plugin": plugins_named(rule), "sentence": sentence, "article": rule.article}
