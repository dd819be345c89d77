"""Exports stay small in memory, open in a spreadsheet, and never bring a formula to life."""

import csv
import io
import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import repeat

import openpyxl
import pytest

from laureat.documents.exports import Cell, Table, csv_chunks, write_csv, write_xlsx

NOON = datetime(2024, 11, 8, 12, tzinfo=UTC)
DANGEROUS = ["=1+1", "+33 1", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1"]
ROWS: list[list[Cell]] = [
    ["Été", 3, Decimal("4.50"), 0.25, True, None, date(2024, 11, 8), NOON],
    ["a;b", -5, Decimal("-1"), 1.0, False, "deux\nlignes", date(2024, 1, 1), NOON],
]
TABLE = Table(
    title="Dossiers", columns=["Nom", "n", "d", "f", "b", "vide", "jour", "moment"], rows=ROWS
)


def read_csv(content, separator=";"):
    return list(
        csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator)
    )


def read_xlsx(tables, **kwargs):
    file = io.BytesIO()
    write_xlsx(file, tables, **kwargs)
    return openpyxl.load_workbook(file)


def test_csv_is_made_for_a_french_spreadsheet():
    content = b"".join(csv_chunks(TABLE))

    assert content.startswith(b"\xef\xbb\xbfNom;n;")
    assert read_csv(content)[1:] == [
        ["Été", "3", "4,50", "0,25", "oui", "", "2024-11-08", "2024-11-08 12:00:00+00:00"],
        [
            "a;b",
            "-5",
            "-1",
            "1,0",
            "non",
            "deux\nlignes",
            "2024-01-01",
            "2024-11-08 12:00:00+00:00",
        ],
    ]


def test_csv_for_programs_keeps_the_decimal_point():
    assert read_csv(b"".join(csv_chunks(TABLE, separator=",")), ",")[1][2] == "4.50"


@pytest.mark.parametrize("cell", DANGEROUS)
def test_no_csv_cell_is_computed(cell):
    table = Table(title="t", columns=[cell], rows=[[cell]])

    assert read_csv(b"".join(csv_chunks(table))) == [["'" + cell], ["'" + cell]]


def test_csv_goes_to_a_file_too(tmp_path):
    write_csv(tmp_path / "t.csv", TABLE)

    assert (tmp_path / "t.csv").read_bytes() == b"".join(csv_chunks(TABLE))


def test_a_spreadsheet_holds_values_of_their_kind():
    sheet = read_xlsx([TABLE])["Dossiers"]

    assert [cell.value for cell in sheet[1]] == list(TABLE.columns)
    assert [cell.value for cell in sheet[2]] == [
        *("Été", 3, 4.5, 0.25, "oui", None),
        *(datetime(2024, 11, 8), datetime(2024, 11, 8, 12)),  # noqa: DTZ001 -- sheets know no zone
    ]


def test_no_cell_of_a_spreadsheet_is_computed():
    rows = [[cell] for cell in DANGEROUS]
    sheet = read_xlsx([Table(title="t", columns=["c"], rows=rows)])["t"]

    assert {sheet.cell(row, 1).data_type for row in range(2, len(rows) + 2)} == {"s"}


def test_titles_that_a_spreadsheet_refuses_are_mended():
    title = "[Achat] : convergence des enjeux sociaux et environnementaux"
    book = read_xlsx([Table(title=name, columns=[], rows=[]) for name in (title, title, "")])

    assert book.sheetnames == [
        "Achat    convergence des enjeux",
        "Achat    convergence des en 2",
        "Feuille",
    ]


def test_a_text_too_long_for_a_cell_ends_in_an_ellipsis():
    sheet = read_xlsx([Table(title="t", columns=["c"], rows=[["x" * 40_000]])])["t"]

    assert sheet["A2"].value == "x" * 32_766 + "…"


def test_the_same_rows_give_the_same_spreadsheet():
    files = [io.BytesIO(), io.BytesIO()]
    for file in files:
        write_xlsx(file, [TABLE], written_at=NOON)

    assert files[0].getvalue() == files[1].getvalue()


def test_csv_never_holds_all_its_rows():
    rows = repeat(["x" * 100] * 10, 5_000)  # five megabytes
    tracemalloc.start()
    try:
        assert sum(map(len, csv_chunks(Table(title="t", columns=[], rows=rows)))) > 5_000_000
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
