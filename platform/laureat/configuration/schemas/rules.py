"""An eligibility rule: a plugin, or several rules taken together."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, post_load

from laureat.configuration.faults import Lesson
from laureat.configuration.rule_tree import (
    DEEPEST,
    Combination,
    Combining,
    PluginUse,
    Rule,
    depth_of,
)
from laureat.configuration.schemas.base import Part
from laureat.configuration.schemas.fields import Article, Block, Line, Options, Parts, Text
from laureat.configuration.schemas.plugins import ARTICLE

HEADS = ("plugin", "all", "any", "not")
NO_HEAD = Lesson(
    "cette règle ne nomme ni plugin, ni conditions à combiner.",
    "écrivez `plugin`, ou l'une de ces clés : all (toutes), any (l'une au moins), not (aucune).",
)
NO_PLUGIN_FOR_OPTIONS = Lesson(
    "ces options ne vont à aucun plugin.", "écrivez-les sous le `plugin` qu'elles règlent."
)
PLUGIN_SPEAKS = Lesson(
    "un plugin dit lui-même sa règle en une phrase.",
    "retirez `sentence` : cette clé ne sert qu'aux règles combinées.",
)
TOO_DEEP = Lesson(
    f"les règles s'emboîtent sur plus de {DEEPEST} niveaux.",
    "séparez-les en plusieurs règles de la liste : toutes doivent être remplies.",
)


class RulePart(Part):
    """One eligibility rule."""

    heading = "règle (eligibility)"
    says = (
        "Une règle d'éligibilité : un `plugin`, ou d'autres règles combinées par `all`, `any` ou "
        "`not`. `unless` ajoute une exception à n'importe laquelle. Une règle a trois réponses : "
        "remplie, non remplie, à établir ; une condition à établir laisse l'ensemble à établir, "
        "sauf si les autres suffisent à conclure. `docs/reference/plugins.md` liste les plugins et "
        f"leurs options. Les règles s'emboîtent sur {DEEPEST} niveaux au plus."
    )

    plugin = Line("Nom du plugin.", "within-calendar", longest=80)
    options = Options("Options du plugin, une par ligne.", {"commune_max": 25000})
    all = Parts(Block(lambda: RulePart()), "Règles à remplir toutes.", least=2, most=20)
    any = Parts(Block(lambda: RulePart()), "Règles dont une seule suffit.", least=2, most=20)
    not_ = Block(
        lambda: RulePart(),
        "Règle qui décrit un cas exclu : qui la remplit est écarté.",
        data_key="not",
    )
    unless = Block(
        lambda: RulePart(),
        "L'exception : qui la remplit n'a pas à remplir la règle.",
    )
    article = Article(ARTICLE, "1.2", load_default=None)
    sentence = Text(
        "La règle combinée en une phrase, pour l'appel et le règlement. Absente : la phrase est "
        "composée de celles des conditions.",
        "Peuvent candidater les communes, sauf celles qui ont été lauréates l'an dernier.",
        load_default="",
        longest=1000,
    )

    def idle_keys(self, said: Mapping[str, Any]) -> frozenset[str]:
        """Name the heads that the rule does not have; a plugin says its own sentence."""
        head = next((key for key in HEADS if said.get(key)), "plugin")
        others = frozenset(HEADS) - {head}
        plain = head == "plugin" and not said.get("unless")
        return others | (frozenset({"sentence"}) if plain else frozenset())

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Rule:
        """Build the rule, and put its exception beside it where there is one."""
        _require_one_head(data)
        said = {"article": data["article"], "sentence": data["sentence"]}
        exception = data.get("unless")
        if exception is None:
            made = _bare(data, **said)
        else:
            of = (_bare(data), exception)
            made = Combination(how=Combining.UNLESS, of=of, **said)
        if depth_of(made) > DEEPEST:
            raise ValidationError([TOO_DEEP])
        return made


def _require_one_head(data: dict[str, Any]) -> None:
    """Refuse a rule that is nothing, two things at once, or has what only the other kind has."""
    heads = [_key(name) for name in data if _key(name) in HEADS]
    if not heads:
        raise ValidationError([NO_HEAD])
    if len(heads) > 1:
        raise ValidationError({heads[1]: [_two_heads(heads)]})
    if "options" in data and heads != ["plugin"]:
        raise ValidationError({"options": [NO_PLUGIN_FOR_OPTIONS]})
    if data["sentence"] and heads == ["plugin"] and "unless" not in data:
        raise ValidationError({"sentence": [PLUGIN_SPEAKS]})


def _two_heads(heads: list[str]) -> Lesson:
    written = " et ".join(f"« {head} »" for head in heads)
    return Lesson(
        f"cette règle a {written} à la fois.",
        "gardez-en une seule, et écrivez l'autre dans une règle à part, ou sous `all`.",
    )


def _bare(data: dict[str, Any], *, article: str | None = None, sentence: str = "") -> Rule:
    """Build what stands under the one head of a block."""
    if "plugin" in data:
        options = data.get("options", {})
        return PluginUse(plugin=data["plugin"], options=options, article=article)
    how = next(word for word in Combining if word.value in map(_key, data))
    below = data["not_"] if how is Combining.NOT else data[how.value]
    of = (below,) if how is Combining.NOT else tuple(below)
    return Combination(how=how, of=of, article=article, sentence=sentence)


def _key(name: str) -> str:
    """Give the key of the file for the name of a field."""
    return name.removesuffix("_")
