"""The use of a plugin: which one, for which article, with which options."""

from laureat.configuration.definition import PluginUse
from laureat.configuration.schemas.base import Part
from laureat.configuration.schemas.fields import Article, Line, Options

ARTICLE = "Article du règlement d'où vient cette règle ; refus et rapports le citent."


class PluginPart(Part):
    """One use of a plugin."""

    heading = "plugin (conflicts, tally)"
    says = (
        "Une règle exécutée par un plugin. `docs/reference/plugins.md` liste les plugins et leurs "
        "options ; un nom ou une option inconnus sont refusés ici, pas le jour de la clôture."
    )
    makes = PluginUse

    plugin = Line("Nom du plugin.", "within-calendar", required=True, longest=80)
    options = Options(
        "Options du plugin, une par ligne.", {"commune_max": 25000}, load_default=dict
    )
    article = Article(ARTICLE, "1.2", load_default=None)
