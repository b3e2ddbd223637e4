"""Small dumps in GeoNames' own form, and a small shipped index to import them into."""

from __future__ import annotations

import zipfile

from geodata.gazetteer.names import Form
from geodata.gazetteer.pack import PackWriter, PlaceRow


def row(
    geonameid, name, feature="P.PPL", *, lat=43.0, lon=77.0, country="KZ", admin1="02",
    population=0, ascii_name=None, others="", also=""
):  # fmt: skip
    """A line of allCountries.txt."""
    letter, code = feature.split(".")
    columns = [
        *(geonameid, name, name if ascii_name is None else ascii_name, others, lat, lon),
        *(letter, code, country, also, admin1, "", "", "", population, "", "", "Asia/Almaty"),
        "2020-01-01",
    ]
    return "\t".join(map(str, columns))


def alternate(geonameid, name, language="", **marks):
    """A line of alternateNamesV2.txt; marks: preferred, historic, first, last."""
    columns = [
        *(9, geonameid, language, name, "1" if marks.get("preferred") else "", "", ""),
        *("1" if marks.get("historic") else "", marks.get("first", ""), marks.get("last", "")),
    ]
    return "\t".join(map(str, columns))


def archive(path, lines, member="allCountries.txt", method=zipfile.ZIP_DEFLATED):
    """A zip file of lines, which are text or bytes."""
    encoded = [line if isinstance(line, bytes) else line.encode() for line in lines]
    with zipfile.ZipFile(path, "w", method) as opened:
        opened.writestr(member, b"".join(line + b"\n" for line in encoded))
    return path


def alternates(path, lines):
    """A zip file of alternate names."""
    return archive(path, lines, member="alternateNamesV2.txt")


def shipped(folder):
    """An index of a few real places, among them some without a geonameid."""
    pack = PackWriter()
    for place, names in (
        (PlaceRow("Kazakhstan", "country", 48.0, 68.0, "KZ", geonameid=1522867), []),
        (
            PlaceRow("Almaty Region", "admin-1", 45.0, 78.0, "KZ", "Almaty Region", "02",
                     geonameid=1537162),
            [],
        ),
        (
            PlaceRow("Almaty", "settlement", 43.25, 76.92, "KZ", "Almaty Region", "02",
                     1_977_011, 1526384),
            [("Алматы", "kk"), ("Alma-Ata", "de")],
        ),
        (
            PlaceRow("Almaty Airport", "airport", 43.35, 77.04, "KZ", code="icao:UAAA",
                     iata="ALA", city=2, rank=1),
            [],
        ),
        (PlaceRow("Crimea", "admin-1", 45.3, 34.4, "UA", "Crimea", "11", geonameid=703883), []),
        (PlaceRow("Pacific Ocean", "water", 0.0, -160.0, code="region:pacific-ocean", rank=10), []),
        (PlaceRow("Readington", "settlement", 40.57, -74.74, "US", "New Jersey", "NJ",
                  code="census:3401962250"), []),
    ):  # fmt: skip
        number = pack.add(place)
        pack.name(number, place.name, canonical=True)
        for name, language in names:
            pack.name(number, name, canonical=True, language=language)
    pack.form(3, "ALA", Form.CODE)
    pack.dispute(4, claims=["UA", "RU"], note="Annexed by Russia in 2014.")
    pack.former(2, "Alma-Ata", first_year=1921, last_year=1993)
    pack.area(0, b"outline")
    pack.write(folder)
    return folder


def many(count):
    """Lines of places with names of their own."""
    for number in range(count):
        word = "".join(chr(ord("a") + int(digit)) for digit in f"{number:05}")
        yield row(20_000_000 + number, f"Qy{word}", others=f"Zu{word},Ж{word}")
