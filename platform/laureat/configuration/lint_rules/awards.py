"""What may be won, how often, and by whom, against what the regulation says of it."""

import re
from collections.abc import Iterator

from laureat.configuration.definition import WinScope
from laureat.configuration.french_dates import plain
from laureat.configuration.lint_rules.subject import Remark, Severity, Subject
from laureat.configuration.lint_rules.written import Written

WON_ONCE = re.compile(
    r"(?:lauréat|récompens|primé|distingu|gagn|remport|recevoir|obtenir)[^.]{0,60}(?:que|qu')[^.]{0,20}"
    r"\b(?:un|une) seule?\b"
    r"|(?:lauréat|récompens|primé|distingu|gagn|remport|recevoir|reçoit|obtenir|obtient)[^.]{0,60}"
    r"(?:\bune seule fois|qu'une (?:fois|distinction|récompense)|qu'un (?:prix|trophée)|"
    r"\bdeux (?:fois|prix|trophées))"
)
ONLY_OF = re.compile(r"\b(?:un|une) seule?\b (?!fois)(?:(?:de ces|des|de ses) )?(\w+)")
DENIED = re.compile(r"\b(?:ne|nul|aucun|jamais)\b")
SCOPE_TOLD = re.compile(
    r"toutes (?:les )?(?:éditions|trophées)|un seul des (?:deux )?trophées|par trophée"
)
JOINT = re.compile(r"\bex[ -]?(?:æ|ae)quo")
JOINT_DENIED = re.compile(r"(?:pas|aucun|sans|ni) [^.]{0,30}ex[ -]?(?:æ|ae)quo")
NOT_AWARDED = re.compile(
    r"ne pas (?:désigner|attribuer|décerner|remettre)|non attribué|peut ne pas être attribué"
)
EXTRA = re.compile(r"coup de c(?:œ|oe)ur|prix (?:complémentaire|spécial)|mention spéciale")
EXTRA_SETTLED = re.compile(
    r"cumul|compt|déjà (?:lauréat|récompensé)|en plus d|par ailleurs lauréat"
)


def remarks(subject: Subject) -> Iterator[Remark]:
    """Compare the outcomes with the texts."""
    yield from _won_once(subject)
    yield from _special_mention(subject)
    yield from _possible_outcomes(subject)


def _won_once(subject: Subject) -> Iterator[Remark]:
    told = [one for one in subject.sentences if _said_once(one.flat)]
    scope = subject.definition.outcomes.one_win
    if told and scope is WinScope.NONE:
        yield _won_once_ignored(told[0])
    elif scope is not WinScope.NONE and not told:
        yield Remark(
            code="one-win-not-in-text",
            severity=Severity.WARNING,
            path=("outcomes", "one_win"),
            place="outcomes.one_win",
            sentence="aucun texte ne dit qu'un candidat ne peut être lauréat qu'une fois.",
            consequence="Un candidat privé d'un second prix pourrait le contester.",
            remedy="ajoutez la phrase au règlement, ou écrivez outcomes.one_win.scope: none.",
        )
    named = [one for one in told if _object(one)]
    if scope is not WinScope.NONE and len({_object(one) for one in named}) > 1:
        yield _two_scopes(named)


def _said_once(sentence: str) -> bool:
    """Say whether a sentence lets nobody win twice; « deux fois » must be denied."""
    found = WON_ONCE.search(sentence)
    return found is not None and (
        "deux" not in found.group() or DENIED.search(sentence[: found.end()]) is not None
    )


def _won_once_ignored(told: Written) -> Remark:
    return Remark(
        code="one-win-ignored",
        severity=Severity.ERROR,
        path=("outcomes",),
        place="outcomes.one_win",
        sentence=f"{told.said_in} dit : « {told.text} », et rien ne l'applique.",
        consequence="Un même candidat pourrait gagner deux fois malgré le règlement.",
        remedy="écrivez outcomes.one_win avec scope: edition ou season, et l'article.",
        facts={"told": told.text},
    )


def _two_scopes(told: list[Written]) -> Remark:
    one = told[0]
    other = next(each for each in told if _object(each) != _object(one))
    return Remark(
        code="one-win-scope-ambiguous",
        severity=Severity.WARNING,
        path=("outcomes", "one_win", "scope"),
        place="outcomes.one_win",
        sentence=(
            f"{_upper(one.said_in)} parle d’« {_object(one)} » et {other.said_in} "
            f"d’« {_object(other)} » : la portée de la règle (ces trophées seuls, ou toute la "
            "saison) n'est pas dite."
        ),
        consequence="Un candidat présent dans deux trophées ne sait pas s'il peut gagner les deux.",
        remedy="choisissez outcomes.one_win.scope et écrivez la résolution sous acknowledgements.",
        facts={"one": one.text, "other": other.text},
        beside=(other.path, other.text),
    )


def _object(told: Written) -> str:
    """Give what may be won only one of: « une seule catégorie »."""
    won = WON_ONCE.search(told.flat)
    found = ONLY_OF.search(told.flat, won.start()) if won else None
    return found.group() if found else ""


def _special_mention(subject: Subject) -> Iterator[Remark]:
    titles = " / ".join(plain(one.title).lower() for one in subject.definition.categories)
    told = [
        one
        for one in subject.sentences
        if any(found.group() not in titles for found in EXTRA.finditer(one.flat))
    ]
    mention = subject.definition.special_mention
    if mention is None and told:
        yield Remark(
            code="special-mention-ignored",
            severity=Severity.WARNING,
            path=told[0].path,
            quote=told[0].text,
            place=told[0].place,
            sentence=f"{told[0].said_in} annonce un prix hors catégories, sans special_mention.",
            consequence="Le jury ne pourra pas remettre ce prix sur la plateforme.",
            remedy="ajoutez le bloc special_mention, ou retirez la phrase.",
            facts={"told": told[0].text},
        )
    if mention is None or subject.definition.outcomes.one_win is WinScope.NONE:
        return
    articles = {one.article for one in told if one.article} | {mention.article}
    clauses = [one for one in subject.texts if one.article and one.article in articles]
    if not any(EXTRA_SETTLED.search(one.flat) for one in clauses):
        yield Remark(
            code="special-mention-silent",
            severity=Severity.WARNING,
            path=("special_mention",),
            place="special_mention",
            sentence=(
                f"aucun article ne dit si « {mention.title} » compte comme la seule victoire "
                "permise, ni s'il peut aller à un lauréat."
            ),
            consequence="Donné à un lauréat ou refusé à un lauréat, ce prix serait contestable.",
            remedy="dites-le dans le règlement, ou choisissez special_mention.counts_as_win et "
            "écrivez la résolution sous acknowledgements.",
            facts={"counts": subject.definition.outcomes.special_mention_counts},
        )


def _possible_outcomes(subject: Subject) -> Iterator[Remark]:
    outcomes = subject.definition.outcomes
    joint = next((one for one in subject.sentences if JOINT.search(one.flat)), None)
    denied = joint is not None and bool(JOINT_DENIED.search(joint.flat))
    withheld = next((one for one in subject.sentences if NOT_AWARDED.search(one.flat)), None)
    if joint is not None and outcomes.joint_laureates == denied:
        yield _differs(joint, "joint_laureates", "les lauréats ex æquo")
    if withheld is not None and not outcomes.not_awarded:
        yield _differs(withheld, "not_awarded", "un prix non attribué")


def _differs(told: Written, key: str, what: str) -> Remark:
    return Remark(
        code="outcomes-differ-from-text",
        severity=Severity.ERROR,
        path=("outcomes", key),
        place=f"outcomes.{key}",
        sentence=f"« outcomes.{key} » contredit {told.said_in} sur {what} : « {told.text} »",
        consequence="La plateforme interdirait au jury, ou lui permettrait, autre chose que le "
        "règlement.",
        remedy=f"accordez outcomes.{key} au texte.",
        facts={"told": told.text},
    )


def _upper(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
