"""Plain language and accessibility of the organiser's texts, which are Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from laureat.configuration.french_dates import plain
from laureat.configuration.lint_rules.subject import Remark, Severity, Subject
from laureat.configuration.lint_rules.written import Written, sentences
from laureat.plugin_api import count_words

LONGEST = 40
SHOUTED_WORDS, SHOUTED_LETTERS = 4, 20
EMPTY_NAMES = frozenset(
    {
        *("ici", "là", "cliquez ici", "cliquer ici", "lien", "ce lien", "le lien", "lien ici"),
        *("suivez ce lien", "en savoir plus", "plus d'informations", "lire la suite", "page"),
        *("here", "click here", "link", "read more"),
    }
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z")


def remarks(subject: Subject) -> Iterator[Remark]:
    """Look at each text: its headings, links and images, then its sentences."""
    for text in _texts(subject):
        tokens = _markdown().parse(text.text)
        yield from _headings(text, tokens)
        yield from _links(text, tokens)
        yield from _images(text, tokens)
        yield from _shouted(text)
        if text.article is None:
            yield from _long(text)


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _texts(subject: Subject) -> Iterator[Written]:
    """List the texts that tell rules, then those of the categories and of the form's pages."""
    yield from subject.texts
    for index, category in enumerate(subject.definition.categories):
        yield Written(
            path=("categories", index, "description"),
            place=f"categories.{category.slug}",
            text=category.description,
        )
    for index, section in enumerate(subject.definition.form):
        yield Written(path=("form", index, "help"), place=f"form.{section.slug}", text=section.help)


def _headings(text: Written, tokens: list[Token]) -> Iterator[Remark]:
    before = 0
    for index, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        level = int(token.tag[1:])
        if before and level > before + 1:
            title = tokens[index + 1].content
            yield Remark(
                code="heading-level-skipped",
                severity=Severity.WARNING,
                path=text.path,
                quote=title,
                place=text.place,
                sentence=f"{text.said_in} passe d'un titre de niveau {before} au niveau {level} : "
                f"« {title} ».",
                consequence="Un candidat qui lit de titre en titre, à l'oreille, cherchera une "
                "partie qui n'existe pas.",
                remedy=f"écrivez « {'#' * (before + 1)} {title} ».",
                facts={"title": title},
            )
        before = level


@dataclass(frozen=True, slots=True)
class Link:
    """A link: what is read of it, and where it leads."""

    name: str
    address: str


def _links(text: Written, tokens: list[Token]) -> Iterator[Remark]:
    for link in _links_in(tokens):
        bare = ADDRESS.match(link.name)
        if not bare and plain(link.name).casefold().strip(" .:!") not in EMPTY_NAMES:
            continue
        said = f"dont le nom est son adresse, {link.name}" if bare else f"nommé « {link.name} »"
        yield Remark(
            code="link-named-by-address" if bare else "link-without-name",
            severity=Severity.NOTICE if bare else Severity.WARNING,
            path=text.path,
            quote=link.address,
            place=text.place,
            sentence=f"{text.said_in} a un lien {said}.",
            consequence="Lu seul, à l'oreille ou dans une liste, il ne dit pas où il mène.",
            remedy=f"nommez ce à quoi il mène : [le règlement en PDF]({link.address}).",
            facts={"name": link.name, "address": link.address},
        )


def _links_in(tokens: list[Token]) -> Iterator[Link]:
    for token in tokens:
        address, name = "", ""
        for child in token.children or ():
            if child.type == "link_open":
                address, name = str(child.attrGet("href") or ""), ""
            elif child.type == "link_close":
                yield Link(name.strip(), address)
            else:
                name += child.content


def _images(text: Written, tokens: list[Token]) -> Iterator[Remark]:
    images = [child for one in tokens for child in one.children or () if child.type == "image"]
    for image in images:
        address = str(image.attrGet("src") or "")
        without = "" if image.content.strip() else ", et sans texte de remplacement"
        yield Remark(
            code="image-in-text",
            severity=Severity.WARNING,
            path=text.path,
            quote=address,
            place=text.place,
            sentence=f"{text.said_in} contient une image ({address}), que les pages ne montrent "
            f"pas{without}.",
            consequence="Ce que l'image devait apprendre aux candidats leur manquera.",
            remedy="dites-le en toutes lettres, ou donnez un lien nommé vers l'image.",
            facts={"address": address},
        )


def _shouted(text: Written) -> Iterator[Remark]:
    for sentence in sentences(text):
        letters = [one for one in sentence.text if one.isalpha()]
        if (
            len(letters) >= SHOUTED_LETTERS
            and count_words(sentence.text) >= SHOUTED_WORDS
            and all(one.isupper() for one in letters)
        ):
            yield Remark(
                code="sentence-in-capitals",
                severity=Severity.NOTICE,
                path=text.path,
                quote=sentence.text,
                place=text.place,
                sentence=f"{text.said_in} a une phrase toute en majuscules : « {sentence.text} »",
                consequence="Elle se lit plus lentement, et certains lecteurs d'écran l'épellent.",
                remedy="écrivez-la en minuscules ; pour insister, mettez-la en **gras**.",
                facts={"sentence": sentence.text},
            )


def _long(text: Written) -> Iterator[Remark]:
    """Find the longest sentence of a text of the call; articles are quoted as they are."""
    counted = [(count_words(one.text), one.text) for one in sentences(text)]
    longest, sentence = max(counted, default=(0, ""))
    if longest <= LONGEST:
        return
    many = sum(count > LONGEST for count, _ in counted)
    others = f" (et {many - 1} autres de plus de {LONGEST})" if many > 1 else ""
    start = " ".join(sentence.split()[:8])
    yield Remark(
        code="sentence-too-long",
        severity=Severity.NOTICE,
        path=text.path,
        quote=start,
        place=text.place,
        sentence=f"{text.said_in} a une phrase de {longest} mots{others} : « {start}… »",
        consequence="Un candidat pressé, ou qui lit avec peine, en perdra le fil.",
        remedy=f"coupez-la : {LONGEST} mots au plus.",
        facts={"sentence": sentence},
    )
