"""The check of word files, run as its command on small files of its own."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from geodata import taxonomy
from geodata.cli import cli
from geodata.errors import LexiconError
from geodata.language import rules
from geodata.status import commands, lexicon
from geodata.status.check import lexicon_faults, optional_faults, rules_faults
from geodata.status.lexicon import lexicon_languages
from geodata.taxonomy import optional_files

SOUND = """
[unrest]
words = ["riot*"]
negated = "calm"
[calm]
framed = ["calm"]
not_with = ["sea"]
[airport_closed]
words = ["closed"]
[airport_open]
words = ["reopened", "open (again|once more)"]
[mask]
words = ["riot of colours"]
[cues]
negation = ["no"]
"""
RULES = '[dates]\nuntil = ["until"]\n'
FLOOD = """
[status.flood]
aspect = "flood"
stale_after_days = 5
[words.en.flood]
words = ["under water"]
"""


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Folders of words, rules and optional statuses in which ``qq`` is sound."""
    places = {name: tmp_path / name for name in ("lexicon", "data", "optional")}
    for place in places.values():
        place.mkdir()
    (places["lexicon"] / "qq.toml").write_text(SOUND, encoding="utf-8")
    (places["data"] / "qq.toml").write_text(RULES, encoding="utf-8")
    (places["optional"] / "flood.toml").write_text(FLOOD, encoding="utf-8")
    monkeypatch.setattr(lexicon, "LEXICON_FOLDER", places["lexicon"])
    monkeypatch.setattr(rules, "DATA_FOLDER", places["data"])
    monkeypatch.setattr(taxonomy, "OPTIONAL_FOLDER", places["optional"])
    return places


@pytest.fixture
def check():
    return lambda *languages: CliRunner().invoke(cli, ["lexicon", "check", *languages])


def test_sound_files_are_counted_and_end_with_status_0(folders, check):
    result = check()

    lines = [line.split() for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert result.stderr == ""
    assert lines[1] == ["qq", "1", "1", "1", "2", "1", "1", "1", "0", "no"]
    assert ["flood", "off", "flood", "en"] in lines


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[unrest]", "[unrest", "cannot be read"),
        ("[cues]", "[peace]\nwords = []\n[cues]", "unknown sections ['peace']"),
        ("negation =", "maybe =", "unknown cues ['maybe']"),
        ("framed =", "frames =", "unknown calm ['frames']"),
        ('["riot*"]', '"riot*"', "unrest.words must be a list of patterns, got 'riot*'"),
        ('["riot*"]', '["riot*", 7]', "unrest.words must hold patterns only, got 7"),
        ('["riot*"]', '["riot*", " "]', "unrest.words must hold patterns only, got ' '"),
        ('negated = "calm"', 'negated = "peace"', "unrest.negated must be one of"),
        ('["riot*"]', '["riot*", "(a ~ b)"]', "unrest.words: A gap cannot stand inside brackets"),
        ('["sea"]', '["x((sea|y)"]', "calm.not_with: "),
        ('["riot*"]', '["riot*", "clash", "riot*"]', "unrest.words has 'riot*' 2 times"),
        ('["closed"]', "[]", "airport_closed has no words"),
        ('[airport_closed]\nwords = ["closed"]', "", "airport_closed has no words"),
        ('["closed"]', '["re(closed|shut)"]', "airport_closed.words: 're(closed|shut)' finds"),
        ("riot of colours", "riot*", "unrest.words: the mask hides 'riot*' wherever it stands"),
    ],
)
def test_each_fault_is_told_with_its_file_and_key(folders, check, old, new, message):
    assert SOUND.count(old) == 1
    (folders["lexicon"] / "qq.toml").write_text(SOUND.replace(old, new), encoding="utf-8")

    result = check("qq")

    assert result.exit_code == 1
    assert "qq.toml" in result.stderr
    assert message in result.stderr


def test_a_pattern_that_the_mask_hides_in_part_only_is_none(folders):
    path = folders["lexicon"] / "qq.toml"
    path.write_text(SOUND.replace('"riot*"', '"(riot|clash) of colours"'), encoding="utf-8")

    assert lexicon_faults(path) == []


def test_every_fault_of_a_file_is_told(folders, check):
    text = SOUND.replace("negation =", "maybe =").replace("framed =", "frames =")
    (folders["lexicon"] / "qq.toml").write_text(text, encoding="utf-8")

    assert check().stderr.count("fault:") == 2


def test_a_file_that_is_no_text_is_a_fault(folders, check):
    (folders["lexicon"] / "qq.toml").write_bytes(b"\xff\xfe[unrest]")

    result = check()

    assert result.exit_code == 1
    assert "The lexicon qq.toml cannot be read" in result.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[dates]\nuntil = ["unt(il"]\n', "qq.toml: dates.until: 'unt(il': "),
        ('[dates]\nnoon = ["noon"]\n', "qq.toml is wrong: [dates] has the unknown keys ['noon']"),
        ('[dates]\nweekdays = ["Monday"]\n', "weekdays must have 7 entries, got 1"),
        ("[dates\n", "The language file qq.toml cannot be read"),
    ],
)
def test_a_fault_of_the_date_words_is_told_with_its_file_and_key(folders, check, content, message):
    (folders["data"] / "qq.toml").write_text(content, encoding="utf-8")

    result = check("qq")

    assert result.exit_code == 1
    assert message in result.stderr


@pytest.mark.parametrize("missing", ["lexicon", "data"])
def test_a_language_needs_both_of_its_files(folders, check, missing):
    (folders[missing] / "qq.toml").unlink()

    result = check()

    assert result.exit_code == 1
    assert f"{missing}/qq.toml is missing" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('aspect = "flood"', "", "The taxonomy flood.toml cannot be read"),
        ("[words.en.flood]", "[words.en.floods]", "words.en: unknown sections ['floods']"),
        ("[words.en.flood]", "[words.en.calm]", "words.en: unknown sections ['calm']"),
        ("[words.en.flood]", "[words.en.mask]", "words.en: unknown sections ['mask']"),
        ('words = ["under water"]', "words = []", "words.en: flood has no words"),
        ('[words.en.flood]\nwords = ["under water"]', "", "words must have a section"),
        ("[status.flood]", "[status.calm]", "taxonomy.toml has ['calm'], too"),
    ],
)
def test_a_fault_of_optional_statuses_is_told_while_they_are_off(folders, check, old, new, message):
    (folders["optional"] / "flood.toml").write_text(FLOOD.replace(old, new), encoding="utf-8")

    result = check()

    assert result.exit_code == 1
    assert "flood.toml" in result.stderr
    assert message in result.stderr


def test_languages_without_words_are_an_error(folders, check):
    result = check("xx")

    assert isinstance(result.exception, LexiconError)
    assert "There are words for qq, not for ['xx']" in str(result.exception)


def test_without_the_passages_the_table_does_without_their_columns(
    folders, check, monkeypatch, tmp_path
):
    monkeypatch.setattr(commands, "PASSAGES_FOLDER", tmp_path / "none")

    assert check().stdout.splitlines()[0].split()[-2:] == ["cues", "dates"]


def test_the_table_tells_of_passages_and_their_blind_run(check):
    row = check("de").stdout.splitlines()[1].split()

    assert row[0] == "de"
    assert int(row[-2]) >= 20
    assert row[-1] == "yes"


@pytest.mark.parametrize("language", lexicon_languages())
def test_the_shipped_words_have_no_fault(language):
    faults = lexicon_faults(lexicon.LEXICON_FOLDER / f"{language}.toml")

    assert faults == []
    assert rules_faults(rules.DATA_FOLDER / f"{language}.toml") == []


@pytest.mark.parametrize("name", optional_files())
def test_the_shipped_optional_statuses_have_no_fault(name):
    assert optional_faults(optional_files()[name]) == []
