import pytest

from geodata.errors import LexiconError
from geodata.language.rules import ALIASES, DATA_FOLDER, load_rules, read_rules

CORE = ["ar", "de", "en", "es", "fa", "fr", "hi", "id", "it"]
CORE += ["ja", "nl", "pl", "pt", "ru", "tr", "uk", "zh"]


@pytest.mark.parametrize("path", sorted(DATA_FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_language_file_can_be_read(path):
    assert read_rules(path).language == path.stem


@pytest.mark.parametrize("language", CORE)
def test_the_core_languages_have_rules_of_their_own(language):
    assert load_rules(language).language == language


@pytest.mark.parametrize("language", ["und", "xx", "", "../de", "eo", "\ud800"])
def test_a_language_without_a_file_is_read_neutrally(language):
    assert load_rules(language).language == "und"


def test_a_region_and_a_close_relative_change_nothing():
    assert load_rules("de-AT") is load_rules("DE")
    assert all(load_rules(near).language == ALIASES[near] for near in ALIASES)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("spaced = ", "cannot be read"),
        ("spaced = 1", "true or false"),
        ("colour = 1", "unknown keys"),
        ("[dates]\nweekdays = ['a']", "7 entries"),
        ("[dates]\nmonths = [1]", "list of non-empty strings"),
        ("[dates]\nnumeric = 'ydm'", "numeric"),
        ("[dates]\ndays = [{ words = ['x'] }]", "offset"),
        ("[dates]\ndays = [{ offset = 1, words = ['x'], part = 'noon' }]", "unknown part"),
        ("[dates]\nago = [{ unit = 'aeon', words = ['x'] }]", "unknown part or unit"),
        ("[dates]\nfill = ['(']", "fill|parenthesis|unterminated"),
        ("[clause]\nwords = 'and'", "list of non-empty strings"),
        ("dates = 1", "must be a table"),
    ],
)
def test_bad_data_is_refused_with_file_and_reason(tmp_path, content, reason):
    path = tmp_path / "qq.toml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(LexiconError, match=f"qq.toml.*({reason})"):
        read_rules(path)
