"""How the studio names things to somebody who does not see the file."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow.fields import Field as SchemaField

from laureat.configuration.diff import WORDS
from laureat.configuration.plugin_checks import PluginCatalogue
from laureat.configuration.schemas.fields import (
    Article,
    Instant,
)
from laureat.domain.french import capital
from laureat.plugin_api import typeset
from laureat.web.studio.titles import COMBINED
from laureat.web.words import _

KEY = re.compile(r"`([a-z_]+)`")
ABOUT_THE_FILE = re.compile(r"[^.]*`(?:null|[a-z_]+:[^`]*|[a-z_]+\.[^`]*)`[^.]*\.\s*")
FILE_PATH = re.compile(r"\b(?:[a-z_]+\.)+([a-z_]+)\b")
IN_THE_FILE = "écrivez la résolution sous acknowledgements"
TO_FILL_IN = re.compile(
    r"cette clé est obligatoire\..*|cette clé n'a pas de valeur\..*|« » n'est pas une date.*",
    re.DOTALL,
)
IN_FILES = (
    ("sans espace ni guillemets, avec un point pour les décimales : 12.5", "par exemple 12,5"),
    ("des chiffres seulement, sans espace ni guillemets", "des chiffres seulement"),
    ("écrivez-le sans espace ni guillemets", "écrivez des chiffres seulement"),
    ("écrivez un point devant les décimales", "écrivez par exemple 12,5"),
    ("listez-les sous `choices`", "ajoutez-les ci-dessous"),
    ("listez-les sous `questions`", "ajoutez-les ci-dessous"),
)
LINE = re.compile(r" \(ligne \d+\)")
AFTER_A_STOP = re.compile(r"(?<=[.?!] )[a-zà-ÿ]")
EXAMPLES = re.compile(r"\s*\((?:`[^`]+`,? ?)+\)")
NAMES = ("title", "label", "name", "finding", "slug", "value", "plugin")


def group_at(address: str) -> str:
    """Say of which group the plugins are that stand at an address."""
    if "conflicts" in address:
        return "laureat.jury_conflict"
    return "laureat.tally" if "tally" in address else "laureat.eligibility"


def title_of_plugin(group: str, name: str, plugins: PluginCatalogue) -> str:
    """Name a plugin as its author names it to an organiser."""
    heading = getattr(plugins.options_schema(group, name), "heading", "")
    return typeset(heading or name)


def named(element: Any, group: str, plugins: PluginCatalogue) -> str:
    """Name an element of a list as the organiser knows it."""
    if not isinstance(element, Mapping):
        return str(element)
    for how, words in COMBINED.items():
        if element.get(how):
            return _(words)
    plugin = str(element.get("plugin", ""))
    if plugin and plugin.replace("_", "-") in plugins.names(group):
        return title_of_plugin(group, plugin, plugins)
    for key in NAMES:
        if element.get(key):
            return typeset(str(element[key]))
    return typeset(str(element.get("article", "")))


def label_of(key: str, one: SchemaField[Any]) -> str:
    """Give the label of a key, in French."""
    return typeset(capital(str(one.metadata.get("label") or WORDS.get(key, key.replace("_", " ")))))


def help_of(one: SchemaField[Any]) -> str:
    """Say what a key means to somebody who does not see the file."""
    if isinstance(one, Article | Instant):
        return ""  # the label says it
    said = str(one.metadata.get("help") or one.metadata.get("says") or "")
    return without_keys(EXAMPLES.sub("", ABOUT_THE_FILE.sub("", said))).strip()


def on_screen(text: str) -> str:
    """Say in the words of the screen what is said in those of the file."""
    said = text.replace(IN_THE_FILE, _("répondez ci-dessous"))
    return typeset(FILE_PATH.sub(lambda found: f"« {_word(found[1])} »", without_keys(said)))


def fault_on_screen(text: str) -> str:
    """Say to somebody who fills in a field what the language says to who writes a file."""
    said = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("\N{NO-BREAK SPACE}", " ")
    if TO_FILL_IN.match(said):
        return _("Ce champ est à remplir.")
    for written, shown in IN_FILES:
        said = said.replace(written, shown)
    said = LINE.sub("", said)
    return AFTER_A_STOP.sub(lambda found: found[0].upper(), capital(on_screen(said)))


def without_keys(text: str) -> str:
    """Name the keys of the file by their French words."""
    return KEY.sub(lambda found: f"« {_word(found[1])} »", text)


def _word(key: str) -> str:
    return WORDS.get(key, key)
