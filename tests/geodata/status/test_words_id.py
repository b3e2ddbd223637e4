"""What the Indonesian words of the lexicon find and leave alone, before time and place."""

from __future__ import annotations

import pytest

from tests.geodata.status.reading_words import cancelling_cues, has_cue, is_told_before, statuses_in

SENTENCES = [
    ("unrest", "Kerusuhan pecah di Jayapura."),
    ("unrest", "Demonstran bentrok dengan polisi di Makassar."),
    ("unrest", "Toko-toko dijarah di Durban."),
    ("unrest", "Polisi menembakkan gas air mata di Nairobi."),
    ("unrest", "Massa membakar kantor polisi di Manokwari."),
    ("unrest", "Ratusan orang ditangkap di Minsk."),
    ("unrest", "Baku tembak terjadi di Intan Jaya."),
    ("unrest", "Massa menyerbu gedung parlemen di Dhaka."),
    ("unrest", "Massa yang menuntut upah membakar ban di Bekasi."),
    ("calm", "Situasi di Wamena kembali kondusif."),
    ("calm", "Malam di Kolombo berlalu tanpa insiden."),
    ("calm", "Jam malam di Dili dicabut."),
    ("calm", "Jalan-jalan di Osh tenang."),
    ("calm", "Aktivitas warga di Sorong kembali normal."),
    ("airport_closed", "Bandara Wamena ditutup."),
    ("airport_closed", "Semua penerbangan di Bandara Tripoli dibatalkan."),
    ("airport_closed", "Bandara Goma belum beroperasi."),
    ("airport_open", "Bandara Wamena dibuka kembali."),
    ("airport_open", "Penerbangan di bandara itu kembali normal."),
    ("", "Jadwal konser di Medan bentrok."),
    ("", "Persija bentrok melawan Persib di semifinal Piala Presiden di Solo."),
    ("", "Pembeli menyerbu pasar murah di Bogor."),
    ("", "Wali kota mengimbau warga Kupang tetap tenang."),
    ("", "Laut di Sanur tenang."),
    ("", "Jalan menuju bandara ditutup."),
    ("", "Unjuk rasa di Yogyakarta berlangsung damai."),
    ("", "Pembakaran hutan di Riau meningkat."),
    ("", "Ribuan buruh berunjuk rasa damai di Jakarta."),
    ("airport_open", "Aktivitas di Bandara Adisutjipto kembali normal."),
    ("", "Ratusan ikan dibakar di festival Ambon."),
    ("unrest", "Hotel milik politikus dibakar di Negombo."),
    ("unrest", "Dua kelompok warga bertikai di Sorong."),
    ("calm", "Di Goma tak terdengar lagi tembakan."),
]

CUED = [
    ("negation", "Tidak ada kerusuhan di kota itu."),
    ("denial", "Polisi membantah kabar bentrokan."),
    ("plan", "Bandara akan dibuka kembali."),
    ("condition", "Jika kerusuhan pecah, toko tutup."),
    ("fear", "Warga khawatir kerusuhan pecah."),
    ("history", "Sepuluh tahun lalu kerusuhan melanda kota itu."),
    ("background", "Ia dituduh mendalangi kerusuhan."),
    ("cessation", "Kerusuhan sudah mereda."),
    ("hedge", "Kota itu tampaknya tenang."),
    ("attribution", "Menurut polisi, kota itu tenang."),
]

ELSEWHERE = [
    ("Ia hidup dalam pengasingan di ", "Paris"),
    ("Kedutaan besar di ", "Moskow"),
    ("Menteri bertolak ke ", "Brussel"),
]


@pytest.mark.parametrize(("status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(status, sentence):
    assert statuses_in(sentence, "id") == ({status} if status else set())


@pytest.mark.parametrize(("status", "sentence"), [one for one in SENTENCES if one[0]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(status, sentence):
    assert cancelling_cues(status, sentence, "id") == []


@pytest.mark.parametrize(("cue", "sentence"), CUED)
def test_a_cue_is_found(cue, sentence):
    assert has_cue(cue, sentence, "id")


@pytest.mark.parametrize(("before", "place"), ELSEWHERE)
def test_a_place_of_exile_or_travel_has_its_cue_right_before_it(before, place):
    assert is_told_before(before, place, "id")
