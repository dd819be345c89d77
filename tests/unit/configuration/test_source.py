import pytest

from laureat.configuration.faults import BrokenConfiguration
from laureat.configuration.source import MAX_DEPTH, parse_yaml, read_yaml
from tests.unit.configuration.files import spoken


def tree(text):
    return parse_yaml(text, "f.yaml").tree


def refusal(text):
    with pytest.raises(BrokenConfiguration) as broken:
        parse_yaml(text, "f.yaml")
    return spoken(str(broken.value))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-11-08", "2024-11-08"),
        ("2024-11-08T16:00", "2024-11-08T16:00"),
        ("16:00", "16:00"),
        ("no", "no"),
        ("oui", "oui"),
        ("01", "01"),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("25000", 25000),
        ("-3", -3),
        ("true", True),
        ("null", None),
        ("", None),
        ('"12"', "12"),
        ("'true'", "true"),
        ("!!str 12", "12"),
    ],
)
def test_only_plain_values_are_read(written, read):
    value = tree(f"key: {written}")

    assert value == {"key": read}
    assert type(value["key"]) is type(read)


def test_a_decimal_remembers_how_it_was_typed():
    assert tree("article: 4.10")["article"].written == "4.10"


def test_every_value_has_its_line():
    source = parse_yaml("a: 1\nb:\n  - slug: x\n    title: y\n  - z\n", "f.yaml")

    assert source.place(("b", 0, "title")) == ("f.yaml", 4)
    assert source.place(("b", 1)) == ("f.yaml", 5)
    assert source.place(("b", 0, "missing", "deeper")) == ("f.yaml", 3)


def test_a_passage_of_a_long_text_has_its_own_line():
    source = parse_yaml(
        "a: |\n  One line.\n  At the latest on\n  Friday at noon.\nb: 1\n", "f.yaml"
    )

    assert source.place_of(("a",), "on Friday") == ("f.yaml", 3)
    assert source.place_of(("a",), "Friday at noon") == ("f.yaml", 4)
    assert source.place_of(("a",), "nowhere") == ("f.yaml", 1)


def test_an_element_is_named_by_its_own_name():
    source = parse_yaml("categories:\n  - {slug: bois}\n  - {title: T}\n", "f.yaml")

    assert source.fault(("categories", 0, "title"), "s", "r").path == "categories[bois].title"
    assert source.fault(("categories", 1, "title"), "s", "r").path == "categories[1].title"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a: b: c",
            (
                "f.yaml:1: colonne 5 : un deux-points suivi d'une espace coupe le texte en deux. "
                'Remède : mettez le texte entre guillemets (titre: "Prix : édition 2026"), ou, '
                "si la "
                "ligne est une clé, alignez-la sur les clés voisines."
            ),
        ),
        (
            "a:\n\t- b",
            (
                "f.yaml:2: colonne 1 : une tabulation sert de décalage. "
                "Remède : remplacez les tabulations par des espaces (deux par niveau)."
            ),
        ),
        (
            "a: 1\nb: 2\na: 3",
            (
                "f.yaml:3: a: la clé « a » est écrite deux fois (déjà ligne 1). "
                "Remède : gardez-en une seule."
            ),
        ),
        (
            "a: *b",
            (
                "f.yaml:1: le renvoi « *b » ne mène à aucune valeur déjà complète. "
                "Remède : recopiez la valeur à la place du renvoi."
            ),
        ),
        (
            "a: !!python/object:os.system 1",
            (
                "f.yaml:1: l'étiquette YAML « tag:yaml.org,2002:python/object:os.system » n'est "
                "pas "
                "lue. Remède : retirez-la et écrivez la valeur simplement."
            ),
        ),
        (
            "a: 1\n---\nb: 2",
            (
                "f.yaml:2: le fichier contient un second document YAML. "
                "Remède : retirez la ligne « --- » ou séparez les deux documents en deux fichiers."
            ),
        ),
        (
            "<<: {a: 1}",
            "f.yaml:1: <<: la fusion « << » n'est pas lue. Remède : recopiez les clés voulues.",
        ),
        (
            "a: [1, 2",
            (
                "f.yaml:1: colonne 9 : une liste ou un bloc entre crochets ou accolades n'est "
                "pas bien "
                "séparé ou pas fermé. Remède : séparez par des virgules et fermez par ] ou }."
            ),
        ),
        (
            "a: 'l",
            (
                "f.yaml:1: colonne 6 : un guillemet ouvert n'est jamais fermé. Remède : "
                "fermez-le, ou "
                "doublez l'apostrophe dans un texte entre apostrophes ('l''emploi')."
            ),
        ),
        (
            "? [a]\n: b",
            (
                "f.yaml:1: une clé ne peut pas être une liste ni un bloc. Remède : écrivez une clé "
                "simple, par exemple « titre: … », ou mettez le texte entre guillemets."
            ),
        ),
    ],
)
def test_a_broken_file_says_where_and_what_to_do(text, message):
    assert refusal(text) == message


def test_depth_is_bounded():
    assert f"plus de {MAX_DEPTH} niveaux" in refusal("a: " + "[" * 60 + "]" * 60)


def test_aliases_that_multiply_are_bounded():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 7)]

    assert "plus de 50 000 valeurs, renvois compris" in refusal("\n".join(lines))


def test_an_alias_that_names_its_own_list_is_refused():
    assert "ne mène à aucune valeur" in refusal("a: &a [*a]")


def test_size_is_bounded(tmp_path):
    path = tmp_path / "big.yaml"
    path.write_text("a: " + "x" * 1_000_001, encoding="utf-8")

    with pytest.raises(BrokenConfiguration, match="dépasse"):
        read_yaml(path)


def test_a_file_that_is_not_utf_8_says_which_byte(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: é".encode("latin-1"))

    with pytest.raises(BrokenConfiguration) as broken:
        read_yaml(path)

    assert "UTF-8 (octet 4)" in spoken(str(broken.value))


def test_a_file_that_is_not_there_is_no_traceback(tmp_path):
    with pytest.raises(BrokenConfiguration, match="ne peut pas être lu"):
        read_yaml(tmp_path / "missing.yaml")


def test_a_byte_order_mark_is_nothing(tmp_path):
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")

    assert read_yaml(path).tree == {"a": 1}
