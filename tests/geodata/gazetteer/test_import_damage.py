from __future__ import annotations

import struct
import zipfile

import pytest

from geodata.errors import DumpError
from geodata.gazetteer.geonames.importing import import_dump
from tests.geodata.gazetteer.dumps import alternates, archive, many, row, shipped


@pytest.fixture
def refused(tmp_path):
    """Import a dump that is to be refused, and give the message."""
    base = shipped(tmp_path / "shipped")

    def imported(dump, names=None):
        with pytest.raises(DumpError) as caught:
            import_dump(dump, names, folder=tmp_path / "index", base=base)
        assert not (tmp_path / "index").exists()
        assert list(tmp_path.glob("index.import-*")) == []
        return str(caught.value)

    return imported


@pytest.fixture
def dump(tmp_path):
    return archive(tmp_path / "allCountries.zip", many(2000))


def test_a_web_page_in_place_of_the_dump(refused, tmp_path):
    path = tmp_path / "allCountries.zip"
    path.write_text("<html>404</html>")

    assert refused(path) == (
        "allCountries.zip is no zip file: it starts with b'<htm', expected b'PK\\x03\\x04'."
    )


def test_an_empty_file(refused, tmp_path):
    path = tmp_path / "allCountries.zip"
    path.write_bytes(b"")

    assert "starts with b''" in refused(path)


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_download_that_broke_off(refused, dump, share):
    whole = dump.read_bytes()
    dump.write_bytes(whole[: int(len(whole) * share)])

    assert "is cut off" in refused(dump)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_flipped_bit(refused, tmp_path, method):
    path = archive(tmp_path / "allCountries.zip", many(2000), method=method)
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 4
    path.write_bytes(damaged)

    assert refused(path).startswith("allCountries.zip is damaged: ")


def test_a_member_of_another_name(refused, tmp_path):
    path = archive(tmp_path / "allCountries.zip", many(3), member="cities15000.txt")

    assert refused(path) == (
        "allCountries.zip contains 'cities15000.txt', "
        "expected allCountries.txt or a country's, such as KZ.txt."
    )


def test_the_two_files_in_the_wrong_order(refused, dump, tmp_path):
    names = alternates(tmp_path / "alternateNamesV2.zip", [])

    assert "contains 'alternateNamesV2.txt', expected allCountries.txt" in refused(names, dump)


def test_a_table_of_other_columns(refused, tmp_path):
    path = archive(tmp_path / "allCountries.zip", ["AD\tAndorra\t42.5\t1.5"] * 5000)

    message = refused(path)

    assert "has 1,001 bad lines among the first 1,001, expected at most 1,000" in message
    assert "The first is line 1: 4 columns, expected 19." in message


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row(1, "x", lat="inf"), "latitude b'inf', expected -90 to 90"),
        (row(1, "x", lat=91), "latitude b'91'"),
        (row(1, "x", lon=-180.5), "longitude b'-180.5', expected -180 to 180"),
        (row(1, "x", lon="east"), "longitude b'east'"),
        (row(-1, "x"), "id b'-1', expected a number from 1"),
        (row(2**40, "x"), "id b'1099511627776'"),
        (row(1, ""), "name '' of 0 characters"),
        (row(1, "a\x1b[31mb"), r"name 'a\x1b[31mb'"),
        (row(1, "x", country="kz"), "country b'kz'"),
        (row(1, "x", population="many"), "population b'many'"),
        (row(1, "x").encode() + b"\tmore", "20 columns, expected 19"),
        (row(1, "?").encode().replace(b"?", b"\xff\xfe"), "'utf-8' codec can't decode byte 0xff"),
    ],
)
def test_more_than_one_bad_line_in_a_hundred(refused, tmp_path, bad, reason):
    path = archive(tmp_path / "allCountries.zip", [*many(150), bad, bad])

    message = refused(path)

    assert "has 2 bad lines among the first 152, expected at most 1." in message
    assert f"The first is line 151: {reason}" in message


def test_a_line_without_end(refused, tmp_path):
    path = archive(tmp_path / "allCountries.zip", ["x" * 2_000_000])

    assert "has a line of more than 1,048,576 bytes" in refused(path)


def test_a_dump_without_lines(refused, tmp_path):
    path = archive(tmp_path / "allCountries.zip", [])

    assert refused(path) == "allCountries.txt in allCountries.zip has no lines."


def test_a_content_that_is_larger_than_it_says(refused, dump):
    restate_size(dump, lambda size: size // 2)

    assert refused(dump).startswith("allCountries.zip is damaged: ")


def test_a_content_that_is_smaller_than_it_says(refused, dump):
    restate_size(dump, lambda size: size + 1)

    assert "is damaged" in refused(dump)


def test_a_zip_bomb(refused, tmp_path):
    path = tmp_path / "allCountries.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as opened,
        opened.open("allCountries.txt", "w") as member,
    ):
        for _ in range(70):
            member.write(bytes(2**20))

    assert "expected at most a 100th: it is no table of GeoNames" in refused(path)


def test_a_content_that_would_fill_the_disk(refused, dump, monkeypatch):
    monkeypatch.setattr("geodata.gazetteer.geonames.archive.LARGEST_BYTES", 1000)

    assert "expected at most 1,000." in refused(dump)


def test_an_encrypted_dump(refused, dump):
    content = bytearray(dump.read_bytes())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    dump.write_bytes(content)

    assert "is encrypted" in refused(dump)


def test_another_method_of_packing(refused, tmp_path):
    path = archive(tmp_path / "allCountries.zip", many(3), method=zipfile.ZIP_BZIP2)

    assert "is packed by method 12, expected stored or deflated" in refused(path)


def test_damaged_alternate_names(refused, dump, tmp_path):
    path = alternates(tmp_path / "alternateNamesV2.zip", ["1\t2\tde\tName\t\t\t\t"] * 20)

    assert "The first is line 1: 8 columns, expected 10." in refused(dump, path)


def restate_size(path, change):
    """Change what a zip file's list of members says of the size of the only one."""
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    (size,) = struct.unpack_from("<I", content, entry + 24)
    struct.pack_into("<I", content, entry + 24, change(size))
    path.write_bytes(content)
