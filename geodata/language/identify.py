"""Which language a text is written in, found offline with py3langid's own weights."""

from __future__ import annotations

from functools import cache
from threading import Lock

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from geodata.language.codes import UNDETERMINED, own_code

READ_AT_MOST = 5_000
"""Code points looked at: longer texts are no easier to tell, only slower."""

_NEWS_POINTS = {
    "en": 3.0,
    **dict.fromkeys(("ar", "de", "es", "fr", "pt", "ru", "zh"), 2.0),
    **dict.fromkeys(("fa", "hi", "id", "it", "ja", "ko", "nl", "pl", "tr", "uk", "ur"), 1.0),
}
"""Points, on the model's logarithmic scale, for languages in which much news is written: enough
to tell the language of a headline ("Riots in Karachi"), too few to change that of a sentence."""

_loading = Lock()


def identify(text: str) -> str:
    """
    Language of a text.

    Parameters
    ----------
    text
        Any text; only its first `READ_AT_MOST` code points are looked at.

    Returns
    -------
    language
        ISO 639-1 code such as ``"de"`` (``"zh"`` for every Chinese, ``"no"`` for both
        Norwegians; ISO 639-3 where there is no shorter code), or ``"und"`` for a text without
        letters.
    """
    sample = text[:READ_AT_MOST]
    if not any(character.isalpha() for character in sample):
        return UNDETERMINED
    with _loading:
        identifier = _identifier()
    ranked = [(own_code(label), score) for label, score in identifier.rank(sample)]
    return max(ranked, key=lambda one: one[1] + _NEWS_POINTS.get(one[0], 0.0))[0]


@cache
def _identifier() -> LanguageIdentifier:
    # An instance of our own: the module's shared one can be narrowed by anyone in the process.
    # Classifying changes no state, so that only loading needs the lock.
    return LanguageIdentifier.from_model_file(MODEL_FILE)
