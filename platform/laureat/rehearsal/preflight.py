"""What is asked of the plugins before the story: a plugin that raises would break every scene."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from laureat.configuration.definition import EditionDefinition, PluginUse
from laureat.configuration.rule_tree import uses_in
from laureat.plugin_api import CompetitorView, JurorView
from laureat.plugin_host import Group, PluginHost
from laureat.rehearsal.ballots import contents_for
from laureat.rehearsal.situations import (
    facts_in,
    numbered,
    plain_situation,
    rules_of,
    tried_directly,
)

JUROR = JurorView(
    name="Claude Juré-Fictif", email="claude@jury.example", siren=None, declared=frozenset()
)
COMPETITOR = CompetitorView(
    id="candidat", name="Candidat fictif", siren=None, mail_domains=frozenset()
)


class RaisingPlugin(Exception):
    """A plugin raises instead of answering; the message names it, its rule and what was asked."""


def require_answers(definition: EditionDefinition, plugins: PluginHost) -> None:
    """Ask each plugin of an edition a few questions that it must be able to answer.

    Raises:
        RaisingPlugin: one of them raises.
    """
    for group, rule_id, use, asked, call in _questions(definition, plugins):
        try:
            call()
        except Exception as error:
            article = f", article {use.article}" if use.article else ""
            raise RaisingPlugin(
                f"Le plugin « {use.plugin} » ({plugins.origin(group, use.plugin)}) de la règle"
                f" {rule_id}{article} lève {type(error).__name__} ({error}) {asked} :"
                " corrigez-le, puis répétez de nouveau."
            ) from error


def _questions(
    definition: EditionDefinition, plugins: PluginHost
) -> Iterator[tuple[Group, str, PluginUse, str, Callable[[], object]]]:
    """List what is asked: the group, the rule's id, the plugin, the question in words, the call."""
    for category in definition.categories:
        base = plain_situation(definition, category.slug)
        for one in rules_of(definition, category.slug, plugins):
            for use in uses_in(one.use):
                group, rule = Group.ELIGIBILITY, plugins.eligibility(use.plugin, use.options)
                ordinary = partial(rule.examine, facts_in(base, definition))
                yield group, one.id, use, "devant un dossier ordinaire", ordinary
                yield group, one.id, use, "en donnant ses exemples", rule.samples
                for sample in rule.samples():
                    posed = partial(rule.examine, tried_directly(base, sample, definition))
                    yield group, one.id, use, f"devant son exemple « {sample.label} »", posed
    seen: Counter[str] = Counter()
    for use in definition.jury.conflicts:
        detector = plugins.conflict(use.plugin, use.options)
        compared = partial(detector.detect, JUROR, COMPETITOR)
        name = numbered(f"conflict.{use.plugin}", seen)
        yield Group.JURY_CONFLICT, name, use, "devant un juré sans lien", compared
    use = definition.jury.tally
    method = plugins.tally(use.plugin, use.options)
    yield Group.TALLY, "vote", use, "sans aucun bulletin", lambda: method.count(["a", "b"], [])
    yield Group.TALLY, "vote", use, "devant un bulletin", lambda: contents_for(method, ["a", "b"])
