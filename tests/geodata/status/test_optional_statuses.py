"""Optional statuses: nothing of them while they are off, and the whole way when they are on."""

from __future__ import annotations

import json
from datetime import date

import pytest

from geodata import taxonomy
from geodata.errors import LexiconError, SettingsError
from geodata.models import Report
from geodata.parsing import parse_line, to_json
from geodata.pipeline import read_report, reader_version
from geodata.samples import SAMPLES_FOLDER
from geodata.situations import intervals, situations
from geodata.status.lexicon import load_lexicon
from geodata.taxonomy import chosen_files, load_taxonomy, optional_files
from tests.geodata.examples import claims_of

CACHES = (load_taxonomy, chosen_files, load_lexicon, reader_version)
ALWAYS = ["unrest", "calm", "airport_closed", "airport_open"]

SENTENCES = [
    ("en", "curfew", "A curfew was imposed in Colombo on Monday."),
    ("en", "curfew", "The curfew in Colombo has not been lifted."),
    ("en", "curfew_lifted", "The authorities lifted the curfew imposed in Colombo last week."),
    ("en", "", "A curfew will be imposed in Colombo on Friday."),
    ("en", "", "A teenager who broke the curfew of her parents was found in Colombo."),
    ("en", "evacuation", "Residents of Kherson were evacuated on Tuesday."),
    ("en", "border_closed", "Niger closed its borders on Wednesday."),
    ("en", "internet_shutdown", "The internet was shut down in Khartoum."),
    ("en", "internet_restored", "Internet was restored in Khartoum."),
    ("de", "curfew", "Über Almaty wurde eine Ausgangssperre verhängt."),
    ("de", "curfew_lifted", "In Almaty wurde die Ausgangssperre aufgehoben."),
    ("de", "border_open", "Der Grenzübergang bei Korczowa ist wieder geöffnet."),
    ("de", "", "Der Stürmer brachte das Internet in Bremen zum Lachen."),
    ("fr", "curfew", "Un couvre-feu a été instauré à Nouméa."),
    ("fr", "curfew_lifted", "Le couvre-feu a été levé à Nouméa."),
    ("fr", "evacuation", "Les habitants de Bayonne ont été évacués mardi."),
    ("fr", "internet_shutdown", "À Lomé, internet a été coupé mardi."),
    ("es", "curfew", "Se impuso el toque de queda en Quito."),
    ("es", "curfew_lifted", "Se levantó el toque de queda en Quito."),
    ("es", "border_closed", "Bolivia cerró la frontera el lunes."),
    ("ru", "curfew", "В Алматы введён комендантский час."),
    ("ru", "curfew_lifted", "В Алматы отменён комендантский час."),
    ("ru", "internet_shutdown", "В Алматы отключили интернет."),
    ("ru", "", "В Алматы обсудили доступ школ к интернету."),
]


@pytest.fixture
def switch(monkeypatch):
    """Switch optional statuses on, and all off again at the end."""

    def on(names: str) -> None:
        monkeypatch.setenv("SITUATION_MAP_STATUSES", names)
        for cache in CACHES:
            cache.cache_clear()

    yield on
    monkeypatch.delenv("SITUATION_MAP_STATUSES", raising=False)
    for cache in CACHES:
        cache.cache_clear()


def test_only_four_statuses_are_on_by_default(switch):
    switch("")

    assert list(load_taxonomy()) == ALWAYS
    assert {one.status for one in load_lexicon("en").triggers} == set(ALWAYS)


@pytest.mark.parametrize(("language", "status", "sentence"), SENTENCES)
def test_their_words_make_claims_when_they_are_on(switch, language, status, sentence):
    switch(",".join(optional_files()))

    found = {claim["status"] for claim in claims(sentence, language)} - set(ALWAYS)

    assert found == ({status} if status else set())


@pytest.mark.parametrize("sentence", [one[2] for one in SENTENCES])
def test_their_words_make_no_claims_while_they_are_off(switch, sentence):
    switch("")

    assert {claim["status"] for claim in claims(sentence)} <= set(ALWAYS)


def test_while_they_are_off_the_output_is_the_same_bytes_as_without_their_files(
    switch, monkeypatch, tmp_path
):
    switch("")
    with_files = parsed_samples()
    monkeypatch.setattr(taxonomy, "OPTIONAL_FOLDER", tmp_path)
    switch("")

    assert parsed_samples() == with_files


def test_switched_on_they_change_no_claim_of_the_others(switch):
    switch("")
    before = [json.loads(line) for line in parsed_samples()]
    switch(",".join(optional_files()))
    after = [json.loads(line) for line in parsed_samples()]

    added = 0
    for one in after:
        kept = [claim for claim in one["claims"] if claim["status"] in ALWAYS]
        added += len(one["claims"]) - len(kept)
        one["claims"] = kept
    assert after == before
    assert added


@pytest.mark.parametrize(
    ("imposed", "lifted"),
    [
        ("A curfew was imposed in Almaty.", "The curfew in Almaty was lifted."),
        ("В Алматы введён комендантский час.", "В Алматы отменён комендантский час."),
    ],
)
def test_a_lifted_curfew_ends_the_situation(switch, imposed, lifted):
    switch("curfew")
    first, last = date(2022, 1, 5), date(2022, 1, 10)
    readings = [
        read_report(Report(text=text, published_day=day, published_precision="day"))
        for text, day in ((imposed, first), (lifted, last))
    ]

    spans = intervals(claims_of(*readings), taxonomy=load_taxonomy())
    on = {day: status_of(situations(spans, on=date(2022, 1, day))) for day in (4, 5, 9, 10)}

    assert on == {4: [], 5: ["curfew"], 9: ["curfew"], 10: ["curfew_lifted"]}


def test_the_version_of_the_reader_tells_which_statuses_are_on(switch):
    switch("")
    without = reader_version()
    switch("curfew")

    assert reader_version() != without


def test_the_setting_may_have_spaces_and_repeat_itself(switch):
    switch(" border , curfew,border")

    assert list(load_taxonomy()) == [
        *ALWAYS, "border_closed", "border_open", "curfew", "curfew_lifted",
    ]  # fmt: skip


def test_a_status_that_is_not_there_is_an_error_that_names_the_setting(switch):
    switch("curfew,earthquake")

    with pytest.raises(SettingsError, match=r"SITUATION_MAP_STATUSES.*earthquake"):
        load_taxonomy()


def test_a_new_status_is_one_file(switch, monkeypatch, tmp_path):
    (tmp_path / "flood.toml").write_text(
        '[status.flood]\naspect = "flood"\nstale_after_days = 5\n'
        '[words.en.flood]\nwords = ["streets ~ under water"]\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(taxonomy, "OPTIONAL_FOLDER", tmp_path)
    switch("flood")

    assert [claim["status"] for claim in claims("In Passau the streets were under water.")] == [
        "flood"
    ]


def test_a_status_of_two_files_is_an_error(switch, monkeypatch, tmp_path):
    (tmp_path / "more.toml").write_text(
        '[status.calm]\naspect = "security"\nstale_after_days = 5\n', encoding="utf-8"
    )
    monkeypatch.setattr(taxonomy, "OPTIONAL_FOLDER", tmp_path)
    switch("more")

    with pytest.raises(LexiconError, match=r"more\.toml.*calm"):
        load_taxonomy()


@pytest.mark.parametrize("section", ["calm", "mask", "cues", "prefixes"])
def test_a_new_status_cannot_take_words_from_others(switch, monkeypatch, tmp_path, section):
    (tmp_path / "flood.toml").write_text(
        '[status.flood]\naspect = "flood"\nstale_after_days = 5\n'
        f"[words.en.{section}]\nwords = []\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(taxonomy, "OPTIONAL_FOLDER", tmp_path)
    switch("flood")

    with pytest.raises(LexiconError, match=rf"flood\.toml: words\.en: .*{section}"):
        load_lexicon("en")


def claims(sentence, language=""):
    record = {"text": sentence, "published": "2022-05-10"}
    if language:
        record["language"] = language
    return parse_line(json.dumps(record))["claims"]


def parsed_samples():
    return [
        to_json(parse_line(line))
        for path in sorted(SAMPLES_FOLDER.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]


def status_of(found):
    return found[found["aspect"] == "curfew"]["status"].tolist()
