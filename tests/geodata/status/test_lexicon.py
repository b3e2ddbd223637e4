from __future__ import annotations

import pytest

from geodata.errors import LexiconError
from geodata.status import lexicon
from geodata.status.lexicon import lexicon_languages, load_lexicon


def test_the_first_five_languages_have_lexicons():
    assert {"de", "en", "es", "fr", "ru"} <= set(lexicon_languages())


@pytest.mark.parametrize("language", lexicon_languages())
def test_every_lexicon_has_words_for_every_status(language):
    triggers = {trigger.status for trigger in load_lexicon(language).triggers}

    assert triggers == {"unrest", "calm", "airport_closed", "airport_open"}


@pytest.mark.parametrize("language", ["xx", "", "../de", "e n"])
def test_a_language_without_a_file_has_no_lexicon(language):
    assert load_lexicon(language) is None


def test_a_close_relative_shares_the_lexicon():
    assert load_lexicon("ms") is load_lexicon("id")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[unrest\n", "cannot be read"),
        ("[peace]\nwords = []\n", "unknown sections"),
        ("[cues]\nmaybe = []\n", "unknown cues"),
    ],
)
def test_a_wrong_file_is_an_error_that_names_it(tmp_path, monkeypatch, content, message):
    (tmp_path / "qq.toml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(lexicon, "LEXICON_FOLDER", tmp_path)

    with pytest.raises(LexiconError, match=f"qq.toml.*{message}|{message}.*qq.toml|{message}"):
        load_lexicon("qq")
